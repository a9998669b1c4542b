import { describe, expect, it } from 'vitest';
import { minus, plus } from '../../../functions/domain/time.ts';
import { createCipher } from '../../../functions/platform/cipher.ts';
import { createDeploymentIntake, createPipelineKeys } from '../../../functions/store/deployment-intake.ts';
import { aDeployment, always, aPipeline } from '../../support/deployments.ts';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { aLogEntry, newStore } from './subject.ts';

/** What was deployed, and what alerts show of it. */
export function deploymentContract(newTable: NewTable): void {
  const page = { offset: 0, limit: 100 };

  async function subject() {
    const { store, table, clock } = await newStore(newTable);
    return { store, table, clock, intake: createDeploymentIntake(table) };
  }

  describe('deployments', () => {
    it('are kept once for each delivery, and listed newest first over the months', async () => {
      const { store, intake } = await subject();
      const links = [{ href: 'https://ci.example.com', text: '' }];
      const whole = aDeployment({ links, customDetails: { '': [1, { a: null }] }, teams: [7], userEmail: 'a@b.c' });
      const dueAt = tenOClock;
      expect(await intake.keep(whole, { delivery: 'one', dueAt })).toBe(true);
      expect(await intake.keep(aDeployment({ id: 611 }), { delivery: 'one', dueAt })).toBe(false);
      const older = aDeployment({ id: 612, at: minus(tenOClock, { days: 25 }), pipeline: { id: 601, name: 'Other' } });
      expect(await intake.keep(older, { delivery: 'one', dueAt })).toBe(true);
      await expect(intake.keep(older, { dueAt })).rejects.toThrow('612');
      expect(await store.deployments.list(always, page)).toEqual([whole, older]);
      expect(await store.deployments.list({ ...always, pipelines: [601] }, page)).toEqual([older]);
      expect(await store.deployments.list({ from: tenOClock, to: tenOClock }, page)).toEqual([whole]);
      expect(await store.deployments.list({ ...always, to: minus(tenOClock, { milliseconds: 1 }) }, page)).toEqual([
        older,
      ]);
      expect(await store.deployments.list(always, { offset: 1, limit: 1 })).toEqual([older]);
    });

    it('are due until they are no more', async () => {
      const { store, intake } = await subject();
      await intake.keep(aDeployment(), { dueAt: tenOClock });
      const [due] = await store.due.list('deployment', tenOClock, 10);
      if (due?.kind !== 'deployment') throw new Error('nothing is due');
      expect(await store.deployments.due(due.work)).toEqual({ kind: 'deployment', deployment: aDeployment() });
      expect(await store.due.lease(due, plus(tenOClock, { minutes: 2 }))).toBe(0);
      const later = plus(tenOClock, { hours: 1 });
      await store.deployments.lookAgain(aDeployment(), later);
      expect(await store.due.list('deployment', later, 10)).toEqual([{ ...due, dueAt: later }]);
      expect(await store.due.lease({ ...due, dueAt: later }, plus(later, { minutes: 2 }))).toBe(0);
      await store.deployments.lookAgain(aDeployment());
      expect(await store.due.list('deployment', plus(later, { days: 1 }), 10)).toEqual([]);
      expect(await store.deployments.due(due.work)).toEqual({ kind: 'deployment', deployment: aDeployment() });
    });

    it('are looked for where that has failed', async () => {
      const { store } = await subject();
      await store.deployments.lookFor(700, tenOClock);
      const [due] = await store.due.list('deployment', tenOClock, 10);
      if (due?.kind !== 'deployment') throw new Error('nothing is due');
      expect(await store.due.lease(due, plus(tenOClock, { minutes: 2 }))).toBe(0);
      expect(await store.deployments.due(due.work)).toEqual({ kind: 'alert', alertId: 700 });
      await store.deployments.lookedFor(700);
      expect(await store.deployments.due(due.work)).toBeUndefined();
      expect(await store.due.list('deployment', plus(tenOClock, { days: 1 }), 10)).toEqual([]);
    });

    it('are attached to an alert once, with one entry', async () => {
      const { store } = await subject();
      const attached = { ...aDeployment(), alertId: 700, attachedAt: tenOClock };
      const entry = (id: number) => aLogEntry({ id, type: 'DeploymentAttachedLogEntry' });
      await store.deployments.attach(attached, entry(1));
      await store.deployments.attach(attached, entry(2));
      const newer = { ...attached, id: 611, at: plus(tenOClock, { minutes: 1 }) };
      await store.deployments.attach(newer, entry(3));
      expect(await store.deployments.attachedTo(700)).toEqual([newer, attached]);
      expect((await store.alerts.log(700, page)).map(({ id }) => id)).toEqual([1, 3]);
      expect(await store.deployments.alertsWith(aDeployment(), [699, 700])).toEqual(new Set([700]));
      expect(await store.deployments.attachedTo(7)).toEqual([]);
    });
  });

  describe('the key of a pipeline', () => {
    it('says what is needed of it, as it is then', async () => {
      const { store, table } = await subject();
      const keys = createPipelineKeys(table, async () => createCipher('a test secret'));
      const made = await store.deploymentPipelines.create(aPipeline({ signingSecret: 'hush' }));
      const known = { id: 600, name: 'Shop', integrationType: 'API', teams: [] };
      expect(await keys.pipelineOf('ilapid-600')).toEqual({ ...known, signingSecret: 'hush' });
      const { signingSecret: _gone, ...open } = made;
      const filters = { branchFilters: ['main'], eventFilters: [] };
      const changed = await store.deploymentPipelines.save({ ...open, ...filters, name: 'Store' }, made);
      expect(await keys.pipelineOf('ilapid-600')).toEqual({ ...known, ...filters, name: 'Store' });
      await store.deploymentPipelines.delete(changed);
      expect(await keys.pipelineOf('ilapid-600')).toBeUndefined();
    });

    it('is nobody else’s', async () => {
      const { store } = await subject();
      await store.deploymentPipelines.create(aPipeline());
      const same = aPipeline({ id: 601, integrationKey: 'ilapid-600' });
      await expect(store.deploymentPipelines.create(same)).rejects.toThrow('already in use');
    });
  });
}
