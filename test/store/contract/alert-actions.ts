import { describe, expect, it } from 'vitest';
import { ofSource } from '../../../functions/domain/alert-action/alert-action.ts';
import { retryOnConflict } from '../../../functions/usecases/retry.ts';
import { anAction, aPolicy, aSource, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

/** What alerts set in motion, and what the sources of these alerts are told of it. */
export function alertActionContract(newTable: NewTable, { isSlow }: { readonly isSlow: boolean }): void {
  const sourceIds = Array.from({ length: 10 }, (_none, index) => 801 + index);

  async function withSources() {
    const { store, table } = await newStore(newTable);
    await store.policies.create(aPolicy([], { id: 900, version: 0 }));
    for (const id of sourceIds)
      await store.sources.create(aSource({ id, version: 0, name: `S ${id}`, integrationKey: `il1api-${id}` }));
    return { store, table };
  }

  describe('alert actions', () => {
    it('stand at each source that comes, all of ten at once, until they go', async () => {
      const { store } = await withSources();
      await store.alertActions.create(anAction({ id: 7 }));
      const change = (next: (ids: readonly number[]) => number[]) =>
        retryOnConflict(async () => {
          const current = await store.alertActions.get(7);
          if (current === undefined) throw new Error('the action is gone');
          await store.alertActions.save({ ...current, alertSourceIds: next(current.alertSourceIds) }, current);
        });
      await Promise.all(sourceIds.map((id) => change((ids) => [...ids, id])));
      const all = await store.alertActions.get(7);
      expect(all?.alertSourceIds.toSorted()).toEqual(sourceIds);
      for (const id of sourceIds)
        expect(await store.alertActions.ofSource(id)).toEqual([ofSource(anAction({ id: 7 }))]);
      await Promise.all(sourceIds.map((id) => change((ids) => ids.filter((one) => one !== id))));
      for (const id of sourceIds) expect(await store.alertActions.ofSource(id)).toEqual([]);
    });

    it('are told by all of their sources when they change, oldest first, and by none when they are gone', async () => {
      const { store } = await withSources();
      const second = await store.alertActions.create(anAction({ id: 8, alertSourceIds: [801, 802] }));
      const first = await store.alertActions.create(anAction({ id: 7, alertSourceIds: [801] }));
      const changed = { ...second, triggerTypes: ['alert-resolved' as const], updatedAt: tenOClock };
      const saved = await store.alertActions.save(changed, second);
      expect(await store.alertActions.ofSource(801)).toEqual([ofSource(first), ofSource(changed)]);
      expect(await store.alertActions.ofSource(802)).toEqual([ofSource(changed)]);
      await store.alertActions.delete(saved);
      expect(await store.alertActions.ofSource(801)).toEqual([ofSource(first)]);
      expect(await store.alertActions.ofSource(802)).toEqual([]);
    });

    it.skipIf(isSlow)('with as many sources as there may be are written, changed and deleted', async () => {
      const { store } = await withSources();
      const alertSourceIds = [...sourceIds];
      for (let id = 811; id <= 890; id += 1) {
        await store.sources.create(aSource({ id, version: 0, name: `S ${id}`, integrationKey: `il1api-${id}` }));
        alertSourceIds.push(id);
      }
      const made = await store.alertActions.create(anAction({ id: 7, alertSourceIds }));
      const fewer = await store.alertActions.save({ ...made, alertSourceIds: [890] }, made);
      expect([await store.alertActions.ofSource(801), (await store.alertActions.ofSource(890)).length]).toEqual([
        [],
        1,
      ]);
      const again = await store.alertActions.save({ ...fewer, alertSourceIds }, fewer);
      await store.alertActions.delete(again);
      for (const id of [801, 850, 890]) expect(await store.alertActions.ofSource(id)).toEqual([]);
      expect(await store.sources.heldBesidesActions(801)).toBeUndefined();
    });

    it('keep their connector from being deleted, by the id that people know; params are not to be read in the table', async () => {
      const { store, table } = await newStore(newTable);
      const times = { createdAt: tenOClock, updatedAt: tenOClock };
      const params = { url: 'https://acme.atlassian.net', password: 'a-secret' };
      const connector = await store.connectors.create({
        id: 5,
        version: 0,
        type: 'jira',
        name: 'Jira',
        params,
        ...times,
      });
      const action = await store.alertActions.create(
        anAction({ id: 7, connectorType: 'jira', connectorId: 5, params: { webhookUrl: 'https://x/a-secret' } }),
      );
      expect(await store.connectors.get(5)).toEqual(connector);
      expect(await store.alertActions.ofConnector(5)).toEqual([action]);
      for (const partition of ['CONNECTOR#5', 'ALERT_ACTION#7'])
        expect(JSON.stringify((await table.query({ partition })).items)).not.toContain('a-secret');
      await expect(store.connectors.delete(connector)).rejects.toThrow(
        /^connector 01\w{24} is used by alert action 01/,
      );
      await store.alertActions.delete(action);
      await store.connectors.delete(connector);
    });
  });
}
