import { describe, expect, it } from 'vitest';
import type { PageSubscriber } from '../../../functions/domain/subscriber/page-subscriber.ts';
import { plus } from '../../../functions/domain/time.ts';
import {
  importSubscribers,
  inviteSubscribers,
  listSubscribers,
  removeSubscriber,
} from '../../../functions/usecases/subscriber/manage.ts';
import { subscribersCsv } from '../../../functions/usecases/subscriber/present.ts';
import { openPage, subscribe } from '../../../functions/usecases/subscriber/subscribe.ts';
import { targetFrom } from '../../../functions/usecases/subscriber/target.ts';
import { aStatusPage, tenOClock } from '../../support/factories.ts';
import { aTellingWorld, open } from './telling-world.ts';

/** Page 50 with its services 11 and 12, in the hands of who may write it. */
async function managed() {
  const world = await aTellingWorld();
  const ctx = { ...world.ctx, actor: world.as(1).actor };
  const all = () => listSubscribers(ctx, 50, { offset: 0, limit: 100 });
  return { ...world, ctx, all, find: async (target: string) => (await all()).find((one) => one.target === target) };
}

describe('who may read it', () => {
  it('sees the subscribers of a page, oldest first', async () => {
    const { ctx, aSubscriber, all } = await managed();
    const at = (minutes: number) => ({ createdAt: plus(tenOClock, { minutes }) });
    await aSubscriber('c@example.com', at(2));
    await aSubscriber('a@example.com', at(1));
    await aSubscriber('d@example.com', at(3));
    for (const name of ['x', 'y', 'z']) await aSubscriber(`${name}@example.com`, at(0));
    const listed = await all();
    expect(listed.slice(3).map(({ target }) => target)).toEqual(['a@example.com', 'c@example.com', 'd@example.com']);
    const ids = listed.slice(0, 3).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(await listSubscribers(ctx, 50, { offset: 4, limit: 1 })).toEqual(listed.slice(4, 5));
  });

  it('sees those who came at one moment by their ids', async () => {
    const { ctx, store, aSubscriber, all } = await managed();
    for (const name of ['x', 'y', 'z']) await aSubscriber(`${name}@example.com`);
    const [first, second, third] = await all();
    for (const found of [
      [third, second, first],
      [second, first, third],
    ]) {
      const subscribers = Object.assign(Object.create(store.subscribers), { ofPage: async () => [...found] });
      const reading = { ...ctx, store: { ...store, subscribers } };
      expect(await listSubscribers(reading, 50, { offset: 0, limit: 9 })).toEqual([first, second, third]);
    }
  });

  it('has them as a table', () => {
    const one: PageSubscriber = {
      ...{
        id: 1,
        version: 7,
        pageId: 50,
        type: 'EMAIL',
        target: 'ada@example.com',
        locale: 'en-GB',
        status: 'PENDING',
      },
      services: [11, 12],
      createdAt: tenOClock,
    };
    expect(
      subscribersCsv([one, { ...one, services: [], status: 'CONFIRMED', confirmedAt: tenOClock }]).replaceAll('"', ''),
    ).toBe(
      [
        'id,type,target,locale,status,services,createdAt,confirmedAt',
        `1,EMAIL,ada@example.com,en-GB,PENDING,11 12,${tenOClock},`,
        `1,EMAIL,ada@example.com,en-GB,CONFIRMED,,${tenOClock},${tenOClock}`,
        '',
      ].join('\r\n'),
    );
  });

  it('removes one, and learns of one who is gone', async () => {
    const { ctx, aSubscriber, find } = await managed();
    await aSubscriber('ada@example.com');
    const { id = 0 } = (await find('ada@example.com')) ?? {};
    await removeSubscriber(ctx, 50, id);
    expect(await find('ada@example.com')).toBeUndefined();
    await expect(removeSubscriber(ctx, 50, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('subscribers that are taken over', () => {
  it('are told from now on; those that were there keep when they came, and who has complained is left out', async () => {
    const { ctx, store, clock, aSubscriber, all, find } = await managed();
    await aSubscriber('ada@example.com', { status: 'PENDING' });
    await aSubscriber('alan@example.com');
    await store.subscribers.block({ type: 'EMAIL', target: 'eve@example.com' });
    clock.advance({ hours: 1 });
    const now = clock.now();
    const imported = await importSubscribers(ctx, 50, () => [
      { target: ' Ada@Example.com' },
      { target: 'grace@example.com', locale: 'de-DE', services: [12] },
      { target: 'eve@example.com' },
      { target: 'alan@example.com', services: [11] },
      { target: 'ada@example.com', services: [11] },
    ]);
    expect(imported).toHaveLength(3);
    expect(await find('grace@example.com')).toMatchObject({
      ...{ type: 'EMAIL', locale: 'de-DE', services: [12], status: 'CONFIRMED' },
      createdAt: now,
      confirmedAt: now,
    });
    expect(await find('ada@example.com')).toMatchObject({
      ...{ locale: 'en-GB', services: [11], status: 'CONFIRMED' },
      createdAt: tenOClock,
    });
    expect(await find('alan@example.com')).toMatchObject({
      services: [11],
      createdAt: tenOClock,
      confirmedAt: tenOClock,
    });
    expect(await all()).toHaveLength(3);
  });

  it.each([
    [[{ target: 'ada@example.com' }, { target: 'nobody' }], '[1].target: must be an e-mail address'],
    [[{ target: 'ada@example.com', services: [13] }], '[0].services: there is no service 13 on this page'],
  ])('are refused where one is wrong: %j', async (input, message) => {
    const { ctx, all } = await managed();
    await expect(importSubscribers(ctx, 50, () => input)).rejects.toThrow(message);
    expect(await all()).toEqual([]);
  });

  it('are not taken over where something else goes wrong, which is told as it is', async () => {
    const { ctx, all } = await managed();
    const configuredChannels = { includes: () => expect.fail('no settings') } as unknown as never[];
    const broken = { ...ctx, settings: { ...ctx.settings, configuredChannels } };
    await expect(importSubscribers(broken, 50, () => [{ target: 'ada@example.com' }])).rejects.toThrow(/^no settings$/);
    expect(await all()).toEqual([]);
  });

  it('are asked where they are only invited, of a page that takes subscribers', async () => {
    const { ctx, store, page, work, told } = await managed();
    await inviteSubscribers(ctx, 50, () => [{ target: 'ada@example.com' }]);
    await work();
    expect(told()).toEqual(['ada@example.com']);
    const silent = await store.statusPages.save({ ...page, showSubscribeAction: false }, page);
    const invite = () => inviteSubscribers(ctx, 50, () => [{ target: 'grace@example.com' }]);
    await expect(invite()).rejects.toThrow('nobody can subscribe to this page');
    await store.statusPages.save({ ...silent, visibility: 'PRIVATE' }, silent);
    await expect(invite()).rejects.toThrow('the page is not public');
  });
});

describe('where somebody is told', () => {
  it.each([
    ['EMAIL', ' Ada@Example.COM ', 'ada@example.com'],
    ['WEBHOOK', ' https://hooks.example.com/a?b=c#d ', 'https://hooks.example.com/a?b=c'],
    ['WEBHOOK', 'https://hooks.example.com:8443/', 'https://hooks.example.com:8443/'],
    ['WEBHOOK', 'https://hooks.example.com:1024/', 'https://hooks.example.com:1024/'],
    ['WEBHOOK', 'https://hooks.example.com.', 'https://hooks.example.com./'],
    ['WEBHOOK', 'https://93.184.216.34/', 'https://93.184.216.34/'],
    ['WEBHOOK', 'https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
    ['WEBHOOK', 'https://notlocalhost.example/', 'https://notlocalhost.example/'],
    ['WEBHOOK', 'https://internal.example.com/', 'https://internal.example.com/'],
  ] as const)('by %s %j is %s', async (type, target, expected) => {
    const { ctx } = await managed();
    expect(await targetFrom(ctx, { type, target, locale: 'en-GB' })).toEqual({ type, target: expected });
  });

  it.each([
    ['EMAIL', 'ada', 'must be an e-mail address'],
    ['WEBHOOK', 'hooks', 'must be an https address'],
    ['WEBHOOK', 'http://hooks.example.com/', 'must be an https address'],
    ['WEBHOOK', 'https://ada@hooks.example.com/', 'must not hold a user name'],
    ['WEBHOOK', 'https://:secret@hooks.example.com/', 'must not hold a user name'],
    ['WEBHOOK', 'https://hooks/', 'must be a public address'],
    ['WEBHOOK', 'https://a.localhost/', 'must be a public address'],
    ['WEBHOOK', 'https://db.internal./', 'must be a public address'],
    ['WEBHOOK', 'https://10.0.0.1/', 'must be a public address'],
    ['WEBHOOK', 'https://[::1]/', 'must be a public address'],
    ['WEBHOOK', 'https://hooks.example.com:1023/', 'must not be at port 1023'],
  ] as const)('is nowhere by %s %j', async (type, target, message) => {
    const { ctx } = await managed();
    await expect(targetFrom(ctx, { type, target, locale: 'en-GB' })).rejects.toThrow(message);
  });

  it('is what this deployment can send; it can always call', async () => {
    const { ctx } = await managed();
    const by = (type: 'EMAIL' | 'SMS' | 'WEBHOOK', target: string, configuredChannels: ('EMAIL' | 'SMS')[]) =>
      targetFrom({ ...ctx, settings: { ...ctx.settings, configuredChannels } }, { type, target, locale: 'en-GB' });
    await expect(by('SMS', '+4915123450001', ['EMAIL'])).rejects.toThrow('type: SMS is not set up here');
    expect(await by('SMS', '+4915123450001', ['SMS'])).toMatchObject({ type: 'SMS' });
    expect(await by('WEBHOOK', 'https://hooks.example.com/', [])).toMatchObject({ type: 'WEBHOOK' });
  });
});

describe('a network', () => {
  it('asks so often in a quarter of an hour, and any number of times where nothing is counted', async () => {
    const { ctx, page, clock } = await managed();
    const ask = (rateLimit: number, sourceIp = '192.0.2.7') =>
      subscribe(ctx, page, { target: 'ada@example.com' }, { sourceIp, language: 'en', rateLimit });
    for (let time = 0; time < 5; time += 1) await ask(0);
    for (let time = 0; time < 2; time += 1) await ask(2);
    await expect(ask(2)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await ask(2, '198.51.100.7');
    clock.advance({ minutes: 15 });
    await ask(2);
  });
});

it.each<[string, Parameters<typeof openPage>[0], boolean]>([
  ['that is open', aStatusPage(1, open), true],
  ['that is closed', aStatusPage(1, { ...open, visibility: 'PRIVATE' }), false],
  ['that nobody can subscribe to', aStatusPage(1, { ...open, showSubscribeAction: false }), false],
  ['that is not there', undefined, false],
])('a page %s takes subscribers or is not found', (_what, page, isOpen) => {
  if (isOpen) expect(openPage(page)).toBe(page);
  else expect(() => openPage(page)).toThrow('was not found');
});
