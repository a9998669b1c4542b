import { describe, expect, it } from 'vitest';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import { plus } from '../../functions/domain/time.ts';
import { createActionDeliveryStore } from '../../functions/store/action-deliveries.ts';
import { createMemoryTable } from '../../functions/store/memory/table.ts';
import { findDeliveries } from '../../functions/usecases/action-delivery/find.ts';
import { anAction } from '../support/factories.ts';
import { automated } from './automation/automation-world.ts';

async function finding(facts: Partial<AlertAction> = {}) {
  const world = await automated([]);
  const deliveries = createActionDeliveryStore(createMemoryTable());
  await world.store.alertActions.create(anAction({ id: 1, alertSourceIds: [800], ...facts }));
  const alertId = await world.alert();
  let since = world.clock.now();
  const find = async () => {
    const found = await findDeliveries(world.ctx, deliveries, { alertId, sourceId: 800, since });
    since = world.clock.now();
    return found.map(({ trigger, at }) => [trigger, at]);
  };
  return { ...world, alertId, find, deliveries };
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
    const { find } = await finding({ alertSourceIds: [] });
    expect(await find()).toEqual([]);
  });
});
