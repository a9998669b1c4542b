import { describe, expect, it } from 'vitest';
import type { DailyCaps } from '../../functions/domain/notification/daily-caps.ts';
import type { Channel, Notification } from '../../functions/domain/notification/notification.ts';
import { sendToContact } from '../../functions/usecases/contact/send-to-contact.ts';
import { aPolicy, aUser } from '../support/factories.ts';
import { aSendingWorld } from './sending-world.ts';

type Rules = Parameters<typeof aUser>[2];
const noCaps: DailyCaps = { perUser: { SMS: 0, VOICE: 0 }, all: { SMS: 0, VOICE: 0 } };
const textsPerUser = (SMS: number): DailyCaps => ({ ...noCaps, perUser: { SMS, VOICE: 0 } });

async function world(rules: Rules, dailyCaps: DailyCaps, configuredChannels?: readonly Channel[]) {
  const sending = await aSendingWorld({
    users: [aUser(1, {}, rules), aUser(2)],
    policy: aPolicy([[1], [2]], { minutes: 60 }),
  });
  Object.assign(sending.ctx.settings, { dailyCaps, ...(configuredChannels && { configuredChannels }) });
  const rang = () => sending.counted.filter(([name]) => name === 'DailyCapsReached').length;
  return { ...sending, rang };
}
const channelsOf = ({ received }: Pick<Awaited<ReturnType<typeof world>>, 'received'>) =>
  received.splice(0).map(({ channel, data }) => `${channel} ${data?.userId}`);

describe('a daily cap', () => {
  it('leads to the next way at once, says which one it was, and rings once', async () => {
    const sending = await world([{ method: 'SMS' }, { method: 'EMAIL', delayMin: 30 }], textsPerUser(1));
    await sending.arrive('first');
    await sending.advance({ minutes: 5 });
    expect(channelsOf(sending)).toEqual(['SMS 1']);

    const second = await sending.arrive('second');
    await sending.advance({ seconds: 5 });
    expect(channelsOf(sending)).toEqual(['EMAIL 1']);
    expect(await sending.notified(second)).toEqual(['SMS FAILED TEXTS_OF_PERSON_USED_UP', 'EMAIL SENT']);
    await sending.arrive('third');
    await sending.advance({ seconds: 5 });
    expect(channelsOf(sending)).toEqual(['EMAIL 1']);
    expect(sending.rang()).toBe(1);
  });

  it('rings where nobody knows whether it has', async () => {
    const sending = await world([{ method: 'SMS' }, { method: 'EMAIL' }], textsPerUser(1));
    const firstReached = () => Promise.reject(new Error('no answer'));
    const dayCounts = Object.assign(Object.create(sending.ctx.store.dayCounts), { firstReached });
    Object.assign(sending.ctx, { store: { ...sending.ctx.store, dayCounts } });
    for (const key of ['first', 'second']) {
      await sending.arrive(key);
      await sending.advance({ minutes: 5 });
    }
    expect(sending.rang()).toBeGreaterThan(0);
    expect(channelsOf(sending).filter((one) => one === 'SMS 1')).toHaveLength(1);
  });

  it('that leaves nobody to tell lets the next level start at once', async () => {
    const sending = await world([{ method: 'SMS' }, { method: 'SMS', delayMin: 30 }], textsPerUser(1));
    await sending.arrive('first');
    await sending.advance({ minutes: 5 });
    channelsOf(sending);
    await sending.arrive('second');
    await sending.advance({ seconds: 40 });
    expect(channelsOf(sending)).toEqual(['SMS 2']);
  });

  it('is over at midnight in UTC', async () => {
    const sending = await world([{ method: 'SMS' }], textsPerUser(1));
    await sending.arrive('first');
    await sending.advance({ hours: 13, minutes: 59 });
    await sending.arrive('late');
    await sending.advance({ seconds: 10 });
    expect(channelsOf(sending).filter((one) => one === 'SMS 1')).toEqual(['SMS 1']);
    await sending.advance({ minutes: 2 });
    await sending.arrive('next day');
    await sending.advance({ seconds: 10 });
    expect(channelsOf(sending).filter((one) => one === 'SMS 1')).toEqual(['SMS 1']);
  });

  it('of all together holds for whoever is next', async () => {
    const sending = await world([{ method: 'SMS' }], { ...noCaps, all: { SMS: 1, VOICE: 0 } });
    await sending.arrive('first');
    await sending.advance({ minutes: 61 });
    expect(channelsOf(sending)).toEqual(['SMS 1']);
    const [alert] = await sending.store.alerts.list({}, { offset: 0, limit: 1 });
    expect(await sending.notified(alert?.id ?? 0)).toEqual(['SMS SENT', 'SMS FAILED TEXTS_USED_UP']);
    expect(sending.rang()).toBe(1);
  });

  it('of texts counts a text that goes in place of a refused call, and not the call', async () => {
    const sending = await world([{ method: 'VOICE' }], noCaps);
    for (const name of ['voice.connect', 'voice.eum'])
      sending.behave(name, () => ({ outcome: 'rejected', error: 'no' }));
    await sending.arrive();
    await sending.advance({ seconds: 5 });
    expect(await sending.store.dayCounts.get(`${sending.clock.now().slice(0, 10)}#USER#1`)).toMatchObject({
      SMS: 1,
      VOICE: 0,
    });
  });

  it('of texts holds for calls where nobody can call', async () => {
    const sending = await world([{ method: 'VOICE' }, { method: 'PUSH', delayMin: 9 }], textsPerUser(1), [
      'SMS',
      'PUSH',
    ]);
    sending.channels.VOICE = [];
    await sending.arrive('first');
    await sending.advance({ seconds: 5 });
    expect(channelsOf(sending)).toEqual(['SMS 1']);
    const second = await sending.arrive('second');
    await sending.advance({ minutes: 4 });
    expect(await sending.notified(second)).toEqual(['VOICE FAILED TEXTS_OF_PERSON_USED_UP', 'PUSH SENT']);
  });

  it('does not keep back the summary of what a window held back', async () => {
    const sending = await world([{ method: 'SMS' }], textsPerUser(3));
    for (const name of ['a', 'b', 'c']) await sending.arrive(name);
    await sending.advance({ seconds: 5 });
    Object.assign(sending.ctx.settings, { dailyCaps: noCaps });
    await sending.arrive('held back');
    await sending.advance({ seconds: 5 });
    Object.assign(sending.ctx.settings, { dailyCaps: textsPerUser(3) });
    sending.received.splice(0);
    await sending.advance({ minutes: 4 });
    expect(channelsOf(sending)).toEqual(['SMS 1']);
  });

  it('counts what may have gone out, and nothing that a provider refused', async () => {
    const sending = await world([{ method: 'SMS' }], noCaps);
    sending.behave('sms.eum', () => ({ outcome: 'rejected', error: 'no' }));
    await sending.arrive('refused');
    await sending.advance({ seconds: 5 });
    const countOf = async () =>
      (await sending.store.dayCounts.get(`${sending.clock.now().slice(0, 10)}#USER#1`))?.SMS ?? 0;
    expect(await countOf()).toBe(0);
    sending.behave('sms.eum', () => {
      throw new Error('no answer');
    });
    await sending.arrive('nobody knows');
    await sending.advance({ seconds: 5 });
    expect(await countOf()).toBe(1);
  });

  it('lets pages go out that cannot be counted', async () => {
    const sending = await world([{ method: 'SMS' }], textsPerUser(1));
    sending.breakTable((call) => {
      const isCount =
        call.name === 'write' && call.operations.some((one) => 'update' in one && one.update.SK === 'DAY_COUNT');
      if (isCount) throw new Error('throttled');
      return undefined;
    });
    await sending.arrive('first');
    await sending.arrive('second');
    await sending.advance({ minutes: 1 });
    expect(channelsOf(sending)).toEqual(['SMS 1', 'SMS 1']);
    expect(sending.failures).toEqual([]);
  });

  it('stops tests and codes at a third of it, so that pages go on', async () => {
    const sending = await world([{ method: 'SMS' }], textsPerUser(6));
    const user = (await sending.store.users.get(1)) ?? expect.fail();
    const phone = user.phones[0] ?? expect.fail();
    const test = () =>
      sendToContact(
        sending.ctx,
        user,
        { id: phone.id, channel: 'SMS', target: phone.e164 },
        { kind: 'TEST', text: 'A test' },
      );
    const sent: Notification[] = [];
    for (let number = 0; number < 4; number++) {
      sent.push(await test());
      await sending.advance({ seconds: 2 });
    }
    const stored = await Promise.all(sent.map(({ scope, id }) => sending.store.notifications.get(scope, id)));
    expect(stored.map((one) => one?.error ?? one?.status)).toEqual([
      'SENT',
      'SENT',
      'REQUESTED_OF_PERSON_USED_UP',
      'REQUESTED_OF_PERSON_USED_UP',
    ]);
    sending.received.splice(0);
    await sending.arrive();
    await sending.advance({ seconds: 5 });
    expect(channelsOf(sending)).toEqual(['SMS 1']);
    expect(sending.rang()).toBe(1);
  });
});
