import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { askPending } from '../../../functions/usecases/subscriber/ask.ts';
import { forgetTarget, heedKeyword } from '../../../functions/usecases/subscriber/forget.ts';
import { runSubscriberWork } from '../../../functions/usecases/subscriber/run.ts';
import { confirmSubscriber, subscribe } from '../../../functions/usecases/subscriber/subscribe.ts';
import { aStatusPage, tenOClock } from '../../support/factories.ts';
import { aTellingWorld, open } from './telling-world.ts';

const asking = { sourceIp: '192.0.2.7', language: 'en' as const, rateLimit: 0 };
const [number, ada] = ['+4915123450001', 'ada@example.com'];

async function aWorld() {
  const world = await aTellingWorld();
  const warned: string[] = [];
  const ctx = { ...world.ctx, log: { ...world.ctx.log, warn: (text: string) => void warned.push(text) } };
  const only = async () => {
    const [first, ...others] = await world.store.subscribers.ofPage(50);
    if (first === undefined || others.length > 0) throw new Error('not one subscriber');
    return first;
  };
  const deadline = () => plus(world.clock.now(), { seconds: 50 });
  return { ...world, ctx, warned, only, deadline, work: () => runSubscriberWork(ctx, { deadline: deadline() }) };
}

describe('who is asked to confirm', () => {
  it('is reminded in other words, by messages of their own from the page', async () => {
    const { ctx, page, work, pass, sent } = await aWorld();
    await subscribe(ctx, page, { target: ada }, asking);
    await work();
    for (const days of [1, 2, 4]) await pass({ days });
    const first = expect.stringMatching(/^Somebody, probably you/);
    const reminder = expect.stringMatching(/^A reminder: your subscription to Acme/);
    expect(sent.map(({ text, fromName }) => [text, fromName])).toEqual(
      [first, reminder, reminder, reminder].map((text) => [text, 'Acme']),
    );
    expect(new Set(sent.map(({ headers }) => headers?.['Message-ID'])).size).toBe(4);
    expect(new Set(sent.map(({ idempotencyToken }) => idempotencyToken)).size).toBe(4);
  });

  it('gets the same message again where it is not known whether the reminder went out', async () => {
    const { ctx, store, page, work, clock, sent, only } = await aWorld();
    await subscribe(ctx, page, { target: ada }, asking);
    await work();
    clock.advance({ days: 1 });
    const save = () => Promise.reject(new Error('the table does not answer'));
    const subscribers = Object.assign(Object.create(store.subscribers), { save });
    const failing = { ...ctx, store: { ...store, subscribers } };
    await expect(askPending(failing, await only())).rejects.toThrow('the table does not answer');
    clock.advance({ minutes: 2 });
    await askPending(ctx, await only());
    const [, lost, again] = sent.map(({ idempotencyToken }) => idempotencyToken);
    expect(again).toBe(lost);
  });

  it('is asked nothing once they are gone', async () => {
    const { ctx, page, work, sent, only, store, clock } = await aWorld();
    await subscribe(ctx, page, { target: ada }, asking);
    await work();
    const gone = await only();
    await store.subscribers.delete(gone, []);
    clock.advance({ days: 1 });
    await askPending(ctx, gone);
    expect(sent).toHaveLength(1);
  });

  it('is not reminded before it is time', async () => {
    const { ctx, page, work, sent, only } = await aWorld();
    await subscribe(ctx, page, { target: ada }, asking);
    await work();
    const before = await only();
    await askPending(ctx, before);
    expect(sent).toHaveLength(1);
    expect(await only()).toEqual(before);
  });

  it('is forgotten instead of reminded once nobody can subscribe to the page any more', async () => {
    const { ctx, store, page, work, pass, sent } = await aWorld();
    await subscribe(ctx, page, { target: ada }, asking);
    await work();
    await store.statusPages.save({ ...page, showSubscribeAction: false }, page);
    await pass({ days: 1 });
    expect(sent).toHaveLength(1);
    expect(await store.subscribers.ofPage(50)).toEqual([]);
  });

  it('and was written down without when, counts as asked when they came, and not as reminded', async () => {
    const { ctx, page, work, aSubscriber, sent, clock, only } = await aWorld();
    await aSubscriber(ada, { status: 'PENDING' });
    clock.advance({ days: 1 });
    const { id } = await only();
    await askPending(ctx, await only());
    expect(await only()).toMatchObject({ reminders: 1 });
    await aSubscriber('grace@example.com', { status: 'PENDING' });
    clock.advance({ hours: 1 });
    await subscribe(ctx, page, { target: 'grace@example.com' }, asking);
    await work();
    expect(sent.map(({ idempotencyToken, text }) => [idempotencyToken, /^A reminder/.test(text)])).toEqual([
      [`confirm-50-${id}-${tenOClock}-1`, true],
      [expect.stringMatching(/-0$/), false],
    ]);
  });

  it('and asks again at once is not asked again, but their new wishes are kept, however often they were asked', async () => {
    const { ctx, store, page, work, sent, clock, only } = await aWorld();
    for (let index = 0; index < 4; index += 1) {
      const facts = { ...open, subdomain: `p${index}`, services: [11] };
      const other = await store.statusPages.create(aStatusPage(100 + index, facts));
      await subscribe(ctx, other, { target: ada }, asking);
    }
    await subscribe(ctx, page, { target: ada }, asking);
    await work();
    const askedAt = clock.now();
    expect(sent).toHaveLength(5);
    clock.advance({ minutes: 14 });
    await subscribe(ctx, page, { target: ada, services: [12], locale: 'de-DE' }, asking);
    await work();
    expect(sent).toHaveLength(5);
    expect(await only()).toMatchObject({ services: [12], locale: 'de-DE', askedAt });
  });

  it('is asked again a quarter of an hour later, once, by another message', async () => {
    const { ctx, page, work, sent, clock } = await aWorld();
    const counts: number[] = [];
    for (const minutes of [0, 14, 1, 1, 13, 1]) {
      clock.advance({ minutes });
      await subscribe(ctx, page, { target: ada }, asking);
      await work();
      counts.push(sent.length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 2, 3]);
    expect(new Set(sent.map(({ headers }) => headers?.['Message-ID'])).size).toBe(3);
  });

  it('and is told already is asked nothing, and whoever asks in their name changes nothing', async () => {
    const { ctx, page, work, aSubscriber, sent, clock, only } = await aWorld();
    await aSubscriber(ada);
    const before = await only();
    clock.advance({ days: 1 });
    await subscribe(ctx, page, { target: ada, services: [12], locale: 'de-DE' }, asking);
    await work();
    expect(sent).toEqual([]);
    expect(await only()).toEqual(before);
  });

  it('is asked in the language they name, or in that of their browser', async () => {
    const { ctx, page, work, sent } = await aWorld();
    await subscribe(ctx, page, { target: ada, locale: 'de-DE' }, asking);
    await subscribe(ctx, page, { target: 'grace@example.com' }, { ...asking, language: 'de' });
    await subscribe(ctx, page, { target: 'alan@example.com', locale: '' }, asking);
    await work();
    expect(Object.fromEntries(sent.map(({ target, language }) => [target, language]))).toEqual({
      [ada]: 'de',
      'grace@example.com': 'de',
      'alan@example.com': 'en',
    });
  });

  it('is given up where a provider refuses their address, and the operator can read it', async () => {
    const { ctx, page, work, answers, warned } = await aWorld();
    await subscribe(ctx, page, { target: ada }, asking);
    await work();
    expect(warned).toEqual([]);
    answers(() => ({ outcome: 'rejected', error: 'no such mailbox' }));
    await subscribe(ctx, page, { target: 'grace@example.com' }, asking);
    await work();
    expect(warned).toEqual(['a subscriber cannot be asked']);
  });

  it('confirms once: another time changes nothing', async () => {
    const { ctx, store, page, aSubscriber, only } = await aWorld();
    await aSubscriber(ada, { status: 'PENDING' });
    const token = ctx.tokens.subscriberToken('CONFIRM', await only());
    const confirmed = await confirmSubscriber(ctx, page, token);
    expect(confirmed).toMatchObject({ status: 'CONFIRMED' });
    await confirmSubscriber(ctx, page, token);
    expect(await only()).toEqual(confirmed);
    await store.subscribers.delete(await only(), []);
    expect(await confirmSubscriber(ctx, page, token)).toBeUndefined();
  });

  it('comes from a network that may ask once, where it may ask once', async () => {
    const { ctx, page } = await aWorld();
    const ask = () => subscribe(ctx, page, { target: ada }, { ...asking, rateLimit: 1 });
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});

describe('a target that is forgotten', () => {
  it('may subscribe again unless its owner has complained', async () => {
    const { ctx, store, aSubscriber } = await aWorld();
    await aSubscriber(ada);
    const target = { type: 'EMAIL' as const, target: ada };
    expect(await forgetTarget(ctx, target, { isBlocked: false })).toBe(true);
    expect(await store.subscribers.blocked([target])).toEqual([]);
    expect(await forgetTarget(ctx, target, { isBlocked: true })).toBe(false);
    expect(await store.subscribers.blocked([target])).toHaveLength(1);
  });

  it('comes back with START and with no other word', async () => {
    const { ctx, store } = await aWorld();
    await heedKeyword(ctx, number, 'STOP');
    const isBlocked = async () => (await store.subscribers.blocked([{ type: 'SMS', target: number }])).length > 0;
    expect(await heedKeyword(ctx, number, 'HELP')).toBe(false);
    expect(await isBlocked()).toBe(true);
    expect(await heedKeyword(ctx, number, 'START')).toBe(false);
    expect(await isBlocked()).toBe(false);
  });
});
