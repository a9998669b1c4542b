import { describe, expect, it } from 'vitest';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import { plus } from '../../functions/domain/time.ts';
import { findDeliveries } from '../../functions/usecases/action-delivery/find.ts';
import { commentAlert } from '../../functions/usecases/alert/comment.ts';
import { fixedClock } from '../support/clock.ts';
import { anAction, tenOClock } from '../support/factories.ts';
import { automated } from './automation/automation-world.ts';

const aSlackConnector = {
  id: 4,
  version: 0,
  type: 'slack',
  name: 'Slack',
  params: {},
  createdAt: tenOClock,
  updatedAt: tenOClock,
} as const;

async function finding(facts: Partial<AlertAction> = {}) {
  const world = await automated([]);
  await world.store.connectors.create({ ...aSlackConnector });
  await world.store.alertActions.create(anAction({ id: 1, alertSourceIds: [800], ...facts }));
  const alertId = await world.alert();
  const find = async () => (await findDeliveries(world.ctx, alertId)).map(({ trigger, at }) => [trigger, at]);
  return { ...world, alertId, find, deliveries: world.store.actionDeliveries };
}

describe('what an alert makes due of its actions', () => {
  it('is found once, however often and however many look', async () => {
    const { find, clock, deliveries, alertId } = await finding();
    const at = clock.now();
    expect((await Promise.all([find(), find(), find()])).flat()).toEqual([['alert-created', at]]);
    clock.advance({ seconds: 30 });
    expect(await find()).toEqual([]);
    expect(await deliveries.ofAlert(alertId)).toHaveLength(1);
  });

  it('is what became of it since', async () => {
    const { find, clock, accept, resolve, alertId } = await finding({
      triggerTypes: ['alert-acknowledged', 'alert-resolved'],
    });
    expect(await find()).toEqual([]);
    clock.advance({ minutes: 5 });
    await accept(alertId);
    expect(await find()).toEqual([['alert-acknowledged', clock.now()]]);
    clock.advance({ minutes: 5 });
    await resolve(alertId);
    expect(await find()).toEqual([['alert-resolved', clock.now()]]);
  });

  it('waits where the action waits', async () => {
    const { find, clock } = await finding({ triggerTypes: ['v-alert-not-resolved'], notResolvedDelaySec: 600 });
    expect(await find()).toEqual([['v-alert-not-resolved', plus(clock.now(), { minutes: 10 })]]);
  });

  it('is nothing for actions of other sources', async () => {
    const { find, store, alertId } = await finding({ alertSourceIds: [] });
    expect(await find()).toEqual([]);
    expect(await store.actionDeliveries.watch(alertId)).toBeUndefined();
    expect(await store.alerts.get(alertId)).not.toHaveProperty('hasActions');
  });

  it('is asked for with the entries it comes from, and not when nothing that concerns actions happens', async () => {
    const { find, store, alertId, clock, as, alert } = await finding({ triggerTypes: ['alert-comment-added'] });
    const isAsked = async () => (await store.actionDeliveries.watch(alertId))?.dueAt !== undefined;
    expect(await isAsked()).toBe(true);
    await find();
    expect(await isAsked()).toBe(false);
    clock.advance({ minutes: 1 });
    await alert((await store.alerts.get(alertId))?.alertKey);
    expect(await isAsked()).toBe(false);
    await commentAlert(as(1), { alertId, content: 'It is the log' });
    expect(await isAsked()).toBe(true);
    expect(await find()).toEqual([['alert-comment-added', clock.now()]]);
    expect(await find()).toEqual([]);
  });

  it('is looked for again when it was asked for during a look', async () => {
    const { find, store, clock, accept, alertId } = await finding({ triggerTypes: ['alert-acknowledged'] });
    const { logSince } = store.alerts;
    let looks = 0;
    store.alerts.logSince = async (...asked) => {
      const seen = await logSince(...asked);
      looks += 1;
      if (looks === 1) await accept(alertId);
      return seen;
    };
    expect(await find()).toEqual([['alert-acknowledged', clock.now()]]);
    expect(looks).toBe(2);
  });

  it('is what somebody has written up to two minutes before the last look, whose clock is behind', async () => {
    const { find, clock, as, alertId } = await finding({ triggerTypes: ['alert-comment-added'] });
    clock.advance({ hours: 1 });
    await find();
    const at = [plus(clock.now(), { minutes: -2 }), plus(clock.now(), { minutes: -3 })] as const;
    for (const behind of at) {
      const ctx = { ...as(1), clock: fixedClock(behind) };
      await commentAlert(ctx, { alertId, content: `It is the log at ${behind}` });
    }
    expect((await find()).map(([trigger]) => trigger)).toEqual(['alert-comment-added']);
  });

  it('keeps messages with buttons up to date, once there is one', async () => {
    const slack = { connectorType: 'slack', connectorId: 4, params: { channelId: 'C1', teamId: 'T1' } } as const;
    const { find, accept, resolve, alertId, clock, store } = await finding(slack);
    await find();
    clock.advance({ minutes: 5 });
    await accept(alertId);
    await find();
    clock.advance({ minutes: 5 });
    await resolve(alertId);
    await find();
    const all = await store.actionDeliveries.ofAlert(alertId);
    expect(all.map(({ trigger, isUpdate = false }) => [trigger, isUpdate]).sort()).toEqual([
      ['alert-acknowledged', true],
      ['alert-created', false],
      ['alert-resolved', true],
    ]);
  });

  it('is nothing of what nobody has set in motion by hand', async () => {
    const slack = { connectorType: 'slack', connectorId: 4, params: { channelId: 'C1', teamId: 'T1' } } as const;
    const { find, accept, alertId } = await finding({ ...slack, triggerMode: 'MANUAL' });
    await accept(alertId);
    expect(await find()).toEqual([]);
  });
});
