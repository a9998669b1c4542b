import { expect, it } from 'vitest';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { setInMotion } from '../../functions/usecases/action-delivery/set-in-motion.ts';
import { anAction, tenOClock } from '../support/factories.ts';
import { automated } from './automation/automation-world.ts';

const inSlack = {
  connectorType: 'slack',
  connectorId: 4,
  params: { channelId: 'C1', teamId: 'T1' },
  triggerMode: 'MANUAL',
} as const;

/** An alert that came before its source had the action, which user 1 sets in motion. */
async function before(facts: Partial<AlertAction>) {
  const world = await automated([]);
  const alertId = await world.alert();
  const connector = { id: 4, version: 0, type: 'slack', name: 'Slack', params: {} } as const;
  await world.store.connectors.create({ ...connector, createdAt: tenOClock, updatedAt: tenOClock });
  await world.store.alertActions.create(anAction({ id: 1, alertSourceIds: [800], ...facts }));
  const alert = async () => (await world.store.alerts.get(alertId)) ?? expect.fail('there is an alert');
  const watch = () => world.store.actionDeliveries.watch(alertId);
  const move = (ctx = world.as(1)) => setInMotion(ctx, { alertId, alertActionId: wireIdOf(1) });
  return { ...world, alertId, alert, watch, move };
}

it('what is posted by hand is kept up to date from then on, and what was before is not posted again', async () => {
  const { move, watch, alert, alertId, clock } = await before(inSlack);
  expect(await watch()).toBeUndefined();
  const { reportTime } = await alert();
  clock.advance({ minutes: 5 });
  await move();
  const begun = { alertId, sourceId: 800, createdAt: reportTime, asks: 1, since: clock.now() };
  expect(await watch()).toEqual(begun);
  expect(await alert()).toMatchObject({ hasActions: true });
  clock.advance({ minutes: 5 });
  const { version } = await alert();
  await move();
  expect(await watch()).toEqual(begun);
  expect(await alert()).toMatchObject({ version });
});

it.each([
  ['says that nobody knows it', async () => undefined],
  ['fails', () => Promise.reject(new Error('no answer in time'))],
])(
  'the end of what is done by hand is told as it was noted meanwhile, where whoever waits for it %s',
  async (_how, ends) => {
    const { move, as, store } = await before({ triggerMode: 'MANUAL' });
    const actionWork = {
      wake: async () => undefined,
      perform: async ({ alertId, id }: { readonly alertId: number; readonly id: number }) => {
        const delivery = (await store.actionDeliveries.get(alertId, id)) ?? expect.fail('it is written down');
        await store.actionDeliveries.save({ ...delivery, status: 'FAILED', said: 'HTTP 404' });
        return ends();
      },
    };
    const { delivery } = await move({ ...as(1), actionWork });
    expect(delivery).toMatchObject({ status: 'FAILED', said: 'HTTP 404', trigger: 'alert-created', userId: 1 });
  },
);

it('no action is set in motion that nobody sets in motion by hand, or that is not there', async () => {
  const { as, alertId, move } = await before({});
  const refused = { code: 'INVALID', field: 'alertActionId' };
  await expect(move()).rejects.toMatchObject(refused);
  for (const alertActionId of [wireIdOf(2), 'no id'])
    await expect(setInMotion(as(1), { alertId, alertActionId })).rejects.toMatchObject(refused);
});

it('what is done once by hand is not kept up to date', async () => {
  const { move, watch, alert } = await before({ triggerMode: 'MANUAL' });
  await move();
  expect(await watch()).toBeUndefined();
  expect(await alert()).not.toHaveProperty('hasActions');
});

it.each(['hidden', 'gone'])('an alert that is %s by then is kept up to date nowhere', async (what) => {
  const { move, watch, as, store, alert } = await before(inSlack);
  const shown = await alert();
  const ctx = as(1);
  let looks = 0;
  const get = async (id: number) => {
    looks += 1;
    if (looks === 1) return shown;
    return what === 'gone' ? undefined : store.alerts.get(id);
  };
  await store.alerts.save({ ...shown, hidden: true }, { log: [] });
  await move({ ...ctx, store: { ...store, alerts: { ...store.alerts, get } } });
  expect(looks).toBeGreaterThan(1);
  expect(await watch()).toBeUndefined();
});
