import { describe, expect, it } from 'vitest';
import type { ActionAnswer, ActionRequest } from '../../functions/actions/driver.ts';
import { queued } from '../../functions/domain/action-delivery/delivery.ts';
import type { Alert } from '../../functions/domain/alert/alert.ts';
import type { AlertAction } from '../../functions/domain/alert-action/alert-action.ts';
import { VersionConflictError } from '../../functions/domain/errors.ts';
import { type Instant, plus } from '../../functions/domain/time.ts';
import { performDelivery, unlessTaken } from '../../functions/usecases/action-delivery/perform.ts';
import { anAlert as anAlertSeen } from '../actions/facts.ts';
import { anAction } from '../support/factories.ts';
import { automated } from './automation/automation-world.ts';

const ok: ActionAnswer = { kind: 'http', status: 200, headers: {}, body: 'ok' };
const down: ActionAnswer = { kind: 'http', status: 503, headers: {}, body: 'down' };

async function delivering(facts: Partial<AlertAction> = {}) {
  const world = await automated([]);
  const deliveries = world.store.actionDeliveries;
  const action = await world.store.alertActions.create(anAction({ id: 1, alertSourceIds: [800], ...facts }));
  const alertId = await world.alert();
  const happening = {
    trigger: action.triggerTypes[0] ?? 'alert-created',
    occasion: 'created',
    at: world.clock.now(),
  } as const;
  const delivery = queued(alertId, { actionId: 1, happening, at: world.clock.now() }, world.clock.now());
  await deliveries.add([delivery]);
  const asked: ActionRequest[] = [];
  const target = { answer: (): ActionAnswer | Promise<ActionAnswer> => ok };
  const performing = {
    ask: async (request: ActionRequest) => {
      asked.push(request);
      return target.answer();
    },
    seenOf: async ({ id, status }: Alert) => anAlertSeen({ id, status }),
  };
  return {
    ...world,
    deliveries,
    delivery,
    asked,
    target,
    alertId,
    perform: (one: Pick<typeof delivery, 'alertId' | 'id'> = delivery) => performDelivery(world.ctx, performing, one),
    stored: () => deliveries.get(alertId, delivery.id),
  };
}

describe('a delivery that is due', () => {
  it('is made once, however often and however many ask for it at once', async () => {
    const { perform, asked, stored } = await delivering();
    await Promise.all([perform(), perform(), perform()]);
    await perform();
    expect(asked).toHaveLength(1);
    expect(await stored()).toMatchObject({ status: 'DONE', attempts: 1 });
    expect(await stored()).not.toHaveProperty('dueAt');
  });

  it('is not written anew when it is found again', async () => {
    const { perform, deliveries, delivery, stored } = await delivering();
    await perform();
    expect((await deliveries.add([delivery])).size).toBe(0);
    expect(await stored()).toMatchObject({ status: 'DONE' });
  });

  it('is tried until the target is back', async () => {
    const { perform, asked, target, stored, clock } = await delivering();
    const back = plus(clock.now(), { hours: 1 });
    target.answer = () => (clock.now() < back ? down : ok);
    for (let minute = 0; minute < 150; minute += 1) {
      await perform();
      clock.advance({ minutes: 1 });
    }
    expect(await stored()).toMatchObject({ status: 'DONE' });
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.length).toBeLessThan(12);
  });

  it('is tried once only where the target refuses', async () => {
    const { perform, asked, target, stored, clock } = await delivering();
    target.answer = () => ({ ...down, status: 404 });
    await perform();
    clock.advance({ hours: 3 });
    await perform();
    expect(asked).toHaveLength(1);
    expect(await stored()).toMatchObject({ status: 'FAILED', said: expect.stringContaining('404') });
  });

  it('is repeated when whoever made it died before the note', async () => {
    const { perform, asked, target, stored, clock } = await delivering();
    target.answer = () => Promise.reject(new Error('the function died'));
    await expect(perform()).rejects.toThrow('died');
    target.answer = () => ok;
    await perform();
    expect(asked).toHaveLength(1);
    clock.advance({ minutes: 3 });
    await perform();
    expect(asked).toHaveLength(2);
    const ids = asked.map((request) => (request.kind === 'http' ? request.headers['webhook-id'] : ''));
    expect(new Set(ids).size).toBe(1);
    expect(await stored()).toMatchObject({ status: 'DONE', attempts: 2 });
  });

  it('calls nobody when it is over before its time, or the action is gone', async () => {
    const late = await delivering({ triggerTypes: ['v-alert-not-resolved'] });
    await late.resolve(late.alertId);
    await late.perform();
    expect(late.asked).toEqual([]);
    expect(await late.stored()).toMatchObject({ status: 'DONE', said: 'over before its time' });
    const gone = await delivering();
    await gone.store.alertActions.delete((await gone.store.alertActions.getMany([1]))[0] as AlertAction);
    await gone.perform();
    expect(gone.asked).toEqual([]);
    expect(await gone.stored()).toMatchObject({ status: 'DONE', said: 'the action is gone' });
  });
});

describe('what one action does for one alert', () => {
  const both = async () => {
    const world = await delivering({ triggerTypes: ['alert-created', 'alert-resolved'] });
    const { clock, deliveries, alertId, delivery } = world;
    clock.advance({ seconds: 10 });
    const happening = { trigger: 'alert-resolved', occasion: '9', at: clock.now() } as const;
    const later = queued(alertId, { actionId: 1, happening, at: clock.now() }, clock.now());
    await deliveries.add([later]);
    return { ...world, first: delivery, later };
  };

  it('is done in order: what comes later waits for what is tried again', async () => {
    const { perform, first, later, target, clock, asked, deliveries, alertId } = await both();
    target.answer = () => down;
    await perform(first);
    await perform(later);
    expect(asked).toHaveLength(1);
    expect(await deliveries.get(alertId, later.id)).toMatchObject({ status: 'QUEUED', attempts: 0 });
    target.answer = () => ok;
    clock.advance({ minutes: 2 });
    expect(await perform(first)).toMatchObject({ delivery: { status: 'DONE' }, next: { id: later.id } });
    await perform(later);
    expect(asked).toHaveLength(3);
    expect(await deliveries.get(alertId, later.id)).toMatchObject({ status: 'DONE' });
  });

  it('goes on when the first has ended while it was told to wait', async () => {
    const { perform, first, later, deliveries, alertId, store } = await both();
    const { save } = store.actionDeliveries;
    let isEnding = false;
    store.actionDeliveries.save = async (delivery, besides) => {
      if (delivery.id === later.id && !isEnding) {
        isEnding = true;
        await perform(first);
      }
      return save(delivery, besides);
    };
    await perform(later);
    expect(isEnding).toBe(true);
    expect(await deliveries.get(alertId, later.id)).toMatchObject({ status: 'DONE' });
  });

  it('goes on with what came while the target was asked, and was told to wait', async () => {
    const {
      perform,
      target,
      clock,
      deliveries,
      alertId,
      delivery: first,
    } = await delivering({
      triggerTypes: ['alert-created', 'alert-resolved'],
    });
    target.answer = async () => {
      target.answer = () => ok;
      clock.advance({ seconds: 10 });
      const happening = { trigger: 'alert-resolved', occasion: '9', at: clock.now() } as const;
      const later = queued(alertId, { actionId: 1, happening, at: clock.now() }, clock.now());
      await deliveries.add([later]);
      expect(await perform(later)).toMatchObject({ delivery: { status: 'QUEUED', attempts: 0 } });
      return ok;
    };
    expect(await perform(first)).toMatchObject({ delivery: { status: 'DONE' }, next: { trigger: 'alert-resolved' } });
  });

  it('goes on with what is due first, with nothing that is not due yet, and with nothing while it is not over', async () => {
    const { perform, first, later, target, clock, deliveries, alertId } = await both();
    const seen = clock.now();
    const due = (occasion: string, at: Instant) =>
      queued(alertId, { actionId: 1, happening: { trigger: 'alert-resolved', occasion, at: seen }, at }, seen);
    const [third, last] = [due('10', plus(clock.now(), { seconds: 1 })), due('11', plus(clock.now(), { hours: 1 }))];
    await deliveries.add([third, last]);
    clock.advance({ seconds: 1 });
    target.answer = () => down;
    expect(await perform(first)).not.toHaveProperty('next');
    clock.advance({ minutes: 2 });
    target.answer = () => ok;
    const order: unknown[] = [];
    for (let one: typeof later | undefined = first; one !== undefined; ) {
      order.push(one.id);
      one = (await perform(one))?.next;
    }
    expect(order).toEqual([first.id, later.id, third.id]);
    clock.set(last.at);
    expect(await perform(last)).toMatchObject({ delivery: { status: 'DONE' } });
  });

  it('goes on when the first is refused for good', async () => {
    const { perform, first, later, target, deliveries, alertId } = await both();
    target.answer = () => ({ ...down, status: 404 });
    expect(await perform(first)).toMatchObject({ delivery: { status: 'FAILED' }, next: { id: later.id } });
    target.answer = () => ok;
    await perform(later);
    expect(await deliveries.get(alertId, later.id)).toMatchObject({ status: 'DONE' });
  });

  it('does not wait for what is to come much later', async () => {
    const { perform, first, later, clock, deliveries, alertId } = await both();
    const delayed = { trigger: 'v-alert-not-resolved', occasion: 'created', at: first.createdAt } as const;
    await deliveries.add([
      queued(alertId, { actionId: 1, happening: delayed, at: plus(clock.now(), { hours: 1 }) }, first.createdAt),
    ]);
    await perform(first);
    await perform(later);
    expect(await deliveries.get(alertId, later.id)).toMatchObject({ status: 'DONE' });
  });
});

it('tells the timeline of each attempt', async () => {
  const { perform, target, clock, store, alertId } = await delivering();
  target.answer = () => down;
  await perform();
  clock.advance({ minutes: 2 });
  target.answer = () => ok;
  await perform();
  const log = await store.alerts.log(alertId, { offset: 0, limit: 100 }, ['CONNECTOR_EVENTS']);
  expect(log.map(({ type, vars }) => [type, vars.attempt, vars.nextAt !== undefined])).toEqual([
    ['AlertActionFailLogEntry', 1, true],
    ['AlertActionSuccessLogEntry', 2, false],
  ]);
});

it('asks the conditions of an action once, whatever becomes of the alert later', async () => {
  const { perform, target, clock, asked, resolve, alertId, stored } = await delivering({
    conditions: "alert.status == 'PENDING'",
  });
  target.answer = () => down;
  await perform();
  await resolve(alertId);
  clock.advance({ minutes: 2 });
  target.answer = () => ok;
  await perform();
  expect(asked).toHaveLength(2);
  expect(await stored()).toMatchObject({ status: 'DONE', isMeant: true });
});

describe('what may be there without a note', () => {
  const later = (alertId: number, trigger: 'alert-created' | 'alert-resolved', at: Instant) =>
    queued(alertId, { actionId: 1, happening: { trigger, occasion: `later ${trigger}`, at }, at }, at);

  it('is what was left by somebody who died, although what it was for is over', async () => {
    const { perform, target, clock, deliveries, alertId, resolve, asked, stored, counted } = await delivering({
      triggerTypes: ['v-alert-not-resolved'],
    });
    target.answer = () => Promise.reject(new Error('died'));
    await expect(perform()).rejects.toThrow('died');
    await resolve(alertId);
    clock.advance({ minutes: 3 });
    await perform();
    expect(await stored()).toMatchObject({ status: 'DONE', said: 'over before its time', isUncertain: true });
    const next = later(alertId, 'alert-resolved', clock.now());
    await deliveries.add([next]);
    target.answer = () => ok;
    await perform(next);
    expect(asked).toHaveLength(2);
    expect(counted.filter(([name]) => name === 'RepeatedActions')).toHaveLength(1);
  });

  it('is nothing of what was noted: what comes after it is no repeat', async () => {
    const { perform, clock, deliveries, alertId, counted } = await delivering();
    await perform();
    clock.advance({ minutes: 1 });
    const next = later(alertId, 'alert-resolved', clock.now());
    await deliveries.add([next]);
    await perform(next);
    expect(await deliveries.get(alertId, next.id)).toMatchObject({ status: 'DONE' });
    expect(counted.filter(([name]) => name === 'RepeatedActions')).toEqual([]);
  });
});

it('what somebody else has changed meanwhile is theirs, and what breaks is told', async () => {
  expect(await unlessTaken(Promise.resolve('saved'))).toBe('saved');
  expect(await unlessTaken(Promise.reject(new VersionConflictError('delivery')))).toBeUndefined();
  await expect(unlessTaken(Promise.reject(new Error('the table does not answer')))).rejects.toThrow('does not answer');
});
