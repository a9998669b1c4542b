import { describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import type { Fate } from '../../functions/store/memory/table.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, aSource, aUser, tenOClock } from '../support/factories.ts';
import { aWorld, type WorldSketch } from '../support/world.ts';

async function anEventProcessed(sketch: WorldSketch = {}) {
  const world = await aWorld(sketch);
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  return { ...world, alert: alert ?? expect.fail('no alert') };
}

const tick = (world: Awaited<ReturnType<typeof aWorld>>) =>
  runDueWork(world.ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });

describe('the first level of a new alert', () => {
  it('is told by the transaction that creates the alert; the execution finds nothing due', async () => {
    const { ctx, alert, told, timeline, store, calls } = await anEventProcessed();
    expect(await told()).toEqual(['SMS 1']);
    expect(alert.escalation).toMatchObject({ stepId: 1, level: 0, nextAt: plus(tenOClock, { minutes: 5 }) });
    expect(await timeline(alert.id)).toEqual(['AlertReceived', 'AlertEscalatedToLevel']);
    expect((await store.alerts.responders(alert.id)).map(({ userId }) => userId)).toEqual([1]);
    expect(calls).toEqual([{ call: 'start', name: `alert-${alert.id}-g1` }]);
    expect(await takeDueSteps(ctx, { alertId: alert.id, generation: 1 })).toMatchObject({ outcome: 'WAIT', level: 1 });
    expect(await told()).toEqual([]);
    expect(await store.due.list('step', plus(tenOClock, { hours: 1 }), 10)).toEqual([]);
  });

  it('queues what is due now and leaves delayed rules to their time', async () => {
    const rules = [{ method: 'SMS' }, { method: 'EMAIL', delayMin: 2 }] as const;
    const { told, run, alert } = await anEventProcessed({ users: [aUser(1, {}, rules)], policy: aPolicy([[1]]) });
    expect(await told()).toEqual(['SMS 1']);
    expect(alert.escalation.nextAt).toBe(plus(tenOClock, { minutes: 2 }));
    await run(alert.id, { minutes: 3 });
    expect(await told()).toEqual(['EMAIL 1']);
  });

  it('is left to the execution when the policy waits before it tells anybody', async () => {
    const { told, alert, run } = await anEventProcessed({ policy: aPolicy([[1]], { delayMin: 15 }) });
    expect(alert.escalation.stepId).toBe(0);
    expect(await told()).toEqual([]);
    await run(alert.id, { minutes: 16 });
    expect(await told()).toEqual(['SMS 1']);
  });

  it('is left to the execution when it has more people than one transaction takes', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => index + 1);
    const world = await anEventProcessed({ users: ids.map((id) => aUser(id)), policy: aPolicy([ids]) });
    expect(world.alert.escalation.stepId).toBe(0);
    await takeDueSteps(world.ctx, { alertId: world.alert.id });
    expect(await world.told()).toHaveLength(60);
  });

  it('that reaches nobody is passed over in the same transaction', async () => {
    const { told, alert, timeline } = await anEventProcessed({
      users: [{ ...aUser(1), mutedUntil: plus(tenOClock, { hours: 1 }) }, aUser(2)],
      policy: aPolicy([[1], [2]]),
    });
    expect(await told()).toEqual(['SMS 2']);
    expect(await timeline(alert.id)).toEqual(expect.arrayContaining(['LevelSkipped', 'AlertEscalatedToLevel']));
  });

  it('of the canary is left to the execution, which would not be watched otherwise', async () => {
    const world = await aWorld({ source: aSource({ hidden: true }) });
    await processEvent(world.ctx, anEventMessage());
    const { lock } = await world.store.alerts.intake(800, 'db-1/disk');
    const alert = lock?.state === 'OPEN' ? await world.store.alerts.get(lock.alertId) : undefined;
    expect(alert?.escalation.stepId).toBe(0);
    expect(await world.told()).toEqual([]);
  });

  it('does not hold up the alert when the people cannot be read', async () => {
    const world = await aWorld();
    const users = { ...world.store.users, getMany: () => Promise.reject(new Error('a user cannot be read')) };
    await processEvent({ ...world.ctx, store: { ...world.store, users } }, anEventMessage());
    const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
    expect(alert).toMatchObject({ status: 'PENDING', escalation: { stepId: 0 } });
    expect(world.calls).toHaveLength(1);
    await takeDueSteps(world.ctx, { alertId: alert?.id ?? 0 });
    expect(await world.told()).toEqual(['SMS 1']);
  });
});

describe('an event whose processing breaks', () => {
  const outcomes: readonly (readonly [string, (call: number, broken: number) => Fate])[] = [
    [
      'before it takes effect',
      (call, broken) => {
        if (call === broken) throw new Error('the worker died');
        return undefined;
      },
    ],
    ['with its answer lost', (call, broken) => (call === broken ? 'lost' : undefined)],
  ];

  it.each(outcomes)('at any call %s tells everybody once when it is delivered again', async (_case, fate) => {
    for (let broken = 1; broken <= 6; broken += 1) {
      let armed = false;
      let call = 0;
      const world = await aWorld({
        policy: aPolicy([[1, 2], [3]]),
        beforeCall: () => (armed ? fate(++call, broken) : undefined),
      });
      armed = true;
      await processEvent(world.ctx, anEventMessage()).catch(() => undefined);
      armed = false;
      await processEvent(world.ctx, anEventMessage());
      const [alert, ...others] = await world.store.alerts.list({}, { offset: 0, limit: 5 });
      expect(others, `call ${broken}`).toEqual([]);
      await takeDueSteps(world.ctx, { alertId: alert?.id ?? 0 });
      expect(new Set(await world.told()), `call ${broken}`).toEqual(new Set(['SMS 1', 'SMS 2']));
      const notifications = await world.store.notifications.list(`ALERT#${alert?.id}`);
      expect(notifications, `call ${broken}`).toHaveLength(2);
      expect(await world.timeline(alert?.id ?? 0), `call ${broken}`).toEqual([
        'AlertReceived',
        'AlertEscalatedToLevel',
      ]);
    }
  });

  it('between the transaction and the queue is found by the next delivery, and by the tick without one', async () => {
    for (const isDelivered of [true, false]) {
      const world = await aWorld();
      world.queue.failing = true;
      world.workflow.failing = true;
      await processEvent(world.ctx, anEventMessage());
      expect(await world.told()).toEqual([]);
      // The canary does not go this way: an alarm counts it.
      expect(world.counted).toContainEqual(['EscalationsStuck', 1]);
      world.queue.failing = false;
      world.workflow.failing = false;
      world.clock.advance({ seconds: isDelivered ? 1 : 30 });
      if (isDelivered) await processEvent(world.ctx, anEventMessage());
      else await tick(world);
      expect(await world.told()).toEqual(['SMS 1']);
    }
  });

  it('starts nothing anew for an alert that was answered or has gone on meanwhile', async () => {
    const world = await anEventProcessed();
    await world.told();
    await acceptAlert(world.as(1), { alertId: world.alert.id });
    const before = world.calls.length;
    await processEvent(world.ctx, anEventMessage());
    expect(world.calls).toHaveLength(before);
    expect(await world.told()).toEqual([]);
  });
});
