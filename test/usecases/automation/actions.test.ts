import { expect, it } from 'vitest';
import type { AlertAction } from '../../../functions/domain/alert-action/alert-action.ts';
import { anAction } from '../../support/factories.ts';
import { automated } from './automation-world.ts';

const params = { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [5, 6], resolveIncident: true };
const asked = (facts: Partial<AlertAction> = {}): AlertAction =>
  anAction({ id: 1, alertSourceIds: [800], connectorType: 'automation_rule', params, ...facts });

/** A world in which alerts of source 800 do what an action says. */
async function acting(facts: Partial<AlertAction> = {}) {
  const world = await automated([]);
  const action = await world.store.alertActions.create(asked(facts));
  const statuses = async () => [await world.statusOf(5), await world.statusOf(6)];
  return { ...world, action, statuses };
}

it('an automation_rule action does to its services what a rule does, and takes it back', async () => {
  const { alert, automate, resolve, statuses } = await acting();
  const id = await alert();
  await automate(id);
  expect(await statuses()).toEqual(['DEGRADED', 'DEGRADED']);
  await resolve(id);
  await automate(id);
  expect(await statuses()).toEqual(['OPERATIONAL', 'OPERATIONAL']);
});

it('with a template it opens an incident, which is over with the alert', async () => {
  const { alert, automate, resolve, incidents } = await acting({
    params: { ...params, templateId: 70, sendNotification: false },
  });
  const id = await alert();
  await automate(id);
  expect(await incidents()).toMatchObject([{ status: 'INVESTIGATING', openAlerts: 1 }]);
  await resolve(id);
  await automate(id);
  expect(await incidents()).toMatchObject([{ status: 'RESOLVED' }]);
});

it('what is said when the alert is accepted waits for that', async () => {
  const { alert, automate, accept, statuses } = await acting({ params: { ...params, alertType: 'ACCEPTED' } });
  const id = await alert();
  await automate(id);
  expect(await statuses()).toEqual(['OPERATIONAL', 'OPERATIONAL']);
  await accept(id);
  await automate(id);
  expect(await statuses()).toEqual(['DEGRADED', 'DEGRADED']);
});

it.each<[what: string, facts: Partial<AlertAction>, isDone: boolean]>([
  ['a condition that is true', { conditions: "alert.summary contains 'disk' and alert.priority == HIGH" }, true],
  ['a condition that is false', { conditions: "alert.summary contains 'cpu'" }, false],
  ['the first of two that it counts', { conditions: 'trigger_count.10m < 2' }, true],
  ['the second, which is not there', { conditions: 'trigger_count.10m >= 2' }, false],
  ['one that cannot be read any more', { conditions: 'alert.summary ==' }, true],
  [
    'a filter that wants it',
    {
      alertFilter: { operator: 'AND', predicates: [{ field: 'ALERT_PRIORITY', criteria: 'IS_STRING', value: 'high' }] },
    },
    true,
  ],
  [
    'a filter that does not',
    {
      alertFilter: { operator: 'AND', predicates: [{ field: 'ALERT_PRIORITY', criteria: 'IS_STRING', value: 'low' }] },
    },
    false,
  ],
  ['nothing that alerts set in motion', { triggerMode: 'MANUAL' }, false],
  ['another source', { alertSourceIds: [] }, false],
])('%s', async (_what, facts, isDone) => {
  const { alert, automate, resolve, statuses, run } = await acting(facts);
  const id = await alert();
  for (let time = 0; time < 3; time += 1) await automate(id);
  const status = isDone ? 'DEGRADED' : 'OPERATIONAL';
  expect(await statuses()).toEqual([status, status]);
  expect((await run(id))?.dueAt).toBeUndefined();
  await resolve(id);
  await automate(id);
  expect(await statuses()).toEqual(['OPERATIONAL', 'OPERATIONAL']);
});

it('that an effect is none of the business of an alert is noted once, with nothing to take back', async () => {
  const { alert, automate, resolve, store, run } = await acting({ conditions: 'false' });
  const id = await alert();
  await automate(id);
  const nothing = { said: [], sendNotification: false, resolveIncident: false, resolveService: false };
  const noted = [{ key: expect.any(String), serviceIds: [5, 6], ...nothing, isReleased: true }];
  expect((await run(id))?.applied).toEqual(noted);
  await resolve(id);
  const { getMany } = store.services;
  Object.assign(store.services, { getMany: () => Promise.reject(new Error('no service is looked at')) });
  await automate(id);
  Object.assign(store.services, { getMany });
  expect((await run(id))?.applied).toEqual(noted);
});

it('a condition that is false leaves alone what another action has said', async () => {
  const { alert, automate, store, statuses } = await acting();
  await store.alertActions.create(
    anAction({ id: 2, conditions: 'false', params: { ...params, serviceStatus: 'MAJOR_OUTAGE' } }),
  );
  await automate(await alert());
  expect(await statuses()).toEqual(['DEGRADED', 'DEGRADED']);
});

it('an action that was deleted does nothing for alerts that come, and ends what it did', async () => {
  const { alert, automate, resolve, store, statuses, action } = await acting();
  const before = await alert();
  await automate(before);
  await store.alertActions.delete(action);
  await automate(await alert());
  expect(await store.automationRules.effectsOf(800)).toEqual([]);
  await resolve(before);
  await automate(before);
  expect(await statuses()).toEqual(['OPERATIONAL', 'OPERATIONAL']);
});
