import { describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import { sendNotification } from '../../functions/usecases/notification/send.ts';
import { aPolicy, aUser, tenOClock } from '../support/factories.ts';
import { aSendingWorld } from './sending-world.ts';

/** Rounds after which Lambda takes a function that queues messages for itself for a mistake, unless told otherwise. */
const lambdasLimit = 16;

/** The world with a count of the messages that were queued for each notification. */
async function aCountingWorld(...sketch: Parameters<typeof aSendingWorld>) {
  const world = await aSendingWorld(...sketch);
  const rounds = new Map<number, number>();
  const send = world.queue.send.bind(world.queue);
  world.queue.send = async (messages) => {
    for (const { message } of messages) rounds.set(message.id, (rounds.get(message.id) ?? 0) + 1);
    await send(messages);
  };
  return { ...world, longest: () => Math.max(...rounds.values()) };
}

const called = { users: [aUser(1, {}, [{ method: 'VOICE' as const }])], policy: aPolicy([[1]], { minutes: 60 }) };

describe('a chain of messages that send-notification queues for itself', () => {
  it('while a call waits for the line: until the call before it is over, at most three minutes', async () => {
    const world = await aCountingWorld(called);
    await world.arrive('Disk full on db-1');
    await world.arrive('Disk full on db-2');
    await world.advance({ minutes: 60 });
    expect(world.received.map(({ channel }) => channel)).toEqual(['VOICE', 'VOICE']);
    expect(world.longest()).toBeGreaterThan(lambdasLimit);
    expect(world.longest()).toBeLessThanOrEqual(40);
  });

  it('while several calls wait: at most three minutes for each that goes before', async () => {
    const world = await aCountingWorld(called);
    for (const host of ['db-1', 'db-2', 'db-3', 'db-4']) await world.arrive(`Disk full on ${host}`);
    await world.advance({ minutes: 60 });
    expect(world.received).toHaveLength(4);
    expect(world.longest()).toBeLessThanOrEqual(3 * 40);
  });

  it.each(['throttled', 'silent'] as const)('while every provider is %s: at most ten attempts', async (fault) => {
    const world = await aCountingWorld({
      policy: aPolicy([[1]], { minutes: 300 }),
      users: [aUser(1, {}, [{ method: 'SMS' }, { method: 'VOICE' }, { method: 'EMAIL' }, { method: 'PUSH' }])],
    });
    for (const driver of ['sms.eum', 'voice.connect', 'voice.eum', 'email.ses', 'push.pinpoint'])
      world.behave(driver, () => {
        if (fault === 'silent') throw new Error('socket hang up');
        return { outcome: 'postponed', error: 'ThrottlingException' };
      });
    await world.arrive();
    await world.advance({ minutes: 240 });
    expect(world.received).toEqual([]);
    expect(world.longest()).toBeLessThanOrEqual(40);
  });

  it('while a step is not written out: a quarter of an hour, then the next level starts', async () => {
    const world = await aCountingWorld({ ...called, policy: aPolicy([[1], [1]], { minutes: 60 }) });
    for (const driver of ['voice.connect', 'voice.eum', 'sms.eum'])
      world.behave(driver, () => ({ outcome: 'rejected', error: 'AccessDeniedException' }));
    const alertId = await world.arrive();
    const [step] = await world.store.alerts.steps(alertId);
    const alert = await world.store.alerts.get(alertId);
    if (step === undefined || alert === undefined) throw new Error('no step was taken');
    const { expandedAt: _never, ...unfinished } = step;
    await world.store.alerts.save(alert, { log: [], step: unfinished });

    const [first] = await world.store.notifications.list(`ALERT#${alertId}`);
    if (first === undefined) throw new Error('nobody is to be told');
    await sendNotification(world.ctx, { v: 1, scope: first.scope, id: first.id });
    let looks = 0;
    for (let next = world.sent.shift(); next !== undefined; next = world.sent.shift()) {
      if (next.id !== first.id) continue;
      looks += 1;
      world.clock.advance({ seconds: next.delaySeconds ?? 1 });
      await sendNotification(world.ctx, { v: 1, scope: next.scope, id: next.id });
    }
    expect(looks).toBeGreaterThan(lambdasLimit);
    expect(looks).toBeLessThanOrEqual(15 * 12 + 1);
    const skipped = await world.store.alerts.get(alertId);
    expect(skipped?.escalation.nextAt).toBeDefined();
    expect((skipped?.escalation.nextAt ?? '') <= plus(tenOClock, { minutes: 16 })).toBe(true);
  });
});
