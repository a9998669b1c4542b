import { describe, expect, it } from 'vitest';
import { type Instant, secondsBetween } from '../../functions/domain/time.ts';
import type { SendResult } from '../../functions/ports/channels.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { aPolicy, aUser, tenOClock } from '../support/factories.ts';
import { aSendingWorld, type Behaviour } from './sending-world.ts';

/** How a provider fails: what its driver makes of it. */
const faults: Readonly<Record<string, Behaviour>> = {
  refused: () => ({ outcome: 'rejected', error: 'AccessDeniedException' }),
  throttled: () => ({ outcome: 'postponed', error: 'ThrottlingException' }),
  'without an answer': () => {
    throw new Error('socket hang up');
  },
};
const kinds = Object.keys(faults);

/** A provider may take 20 seconds to fail; the person must not wait for much longer than a minute all the same. */
const slowly =
  (world: Awaited<ReturnType<typeof aSendingWorld>>, fault: Behaviour): Behaviour =>
  (message) => {
    world.clock.advance({ seconds: 20 });
    return fault(message);
  };

const secondsUntil = (at: Instant | undefined): number =>
  at === undefined ? Number.NaN : secondsBetween(tenOClock, at);

describe('a person who can only be called', () => {
  const onlyCalls = { users: [aUser(1, {}, [{ method: 'VOICE' as const }])], policy: aPolicy([[1]], { minutes: 60 }) };

  it.each(kinds)('gets a text within a minute when every provider of calls is %s', async (kind) => {
    const world = await aSendingWorld(onlyCalls);
    for (const driver of ['voice.connect', 'voice.eum']) world.behave(driver, faults[kind]);
    const alertId = await world.arrive();
    await world.advance({ minutes: 5 });
    const [text, ...others] = world.received;
    expect([text?.driver, others]).toEqual(['sms.eum', []]);
    expect(secondsUntil(text?.at)).toBeLessThanOrEqual(60);
    expect(await world.notified(alertId)).toEqual(['VOICE SENT']);
  });

  it('is counted each time that it may have been told before', async () => {
    const world = await aSendingWorld(onlyCalls);
    let calls = 0;
    for (const driver of ['voice.connect', 'voice.eum'])
      world.behave(driver, () => {
        calls += 1;
        throw new Error('socket hang up');
      });
    await world.arrive();
    await world.advance({ minutes: 5 });
    expect(world.received.map(({ driver }) => driver)).toEqual(['sms.eum']);
    expect(world.counted.filter(([name]) => name === 'RepeatedSends')).toHaveLength(calls);
  });

  it.each(kinds)('is called by the other provider within a minute when the first is %s', async (kind) => {
    const world = await aSendingWorld(onlyCalls);
    world.behave('voice.connect', faults[kind]);
    await world.arrive();
    await world.advance({ minutes: 5 });
    expect(world.received.map(({ driver }) => driver)).toEqual(['voice.eum']);
    expect(secondsUntil(world.received[0]?.at)).toBeLessThanOrEqual(60);
  });

  it.each(kinds)('waits little longer when each failure takes its twenty seconds: %s', async (kind) => {
    const world = await aSendingWorld(onlyCalls);
    world.behave('voice.connect', slowly(world, faults[kind] ?? expect.fail()));
    await world.arrive();
    await world.advance({ minutes: 5 });
    expect(world.received.map(({ driver }) => driver)).toEqual(['voice.eum']);
    expect(secondsUntil(world.received[0]?.at)).toBeLessThanOrEqual(80);
  });

  it('is called once when the first provider recovers, and by nobody else', async () => {
    const world = await aSendingWorld(onlyCalls);
    world.behave('voice.connect', faults.throttled);
    await world.arrive();
    await world.advance({ seconds: 12 });
    world.behave('voice.connect', undefined);
    await world.advance({ minutes: 5 });
    expect(world.received.map(({ driver }) => driver)).toEqual(['voice.connect']);
  });

  it('who answers the call nobody knew of gets no text', async () => {
    const world = await aSendingWorld(onlyCalls);
    world.channels.VOICE = [world.driver('voice.eum')];
    world.behave('voice.eum', faults['without an answer']);
    const alertId = await world.arrive();
    await world.advance({ seconds: 30 });
    await acceptAlert(world.as(1, 'VOICE'), { alertId });
    await world.advance({ minutes: 5 });
    expect(world.received).toEqual([]);
    expect(await world.notified(alertId)).toEqual(['VOICE CANCELLED ACCEPTED']);
  });
});

describe('a person with another rule to come', () => {
  const ways = [
    ['SMS', 'sms.eum', 'VOICE'],
    ['EMAIL', 'email.ses', 'SMS'],
    ['PUSH', 'push.pinpoint', 'SMS'],
  ] as const;
  const cases = ways.flatMap((way) => kinds.map((kind) => [...way, kind] as const));

  it.each(cases)(
    'by %s, whose %s cannot send, is told by %s within a minute: %s',
    async (method, driver, next, kind) => {
      const rules = [{ method }, { method: next, delayMin: 30 }];
      const world = await aSendingWorld({ users: [aUser(1, {}, rules)], policy: aPolicy([[1]], { minutes: 60 }) });
      world.behave(driver, faults[kind]);
      await world.arrive();
      await world.advance({ minutes: 10 });
      expect(world.received.map(({ channel }) => channel)).toEqual([next]);
      expect(secondsUntil(world.received[0]?.at)).toBeLessThanOrEqual(61);
    },
  );

  it.each(['throttled', 'without an answer'])('is told by both when the first recovers later: %s', async (kind) => {
    const rules = [{ method: 'SMS' as const }, { method: 'EMAIL' as const, delayMin: 30 }];
    const world = await aSendingWorld({ users: [aUser(1, {}, rules)], policy: aPolicy([[1]], { minutes: 60 }) });
    world.behave('sms.eum', faults[kind]);
    await world.arrive();
    await world.advance({ seconds: 90 });
    world.behave('sms.eum', undefined);
    await world.advance({ minutes: 5 });
    expect(world.received.map(({ channel }) => channel)).toEqual(['EMAIL', 'SMS']);
    await world.advance({ minutes: 60 });
    expect(world.received).toHaveLength(2);
  });
});

it.each(kinds)('a level nobody of which can be sent to is passed over once, and told once: %s', async (kind) => {
  const world = await aSendingWorld({ policy: aPolicy([[1, 3], [2]], { minutes: 60 }) });
  const forTwo: Behaviour = (message) =>
    message.data?.userId === '2'
      ? ({ outcome: 'sent', providerId: 'p' } satisfies SendResult)
      : (faults[kind]?.(message) ?? expect.fail());
  world.behave('sms.eum', forTwo);
  const alertId = await world.arrive();
  await world.advance({ minutes: 20 });
  expect(world.told()).toEqual([expect.stringMatching(/^SMS 2/)]);
  expect((await world.timeline(alertId)).filter((entry) => entry === 'LevelSkipped')).toHaveLength(1);
});

it('a send under way when the answer comes is counted as late', async () => {
  const world = await aSendingWorld();
  let alertId = 0;
  world.behave('sms.eum', async () => {
    await acceptAlert(world.as(2), { alertId });
    return { outcome: 'sent', providerId: 'p' };
  });
  alertId = await world.arrive();
  await world.advance({ seconds: 5 });
  expect(world.received).toHaveLength(1);
  expect(world.counted).toContainEqual(['LateSends', 1]);
});

it('a send before the answer is not late', async () => {
  const world = await aSendingWorld();
  const alertId = await world.arrive();
  await world.advance({ seconds: 5 });
  await acceptAlert(world.as(1), { alertId });
  await world.advance({ minutes: 1 });
  expect(world.counted.map(([name]) => name)).not.toContain('LateSends');
});
