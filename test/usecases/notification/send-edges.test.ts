import { describe, expect, it } from 'vitest';
import { VersionConflictError } from '../../../functions/domain/errors.ts';
import { messageOf, type Notification } from '../../../functions/domain/notification/notification.ts';
import { takenUpAt } from '../../../functions/domain/notification/queued.ts';
import { lineId } from '../../../functions/domain/notification/window-ids.ts';
import { plus } from '../../../functions/domain/time.ts';
import { noteOptIn } from '../../../functions/usecases/contact/opt-out.ts';
import { afterRefusal } from '../../../functions/usecases/notification/after-refusal.ts';
import { forgetDevice } from '../../../functions/usecases/notification/forget-device.ts';
import { prepareSend } from '../../../functions/usecases/notification/prepare.ts';
import { sendNotification } from '../../../functions/usecases/notification/send.ts';
import { aSendingWorld, type Behaviour } from '../../channels/sending-world.ts';
import { aPolicy, aUser, tenOClock } from '../../support/factories.ts';

describe('a page around whose windows there is a crowd', () => {
  /** A page that is due, of which every mark was overtaken by somebody else's. */
  async function crowded() {
    const world = await aSendingWorld({ policy: aPolicy([[1]]) });
    const alertId = await world.arrive();
    const [page] = await world.store.notifications.list(`ALERT#${alertId}`);
    const { v, scope, id, about } = messageOf(page ?? expect.fail('nobody is paged'));
    const sending = { ...world.store.sending, mark: () => Promise.reject(new VersionConflictError('window')) };
    return { ...world, message: { v, scope, id }, about, crowd: { ...world.ctx, store: { ...world.store, sending } } };
  }

  it('comes back within five seconds by its own queue, and is dealt with here', async () => {
    const { crowd, message, about, sent } = await crowded();
    expect(await sendNotification(crowd, { ...message, ...(about && { about }) })).toBe('done');
    expect(sent).toEqual([{ ...message, about, channel: 'SMS', delaySeconds: 1 + (message.id % 5) }]);
  });

  it('is for the queue to repeat where the message does not say by which it came', async () => {
    const { crowd, message, sent } = await crowded();
    expect(await sendNotification(crowd, message)).toBe('again');
    expect(sent).toEqual([]);
  });
});

describe('how long the first level waited for its first message', () => {
  it.each<[string, Partial<Notification>, readonly number[]]>([
    ['is measured from the alert on', {}, [20]],
    ['is measured where the page was planned a moment before its time', { at: plus(tenOClock, { seconds: 1 }) }, [20]],
    ['is not measured where a rule puts the page off', { at: plus(tenOClock, { seconds: 2 }) }, []],
    ['is not measured by the pages of later levels', { stepId: 2 }, []],
    ['is not measured by what is no page', { kind: 'UPDATE', change: 'ACCEPTED' }, []],
  ])('%s', async (_what, facts, expected) => {
    const world = await aSendingWorld({ policy: aPolicy([[1]]) });
    const alertId = await world.arrive();
    const [page] = await world.store.notifications.list(`ALERT#${alertId}`);
    const one: Notification = { ...(page ?? expect.fail('nobody is paged')), id: 4711, createdAt: tenOClock, ...facts };
    await world.store.notifications.add([one]);
    const measured: [string, number][] = [];
    const seconds = (name: string, value: number) => void measured.push([name, value]);
    world.clock.advance({ seconds: 20 });
    const ctx = { ...world.ctx, metrics: { ...world.ctx.metrics, seconds } };
    expect(await sendNotification(ctx, messageOf(one))).toBe('done');
    expect(world.told()).toHaveLength(1);
    expect(measured.filter(([name]) => name === 'FirstHandOver').map(([, value]) => value)).toEqual(expected);
  });
});

describe('what is kept of a page that is not sent', () => {
  const firstOf = async (world: Awaited<ReturnType<typeof aSendingWorld>>, alertId: number) =>
    (await world.store.notifications.list(`ALERT#${alertId}`))[0];

  it('names no error where nobody wanted it', async () => {
    const world = await aSendingWorld({ policy: aPolicy([[1]]) });
    const alertId = await world.arrive();
    const user = (await world.store.users.get(1)) ?? expect.fail('nobody is there');
    await world.store.users.save({ ...user, mutedUntil: plus(tenOClock, { hours: 1 }) }, user);
    await world.advance({ seconds: 5 });
    const page = await firstOf(world, alertId);
    expect(page).toMatchObject({ status: 'SUPPRESSED' });
    expect(page).not.toHaveProperty('error');
  });

  it('names the way and, in three hundred characters, what broke', async () => {
    const world = await aSendingWorld({ policy: aPolicy([[1]]) });
    world.behave('sms.eum', () => {
      throw new Error('x'.repeat(500));
    });
    const alertId = await world.arrive();
    await world.advance({ seconds: 5 });
    const { error = '' } = (await firstOf(world, alertId)) ?? expect.fail('nobody is paged');
    expect(error).toMatch(/^sms\.eum: .*x{200}$/);
    expect(error).toHaveLength('sms.eum: '.length + 300);
  });
});

describe('that a page was sent', () => {
  it.each([
    [2, 'is noted at once, and it does not go out again', 'SENT', 1],
    [3, 'is left to who finds it being sent, and it goes out again', 'SENDING', 2],
  ])('where the table refuses it %i times %s', async (refusals, _what, status, told) => {
    const world = await aSendingWorld({ policy: aPolicy([[1]]) });
    const alertId = await world.arrive();
    let left = refusals;
    const move: typeof world.store.notifications.move = async (after, ...more) => {
      if (after.status === 'SENT' && left-- > 0) throw new Error('the table does not answer');
      return notifications.move(after, ...more);
    };
    const { notifications } = world.store;
    Object.assign(world.ctx, { store: { ...world.store, notifications: { ...notifications, move } } });
    await world.advance({ seconds: 10 });
    expect(await notifications.list(`ALERT#${alertId}`)).toMatchObject([{ status }]);
    await world.advance({ minutes: 4 });
    expect(world.told()).toHaveLength(told);
    expect(await notifications.list(`ALERT#${alertId}`)).toMatchObject([{ status: 'SENT' }]);
  });
});

it('administrators hear each time that a number wants no texts any more, also within one alert', async () => {
  const { ctx, store, clock } = await aSendingWorld({ users: [aUser(1), aUser(2, { role: 'ADMIN' }), aUser(3)] });
  const sending = { scope: 'ALERT#700', channel: 'SMS', target: '+49151000001', userId: 1 };
  const news = async () => (await store.notifications.list('USER#2')).length;
  for (const [id, told] of [
    [1, 1],
    [1, 1],
    [2, 2],
  ] as const) {
    clock.advance({ minutes: 1 });
    await afterRefusal(ctx, { ...sending, id } as never, { outcome: 'rejected', error: 'OPTED_OUT', optedOut: true });
    expect(await news()).toBe(told);
    await noteOptIn(ctx, sending.target);
  }
});

it('a page that is put into a summary brings nothing forward that its rules have delayed', async () => {
  const world = await aSendingWorld({
    users: [aUser(1, {}, [{ method: 'SMS' }, { method: 'EMAIL', delayMin: 10 }]), aUser(2), aUser(3)],
    policy: aPolicy([[1]]),
  });
  for (let count = 1; count <= 6; count += 1) await world.arrive(`Problem ${count}`);
  await world.advance({ minutes: 5 });
  const told = world.told();
  expect(told.at(-1)).toMatch(/^SMS 1: 3 more alerts/);
  expect(told.filter((line) => line.startsWith('EMAIL'))).toEqual([]);
});

it('a send of which nobody knows whether it went out is taken up by the tick where its message is lost', async () => {
  const world = await aSendingWorld({ policy: aPolicy([[1]]) });
  world.behave('sms.eum', () => Promise.reject(new Error('socket hang up')));
  const alertId = await world.arrive();
  await world.advance({ seconds: 5 });
  const [page] = await world.store.notifications.list(`ALERT#${alertId}`);
  const { retryAt, dueAt } = page ?? expect.fail('nobody is paged');
  expect(dueAt).toBe(takenUpAt(retryAt ?? expect.fail('it is not tried again')));
});

it('a call that was refused frees the line for the next', async () => {
  const phones = aUser(1).phones.map((phone) => ({ ...phone, status: 'LOCKED' as const, optedOut: true }));
  const world = await aSendingWorld({ users: [aUser(1, { phones }, [{ method: 'VOICE' }]), aUser(2), aUser(3)] });
  for (const driver of ['voice.connect', 'voice.eum'])
    world.behave(driver, () => ({ outcome: 'rejected', error: 'no' }));
  await world.arrive();
  await world.advance({ seconds: 5 });
  for (const driver of ['voice.connect', 'voice.eum']) world.behave(driver, undefined);
  world.told();
  await world.arrive('CPU');
  await world.advance({ seconds: 10 });
  expect(world.told()).toContainEqual(expect.stringMatching(/^VOICE 1: /));
});

describe('a call in the place of which a text went out', () => {
  const calls = ['voice.connect', 'voice.eum'];
  /** What person 1 gets of a second alert, ten seconds after a text stood in for the call about the first. */
  async function toldNext(refusal: Behaviour) {
    const world = await aSendingWorld({ users: [aUser(1, {}, [{ method: 'VOICE' }]), aUser(2), aUser(3)] });
    for (const driver of calls) world.behave(driver, refusal);
    await world.arrive();
    await world.advance({ seconds: 80 });
    expect(world.told()).toContainEqual(expect.stringMatching(/^SMS 1: /));
    for (const driver of calls) world.behave(driver, undefined);
    await world.arrive('CPU');
    await world.advance({ seconds: 10 });
    return world.told().filter((line) => line.includes(' 1: '));
  }

  it('frees the line for the next where it was refused', async () => {
    const told = await toldNext(() => ({ outcome: 'rejected', error: 'no' }));
    expect(told).toEqual([expect.stringMatching(/^VOICE 1: /)]);
  });

  it('keeps the line where nobody knows whether it rings', async () => {
    expect(await toldNext(() => Promise.reject(new Error('socket hang up')))).toEqual([]);
  });

  it('keeps the line where who called first has died, and the call may ring', async () => {
    const world = await aSendingWorld({ users: [aUser(1, {}, [{ method: 'VOICE' }])], policy: aPolicy([[1]]) });
    const alertId = await world.arrive();
    const [page] = await world.store.notifications.list(`ALERT#${alertId}`);
    const message = messageOf(page ?? expect.fail('nobody is paged'));
    expect(await prepareSend(world.ctx, message)).toMatchObject({ kind: 'deliver' });
    world.clock.advance({ seconds: 121 });
    for (const driver of calls) world.behave(driver, () => ({ outcome: 'rejected', error: 'no' }));
    expect(await sendNotification(world.ctx, message)).toBe('done');
    expect(world.told()).toEqual([expect.stringMatching(/^SMS 1: /)]);
    expect((await world.store.windows.get(lineId(message.about?.target ?? page?.target ?? '')))?.endsAt).toBe(
      plus(tenOClock, { minutes: 3 }),
    );
  });
});

describe('a device that takes no pushes any more', () => {
  const [device] = aUser(1).devices;
  const kept = { ...(device ?? expect.fail()), id: 14, token: 'the other phone' };
  const dead = { channel: 'PUSH', target: 'token-1', userId: 1 } as const;
  const owned = async () => {
    const world = await aSendingWorld({
      users: [aUser(1, { devices: [...aUser(1).devices, kept] })],
      policy: aPolicy([[1]]),
    });
    return { ...world, owner: async () => (await world.store.users.get(1)) ?? expect.fail('nobody is there') };
  };

  it('is taken off its owner by Tocsin, and no other; once', async () => {
    const { ctx, owner, clock, store } = await owned();
    clock.advance({ minutes: 1 });
    await forgetDevice(ctx, dead);
    const after = await owner();
    expect(after).toMatchObject({ devices: [kept], updatedAt: clock.now(), phones: aUser(1).phones });
    expect(after.updatedAt).not.toBe(tenOClock);
    clock.advance({ minutes: 1 });
    await forgetDevice(ctx, dead);
    expect(await owner()).toEqual(after);
    const entries = await store.audit.list({}, { offset: 0, limit: 10 });
    expect(entries.map(({ actor }) => actor.kind)).toEqual(['system']);
  });

  it.each([
    ['of somebody who is gone', { ...dead, userId: 99 }],
    ['of nobody', { ...dead, userId: undefined }],
    ['that they have not', { ...dead, target: 'token-2' }],
  ])('changes nothing where it is one %s', async (_whose, sending) => {
    const { ctx, owner } = await owned();
    const before = await owner();
    await forgetDevice(ctx, sending);
    expect(await owner()).toEqual(before);
  });
});
