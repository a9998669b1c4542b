import { describe, expect, it } from 'vitest';
import type { Notification } from '../../functions/domain/notification/notification.ts';
import { minus, plus } from '../../functions/domain/time.ts';
import type { User } from '../../functions/domain/user/user.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { addResponder } from '../../functions/usecases/alert/respond.ts';
import { sendNotification } from '../../functions/usecases/notification/send.ts';
import { aPolicy, aUser, tenOClock } from '../support/factories.ts';
import { aSendingWorld } from './sending-world.ts';

/** One alert to person 1, whose text comes after five minutes; `change` happens in between. */
async function changedMeanwhile(change: (user: User) => User, rule: 'SMS' | 'EMAIL' | 'PUSH' = 'SMS') {
  const world = await aSendingWorld({
    users: [aUser(1, {}, [{ method: rule, delayMin: 5 }]), aUser(2)],
    policy: aPolicy([[1]], { minutes: 30 }),
  });
  const alertId = await world.arrive();
  const user = (await world.store.users.get(1)) ?? expect.fail('nobody');
  await world.store.users.save(change(user), user);
  await world.advance({ minutes: 10 });
  return { told: world.told(), notified: await world.notified(alertId) };
}

const phones = (change: Partial<User['phones'][number]>) => (user: User) => ({
  ...user,
  phones: user.phones.map((phone) => ({ ...phone, ...change })),
});
const emails = (change: Partial<User['emails'][number]>) => (user: User) => ({
  ...user,
  emails: user.emails.map((email) => ({ ...email, ...change })),
});

describe('what is looked at in the moment of sending', () => {
  it.each([
    ['no longer verified', phones({ verified: false }), 'SMS', 'SMS FAILED CONTACT_NOT_VERIFIED'],
    ['blocked', phones({ status: 'LOCKED' }), 'SMS', 'SMS FAILED CONTACT_BLOCKED'],
    ['deleted', (user: User) => ({ ...user, phones: [] }), 'SMS', 'SMS FAILED CONTACT_MISSING'],
    ['an address no longer verified', emails({ verified: false }), 'EMAIL', 'EMAIL FAILED CONTACT_NOT_VERIFIED'],
    ['a device signed out', (user: User) => ({ ...user, devices: [] }), 'PUSH', 'PUSH FAILED NO_DEVICE'],
    [
      'another device',
      (user: User) => ({ ...user, devices: user.devices.map((device) => ({ ...device, token: 'new' })) }),
      'PUSH',
      'PUSH FAILED NO_DEVICE',
    ],
    [
      'a person muted',
      (user: User) => ({ ...user, mutedUntil: plus(tenOClock, { hours: 1 }) }),
      'SMS',
      'SMS SUPPRESSED MUTED',
    ],
  ] as const)('a contact that is %s gets nothing', async (_case, change, rule, expected) => {
    const { told, notified } = await changedMeanwhile(change, rule);
    expect(told).toEqual([]);
    expect(notified).toEqual([expected]);
  });

  it('a person whose mute is over gets it', async () => {
    const over = (user: User) => ({ ...user, mutedUntil: plus(tenOClock, { minutes: 5 }) });
    expect((await changedMeanwhile(over)).told).toEqual([expect.stringMatching(/^SMS 1/)]);
  });

  it('a deleted person gets nothing', async () => {
    const world = await aSendingWorld({
      users: [aUser(1, {}, [{ method: 'SMS', delayMin: 5 }]), aUser(2)],
      policy: aPolicy([[1]], { minutes: 30 }),
    });
    const alertId = await world.arrive();
    const [user, policy] = [await world.store.users.get(1), await world.store.policies.get(900)];
    if (!user || !policy) throw new Error('nobody');
    await world.store.policies.save({ ...policy, levels: aPolicy([[2]]).levels }, policy);
    await world.store.users.delete(user);
    await world.advance({ minutes: 10 });
    expect(world.told()).toEqual([]);
    expect(await world.notified(alertId)).toEqual(['SMS CANCELLED USER_GONE']);
  });
});

/** A page that is queued, of an alert that is pending. */
async function aQueuedPage(change: Partial<Notification> = {}) {
  const world = await aSendingWorld({ policy: aPolicy([[1]], { minutes: 30 }) });
  const alertId = await world.arrive();
  const alert = (await world.store.alerts.get(alertId)) ?? expect.fail('no alert');
  const page: Notification = {
    scope: `ALERT#${String(alertId).padStart(16, '0')}`,
    id: 4711,
    kind: 'PAGE',
    channel: 'SMS',
    target: '+49151000002',
    language: 'en',
    alertId,
    userId: 2,
    contactId: 22,
    run: alert.escalation.run,
    status: 'QUEUED',
    at: tenOClock,
    attempts: 0,
    createdAt: tenOClock,
    ...change,
  };
  await world.store.notifications.add([page]);
  const stored = async () => (await world.store.notifications.get(page.scope, page.id)) ?? expect.fail('no page');
  return { ...world, alertId, page, stored, send: () => sendNotification(world.ctx, { v: 1, ...page }) };
}

describe('a page', () => {
  it('of this run is sent', async () => {
    const { send, told } = await aQueuedPage();
    expect(await send()).toBe('done');
    expect(told()).toEqual([expect.stringMatching(/^SMS 2/)]);
  });

  it('of an older run is not: whoever raised, assigned or escalated has cancelled it', async () => {
    const { send, told, stored } = await aQueuedPage({ run: 0 });
    expect(await send()).toBe('done');
    expect(told()).toEqual([]);
    expect(await stored()).toMatchObject({ status: 'CANCELLED' });
  });

  it('of an accepted alert is not', async () => {
    const { send, told, stored, as, alertId } = await aQueuedPage();
    await acceptAlert(as(1), { alertId });
    await send();
    expect(told()).toEqual([]);
    expect(await stored()).toMatchObject({ status: 'CANCELLED' });
  });

  it('accepted between the mark and the send is not sent either', async () => {
    const { ctx, page, told, stored, as, alertId, store } = await aQueuedPage();
    const mark: typeof store.sending.mark = async (...marking) => {
      const isMine = await store.sending.mark(...marking);
      await acceptAlert(as(1), { alertId });
      return isMine;
    };
    const watched = { ...ctx, store: { ...store, sending: { ...store.sending, mark } } };
    await sendNotification(watched, { v: 1, ...page });
    expect(told()).toEqual([]);
    expect(await stored()).toMatchObject({ status: 'CANCELLED' });
  });

  it('before its time is left to the message that comes at its time', async () => {
    const { send, told, stored } = await aQueuedPage({ at: plus(tenOClock, { seconds: 2 }) });
    expect(await send()).toBe('done');
    expect(told()).toEqual([]);
    expect(await stored()).toMatchObject({ status: 'QUEUED' });
  });

  it('whose send is under way is given back until two minutes are over, then repeated and counted', async () => {
    const sendingSince = minus(tenOClock, { seconds: 119 });
    const { send, told, clock, counted, stored } = await aQueuedPage({ status: 'SENDING', sendingSince, attempts: 1 });
    expect(await send()).toBe('again');
    expect(told()).toEqual([]);
    expect(await stored()).toMatchObject({ status: 'SENDING' });
    clock.advance({ seconds: 1 });
    expect(await send()).toBe('done');
    expect(told()).toEqual([expect.stringMatching(/^SMS 2/)]);
    expect(counted.filter(([name]) => name === 'RepeatedSends')).toHaveLength(1);
  });

  it.each(['SENT', 'DELIVERED', 'SUPPRESSED', 'AGGREGATED', 'CANCELLED'] as const)(
    'that is %s already is not sent again',
    async (status) => {
      const { send, told, stored } = await aQueuedPage({ status });
      expect(await send()).toBe('done');
      expect(told()).toEqual([]);
      expect(await stored()).toMatchObject({ status });
    },
  );

  it('is tried ten times and then counts as failed', async () => {
    const tried = await aQueuedPage({ attempts: 9 });
    await tried.send();
    expect(tried.told()).toHaveLength(1);
    const given = await aQueuedPage({ attempts: 10, error: 'sms.eum: throttled' });
    await given.send();
    expect(given.told()).toEqual([]);
    expect(await given.stored()).toMatchObject({ status: 'FAILED', error: 'sms.eum: throttled' });
  });
});

describe('an assignment', () => {
  it('is sent while the alert is open and the person has not answered', async () => {
    const { send, told, ctx, as, alertId, sent } = await aQueuedPage({ kind: 'ASSIGNMENT', run: undefined });
    await acceptAlert(as(1), { alertId });
    await addResponder(as(1), { alertId, userId: 2 });
    sent.splice(0);
    expect(ctx.clock.now()).toBe(tenOClock);
    await send();
    expect(told()).toEqual([expect.stringMatching(/^SMS 2/)]);
  });

  it('is not for somebody who is no responder', async () => {
    const { send, told, stored } = await aQueuedPage({ kind: 'ASSIGNMENT', userId: 3, run: undefined });
    await send();
    expect(told()).toEqual([]);
    expect(await stored()).toMatchObject({ status: 'CANCELLED' });
  });
});
