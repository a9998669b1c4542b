import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { ManageInput, SubscribeInput, SubscribersImport } from '../../../functions/usecases/subscriber/inputs.ts';
import { importSubscribers } from '../../../functions/usecases/subscriber/manage.ts';
import { runSubscriberWork } from '../../../functions/usecases/subscriber/run.ts';
import { manageLink, sendMessage, sendToSubscriber } from '../../../functions/usecases/subscriber/send.ts';
import { subscribe } from '../../../functions/usecases/subscriber/subscribe.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { aTellingWorld } from './telling-world.ts';

const asking = { sourceIp: '192.0.2.7', language: 'en' as const, rateLimit: 0 };
const words = { subject: 'Subject', short: 'Short', text: 'Text', html: '<p>Text</p>' };
const message = { language: 'en', about: 'one', words, webhook: { version: 1 } } as const;
const [number, ada] = ['+4915123450001', 'ada@example.com'];

async function aWorld() {
  const world = await aTellingWorld();
  const only = async () => {
    const [first, ...others] = await world.store.subscribers.ofPage(50);
    if (first === undefined || others.length > 0) throw new Error('not one subscriber');
    return first;
  };
  /** A run of 50 seconds in which some of what the store does is done otherwise. */
  const workWith = (name: 'due' | 'tellings', otherwise: object) => {
    const store = { ...world.store, [name]: Object.assign(Object.create(world.store[name]), otherwise) };
    return runSubscriberWork({ ...world.ctx, store }, { deadline: plus(world.clock.now(), { seconds: 50 }) });
  };
  return { ...world, only, workWith };
}

describe('one message', () => {
  it('as a text is not for every country, and what holds texts back holds no mail back', async () => {
    const { ctx, sent } = await aWorld();
    const dailyCaps = { perUser: { SMS: 1, VOICE: 1 }, all: { SMS: 1, VOICE: 1 } };
    const strict = { ...ctx, settings: { ...ctx.settings, dailyCaps, phoneCountries: new Set(['GB']) } };
    const text = { ...message, channel: 'SMS', target: number } as const;
    expect(await sendMessage(strict, text)).toEqual({ outcome: 'rejected', error: 'COUNTRY_NOT_ALLOWED' });
    expect(await sendMessage(strict, { ...message, channel: 'EMAIL', target: ada })).toMatchObject({ outcome: 'sent' });
    expect(sent.map(({ channel }) => channel)).toEqual(['EMAIL']);
  });

  it('that is refused by mail ends no subscription, whatever else is said', async () => {
    const { ctx, aSubscriber, answers, store } = await aWorld();
    await aSubscriber(ada);
    answers(() => ({ outcome: 'rejected', error: 'no', optedOut: true }));
    await sendMessage(ctx, { ...message, channel: 'EMAIL', target: ada });
    expect(await store.subscribers.ofPage(50)).toHaveLength(1);
  });

  it('to a webhook is signed with the secret of its subscriber', async () => {
    const { ctx, page, aSubscriber, posted, only } = await aWorld();
    const target = 'https://hooks.example.com/a';
    await aSubscriber(target, { type: 'WEBHOOK' });
    const subscriber = await only();
    await sendToSubscriber(ctx, { ...message, page, subscriber });
    await sendMessage(ctx, { ...message, channel: 'WEBHOOK', target });
    const [own, nobodys] = [subscriber, { pageId: 0, id: 0 }].map((of) => ctx.tokens.webhookSecret(of));
    expect(posted.map(({ secret }) => secret)).toEqual([own, nobodys]);
    expect(own).not.toBe(nobodys);
  });

  it('as a mail is from the domain that takes answers, and has a name of sixty characters at most', async () => {
    const { ctx, sent } = await aWorld();
    const answered = { ...ctx, settings: { ...ctx.settings, replyDomain: 'reply.example.com' } };
    const mail = { ...message, channel: 'EMAIL', target: ada } as const;
    for (const length of [60, 61]) await sendMessage(answered, { ...mail, fromName: 'x'.repeat(length) });
    expect(sent.map(({ fromName }) => fromName)).toEqual(['x'.repeat(60), `${'x'.repeat(59)}…`]);
    expect(sent[0]?.headers?.['Message-ID']).toMatch(/@reply\.example\.com>$/);
  });

  it('says how to end it to who has confirmed, and leads to what they hear of', async () => {
    const { ctx, page, sent, aSubscriber, only } = await aWorld();
    await aSubscriber(ada);
    const subscriber = await only();
    for (const status of ['CONFIRMED', 'PENDING'] as const)
      await sendToSubscriber(ctx, { ...message, page, subscriber: { ...subscriber, status } });
    expect(sent.map(({ headers }) => headers?.['List-Unsubscribe'] !== undefined)).toEqual([true, false]);
    const [, token = ''] = /manage\/(.*)$/.exec(manageLink(ctx, page, subscriber)) ?? [];
    expect(ctx.tokens.subscriberIn('MANAGE', token)).toMatchObject({ pageId: 50, id: subscriber.id });
  });
});

describe('work about subscribers', () => {
  it('is looked for again until there is none', async () => {
    const { ctx, page, work, told } = await aWorld();
    for (let index = 0; index < 101; index += 1)
      await subscribe(ctx, page, { target: `reader${index}@example.com` }, asking);
    await work();
    expect(told()).toHaveLength(101);
  });

  it('is not begun in the very moment in which the time is up, and whoever comes then has the turn', async () => {
    const { ctx, store, page, work, told, clock, answers } = await aWorld();
    for (const name of ['ada', 'grace']) await subscribe(ctx, page, { target: `${name}@example.com` }, asking);
    const end = plus(clock.now(), { seconds: 50 });
    const early: Promise<boolean>[] = [];
    answers(() => {
      early.push(store.tellings.takeTurn('too early', clock.now(), plus(clock.now(), { seconds: 100 })));
      clock.set(end);
      return { outcome: 'sent', providerId: 'x' };
    });
    await work();
    expect(told()).toHaveLength(1);
    expect(await Promise.all(early)).toEqual([false]);
    expect(await store.tellings.takeTurn('next', end, plus(end, { seconds: 100 }))).toBe(true);
  });

  it("is somebody else's turn a hundred seconds after whoever had it died", async () => {
    const { ctx, page, work, workWith, told, clock } = await aWorld();
    const endTurn = () => Promise.reject(new Error('the machine dies'));
    await expect(workWith('tellings', { endTurn })).rejects.toThrow('the machine dies');
    await subscribe(ctx, page, { target: ada }, asking);
    const counts: number[] = [];
    for (const seconds of [99, 1]) {
      clock.advance({ seconds });
      await work();
      counts.push(told().length);
    }
    expect(counts).toEqual([0, 1]);
  });

  it.each<[string, () => Promise<undefined>]>([
    ['that somebody else has in hand', async () => undefined],
    ['that cannot be taken', () => Promise.reject(new Error('the table does not answer'))],
  ])('%s is not looked at again and again', async (_what, answer) => {
    const { ctx, page, workWith } = await aWorld();
    await subscribe(ctx, page, { target: ada }, asking);
    let asked = 0;
    const lease = () => {
      asked += 1;
      return answer();
    };
    await workWith('due', { lease });
    expect(asked).toBe(1);
  });

  it('is looked for again where one alone was done, and not when the time is up', async () => {
    const { ctx, store, page, workWith, told, clock } = await aWorld();
    for (const name of ['ada', 'grace']) await subscribe(ctx, page, { target: `${name}@example.com` }, asking);
    const list: typeof store.due.list = async (...given) => (await store.due.list(...given)).slice(0, 1);
    await workWith('due', { list });
    expect(told()).toHaveLength(2);
    const watched = watchedStore(store, ['due']);
    await runSubscriberWork({ ...ctx, store: watched.store }, { deadline: clock.now() });
    expect(watched.calls('due.list')).toEqual([]);
  });

  it('is done for who asks before anybody is told, whatever was there first', async () => {
    const { ctx, page, aSubscriber, anIncident, work, told, clock } = await aWorld();
    await aSubscriber('grace@example.com');
    await anIncident();
    clock.advance({ seconds: 1 });
    await subscribe(ctx, page, { target: ada }, asking);
    await work();
    expect(told()).toEqual([ada, 'grace@example.com']);
  });

  it('that is given up does not keep waiting what is behind it', async () => {
    const { ctx, store, page, workWith, told } = await aWorld();
    for (let index = 0; index < 101; index += 1)
      await subscribe(ctx, page, { target: `reader${index}@example.com` }, asking);
    let left = 100;
    const lease: typeof store.due.lease = async (...given) => {
      left -= 1;
      return left < 0 ? store.due.lease(...given) : 21;
    };
    await workWith('due', { lease });
    expect(told()).toHaveLength(1);
  });

  it('that is gone by the time it is read is nothing that fails', async () => {
    const { ctx, page, workWith, told, counted } = await aWorld();
    await subscribe(ctx, page, { target: ada }, asking);
    await workWith('tellings', { work: async () => undefined });
    expect(told()).toEqual([]);
    expect(counted).toEqual([]);
  });
});

describe('what is asked for', () => {
  it('may be a thousand subscribers at once', () => {
    const many = (length: number) => SubscribersImport.safeParse(Array.from({ length }, () => ({ target: ada })));
    expect([0, 1, 1000, 1001].map((length) => many(length).success)).toEqual([false, true, true, false]);
  });

  it.each<[string, object, boolean]>([
    ['the longest address', { target: 'x'.repeat(2000) }, true],
    ['one that is longer', { target: 'x'.repeat(2001) }, false],
    ['200 services', { target: ada, services: Array.from({ length: 200 }, () => 11) }, true],
    ['201 services', { target: ada, services: Array.from({ length: 201 }, () => 11) }, false],
    ['what begins like a number', { target: ada, services: ['11a'] }, false],
    ['what ends like a number', { target: ada, services: ['a11'] }, false],
    ['a longer number than there is', { target: ada, services: ['1'.repeat(17)] }, false],
  ])('may hold %s: %#', (_what, input, isRead) => {
    expect(SubscribeInput.safeParse(input).success).toBe(isRead);
    if ('services' in input) expect(ManageInput.safeParse(input).success).toBe(isRead);
  });

  it('names services by their numbers, however they are written', () => {
    expect(ManageInput.parse({ services: ['11', 12, { id: 13 }] })).toEqual({ services: [11, 12, 13] });
  });

  it('is written once more where it was there, and nothing is noted where nobody is left', async () => {
    const { ctx, store, as, only } = await aWorld();
    const writer = { ...ctx, actor: as(1).actor };
    const versions: number[] = [];
    for (let time = 0; time < 2; time += 1) {
      await importSubscribers(writer, 50, () => [{ target: ada }]);
      versions.push((await only()).version);
    }
    expect(versions).toEqual([0, 1]);
    await store.subscribers.block({ type: 'EMAIL', target: 'eve@example.com' });
    expect(await importSubscribers(writer, 50, () => [{ target: 'eve@example.com' }])).toEqual([]);
    const entries = await store.audit.list({}, { offset: 0, limit: 10 });
    expect(entries.filter(({ action }) => action.includes('import'))).toHaveLength(2);
  });
});
