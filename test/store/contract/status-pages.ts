import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../functions/domain/errors.ts';
import { plus } from '../../../functions/domain/time.ts';
import { aMetric, aService, aStatusPage } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import type { UntoldStore } from '../../support/untold.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const idsUpTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

async function withServices(store: UntoldStore, count: number): Promise<number[]> {
  const ids = idsUpTo(count);
  await Promise.all(ids.map((id) => store.services.create(aService(id))));
  return ids;
}

export function statusPageContract(newTable: NewTable, { isSlow }: { readonly isSlow: boolean }): void {
  describe('status pages', () => {
    it('are found by id, by name, by the label of their address and by their own domain', async () => {
      const { store } = await newStore(newTable);
      await withServices(store, 2);
      const page = aStatusPage(5, {
        name: 'Acme',
        subdomain: 'Acme.example.com',
        domain: 'Status.Acme.org',
        services: [2, 1],
        groups: [{ id: 9, name: 'Shop', createdAt: aStatusPage(5).createdAt, updatedAt: aStatusPage(5).updatedAt }],
        elements: [{ id: 9, type: 'GROUP', options: ['expand'], children: [{ id: 1, type: 'SERVICE', options: [] }] }],
      });
      await store.statusPages.create(page);
      expect(await store.statusPages.get(5)).toEqual(page);
      expect(await store.statusPages.byName('Acme')).toEqual(page);
      expect(await store.statusPages.byLabel('ACME')).toEqual(page);
      expect(await store.statusPages.byHost('status.acme.org.')).toEqual(page);
      expect(await store.statusPages.byLabel('acme.example.com')).toBeUndefined();
      expect(await store.statusPages.byHost('acme.org')).toBeUndefined();
    });

    it('share neither label nor domain; the refusal names the member', async () => {
      const { store } = await newStore(newTable);
      const page = await store.statusPages.create(aStatusPage(5, { subdomain: 'acme', domain: 'status.acme.org' }));
      await expect(store.statusPages.create(aStatusPage(6, { subdomain: 'ACME.example.com' }))).rejects.toThrow(
        new InvalidInputError('subdomain', 'acme is already in use'),
      );
      await expect(store.statusPages.create(aStatusPage(6, { domain: 'STATUS.acme.org.' }))).rejects.toThrow(
        new InvalidInputError('domain', 'STATUS.acme.org. is already in use'),
      );
      expect(await store.statusPages.get(6)).toBeUndefined();
      const moved = await store.statusPages.save({ ...page, subdomain: 'acme2', domain: undefined }, page);
      await store.statusPages.create(aStatusPage(6, { subdomain: 'acme', domain: 'status.acme.org' }));
      await store.statusPages.delete(moved);
      await store.statusPages.create(aStatusPage(7, { subdomain: 'acme2' }));
    });

    it('tell what they show, to who asks by its services', async () => {
      const { store } = await newStore(newTable);
      await withServices(store, 3);
      for (const id of [8, 9]) await store.metrics.create(aMetric(id));
      const page = await store.statusPages.create(
        aStatusPage(5, { subdomain: 'Acme', services: [1, 2], metrics: [8] }),
      );
      expect((await store.publication.pagesOfMetrics([8, 9])).map(({ id }) => id)).toEqual([5]);
      expect(await store.publication.pagesOfMetrics([9])).toEqual([]);
      await store.statusPages.create(aStatusPage(6, { visibility: 'PRIVATE', services: [2] }));
      expect(await store.publication.pagesOf([1, 2])).toEqual([
        { id: 5, label: 'acme', visibility: 'PUBLIC', audienceSpecific: false },
        { id: 6, label: 'page-6', visibility: 'PRIVATE', audienceSpecific: false },
      ]);
      await store.statusPages.save({ ...page, services: [2, 3] }, page);
      expect(await store.publication.pagesOf([1])).toEqual([]);
      expect((await store.publication.pagesOf([3])).map(({ id }) => id)).toEqual([5]);
    });

    it('concern the members of teams by what these own', async () => {
      const { store } = await newStore(newTable);
      const [first, second] = await Promise.all(
        [1, 2].map((id) => store.teams.create(aTeam([], { id, name: `Team ${id}` }))),
      );
      await store.services.create(aService(31, { teams: [1, 2] }));
      await store.services.create(aService(32, { teams: [2] }));
      await store.metrics.create(aMetric(33, { teams: [1] }));
      expect(await store.publication.ownedBy([first?.id ?? 0])).toEqual({ services: [31], metrics: [33] });
      expect(await store.publication.ownedBy([second?.id ?? 0])).toEqual({ services: [31, 32], metrics: [] });
      expect(await store.publication.ownedBy([])).toEqual({ services: [], metrics: [] });
    });

    it('are asked for by those who are to see them, for a while', async () => {
      const { store, clock } = await newStore(newTable);
      const { pageFiles } = store;
      const [now, until] = [clock.now(), plus(clock.now(), { hours: 1 })];
      expect(await pageFiles.placed(5)).toEqual({ variants: [], hosts: {} });
      expect(await pageFiles.demandedUntil(5, 'one')).toBeUndefined();
      await pageFiles.demand(5, 'one', until);
      await pageFiles.demand(5, 'two', plus(now, { hours: 2 }));
      await pageFiles.demand(6, 'three', until);
      expect(await pageFiles.demandedUntil(5, 'one')).toBe(until);
      expect(await pageFiles.demanded(5, now)).toEqual(new Set(['one', 'two']));
      expect(await pageFiles.demanded(5, until)).toEqual(new Set(['two']));
      const claim = await pageFiles.claim(5, 'me', now, until);
      if (claim === undefined) throw new Error('it is taken');
      const placed = { variants: ['one'], hosts: { a: 'b' }, salt: 'x', leaving: { two: now } };
      await pageFiles.note(claim, placed);
      expect(await pageFiles.placed(5)).toEqual(placed);
    });

    it.skipIf(isSlow)(
      'show a hundred services, all of which they keep from being deleted, until they show them no more',
      async () => {
        const { store } = await newStore(newTable);
        const services = await withServices(store, 100);
        const page = await store.statusPages.create(aStatusPage(5, { services }));
        expect(await store.statusPages.get(5)).toEqual(page);
        for (const id of [1, 50, 100]) {
          const service = await store.services.get(id);
          if (service === undefined) throw new Error(`no service ${id}`);
          await expect(store.services.delete(service)).rejects.toThrow('is used by status page 5 "Page 5"');
        }
        const emptied = await store.statusPages.save({ ...page, services: [] }, page);
        const service = await store.services.get(100);
        if (service === undefined) throw new Error('no service 100');
        await store.services.delete(service);
        const rest = services.slice(0, 99);
        const refilled = await store.statusPages.save({ ...emptied, services: rest }, emptied);
        expect((await store.publication.pagesOf([99])).map(({ id }) => id)).toEqual([5]);
        await store.statusPages.delete(refilled);
        expect(await store.statusPages.get(5)).toBeUndefined();
        expect(await store.publication.pagesOf(rest)).toEqual([]);
      },
    );

    it.skipIf(isSlow)(
      'of a hundred services one of which is not there are not written; the refusal names it',
      async () => {
        const { store } = await newStore(newTable);
        const services = await withServices(store, 99);
        await expect(
          store.statusPages.create(
            aStatusPage(5, { services: [...services.slice(0, 70), 4711, ...services.slice(70)] }),
          ),
        ).rejects.toThrow(new InvalidInputError('services[70].id', 'service 4711 was not found'));
        expect(await store.statusPages.get(5)).toBeUndefined();
        const service = await store.services.get(1);
        if (service === undefined) throw new Error('no service 1');
        await store.services.delete(service);
      },
    );
  });
}
