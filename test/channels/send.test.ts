import { describe, expect, it, vi } from 'vitest';
import { VersionConflictError } from '../../functions/domain/errors.ts';
import { alertScope } from '../../functions/domain/notification/notification.ts';
import { plus } from '../../functions/domain/time.ts';
import type { SendStore } from '../../functions/ports/send-store.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../functions/usecases/alert/resolve.ts';
import { addResponder, removeResponder } from '../../functions/usecases/alert/respond.ts';
import { sendNotification } from '../../functions/usecases/notification/send.ts';
import { aPolicy, aUser, tenOClock } from '../support/factories.ts';
import { aSendingWorld } from './sending-world.ts';

const rejected = { outcome: 'rejected', error: 'opted out' } as const;
const busy = { outcome: 'postponed', error: 'Throttling' } as const;
const everyChannel = [{ method: 'SMS' }, { method: 'VOICE' }, { method: 'EMAIL' }, { method: 'PUSH' }] as const;

describe('a page', () => {
  it('reaches a person on four channels, with the ways to answer each offers', async () => {
    const world = await aSendingWorld({ users: [aUser(1, {}, everyChannel)], policy: aPolicy([[1]]) });
    const alertId = await world.arrive();
    await world.advance({ seconds: 5 });
    const byChannel = Object.fromEntries(world.received.map((message) => [message.channel, message]));
    expect(Object.keys(byChannel).sort()).toEqual(['EMAIL', 'PUSH', 'SMS', 'VOICE']);
    expect(byChannel.SMS?.text).toBe('ALERT: Prometheus: Disk full on db-1. A1 accept, R1 resolve, E1 escalate');
    expect(byChannel.VOICE?.text).toContain('Press 1 to accept');
    expect(byChannel.EMAIL?.replyTo).toMatch(/^alert\+[a-z2-7]+@in\.example\.com$/);
    expect(byChannel.EMAIL?.headers).toMatchObject({ 'X-Tocsin-Alert': String(alertId), 'X-Tocsin-User': '1' });
    expect(byChannel.EMAIL?.html).toMatch(/https:\/\/tocsin\.example\.com\/answer\/[\w-]{42}/);
    expect(byChannel.PUSH?.data).toMatchObject({ alertId: String(alertId), userId: '1', platform: 'GCM' });
    expect(byChannel.PUSH?.data?.acceptUrl).toMatch(/\/answer\//);
    expect((await world.notified(alertId)).sort()).toEqual(['EMAIL SENT', 'PUSH SENT', 'SMS SENT', 'VOICE SENT']);
  });

  it('carries a link where text messages cannot be answered', async () => {
    const world = await aSendingWorld({ twoWaySms: false });
    await world.arrive();
    await world.advance({ seconds: 5 });
    expect(world.received[0]?.text).toMatch(/: Disk full on db-1\. https:\/\/tocsin\.example\.com\/answer\/[\w-]{42}$/);
  });

  it('is not sent after the alert was accepted, and says so in the timeline', async () => {
    const world = await aSendingWorld({
      users: [aUser(1, {}, [{ method: 'SMS' }, { method: 'EMAIL', delayMin: 2 }])],
      policy: aPolicy([[1]]),
    });
    const alertId = await world.arrive();
    await world.advance({ seconds: 5 });
    await acceptAlert(world.as(1, 'SMS'), { alertId });
    const [, email] = await world.store.notifications.list(alertScope(alertId));
    world.clock.advance({ minutes: 2 });
    await sendNotification(world.ctx, { v: 1, scope: email?.scope ?? '', id: email?.id ?? 0 });
    expect(world.told()).toHaveLength(1);
    expect(await world.notified(alertId)).toEqual(['SMS SENT', 'EMAIL CANCELLED ACCEPTED']);
  });

  it('is not sent when the answer comes between the mark and the driver', async () => {
    const world = await aSendingWorld();
    const alertId = await world.arrive();
    const sending: SendStore = {
      ...world.store.sending,
      async mark(...marked) {
        const isMine = await world.store.sending.mark(...marked);
        await resolveAlert(world.as(1), { alertId });
        return isMine;
      },
    };
    const store = { ...world.store, sending };
    const [page] = await world.store.notifications.list(alertScope(alertId));
    await sendNotification({ ...world.ctx, store }, { v: 1, scope: page?.scope ?? '', id: page?.id ?? 0 });
    expect(world.received).toEqual([]);
    expect(await world.notified(alertId)).toEqual(['SMS CANCELLED RESOLVED']);
  });

  it.each([
    [
      'muted',
      (user: ReturnType<typeof aUser>) => ({ ...user, mutedUntil: plus(tenOClock, { hours: 1 }) }),
      'SMS SUPPRESSED MUTED',
    ],
    [
      'blocked',
      (user: ReturnType<typeof aUser>) => ({
        ...user,
        phones: user.phones.map((phone) => ({ ...phone, status: 'BLACKLISTED' as const })),
      }),
      'SMS FAILED CONTACT_BLOCKED',
    ],
    ['gone', (user: ReturnType<typeof aUser>) => ({ ...user, phones: [] }), 'SMS FAILED CONTACT_MISSING'],
  ])('is not sent to a contact that is %s since it was planned', async (_case, change, entry) => {
    const world = await aSendingWorld();
    const alertId = await world.arrive();
    const user = (await world.store.users.get(1)) ?? expect.fail();
    await world.store.users.save(change(user), user);
    await world.advance({ seconds: 5 });
    expect(world.received.filter(({ data }) => data?.userId === '1')).toEqual([]);
    expect(await world.notified(alertId)).toContain(entry);
  });

  it('waits for its time, once, when a message of it comes early or twice', async () => {
    const world = await aSendingWorld({
      users: [aUser(1, {}, [{ method: 'SMS', delayMin: 10 }])],
      policy: aPolicy([[1]], { minutes: 30 }),
    });
    const alertId = await world.arrive();
    const [page] = await world.store.notifications.list(alertScope(alertId));
    const message = { v: 1, scope: page?.scope ?? '', id: page?.id ?? 0 } as const;
    for (const _delivery of [1, 2, 3]) expect(await sendNotification(world.ctx, message)).toBe('done');
    expect(world.sent).toEqual([]);
    await world.advance({ minutes: 9 });
    expect(world.received).toEqual([]);
    await world.advance({ minutes: 2 });
    expect(world.received).toHaveLength(1);
  });
});

describe('a call that waits for its line', () => {
  it('is put off once, however often its message is delivered', async () => {
    const world = await aSendingWorld({ users: [aUser(1, {}, [{ method: 'VOICE' }])], policy: aPolicy([[1]]) });
    await world.arrive();
    await world.advance({ seconds: 1 });
    const secondId = await world.arrive('Queue grows');
    await world.advance({ seconds: 1 });
    const [waiting] = await world.store.notifications.list(alertScope(secondId));
    expect(waiting).toMatchObject({ status: 'QUEUED' });
    const message = { v: 1, scope: waiting?.scope ?? '', id: waiting?.id ?? 0 } as const;
    for (const _delivery of [1, 2, 3]) expect(await sendNotification(world.ctx, message)).toBe('done');
    expect(world.sent).toEqual([]);
    await world.advance({ minutes: 4 });
    expect(world.received.map(({ channel }) => channel)).toEqual(['VOICE', 'VOICE']);
  });
});

describe('a driver that does not take it', () => {
  it('is asked again soon, later each time, when it is busy', async () => {
    const world = await aSendingWorld();
    let left = 3;
    world.behave('sms.eum', () => (left-- > 0 ? busy : { outcome: 'sent', providerId: 'p' }));
    const alertId = await world.arrive();
    await world.advance({ minutes: 1 });
    expect(world.received.map(({ at }) => at)).toEqual([plus(tenOClock, { seconds: 35 })]);
    expect(await world.notified(alertId)).toEqual(['SMS SENT']);
    expect(world.counted).not.toContainEqual(['RepeatedSends', 1]);
  });

  it('is given up after ten attempts, and the next level starts', async () => {
    const world = await aSendingWorld({ policy: aPolicy([[1], [2]], { minutes: 30 }) });
    world.behave('sms.eum', ({ data }) => (data?.userId === '1' ? busy : { outcome: 'sent', providerId: 'p' }));
    const alertId = await world.arrive();
    await world.advance({ minutes: 10 });
    expect(await world.notified(alertId)).toEqual(['SMS FAILED sms.eum: Throttling', 'SMS SENT']);
    expect(world.told()).toHaveLength(1);
  });

  it('is repeated after a minute, and counted, when nobody knows whether it went out', async () => {
    const world = await aSendingWorld();
    let calls = 0;
    world.behave('sms.eum', () => {
      calls += 1;
      if (calls === 1) throw new Error('socket hang up');
      return { outcome: 'sent', providerId: 'p' };
    });
    const alertId = await world.arrive();
    await world.advance({ seconds: 59 });
    expect(calls).toBe(1);
    expect(await world.notified(alertId)).toEqual([]);
    await world.advance({ seconds: 2 });
    expect(calls).toBe(2);
    expect(world.counted).toContainEqual(['RepeatedSends', 1]);
    expect(await world.notified(alertId)).toEqual(['SMS SENT']);
  });

  it('comes back within seconds when others keep changing its windows', async () => {
    const world = await aSendingWorld();
    const mark = vi.spyOn(world.store.sending, 'mark');
    for (let round = 0; round < 15; round++) mark.mockRejectedValueOnce(new VersionConflictError('window'));
    await world.arrive();
    await world.advance({ seconds: 10 });
    expect(mark).toHaveBeenCalledTimes(16);
    expect(world.received).toHaveLength(1);
    expect(world.failures).toEqual([]);
  });

  it('gives back a message whose notification somebody is sending', async () => {
    const world = await aSendingWorld();
    const alertId = await world.arrive();
    const [page] = await world.store.notifications.list(alertScope(alertId));
    const message = { v: 1, scope: page?.scope ?? '', id: page?.id ?? 0 } as const;
    const meanwhile: string[] = [];
    world.behave('sms.eum', async () => {
      meanwhile.push(await sendNotification(world.ctx, message));
      return { outcome: 'sent', providerId: 'p' };
    });
    await sendNotification(world.ctx, message);
    expect(meanwhile).toEqual(['again']);
    expect(world.received).toHaveLength(1);
  });

  it('falls back from Connect to speech to text', async () => {
    const world = await aSendingWorld({ users: [aUser(1, {}, [{ method: 'VOICE' }])], policy: aPolicy([[1]]) });
    world.behave('voice.connect', () => rejected);
    const alertId = await world.arrive('Disk full', 'a');
    await world.advance({ seconds: 5 });
    expect(world.received.map(({ driver, channel }) => `${driver} ${channel}`)).toEqual(['voice.eum VOICE']);
    expect(world.received[0]?.text).not.toContain('Press 1');

    world.behave('voice.eum', () => rejected);
    await world.arrive('CPU', 'b');
    await world.advance({ minutes: 4 });
    const text = world.received.at(-1);
    expect([text?.driver, text?.channel]).toEqual(['sms.eum', 'SMS']);
    expect(text?.text).toMatch(/A1 accept/);
    expect(await world.notified(alertId)).toEqual(['VOICE SENT']);
  });

  it('brings the next rule of the person forward, one after the other', async () => {
    const rules = [{ method: 'SMS' }, { method: 'VOICE', delayMin: 5 }, { method: 'EMAIL', delayMin: 10 }] as const;
    const world = await aSendingWorld({ users: [aUser(1, {}, rules)], policy: aPolicy([[1]], { minutes: 30 }) });
    for (const name of ['sms.eum', 'voice.connect', 'voice.eum']) world.behave(name, () => rejected);
    const alertId = await world.arrive();
    await world.advance({ seconds: 5 });
    expect(world.told()).toEqual(['EMAIL 1: ALERT: Disk full on db-1']);
    expect(await world.notified(alertId)).toEqual([
      'SMS FAILED sms.eum: opted out',
      'VOICE FAILED voice.connect: opted out; voice.eum: opted out; sms.eum: opted out',
      'EMAIL SENT',
    ]);
    await world.advance({ minutes: 20 });
    expect(world.told()).toEqual([]);
  });

  it('starts the next level at once when nobody of this one could be reached', async () => {
    const world = await aSendingWorld({ policy: aPolicy([[1, 2], [3]], { minutes: 30 }) });
    world.behave('sms.eum', ({ data }) => (data?.userId === '3' ? { outcome: 'sent', providerId: 'p' } : rejected));
    const alertId = await world.arrive();
    await world.advance({ seconds: 10 });
    expect(world.told()).toEqual([expect.stringMatching(/^SMS 3: ALERT/)]);
    expect(await world.timeline(alertId)).toContain('LevelSkipped');
    expect(world.counted.filter(([name]) => name === 'PeopleNotReached')).toHaveLength(2);
  });

  it('leaves the level alone while somebody of it was reached', async () => {
    const world = await aSendingWorld({ policy: aPolicy([[1, 2], [3]], { minutes: 30 }) });
    world.behave('sms.eum', ({ data }) => (data?.userId === '2' ? { outcome: 'sent', providerId: 'p' } : rejected));
    const alertId = await world.arrive();
    await world.advance({ minutes: 5 });
    expect(world.told()).toEqual([expect.stringMatching(/^SMS 2/)]);
    expect(await world.timeline(alertId)).not.toContain('LevelSkipped');
  });

  it('fails a channel that is not configured, and goes on', async () => {
    const world = await aSendingWorld({
      users: [aUser(1, {}, [{ method: 'PUSH' }]), aUser(2)],
      policy: aPolicy([[1], [2]]),
    });
    world.channels.PUSH = [];
    const alertId = await world.arrive();
    await world.advance({ seconds: 10 });
    expect(await world.notified(alertId)).toEqual(['PUSH FAILED CHANNEL_NOT_AVAILABLE', 'SMS SENT']);
  });
});

describe('a crash', () => {
  const rules = [{ method: 'SMS' }, { method: 'EMAIL' }] as const;

  /** One alert to one person on two channels; call `broken` to the table fails as `kind` says. */
  async function storyWith(broken: number, kind: 'before' | 'lost') {
    const world = await aSendingWorld({ users: [aUser(1, {}, rules)], policy: aPolicy([[1]], { minutes: 30 }) });
    const alertId = await world.arrive();
    let calls = 0;
    world.breakTable(() => {
      calls += 1;
      if (calls !== broken) return undefined;
      if (kind === 'lost') return 'lost';
      throw new Error('the worker died');
    });
    await world.advance({ minutes: 8 });
    return { world, alertId, calls };
  }

  it('at any call loses no page, repeats none but those it may, and leaves one entry each', async () => {
    const { calls } = await storyWith(0, 'before');
    expect(calls).toBeGreaterThan(10);
    for (const kind of ['before', 'lost'] as const) {
      for (let broken = 1; broken <= Math.min(calls, 60); broken++) {
        const { world, alertId } = await storyWith(broken, kind);
        const told = world.told().map((line) => line.split(':')[0]);
        const where = `${kind} call ${broken}`;
        expect(told.sort(), where).toEqual(['EMAIL 1', 'SMS 1']);
        expect((await world.notified(alertId)).sort(), where).toEqual(['EMAIL SENT', 'SMS SENT']);
      }
    }
  });

  it('between driver and store repeats the send once, and counts it', async () => {
    const world = await aSendingWorld();
    const alertId = await world.arrive();
    world.behave('sms.eum', () => {
      world.breakTable(() => {
        throw new Error('the worker died');
      });
      return { outcome: 'sent', providerId: 'p' };
    });
    await world.advance({ seconds: 1 });
    expect(world.received).toHaveLength(1);
    world.breakTable(undefined);
    world.behave('sms.eum', undefined);
    await world.advance({ minutes: 4 });
    expect(world.received).toHaveLength(2);
    expect(world.counted.filter(([name]) => name === 'RepeatedSends')).toHaveLength(1);
    expect(await world.notified(alertId)).toEqual(['SMS SENT']);
  });
});

describe('a crash after a failure', () => {
  const rules = [{ method: 'SMS' }, { method: 'EMAIL', delayMin: 10 }] as const;

  /** The first person's SMS and e-mail are refused for good; call `broken` to the table fails as `kind` says. */
  async function storyWith(broken: number, kind: 'before' | 'lost') {
    const world = await aSendingWorld({
      users: [aUser(1, {}, rules), aUser(2)],
      policy: aPolicy([[1], [2]], { minutes: 30 }),
    });
    world.behave('sms.eum', ({ data }) => (data?.userId === '1' ? rejected : { outcome: 'sent', providerId: 'p' }));
    world.behave('email.ses', () => rejected);
    const alertId = await world.arrive();
    let calls = 0;
    world.breakTable(() => {
      calls += 1;
      if (calls !== broken) return undefined;
      if (kind === 'lost') return 'lost';
      throw new Error('the worker died');
    });
    await world.advance({ minutes: 9 });
    return { world, alertId, calls };
  }

  it('at any call still tries the next rule at once, and then the next level', async () => {
    const { calls } = await storyWith(0, 'before');
    for (const kind of ['before', 'lost'] as const) {
      for (let broken = 1; broken <= Math.min(calls, 70); broken++) {
        const { world, alertId } = await storyWith(broken, kind);
        const where = `${kind} call ${broken}`;
        expect(world.told(), where).toEqual([expect.stringMatching(/^SMS 2/)]);
        const notified = await world.notified(alertId);
        expect(notified, where).toEqual([
          'SMS FAILED sms.eum: opted out',
          'EMAIL FAILED email.ses: opted out',
          'SMS SENT',
        ]);
      }
    }
  });
});

describe('an assignment', () => {
  const two = {
    users: [aUser(1), aUser(2, {}, [{ method: 'SMS' }, { method: 'EMAIL', delayMin: 5 }])],
    policy: aPolicy([[1]], { minutes: 30 }),
  };

  it('reaches the person who was added, also of an accepted alert, until they answer', async () => {
    const world = await aSendingWorld(two);
    const alertId = await world.arrive();
    await acceptAlert(world.as(1), { alertId });
    await addResponder(world.as(1), { alertId, userId: 2 });
    await world.advance({ minutes: 1 });
    expect(world.told()).toEqual([expect.stringMatching(/^SMS 2: ALERT/)]);
    await acceptAlert(world.as(2), { alertId });
    await world.advance({ minutes: 10 });
    expect(world.told()).toEqual([]);
    expect((await world.notified(alertId)).at(-1)).toBe('EMAIL CANCELLED ACCEPTED');
  });

  it('ends when the person is taken off', async () => {
    const world = await aSendingWorld(two);
    const alertId = await world.arrive();
    await addResponder(world.as(1), { alertId, userId: 2 });
    await removeResponder(world.as(1), { alertId, userId: 2 });
    await world.advance({ minutes: 10 });
    expect(world.told()).toEqual([expect.stringMatching(/^SMS 1/)]);
  });

  it('that is refused brings the next rule forward, and leaves the level alone', async () => {
    const world = await aSendingWorld(two);
    world.behave('sms.eum', ({ data }) => (data?.userId === '2' ? rejected : { outcome: 'sent', providerId: 'p' }));
    const alertId = await world.arrive();
    await addResponder(world.as(1), { alertId, userId: 2 });
    await world.advance({ seconds: 10 });
    expect(world.told().sort()).toEqual(['EMAIL 2: ALERT: Disk full on db-1', expect.stringMatching(/^SMS 1/)]);
    expect(await world.timeline(alertId)).not.toContain('LevelSkipped');
  });
});

it('a device whose token is dead is taken off its owner', async () => {
  const world = await aSendingWorld({
    users: [aUser(1, {}, [{ method: 'PUSH' }]), aUser(2)],
    policy: aPolicy([[1], [2]]),
  });
  world.behave('push.pinpoint', () => ({ outcome: 'rejected', error: 'unregistered', gone: true }));
  await world.arrive();
  await world.advance({ seconds: 10 });
  expect((await world.store.users.get(1))?.devices).toEqual([]);
  expect(world.told()).toEqual([expect.stringMatching(/^SMS 2/)]);
});
