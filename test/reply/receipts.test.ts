import { describe, expect, it } from 'vitest';
import { referenceTo } from '../../functions/domain/notification/reference.ts';
import { plus } from '../../functions/domain/time.ts';
import { handleReceipt, type Receipt } from '../../functions/usecases/reply/handle-receipt.ts';
import { aSendingWorld } from '../channels/sending-world.ts';
import { aPolicy, aUser } from '../support/factories.ts';
import { watchedStore } from '../support/watched-store.ts';

/** A world in which person 1 was just paged, and what the provider says of that message. */
async function paged(method: 'SMS' | 'VOICE', isUnknown = false) {
  const world = await aSendingWorld({
    users: [aUser(1, {}, [{ method }, { method: 'EMAIL', delayMin: 10 }]), aUser(2), aUser(3)],
    policy: aPolicy([[1], [2]], { minutes: 30 }),
  });
  const driverName = method === 'SMS' ? 'sms.eum' : 'voice.connect';
  if (isUnknown)
    world.behave(driverName, () => {
      throw new Error('socket hang up');
    });
  const alertId = await world.arrive();
  await world.advance({ seconds: 5 });
  world.behave(driverName, undefined);
  world.told();
  const page = async () => (await world.store.notifications.list(`ALERT#${alertId}`))[0] ?? expect.fail();
  const { driver = driverName, providerId = 'unknown', sentAt } = await page();
  return {
    ...world,
    page,
    sentAt,
    alertId,
    hear: async (outcome: Receipt['outcome'], facts: Partial<Receipt> = {}) => {
      world.clock.advance({ seconds: 1 });
      await handleReceipt(world.ctx, { driver, providerId, outcome, reason: 'unreachable', ...facts });
      await world.advance({ seconds: 5 });
    },
    noted: () => world.notified(alertId),
  };
}

describe('a receipt', () => {
  it('of the delivery of what was sent is no news in the timeline', async () => {
    const { hear, page, noted, sentAt } = await paged('SMS');
    await hear('DELIVERED');
    expect(await page()).toMatchObject({ status: 'DELIVERED', sentAt });
    expect(await noted()).toEqual(['SMS SENT']);
  });

  it.each<['SMS' | 'VOICE', Receipt['outcome'], Receipt['outcome'], string[]]>([
    ['VOICE', 'DELIVERED', 'NOT_ANSWERED', ['VOICE SENT']],
    ['VOICE', 'DELIVERED', 'FAILED', ['VOICE SENT']],
    ['VOICE', 'FAILED', 'DELIVERED', ['VOICE SENT', 'VOICE FAILED unreachable']],
    ['VOICE', 'FAILED', 'NOT_ANSWERED', ['VOICE SENT', 'VOICE FAILED unreachable']],
    ['SMS', 'FAILED', 'DELIVERED', ['SMS SENT', 'SMS FAILED unreachable']],
  ])('%s: what was %s is not %s afterwards', async (method, first, second, expected) => {
    const { hear, page, noted } = await paged(method);
    await hear(first);
    await hear(second);
    expect(await page()).toMatchObject({ status: first });
    expect(await page()).not.toHaveProperty('notAnswered');
    expect((await noted()).filter((line) => line.startsWith(method))).toEqual(expected);
  });

  it('of a failure says so with the page and with whom it was for, and brings the next rule forward', async () => {
    const { hear, page, told, store } = await paged('SMS');
    await hear('FAILED');
    const { alertId = 0 } = await page();
    expect(await page()).toMatchObject({ status: 'FAILED', error: 'unreachable' });
    const [failed] = await store.alerts
      .log(alertId, { offset: 0, limit: 9 }, ['NOTIFICATIONS'])
      .then((log) => log.filter(({ vars }) => vars.status === 'FAILED'));
    expect(failed?.vars).toMatchObject({ user: 'First1 Last1', driver: 'sms.eum', reason: 'unreachable' });
    expect(told()).toEqual([expect.stringMatching(/^EMAIL 1: /)]);
  });

  it('of a failure that was noted, and after which nothing followed, has it follow', async () => {
    const { hear, page, told, store } = await paged('SMS');
    const { status, at, ...sent } = await page();
    await store.notifications.move({ ...sent, at, status: 'FAILED' }, { status });
    await hear('FAILED');
    expect(told()).toEqual([expect.stringMatching(/^EMAIL 1: /)]);
    await hear('FAILED');
    expect(told()).toEqual([]);
  });

  it('of a text looks at no line', async () => {
    const { ctx, page, store } = await paged('SMS');
    const { driver = '', providerId = '' } = await page();
    const watched = watchedStore(store, ['windows']);
    const receipt = { driver, providerId, outcome: 'DELIVERED', reason: '' } as const;
    await handleReceipt({ ...ctx, store: watched.store }, receipt);
    expect((await page()).status).toBe('DELIVERED');
    expect(watched.calls('windows.get')).toEqual([]);
  });

  it('of the failure of an older message of a repeated send says nothing of the newer one', async () => {
    const { hear, page, told } = await paged('SMS');
    await hear('FAILED', { providerId: 'an older one', reference: referenceTo(await page()) });
    expect(await page()).toMatchObject({ status: 'SENT' });
    expect(told()).toEqual([]);
  });

  it('of a call that nobody took names who did not take it', async () => {
    const { hear, page, store, sentAt } = await paged('VOICE');
    await hear('NOT_ANSWERED');
    const { alertId = 0 } = await page();
    const log = await store.alerts.log(alertId, { offset: 0, limit: 9 }, ['NOTIFICATIONS']);
    expect(log.find(({ vars }) => vars.status === 'NOT_ANSWERED')?.vars).toMatchObject({ user: 'First1 Last1' });
    expect(await page()).toMatchObject({ status: 'SENT', notAnswered: true, sentAt });
  });

  it.each<['SMS' | 'VOICE', Receipt['outcome'], object]>([
    ['SMS', 'DELIVERED', { status: 'DELIVERED' }],
    ['VOICE', 'DELIVERED', { status: 'DELIVERED' }],
    ['VOICE', 'NOT_ANSWERED', { status: 'SENT', notAnswered: true }],
  ])('by %s: %s says when it was sent, where nobody knew that', async (method, outcome, expected) => {
    const { hear, page, clock } = await paged(method, true);
    const before = await page();
    expect(before).toMatchObject({ status: 'SENDING' });
    const now = plus(clock.now(), { seconds: 1 });
    await hear(outcome, { providerId: 'late', reference: referenceTo(before) });
    expect(await page()).toMatchObject({ ...expected, providerId: 'late', sentAt: now });
    expect(await page()).not.toHaveProperty('dueAt');
  });

  it('of a failure waits until the send is noted', async () => {
    const { hear, page } = await paged('SMS', true);
    await expect(hear('FAILED', { reference: referenceTo(await page()) })).rejects.toThrow('before the send was noted');
    expect(await page()).toMatchObject({ status: 'SENDING' });
  });

  it('of a call that nobody took changes nothing where the sender notes another call meanwhile', async () => {
    const { ctx, store, page } = await paged('VOICE', true);
    const before = await page();
    const noted = { status: 'SENT', driver: 'voice.eum', providerId: 'the other call' } as const;
    let moves = 0;
    const move: typeof store.notifications.move = async (...asked) => {
      if (++moves === 1) await store.notifications.move({ ...before, ...noted }, before);
      return store.notifications.move(...asked);
    };
    const meanwhile = { ...ctx, store: { ...store, notifications: { ...store.notifications, move } } };
    const receipt = { driver: 'voice.connect', providerId: 'late', reference: referenceTo(before), reason: 'busy' };
    await expect(handleReceipt(meanwhile, { ...receipt, outcome: 'NOT_ANSWERED' })).rejects.toThrow('changed while');
    expect(await page()).toMatchObject(noted);
    expect(await page()).not.toHaveProperty('notAnswered');
  });

  it('of a failure that a delivery overtakes brings nothing forward', async () => {
    const { ctx, store, page, told, advance } = await paged('SMS');
    const { driver = '', providerId = '' } = await page();
    const receipt = { driver, providerId, reason: 'unreachable' };
    const move: typeof store.notifications.move = async (...asked) => {
      await handleReceipt(ctx, { ...receipt, outcome: 'DELIVERED' });
      return store.notifications.move(...asked);
    };
    const overtaken = { ...ctx, store: { ...store, notifications: { ...store.notifications, move } } };
    await handleReceipt(overtaken, { ...receipt, outcome: 'FAILED' });
    await advance({ seconds: 30 });
    expect(await page()).toMatchObject({ status: 'DELIVERED' });
    expect(told()).toEqual([]);
  });

  it('is delivered again where somebody else wrote meanwhile', async () => {
    const { ctx, store, page } = await paged('VOICE');
    const { driver = '', providerId = '' } = await page();
    const notifications = { ...store.notifications, move: async () => false };
    const busy = { ...ctx, store: { ...store, notifications } };
    const receipt = { driver, providerId, reason: 'unreachable' };
    await expect(handleReceipt(busy, { ...receipt, outcome: 'NOT_ANSWERED' })).rejects.toThrow('changed while');
    await handleReceipt(busy, { ...receipt, outcome: 'FAILED' });
    expect(await page()).toMatchObject({ status: 'SENT' });
  });
});
