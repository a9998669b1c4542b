import { describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { assignAlert } from '../../functions/usecases/alert/assign.ts';
import { createManualAlert } from '../../functions/usecases/alert/create-manual.ts';
import { escalateAlert } from '../../functions/usecases/alert/escalate.ts';
import { raiseAlert } from '../../functions/usecases/alert/raise.ts';
import { addResponder, removeResponder } from '../../functions/usecases/alert/respond.ts';
import { snoozeAlert } from '../../functions/usecases/alert/snooze.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { rescueEscalation } from '../../functions/usecases/escalation/rescue.ts';
import { skipLevel } from '../../functions/usecases/escalation/skip-level.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { announceChange } from '../../functions/usecases/notification/announce.ts';
import { anEventMessage, aPolicy, aSource, aUser, tenOClock } from '../support/factories.ts';
import { aWorld, type WorldSketch } from '../support/world.ts';

/** A world in which an alert has just been created. */
async function anAlertArrived(sketch: WorldSketch = {}) {
  const world = await aWorld(sketch);
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = alert?.id ?? expect.fail('no alert');
  const current = async () => (await world.store.alerts.get(alertId)) ?? expect.fail('no alert');
  return { ...world, alertId, current };
}

describe('an unanswered alert', () => {
  it('wakes each level in turn, and its timeline tells every step', async () => {
    const { ctx, run, told, alertId, timeline } = await anAlertArrived();
    await run(alertId, { minutes: 4 });
    expect(await told()).toEqual(['SMS 1']);
    await run(alertId, { minutes: 5 });
    expect(await told()).toEqual(['SMS 2']);
    await run(alertId, { minutes: 60 });
    expect(await told()).toEqual(['SMS 3']);
    expect(await timeline(alertId)).toEqual([
      'AlertReceived',
      'AlertEscalatedToLevel',
      'AlertEscalatedToLevel',
      'AlertEscalatedToLevel',
      'EscalationEnded',
    ]);
    expect(await takeDueSteps(ctx, { alertId })).toEqual({ outcome: 'EXHAUSTED' });
  });

  it('makes everybody it notifies a responder', async () => {
    const { store, run, alertId } = await anAlertArrived({ policy: aPolicy([[1, 2], [3]]) });
    await run(alertId, { minutes: 1 });
    expect((await store.alerts.responders(alertId)).map(({ userId }) => userId)).toEqual([1, 2]);
  });

  it('follows a policy edited meanwhile from the next level on', async () => {
    const { store, run, told, alertId } = await anAlertArrived();
    await run(alertId, { minutes: 1 });
    const policy = await store.policies.get(900);
    if (policy === undefined) throw new Error('no policy');
    await store.policies.save({ ...policy, levels: aPolicy([[1], [3]]).levels }, policy);
    await told();
    await run(alertId, { minutes: 5 });
    expect(await told()).toEqual(['SMS 3']);
  });

  it('tells an older execution that it was superseded', async () => {
    const { ctx, as, alertId } = await anAlertArrived();
    await escalateAlert(as(1), { alertId });
    expect(await takeDueSteps(ctx, { alertId, generation: 1 })).toEqual({ outcome: 'SUPERSEDED' });
    expect(await takeDueSteps(ctx, { alertId, generation: 2 })).toMatchObject({ outcome: 'WAIT', level: 2 });
  });
});

describe('an answer', () => {
  it('ends the escalation: no further page is planned', async () => {
    const { as, run, told, alertId, calls, ctx } = await anAlertArrived();
    await run(alertId, { minutes: 1 });
    await told();
    await acceptAlert(as(1, 'SMS'), { alertId });
    await run(alertId, { hours: 2 });
    expect(await told()).toEqual([]);
    expect(calls.at(-1)).toMatchObject({ call: 'stop', name: `alert-${alertId}-g1`, error: 'Accepted' });
    expect(await takeDueSteps(ctx, { alertId, generation: 1 })).toEqual({ outcome: 'ACCEPTED' });
  });

  it('by escalating starts the next level at once and stops the old execution', async () => {
    const { as, run, told, alertId, calls } = await anAlertArrived();
    await run(alertId, { minutes: 1 });
    await escalateAlert(as(1, 'SMS'), { alertId });
    expect(calls.slice(-2)).toMatchObject([
      { call: 'stop', name: `alert-${alertId}-g1`, error: 'Escalated' },
      { call: 'start', name: `alert-${alertId}-g2` },
    ]);
    await told();
    await run(alertId, { minutes: 1 });
    expect(await told()).toEqual(['SMS 2']);
  });

  it('by snoozing comes back at its time from level 1', async () => {
    const { as, run, told, alertId, clock } = await anAlertArrived();
    await run(alertId, { minutes: 1 });
    await acceptAlert(as(1), { alertId });
    await snoozeAlert(as(1), { alertId, until: plus(clock.now(), { hours: 1 }) });
    await told();
    await run(alertId, { minutes: 59 });
    expect(await told()).toEqual([]);
    await run(alertId, { minutes: 2 });
    expect(await told()).toEqual(['SMS 1']);
  });

  it('by assigning notifies only that person from then on', async () => {
    const { as, run, told, alertId, store } = await anAlertArrived();
    await run(alertId, { minutes: 1 });
    await told();
    await assignAlert(as(1), { alertId, to: { kind: 'user', id: 3 } });
    await run(alertId, { hours: 1 });
    expect(await told()).toEqual(['SMS 3']);
    expect((await store.alerts.responders(alertId)).map(({ userId }) => userId)).toEqual([3]);
  });
});

describe('a low-priority alert', () => {
  it('escalates only once it is raised', async () => {
    const users = [aUser(1, {}, [{ method: 'SMS' }, { method: 'EMAIL', type: 'LOW_PRIORITY' }]), aUser(2), aUser(3)];
    const low = aSource({ alertPriorityRule: 'LOW' });
    const { as, run, told, alertId, store } = await anAlertArrived({ users, source: low });
    await run(alertId, { hours: 1 });
    expect(await told()).toEqual(['EMAIL 1']);
    const log = await store.alerts.log(alertId, { offset: 0, limit: 10 });
    expect(log.find(({ type }) => type === 'AlertEscalatedToLevelLogEntry')?.vars).toHaveProperty('policy');
    await raiseAlert(as(1), { alertId });
    await run(alertId, { minutes: 6 });
    expect(await told()).toEqual(['SMS 1', 'SMS 2']);
  });
});

describe('the people of an alert', () => {
  it('are told at once when they are added, and the escalation goes on', async () => {
    const { as, run, told, alertId, store } = await anAlertArrived({ policy: aPolicy([[1], [2]]) });
    await run(alertId, { minutes: 1 });
    await told();
    await addResponder(as(1), { alertId, userId: 3 });
    expect(await told()).toEqual(['SMS 3']);
    await expect(addResponder(as(1), { alertId, userId: 3 })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await run(alertId, { minutes: 5 });
    expect(await told()).toEqual(['SMS 2']);
    await removeResponder(as(1), { alertId, userId: 3 });
    expect((await store.alerts.responders(alertId)).map(({ userId }) => userId)).toEqual([1, 2]);
  });

  it('are told with their rules’ delays: by the queue up to 15 minutes, by the tick beyond', async () => {
    const users = [
      aUser(1),
      aUser(2),
      aUser(3, {}, [
        { method: 'SMS', delayMin: 10 },
        { method: 'VOICE', delayMin: 60 },
      ]),
    ];
    const { as, alertId, sent, store } = await anAlertArrived({ users });
    sent.splice(0);
    await addResponder(as(1), { alertId, userId: 3 });
    expect(sent).toMatchObject([{ channel: 'SMS', delaySeconds: 600 }]);
    const due = await store.due.list('notification', plus(tenOClock, { minutes: 60 }), 10);
    expect(due.map(({ dueAt }) => dueAt)).toEqual([
      plus(tenOClock, { seconds: 30 }),
      plus(tenOClock, { minutes: 10, seconds: 30 }),
      plus(tenOClock, { minutes: 60 }),
    ]);
  });

  it('are the only ones told of a manual alert made for them', async () => {
    const world = await aWorld();
    const alert = await createManualAlert(world.as(1), {
      summary: 'Look here',
      sourceId: 800,
      responderIds: [3, 2, 3],
    });
    await world.run(alert.id, { hours: 1 });
    expect(await world.told()).toEqual(['SMS 3', 'SMS 2']);
    await expect(
      createManualAlert(world.as(1), { summary: 'x', sourceId: 800, responderIds: [1, 99] }),
    ).rejects.toMatchObject({
      field: 'responders[1].user.id',
    });
  });
});

describe('steps and alert that are read while somebody else claims a step', () => {
  const late = (id: number) => aUser(id, {}, [{ method: 'SMS', delayMin: 5 }]);
  const { levels, ...policy } = aPolicy([[1], [2], [2]]);
  const atOnce = { ...policy, levels: levels.map((level) => ({ ...level, escalationTimeout: 0 })) };

  it('do not let one person be paged twice in a minute', async () => {
    const world = await anAlertArrived({ users: [late(1), late(2)], policy: atOnce });
    const { ctx, store, alertId } = world;
    const storeWith = (alerts: Partial<typeof store.alerts>) => ({
      ...ctx,
      store: { ...store, alerts: { ...store.alerts, ...alerts } },
    });
    let claims = 0;
    const save: typeof store.alerts.save = (...change) => {
      claims += 1;
      return claims > 1 ? Promise.reject(new Error('killed after its first claim')) : store.alerts.save(...change);
    };
    let other: Promise<unknown> | undefined;
    const steps: typeof store.alerts.steps = async (id) => {
      const read = await store.alerts.steps(id);
      other ??= takeDueSteps(storeWith({ save }), { alertId }).catch(() => undefined);
      await other;
      return read;
    };
    /** Answers late: after what was asked for beside it. */
    const get: typeof store.alerts.get = async (id) => {
      await new Promise((resolve) => setImmediate(resolve));
      await other;
      return store.alerts.get(id);
    };
    await takeDueSteps(storeWith({ steps, get }), { alertId });
    const pages = await store.notifications.list(`ALERT#${alertId}`);
    expect(claims).toBe(2);
    expect(pages.map(({ userId }) => userId).sort()).toEqual([1, 2]);
  });
});

describe('a step that fails half way', () => {
  const crowd = Array.from({ length: 55 }, (_, index) => index + 2);

  it.each([
    ['is written in one transaction', aPolicy([[1], [2]]), [1, 2]],
    ['has too many people for one', aPolicy([[1], crowd]), [1, ...crowd]],
  ])('is finished by the next attempt, whichever call fails, when it %s', async (_case, policy, responders) => {
    for (let failing = 1; failing <= 9; failing += 1) {
      let calls = 0;
      const fault = { armed: false };
      const world = await anAlertArrived({
        users: responders.map((id) => aUser(id)),
        policy,
        beforeCall: () => {
          if (!fault.armed) return;
          calls += 1;
          if (calls === failing) throw new Error('the table does not answer');
        },
      });
      await world.told();
      world.clock.advance({ minutes: 5 });
      fault.armed = true;
      await takeDueSteps(world.ctx, { alertId: world.alertId, generation: 1 }).catch(() => undefined);
      fault.armed = false;
      world.clock.advance({ seconds: 2 });
      await takeDueSteps(world.ctx, { alertId: world.alertId, generation: 1 });
      await runDueWork(world.ctx, { deadline: plus(world.clock.advance({ seconds: 60 }), { seconds: 45 }) });
      const told = (await world.told()).filter((line) => line !== 'SMS 1'); // nobody sends it here, so the tick asks again
      expect(new Set(told), `call ${failing}`).toEqual(new Set(responders.slice(1).map((id) => `SMS ${id}`)));
      const levels = ['AlertReceived', 'AlertEscalatedToLevel', 'AlertEscalatedToLevel'];
      expect((await world.timeline(world.alertId)).slice(0, 3), `call ${failing}`).toEqual(levels);
      const added = (await world.store.alerts.responders(world.alertId)).map(({ userId }) => userId);
      expect(added.toSorted((one, other) => one - other)).toEqual(responders);
    }
  });

  it('leaves its notifications to the tick when the queue does not answer', async () => {
    const { ctx, queue, alertId, store, clock, told } = await anAlertArrived();
    await told();
    queue.failing = true;
    clock.advance({ minutes: 5 });
    expect(await takeDueSteps(ctx, { alertId })).toMatchObject({ outcome: 'WAIT', level: 2 });
    const due = await store.due.list('notification', clock.advance({ seconds: 60 }), 10);
    expect(due.map(({ dueAt }) => dueAt)).toEqual([
      plus(tenOClock, { seconds: 30 }),
      plus(tenOClock, { minutes: 5, seconds: 30 }),
    ]);
  });
});

describe('the watchdog', () => {
  it('takes an overdue step itself and starts a fresh execution', async () => {
    const { ctx, clock, told, alertId, calls, timeline } = await anAlertArrived();
    expect(await told()).toEqual(['SMS 1']);
    clock.advance({ minutes: 5, seconds: 40 });
    await rescueEscalation(ctx, { alertId });
    expect(await told()).toEqual(['SMS 2']);
    expect(calls.at(-1)).toEqual({ call: 'start', name: `alert-${alertId}-g2` });
    expect(await timeline(alertId)).toContain('EscalationRestarted');
  });

  it('does nothing for an answered alert', async () => {
    const { ctx, as, alertId, calls, counted } = await anAlertArrived();
    await acceptAlert(as(1), { alertId });
    const before = calls.length;
    await rescueEscalation(ctx, { alertId });
    expect(calls).toHaveLength(before);
    expect(counted.map(([name]) => name)).not.toContain('WatchdogRestarts');
  });

  it('gives a level up after three failures, with longer pauses between, and tells the operator', async () => {
    const world = await anAlertArrived();
    const { ctx, alertId, clock, current, counted, told } = world;
    await told();
    clock.advance({ minutes: 5 });
    const began = clock.now();
    const broken = {
      ...ctx,
      store: { ...ctx.store, policies: { ...ctx.store.policies, get: () => Promise.reject(new Error('broken')) } },
    };
    const pauses: unknown[] = [];
    for (const _attempt of [1, 2, 3]) {
      await rescueEscalation(broken, { alertId });
      pauses.push((await current()).escalation.restarts?.notBefore);
    }
    expect(pauses).toEqual([plus(began, { minutes: 1 }), plus(began, { minutes: 2 }), undefined]);
    expect(counted.map(([name]) => name)).toContain('EscalationsStuck');
    clock.advance({ minutes: 1 });
    await rescueEscalation(ctx, { alertId });
    expect(await told()).toEqual(['SMS 3']);
    expect(await world.timeline(alertId)).toContain('LevelSkipped');
  });

  it('gives up the first level of the next pass, too, and goes on to the second', async () => {
    const policy = aPolicy([[1], [2]], { repeating: true, frequency: 1 });
    const { ctx, alertId, clock, told, run } = await anAlertArrived({ policy });
    await run(alertId, { minutes: 9 });
    expect(await told()).toEqual(['SMS 1', 'SMS 2']);
    const users = { ...ctx.store.users, getMany: () => Promise.reject(new Error('broken')) };
    const broken = { ...ctx, store: { ...ctx.store, users } };
    clock.advance({ minutes: 2 });
    for (const _attempt of [1, 2, 3]) await rescueEscalation(broken, { alertId });
    await rescueEscalation(ctx, { alertId });
    expect(await told()).toEqual(['SMS 2']);
  });
});

describe('a level nobody of which was reached', () => {
  it('is passed over at once, once', async () => {
    const { ctx, run, told, alertId, current, calls } = await anAlertArrived();
    await run(alertId, { minutes: 1 });
    const { run: escalationRun, stepId } = (await current()).escalation;
    await skipLevel(ctx, { alertId, run: escalationRun, stepId, reason: 'ALL_FAILED' });
    await skipLevel(ctx, { alertId, run: escalationRun, stepId: stepId + 7, reason: 'ALL_FAILED' });
    const cause = 'Nobody of the level could be reached; the next level starts at once';
    expect(calls).toContainEqual(expect.objectContaining({ call: 'stop', error: 'Unreached', cause }));
    await told();
    await run(alertId, { seconds: 1 });
    expect(await told()).toEqual(['SMS 2']);
    await skipLevel(ctx, { alertId, run: escalationRun, stepId, reason: 'ALL_FAILED' });
    await run(alertId, { minutes: 1 });
    expect(await told()).toEqual([]);
  });
});

describe('updates', () => {
  const wantsUpdates = (id: number) =>
    aUser(id, {
      preferences: {
        ...aUser(id).preferences,
        updates: [{ id: id * 1000, method: 'EMAIL', contactId: id * 10 + 1, type: 'ALERT_ACCEPTED' }],
      },
    });

  it('go to responders who want them, but to nobody who made the change, and once', async () => {
    const users = [wantsUpdates(1), wantsUpdates(2), aUser(3)];
    const { ctx, as, run, told, alertId, current } = await anAlertArrived({ users, policy: aPolicy([[1, 2, 3]]) });
    await run(alertId, { minutes: 1 });
    await acceptAlert(as(1), { alertId });
    await told();
    const message = { v: 1 as const, announce: 'ACCEPTED' as const, alertId, version: (await current()).version };
    await announceChange(ctx, message);
    await announceChange(ctx, message);
    expect(await told()).toEqual(['EMAIL 2']);
  });
});
