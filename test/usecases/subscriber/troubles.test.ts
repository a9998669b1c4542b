import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../functions/domain/notification/daily-caps.ts';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import type { SendResult } from '../../../functions/ports/channels.ts';
import { runSubscriberWork } from '../../../functions/usecases/subscriber/run.ts';
import { sendMessage } from '../../../functions/usecases/subscriber/send.ts';
import { manageSubscriber, subscribe, unsubscribe } from '../../../functions/usecases/subscriber/subscribe.ts';
import { targetFrom } from '../../../functions/usecases/subscriber/target.ts';
import { presentTellings } from '../../../functions/usecases/telling/present.ts';
import { aTellingWorld } from './telling-world.ts';

type World = Awaited<ReturnType<typeof aTellingWorld>>;
const sent: SendResult = { outcome: 'sent', providerId: 'x' };
const asking = { sourceIp: '192.0.2.7', language: 'en' as const, rateLimit: 0 };
const message = {
  channel: 'EMAIL',
  target: 'ada@example.com',
  language: 'en',
  about: 'one/two',
  words: { subject: 'Subject', short: 'Short', text: 'Text', html: '<p>Text</p>' },
  webhook: { version: 1 },
} as const;
const tellings = (world: World) => presentTellings(world.ctx, 'INCIDENT#900');
const recipients = async ({ store }: World) => {
  const [telling] = await store.tellings.list('INCIDENT#900');
  const parts = telling === undefined ? [] : await store.tellings.parts(telling);
  return parts.flatMap((part) => part.recipients);
};

describe('one message to a subscriber', () => {
  it('waits for another day where the channel takes no more', async () => {
    const { ctx } = await aTellingWorld();
    const full = { ...ctx, subscriberSending: { ...ctx.subscriberSending, turn: async () => false } };
    expect(await sendMessage(full, message)).toEqual({ outcome: 'postponed', error: 'QUOTA_USED_UP' });
  });

  it('as a text is short, is counted, and leaves the rest of the day for pages', async () => {
    const world = await aTellingWorld();
    const dailyCaps = { perUser: { SMS: 1, VOICE: 1 }, all: { SMS: 6, VOICE: 6 } };
    const ctx = { ...world.ctx, settings: { ...world.ctx.settings, dailyCaps } };
    const text = { ...message, channel: 'SMS', target: '+4915123450001' } as const;
    expect(await sendMessage(ctx, text)).toEqual(sent);
    expect(world.sent).toMatchObject([{ channel: 'SMS', text: 'Short' }]);
    expect(world.sent[0]).not.toHaveProperty('subject');
    const counted = () => world.store.dayCounts.get(dayOf(world.clock.now()));
    expect(await counted()).toMatchObject({ SMS: 1, askedSMS: 1 });
    world.answers(() => ({ outcome: 'postponed', error: 'later' }));
    await sendMessage(ctx, text);
    expect(await counted()).toMatchObject({ SMS: 1 });
    world.answers(() => sent);
    expect(await sendMessage(ctx, text)).toEqual(sent);
    expect(await sendMessage(ctx, text)).toMatchObject({ outcome: 'postponed', error: 'REQUESTED_USED_UP' });
    world.clock.advance({ days: 1 });
    expect(await sendMessage(ctx, text)).toEqual(sent);
  });

  it('to a number whose owner wants no texts ends all that they subscribed to, for good', async () => {
    const { ctx, aSubscriber, answers, store } = await aTellingWorld();
    const target = '+4915123450001';
    await aSubscriber(target, { type: 'SMS' });
    const refused = (optedOut: boolean) => {
      answers(() => ({ outcome: 'rejected', error: 'no', ...(optedOut && { optedOut }) }));
      return sendMessage(ctx, { ...message, channel: 'SMS', target });
    };
    await refused(false);
    expect(await store.subscribers.ofPage(50)).toHaveLength(1);
    await refused(true);
    expect(await store.subscribers.ofPage(50)).toEqual([]);
    expect(await store.subscribers.blocked([{ type: 'SMS', target }])).toHaveLength(1);
  });

  it('to a device has a title and few words', async () => {
    const { ctx, sent } = await aTellingWorld();
    await sendMessage(ctx, { ...message, channel: 'PUSH', target: 'token-1' });
    expect(sent).toMatchObject([{ channel: 'PUSH', subject: 'Subject', text: 'Short', idempotencyToken: 'one/two' }]);
    expect(sent[0]).not.toHaveProperty('html');
  });

  it('as a mail says that a machine wrote it; how to end it only to people outside', async () => {
    const { ctx, sent } = await aTellingWorld();
    await sendMessage(ctx, { ...message, fromName: 'Acme\nBcc: x' });
    await sendMessage(ctx, { ...message, removal: 'https://a.example/remove' });
    await sendMessage(ctx, { ...message, target: 'grace@example.com' });
    const [first, second, third] = sent.map(({ headers }) => headers);
    expect(sent[0]).toMatchObject({ subject: 'Subject', text: 'Text', html: '<p>Text</p>', fromName: 'Acme Bcc: x' });
    expect(sent[1]).not.toHaveProperty('fromName');
    expect(first).toMatchObject({
      Precedence: 'bulk',
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    });
    expect(Object.keys(first ?? {}).filter((name) => name.startsWith('List-'))).toEqual([]);
    expect(second).toMatchObject({
      'List-Unsubscribe': '<https://a.example/remove>',
      'List-Unsubscribe-Post': expect.any(String),
    });
    expect(first?.['Message-ID']).toMatch(/^<one-two-[0-9a-f]{12}@tocsin\.example\.com>$/);
    expect(second?.['Message-ID']).toBe(first?.['Message-ID']);
    expect(third?.['Message-ID']).not.toBe(first?.['Message-ID']);
  });

  it('goes by the next driver that reaches them, and by none where there is none', async () => {
    const { ctx } = await aTellingWorld();
    const tried: string[] = [];
    const driver = (name: string, reaches: boolean, result: SendResult) => ({
      name,
      reaches: () => reaches,
      send: async () => {
        tried.push(name);
        return result;
      },
    });
    const no: SendResult = { outcome: 'rejected', error: 'no' };
    const EMAIL = [driver('a', false, sent), driver('b', true, no), driver('c', true, sent), driver('d', true, sent)];
    const by = (drivers: typeof EMAIL) =>
      sendMessage({ ...ctx, channels: { ...ctx.channels, EMAIL: drivers } }, message);
    expect(await by(EMAIL)).toEqual(sent);
    expect(tried).toEqual(['b', 'c']);
    expect(await by(EMAIL.slice(0, 2))).toEqual(no);
    expect(await by([])).toEqual({ outcome: 'rejected', error: 'CHANNEL_NOT_AVAILABLE' });
  });
});

describe('what a subscriber was not told', () => {
  it('is kept with why, in few words, and who is gone meanwhile is told nothing more', async () => {
    const world = await aTellingWorld();
    for (const name of ['ada', 'grace', 'alan']) await world.aSubscriber(`${name}@example.com`);
    world.answers(({ target }) => {
      if (target.startsWith('ada')) return { outcome: 'rejected', error: 'e'.repeat(200) };
      return target.startsWith('alan') ? sent : { outcome: 'postponed', error: 'later' };
    });
    await world.anIncident();
    expect(await tellings(world)).toMatchObject([{ status: 'QUEUED', recipients: 0 }]);
    await world.work();
    expect(await tellings(world)).toMatchObject([{ status: 'SENDING', recipients: 3, sent: 1, failed: 1, pending: 1 }]);
    const of = async (name: string) => (await recipients(world)).find(({ target }) => target.startsWith(name));
    expect(await of('ada')).toMatchObject({ state: 'FAILED', error: 'e'.repeat(100) });
    expect(await of('grace')).toMatchObject({ error: 'later' });
    expect(await of('grace')).not.toHaveProperty('state');
    expect(await of('alan')).not.toHaveProperty('error');
    const grace = (await world.store.subscribers.ofPage(50)).find(({ target }) => target.startsWith('grace'));
    if (grace) await world.store.subscribers.delete(grace, []);
    world.answers(() => sent);
    await world.minutes(2);
    expect(world.told()).toEqual(['alan@example.com']);
    expect(await of('grace')).toMatchObject({ state: 'FAILED', error: 'UNSUBSCRIBED' });
    expect(await tellings(world)).toMatchObject([{ status: 'DONE', sent: 1, failed: 2, pending: 0 }]);
  });

  it('is told by whoever comes next when time runs out', async () => {
    const world = await aTellingWorld();
    for (let index = 0; index < 60; index += 1) await world.aSubscriber(`reader${index}@example.com`);
    await world.anIncident();
    let left = 30;
    world.answers(() => {
      left -= 1;
      if (left === 0) world.clock.advance({ seconds: 50 });
      return sent;
    });
    await world.work();
    expect(world.told()).toHaveLength(50);
    expect(await tellings(world)).toMatchObject([{ status: 'SENDING', sent: 50, pending: 10 }]);
    await world.work();
    expect(new Set(world.told()).size).toBe(60);
    expect(world.told()).toHaveLength(60);
    expect(world.counted).toEqual([]);
  });
});

describe('work about subscribers', () => {
  const failing = async () => {
    const world = await aTellingWorld();
    await subscribe(world.ctx, world.page, { target: 'ada@example.com' }, asking);
    world.answers(() => ({ outcome: 'postponed', error: 'down' }));
    const due = () => world.store.due.list('subscribers', '9999-12-31T00:00:00.000Z' as Instant, 10);
    return { ...world, due };
  };

  it('that fails is counted, comes again two minutes later, and keeps nobody else waiting', async () => {
    const { ctx, page, work, due, clock, counted, answers, told } = await failing();
    answers(({ target }) => (target.startsWith('ada') ? { outcome: 'postponed', error: 'down' } : sent));
    await subscribe(ctx, page, { target: 'grace@example.com' }, asking);
    await work();
    expect(told()).toEqual(['grace@example.com']);
    expect(counted.filter(([name]) => name === 'DueWorkFailed')).toHaveLength(1);
    expect((await due()).map(({ dueAt }) => dueAt)).toContain(plus(clock.now(), { minutes: 2 }));
    answers(() => sent);
    clock.advance({ minutes: 1, seconds: 59 });
    await work();
    expect(told()).toHaveLength(1);
    clock.advance({ seconds: 1 });
    await work();
    expect(told()).toEqual(['grace@example.com', 'ada@example.com']);
  });

  it('is given up after twenty failures, and the operator is told', async () => {
    const { work, clock, counted, answers, told, turns } = await failing();
    for (let time = 0; time < 25; time += 1) {
      await work();
      clock.advance({ minutes: 2 });
    }
    expect(turns.length).toBe(21);
    const failures = counted.filter(([name]) => name === 'DueWorkFailed').length;
    expect(failures).toBe(22);
    answers(() => sent);
    clock.advance({ hours: 1 });
    await work();
    expect(told()).toEqual([]);
  });

  it('is not begun when there is no time for it', async () => {
    const { ctx, clock, turns } = await failing();
    await runSubscriberWork(ctx, { deadline: clock.now() });
    expect(turns).toEqual([]);
  });
});

describe('the links of a subscriber', () => {
  it('end a subscription and choose what is heard of, each by its own link, as often as they are followed', async () => {
    const { ctx, page, aSubscriber, store } = await aTellingWorld();
    await aSubscriber('ada@example.com');
    const find = async () => (await store.subscribers.ofPage(50))[0];
    const ada = (await find()) ?? expect.fail();
    const [remove, manage] = (['REMOVE', 'MANAGE'] as const).map((purpose) => ctx.tokens.subscriberToken(purpose, ada));
    expect(await manageSubscriber(ctx, page, manage ?? '', [12, 12])).toMatchObject({ services: [12] });
    expect(await manageSubscriber(ctx, page, manage ?? '', [12, 11])).toMatchObject({ services: [] });
    await expect(manageSubscriber(ctx, page, manage ?? '', [13])).rejects.toThrow('no service 13');
    await expect(manageSubscriber(ctx, page, remove ?? '', [])).rejects.toThrow('was not found');
    await expect(unsubscribe(ctx, page, manage ?? '')).rejects.toThrow('was not found');
    expect(await find()).toMatchObject({ services: [] });
    for (let time = 0; time < 2; time += 1) await unsubscribe(ctx, page, remove ?? '');
    expect(await find()).toBeUndefined();
    expect(await manageSubscriber(ctx, page, manage ?? '', [])).toBeUndefined();
  });

  it('lead to one page alone', async () => {
    const { ctx, page, aSubscriber, store } = await aTellingWorld();
    await aSubscriber('ada@example.com');
    const [ada] = await store.subscribers.ofPage(50);
    const token = ctx.tokens.subscriberToken('REMOVE', ada ?? expect.fail());
    await expect(unsubscribe(ctx, { ...page, id: 51 }, token)).rejects.toThrow('was not found');
  });
});

describe('a number without its country', () => {
  it.each([
    ['de-DE', '0151 23450001', '+4915123450001'],
    ['en-GB', '07400 123456', '+447400123456'],
  ] as const)('is one of the country of %s', async (locale, target, e164) => {
    const { ctx } = await aTellingWorld();
    expect(await targetFrom(ctx, { type: 'SMS', target, locale })).toEqual({ type: 'SMS', target: e164 });
  });
});
