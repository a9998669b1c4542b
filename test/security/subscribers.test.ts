import { beforeEach, describe, expect, it } from 'vitest';
import type { StatusPage } from '../../functions/domain/page/status-page.ts';
import { subscriberId } from '../../functions/domain/subscriber/page-subscriber.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { OutgoingMessage } from '../../functions/ports/channels.ts';
import type { SubscriberLink } from '../../functions/ports/context.ts';
import { tenOClock } from '../support/factories.ts';
import { acme, ada, other, subscriberSite } from '../support/subscriber-site.ts';

let site: Awaited<ReturnType<typeof subscriberSite>>;
beforeEach(async () => {
  site = await subscriberSite();
});

describe('guessing who subscribes', () => {
  it('is answered alike for new, pending, confirmed, removed and blocked targets, and costs as many calls', async () => {
    await site.subscribed(50, ada);
    await site.subscribed(50, { type: 'EMAIL', target: 'pending@example.com' }, 'PENDING');
    await site.store.subscribers.block({ type: 'EMAIL', target: 'blocked@example.com' });
    const answers: string[] = [];
    for (const target of ['new@example.com', 'pending@example.com', ada.target, 'blocked@example.com']) {
      const calls: string[] = [];
      const { table } = site;
      const before = { get: table.get, query: table.query, batchGet: table.batchGet, write: table.write };
      for (const name of ['get', 'query', 'batchGet', 'write'] as const) {
        const call = before[name] as (...all: never[]) => unknown;
        const counted = (...all: never[]) => {
          calls.push(name);
          return call.apply(table, all);
        };
        Object.assign(table, { [name]: counted });
      }
      const { status, headers, body, setCookies } = await site.ask({ target });
      Object.assign(table, before);
      expect(status).toBe(202);
      answers.push(JSON.stringify({ headers, body, setCookies, calls }));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).not.toContain('"calls":[]');
  });

  it('learns nothing from links either: a removal says the same whether anybody was there', async () => {
    const known = site.tokens.subscriberToken('REMOVE', await site.subscribed(50, ada));
    const gone = site.tokens.subscriberToken('REMOVE', { pageId: 50, id: 12345 });
    for (const method of ['GET', 'POST']) {
      const answers = [known, gone].map((token) =>
        site.visit({ host: acme, path: `/subscribe/remove/${token}`, method }),
      );
      const [there, nowhere] = await Promise.all(answers);
      expect([there?.status, there?.body]).toEqual([nowhere?.status, nowhere?.body]);
    }
  });

  it('finds no list of them on the page’s host, nor by who may not write the page', async () => {
    await site.subscribed(50, ada);
    for (const path of ['/subscribers', '/subscribers.csv', '/api/status-pages/50/subscribers', '/subscribe/list'])
      expect([path, (await site.visit({ host: acme, path })).status]).toEqual([path, 404]);
    for (const file of ['/', '/status.json', '/history.atom', '/widget.json'])
      expect((await site.visit({ host: acme, path: file })).body).not.toContain(ada.target);
    const { key } = await site.userOf('RESPONDER', 20);
    for (const path of ['/api/status-pages/50/subscribers', '/api/status-pages/50/subscribers.csv'])
      expect((await site.call('GET', path, { key })).status).toBe(403);
  });
});

describe('filling somebody’s mailbox', () => {
  it('comes to one question, however often an address is named, also in other spellings', async () => {
    for (const target of [ada.target, ' ADA@example.com ', 'Ada@Example.COM', ada.target]) {
      expect((await site.ask({ target })).status).toBe(202);
      await site.work();
    }
    expect(site.sent.map(({ target }) => target)).toEqual([ada.target]);
    expect(await site.targets()).toEqual([ada.target]);
  });

  it('comes to five questions a day, over all pages, and to nothing for who has complained', async () => {
    for (let round = 0; round < 10; round += 1) {
      for (const host of [acme, other]) await site.ask({ target: ada.target }, { host });
      await site.work();
      site.clock.advance({ minutes: 20 });
    }
    expect(site.sent).toHaveLength(5);
    await site.store.subscribers.block({ type: 'EMAIL', target: 'grace@example.com' });
    await site.ask({ target: 'grace@example.com' });
    await site.work();
    expect(site.sent).toHaveLength(5);
  });

  it('of many people is stopped by network, whatever headers say where it comes from', async () => {
    site = await subscriberSite({ limits: true });
    const statuses: number[] = [];
    for (let index = 0; index < 70; index += 1) {
      const asked = { ip: `2001:db8:1:1::${index}`, headers: { 'x-forwarded-for': `192.0.2.${index}` } };
      statuses.push((await site.ask({ target: `reader${index}@example.com` }, asked)).status);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(60);
    expect(statuses.slice(60).every((status) => status === 429)).toBe(true);
    expect((await site.ask({ target: ada.target }, { ip: '203.0.113.9' })).status).toBe(202);
  });

  it('names one target at a time, and so many in an import', async () => {
    for (const target of ['a@example.com,b@example.com', 'a@example.com;b@example.com', ['a@example.com'], {}])
      expect((await site.ask({ target })).status).toBe(400);
    const people = Array.from({ length: 1001 }, (_, index) => ({ target: `reader${index}@example.com` }));
    const path = '/api/status-pages/50/subscribers_bulk';
    const refused = await site.call('POST', path, { query: 'import=true', body: people });
    expect(refused.status).toBe(400);
    expect(await site.targets()).toEqual([]);
    // Without `import` they are asked themselves, and no more than a day's share of them.
    for (let round = 0; round < 8; round += 1) {
      await site.call('POST', path, { body: [{ target: ada.target }] });
      await site.work();
      site.clock.advance({ minutes: 20 });
    }
    expect(site.sent.length).toBeLessThanOrEqual(5);
  });

  it.each([
    'ada@example.com\r\nBcc: all@example.com',
    'ada@example.com\nSubject: x',
    'ada@example.com%0d%0aBcc:all@example.com',
    '"Ada" <ada@example.com>',
    'ada@example.com\u0000',
    'ada@example.com\u2028x@example.com',
    `${'a'.repeat(300)}@example.com`,
  ])('does not take %j for an address', async (target) => {
    for (const answer of [
      await site.ask({ target }),
      await site.post('/subscribe', new URLSearchParams({ target }).toString()),
    ])
      expect(answer.status).toBe(400);
    await site.work();
    expect(site.sent).toEqual([]);
  });

  it('lets no name of a page or a service into the head of a mail', async () => {
    const page = (await site.store.statusPages.get(50)) as StatusPage;
    await site.store.statusPages.save({ ...page, name: 'Acme\r\nBcc: all@example.com\u202e' }, page);
    await site.ask({ target: ada.target });
    await site.work();
    const [{ subject, fromName, headers } = { headers: {} }] = site.sent as OutgoingMessage[];
    for (const text of [subject, fromName, ...Object.values(headers ?? {})]) expect(text).not.toMatch(/[\r\n\u202e]/);
  });
});

describe('links of subscribers', () => {
  const purposes = ['CONFIRM', 'REMOVE', 'MANAGE'] as const satisfies readonly SubscriberLink[];
  const pathOf = (purpose: SubscriberLink, token: string) => `/subscribe/${purpose.toLowerCase()}/${token}`;

  it.each(purposes)(
    'for %s are refused when they are forged, of another page or for something else',
    async (purpose) => {
      const here = await site.subscribed(50, ada, purpose === 'CONFIRM' ? 'PENDING' : 'CONFIRMED');
      const before = await site.store.subscribers.ofPage(50);
      const good = site.tokens.subscriberToken(purpose, here);
      const flipped = Array.from({ length: good.length }, (_, index) => {
        const letter = good[index] === 'A' ? 'B' : 'A';
        return good.slice(0, index) + letter + good.slice(index + 1);
      });
      const elsewhere = await site.subscribed(51, ada);
      const bad = [
        ...flipped,
        ...purposes.filter((one) => one !== purpose).map((one) => site.tokens.subscriberToken(one, here)),
        createTokens('another secret', site.clock).subscriberToken(purpose, here),
        site.tokens.subscriberToken(purpose, elsewhere),
        good.slice(0, -1),
        `${good}A`,
        `${good.slice(0, -1)}=`,
        String(here.id),
        'x',
      ];
      for (const token of bad)
        for (const method of ['GET', 'POST']) {
          const { status, body } = await site.visit({ host: acme, path: pathOf(purpose, token), method });
          expect([token, method, status]).toEqual([token, method, 404]);
          expect(body).not.toContain(ada.target);
        }
      expect((await site.visit({ host: other, path: pathOf(purpose, good), method: 'POST' })).status).toBe(404);
      expect(await site.store.subscribers.ofPage(50)).toEqual(before);
    },
  );

  it('act by POST alone: whoever looks through mail changes nothing', async () => {
    const pending = await site.subscribed(50, ada, 'PENDING');
    for (const purpose of purposes)
      for (const method of ['GET', 'HEAD'])
        await site.visit({ host: acme, path: pathOf(purpose, site.tokens.subscriberToken(purpose, pending)), method });
    expect(await site.store.subscribers.get(50, pending.id)).toMatchObject({ status: 'PENDING' });
  });

  it('do nothing when they are replayed after a subscription has ended: nobody is signed up by an old mail', async () => {
    const here = await site.subscribed(50, ada);
    const token = (purpose: SubscriberLink) => site.tokens.subscriberToken(purpose, here);
    for (let time = 0; time < 2; time += 1)
      expect((await site.post(pathOf('REMOVE', token('REMOVE')), 'List-Unsubscribe=One-Click')).status).toBe(200);
    for (const purpose of ['CONFIRM', 'MANAGE'] as const)
      expect((await site.post(pathOf(purpose, token(purpose)), '')).status).toBe(410);
    expect(await site.targets()).toEqual([]);
  });

  it('end nobody else’s subscription, whatever the body names', async () => {
    const here = await site.subscribed(50, ada);
    await site.subscribed(50, { type: 'EMAIL', target: 'grace@example.com' });
    const grace = subscriberId(50, { type: 'EMAIL', target: 'grace@example.com' });
    const body = new URLSearchParams({ id: String(grace), target: 'grace@example.com', subscriberId: String(grace) });
    const path = pathOf('REMOVE', site.tokens.subscriberToken('REMOVE', here));
    expect((await site.post(path, body.toString())).status).toBe(200);
    expect(await site.targets()).toEqual(['grace@example.com']);
  });

  it('choose among services of their own page alone', async () => {
    const here = await site.subscribed(50, ada);
    const path = pathOf('MANAGE', site.tokens.subscriberToken('MANAGE', here));
    expect((await site.post(path, 'services=12')).status).toBe(400);
    expect((await site.post(path, 'services=11&status=CONFIRMED&target=x%40example.com')).status).toBe(200);
    expect(await site.store.subscribers.get(50, here.id)).toMatchObject({ ...ada, services: [] });
  });

  it('work one click away without cookie or Origin, and stand in no referrer', async () => {
    const path = pathOf('REMOVE', site.tokens.subscriberToken('REMOVE', await site.subscribed(50, ada)));
    expect((await site.visit({ host: acme, path })).headers['referrer-policy']).toBe('no-referrer');
    expect((await site.post(path, 'List-Unsubscribe=One-Click')).status).toBe(200);
    expect(site.errors).toEqual([]);
  });

  it('are nothing on a page that is not public any more, or not there', async () => {
    const token = site.tokens.subscriberToken('MANAGE', await site.subscribed(50, ada));
    const page = (await site.store.statusPages.get(50)) as StatusPage;
    await site.store.statusPages.save({ ...page, visibility: 'PRIVATE' }, page);
    expect((await site.visit({ host: acme, path: pathOf('MANAGE', token) })).status).toBe(404);
  });
});

describe('webhooks of subscribers', () => {
  it.each([
    'http://hooks.example.com/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://017700000001/',
    'https://localhost/',
    'https://localhost./',
    'https://metadata.google.internal/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a9fe:a9fe]/',
    'https://[fd00:ec2::254]/',
    'https://10.0.0.7:8443/',
    'https://printer.local/',
    'https://intranet/',
    'https://user:secret@hooks.example.com/',
    'https://hooks.example.com:22/',
    'file:///etc/passwd',
    'gopher://hooks.example.com/',
    'javascript:alert(1)',
    '//hooks.example.com/',
  ])('are refused at %s, from outside and in an import', async (target) => {
    const answer = await site.ask({ target, type: 'WEBHOOK' });
    expect([answer.status, JSON.parse(answer.body).details]).toEqual([400, { field: 'target' }]);
    const body = [{ target, type: 'WEBHOOK' }];
    const path = '/api/status-pages/50/subscribers_bulk';
    const imported = await site.call('POST', path, { query: 'import=true', body });
    expect([imported.status, imported.body.details]).toEqual([400, { field: '[0].target' }]);
  });

  it('get what their owner may know: the address to confirm, and nothing of other subscribers', async () => {
    await site.subscribed(50, ada);
    await site.ask({ target: 'https://hooks.example.com/', type: 'WEBHOOK' });
    await site.work();
    expect(site.posted).toHaveLength(1);
    const body = JSON.parse(site.posted[0]?.body ?? '{}');
    expect(Object.keys(body).sort()).toEqual(['type', 'url']);
    expect(site.posted[0]?.body).not.toContain(ada.target);
  });
});

describe('text of strangers about subscribers', () => {
  it('is no formula in the table that somebody takes away', async () => {
    const formulas = [
      '=cmd|x@example.com',
      '+1@example.com',
      '-1@example.com',
      '|calc@example.com',
      '%0a=1@example.com',
    ];
    for (const target of formulas) await site.subscribed(50, { type: 'EMAIL', target });
    await site.subscribed(50, { type: 'WEBHOOK', target: 'https://hooks.example.com/?a="b",=1+1' });
    const { text } = await site.call('GET', '/api/status-pages/50/subscribers.csv');
    const cells = [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell);
    expect(cells.filter((cell) => /^\s*[=+\-@|%]/.test(cell))).toEqual([]);
    for (const target of formulas) expect(cells).toContain(`'${target}`);
  });

  it('stays text on the forms and in the mails, whoever wrote it', async () => {
    const evil = '<script>alert(1)</script>';
    const page = (await site.store.statusPages.get(50)) as StatusPage;
    await site.store.statusPages.save({ ...page, name: evil }, page);
    const service = await site.store.services.get(11);
    if (service) await site.store.services.save({ ...service, name: `"><img src=x onerror=alert(1)>` }, service);
    const token = site.tokens.subscriberToken('MANAGE', await site.subscribed(50, ada));
    const shown = [
      await site.visit({ host: acme, path: '/subscribe' }),
      await site.visit({ host: acme, path: `/subscribe/manage/${token}` }),
      await site.visit({ host: acme, path: '/subscribe/manage/x', headers: { accept: 'text/html' } }),
      await site.post('/subscribe', `target=${encodeURIComponent(evil)}&type=${encodeURIComponent(evil)}`),
      await site.post('/subscribe', `target=x&services=${encodeURIComponent(evil)}`),
    ];
    for (const { body, headers } of shown) {
      expect(body).toContain('&lt;script');
      expect(body).not.toMatch(/<script|<img/);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    }
    await site.ask({ target: 'grace@example.com' });
    await site.work();
    expect(site.sent[0]?.html).toContain('&lt;script');
    expect(site.sent[0]?.html).not.toMatch(/<script/);
  });

  it('decides nothing of ours: ids, states and times in a request count for nothing', async () => {
    const id = subscriberId(50, ada);
    await site.ask({ ...ada, id: 1, status: 'CONFIRMED', confirmedAt: tenOClock, pageId: 51, version: 9 });
    await site.work();
    expect(await site.store.subscribers.get(50, id)).toMatchObject({ status: 'PENDING', version: 0 });
    expect(await site.targets(51)).toEqual([]);
  });
});

it('another site can subscribe nobody with a visitor’s cookies', async () => {
  const cookies = { '__Host-tocsin-session': 'x' };
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<
    string,
    string
  >[])
    expect((await site.post('/subscribe', 'target=ada%40example.com', { cookies, headers })).status).toBe(403);
  await site.work();
  expect(site.sent).toEqual([]);
});
