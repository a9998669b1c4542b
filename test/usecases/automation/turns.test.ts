import { expect, it } from 'vitest';
import { runAutomation } from '../../../functions/usecases/automation/run.ts';
import { anAction } from '../../support/factories.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { aRule, aTemplate, automated } from './automation-world.ts';

/** Runs an alert's automation; what it reads and writes of its run. */
async function runOf(world: Awaited<ReturnType<typeof automated>>, alertId: number) {
  const { store, calls } = watchedStore(world.store, ['automationRuns']);
  await runAutomation({ ...world.ctx, store }, { alertId });
  return [calls('automationRuns.get').length, calls('automationRuns.save').length];
}

it('an alert for which all is done costs one look, and no write', async () => {
  const world = await automated([aRule(1)]);
  const id = await world.alert();
  await world.automate(id);
  expect(await runOf(world, id)).toEqual([1, 0]);
});

it('no incident is read for rules without a template, however many there are', async () => {
  const world = await automated([aRule(1), aRule(2, { serviceId: 6 })]);
  const id = await world.alert();
  const { store, calls } = watchedStore(world.store, ['incidents']);
  await runAutomation({ ...world.ctx, store }, { alertId: id });
  expect([await world.statusOf(5), await world.statusOf(6)]).toEqual(['DEGRADED', 'DEGRADED']);
  expect(calls('incidents.getMany')).toEqual([]);
});

it('an alert that has come to what no rule is about is done with in one look and one write', async () => {
  const world = await automated([aRule(1, { alertType: 'ACCEPTED' })]);
  const id = await world.alert();
  expect(await runOf(world, id)).toEqual([1, 1]);
  await world.resolve(id);
  expect((await world.run(id))?.dueAt).toBeDefined();
  expect(await runOf(world, id)).toEqual([1, 1]);
  expect(await world.run(id)).not.toHaveProperty('dueAt');
  expect(await runOf(world, id)).toEqual([1, 0]);
});

it('what is never noted is tried two hundred times, and then left to the tick', async () => {
  const world = await automated([aRule(1), aRule(2, { serviceId: 6 })]);
  const id = await world.alert();
  Object.assign(world.store.automationRuns, { save: async () => undefined });
  expect(await runOf(world, id)).toEqual([200, 200]);
});

it('nothing is said where all services are gone, or the rule has nothing to say any more', async () => {
  const params = { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [6], templateId: 70 };
  const { serviceStatus: _none, ...silent } = aRule(2, { templateId: 71 });
  const world = await automated([]);
  await world.store.alertActions.create(
    anAction({ id: 1, alertSourceIds: [800], connectorType: 'automation_rule', params }),
  );
  await world.store.incidentTemplates.create(aTemplate({ id: 71, name: 'Gone soon' }));
  await world.store.automationRules.create(silent);
  const service = (await world.store.services.get(6)) ?? expect.fail('there is a service 6');
  await world.store.services.delete(service, { evenIfUsed: true });
  const template = (await world.store.incidentTemplates.get(71)) ?? expect.fail('there is a template 71');
  await world.store.incidentTemplates.delete(template, { evenIfUsed: true });
  const id = await world.alert();
  await world.automate(id);
  expect(await world.incidents()).toEqual([]);
  expect(await world.statusOf(5)).toBe('OPERATIONAL');
  const run = (await world.run(id)) ?? expect.fail('there is a run');
  expect(
    run.applied
      .map(({ serviceIds, said }) => ({ serviceIds, said }))
      .toSorted((a, b) => (a.serviceIds[0] ?? 0) - (b.serviceIds[0] ?? 0)),
  ).toEqual([
    { serviceIds: [5], said: [] },
    { serviceIds: [6], said: [] },
  ]);
  expect(run).not.toHaveProperty('dueAt');
});
