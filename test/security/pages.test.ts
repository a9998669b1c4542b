import { beforeEach, describe, expect, it } from 'vitest';
import type { StatusPage } from '../../functions/domain/page/status-page.ts';
import { createPageKeys } from '../../functions/platform/page-keys.ts';
import { publishPage } from '../../functions/usecases/page/publish.ts';
import { publicUrl, signInHarness } from '../sign-in/sign-in-harness.ts';
import { aService, aStatusPage, tenOClock } from '../support/factories.ts';
import { type Answered, type Asked, pageSite } from '../support/page-site.ts';
import { rememberedPublishing } from '../support/published.ts';

const inside = 'inside.pages.example.com';
const other = 'other.pages.example.com';
const session = '__Host-tocsin-session';
const pass = '__Host-tocsin-page';

const isPrivate = { visibility: 'PRIVATE', activatedAt: tenOClock } satisfies Partial<StatusPage>;

/** Page 50 shows Vault to ada and to whoever is at partner.example, page 51 shows Cellar to ada; 52 was not activated. */
async function aSite() {
  const published = rememberedPublishing();
  const world = await signInHarness({ settings: { pagesDomain: 'pages.example.com' } });
  const { store, clock, ctx } = world;
  await world.userOf('USER', 2);
  await store.services.create(aService(11, { name: 'Vault' }));
  await store.services.create(aService(12, { name: 'Cellar' }));
  await store.statusPages.create(
    aStatusPage(50, {
      ...isPrivate,
      name: '<b>Inside</b>',
      subdomain: 'inside',
      services: [11],
      emailWhitelist: ['partner.example'],
      ipWhitelist: Array.from({ length: 30 }, (_, index) => `203.0.113.${index}`),
      logoUrl: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>')}`,
      customCss: 'input { display: none }',
    }),
  );
  await store.statusPages.create(aStatusPage(51, { ...isPrivate, subdomain: 'other', services: [12] }));
  await store.statusPages.create(aStatusPage(52, { visibility: 'PRIVATE', subdomain: 'later', services: [11] }));
  published.hosts.set('secrets', world.pageKeys.entry);
  const publishing = { ...ctx, ...published };
  const publish = async () => {
    for (const id of [50, 51, 52]) await publishPage(publishing, id);
  };
  await publish();
  const { visit, api } = pageSite({ published, signIn: world.signIn, clock });

  function keep(jar: Record<string, string>, { setCookies }: Answered): void {
    for (const cookie of setCookies) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      if (attributes.includes('Max-Age=0')) delete jar[name];
      else jar[name] = pair.slice(name.length + 1);
    }
  }

  /** Goes where it is led, as a browser does, with the cookies of the jar. */
  async function walk(asked: Asked, jar: Record<string, string> = {}): Promise<Answered> {
    let path = asked.path;
    for (let hop = 0; hop < 12; hop += 1) {
      const answer = await visit({ ...asked, path, cookies: { ...jar, ...asked.cookies } });
      keep(jar, answer);
      const { location } = answer.headers;
      if (location === undefined) return answer;
      expect(location).toMatch(/^\/(?!\/)/);
      path = location;
    }
    return expect.fail(`${asked.path} leads in circles`);
  }

  const form = (body: Record<string, string>) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(body).toString(),
  });

  /** The link in the mail that was sent; undefined when none was. */
  async function ask(host: string, email: string, jar: Record<string, string>, headers: Record<string, string> = {}) {
    const sent = form({ email });
    const asked = { host, path: '/auth/email', ...sent, headers: { ...sent.headers, ...headers } };
    const answer = await visit({ ...asked, cookies: jar });
    keep(jar, answer);
    expect(answer.status).toBe(202);
    const [mail] = await world.mails();
    return mail?.text.match(/https?:\/\/\S+/)?.[0];
  }

  const press = async (host: string, link: string, jar: Record<string, string>): Promise<Answered> => {
    const answer = await visit({ host, path: new URL(link).pathname, ...form({}), cookies: jar });
    keep(jar, answer);
    return answer;
  };

  async function signedIn(host = inside, email = 'user2@example.com'): Promise<Record<string, string>> {
    const jar: Record<string, string> = {};
    const link = await ask(host, email, jar);
    expect((await press(host, link ?? expect.fail('no mail was sent'), jar)).status).toBe(303);
    return jar;
  }

  return { ...world, published, publish, visit, api, walk, ask, press, form, signedIn };
}

let site: Awaited<ReturnType<typeof aSite>>;
beforeEach(async () => {
  site = await aSite();
});

const refusals = [302, 303, 400, 401, 403, 404, 405, 410];

/** Nothing of what the pages show, however the visitor goes on. */
async function expectRefused(asked: Asked, jar: Record<string, string> = {}): Promise<void> {
  const first = await site.visit({ ...asked, cookies: { ...jar, ...asked.cookies } });
  expect(refusals).toContain(first.status);
  const last = (asked.method ?? 'GET') === 'GET' ? await site.walk(asked, { ...jar }) : first;
  for (const { body } of [first, last]) expect(body).not.toMatch(/Vault|Cellar/);
}

describe('a private page against somebody with cookies', () => {
  it('opens to who is signed in, so that the rest of this page tells something', async () => {
    const jar = await site.signedIn();
    expect((await site.walk({ host: inside, path: '/status.json' }, jar)).body).toContain('Vault');
    expect(
      (await site.walk({ host: inside, path: '/status.json' }, await site.signedIn(inside, 'x@partner.example'))).body,
    ).toContain('Vault');
  });

  it.each<[string, (now: number) => string]>([
    ['made up', (now) => `all.${now + 50}.k1.${'A'.repeat(43)}`],
    ['without a signature', (now) => `all.${now + 50}.k1.`],
    ['signed with no key', (now) => `all.${now + 50}.k9.${'A'.repeat(43)}`],
    ['of a key that every object has', (now) => `all.${now + 50}.constructor.x`],
    ['of another deployment', () => createPageKeys('another', 1).sign({ pageId: 50, variant: 'all' }, tenOClock)],
    ['of another page', () => createPageKeys('a test secret', 1).sign({ pageId: 51, variant: 'all' }, tenOClock)],
    [
      'for another address',
      () => createPageKeys('a test secret', 1).sign({ pageId: 50, variant: 'all', address: '203.0.113.1' }, tenOClock),
    ],
    [
      'whose variant is a path',
      () => createPageKeys('a test secret', 1).sign({ pageId: 50, variant: '../51/all' }, tenOClock),
    ],
  ])('believes no page cookie %s', async (_what, make) => {
    const cookies = { [pass]: make(Math.floor(Date.parse(site.clock.now()) / 1000)) };
    for (const path of ['/', '/status.json', '/history.atom']) await expectRefused({ host: inside, path, cookies });
  });

  it('believes a page cookie that is replayed for less than a minute, and nowhere else', async () => {
    const jar = await site.signedIn();
    await site.walk({ host: inside, path: '/' }, jar);
    const cookies = { [pass]: jar[pass] ?? '' };
    expect((await site.visit({ host: inside, path: '/status.json', cookies })).body).toContain('Vault');
    await expectRefused({ host: other, path: '/status.json', cookies });
    site.clock.advance({ seconds: 50 });
    await expectRefused({ host: inside, path: '/status.json', cookies });
  });

  it('is closed to who has signed out, after a minute also to copies of all their cookies', async () => {
    const jar = await site.signedIn();
    await site.walk({ host: inside, path: '/' }, jar);
    const copies = { ...jar };
    const out = await site.visit({ host: inside, path: '/auth/sign-out', ...site.form({}), cookies: jar });
    expect(out.setCookies.map((cookie) => cookie.split(';')[0])).toEqual([`${session}=`, `${pass}=`]);
    site.clock.advance({ seconds: 50 });
    await expectRefused({ host: inside, path: '/status.json' }, copies);
  });

  it('knows no session of another page or of the API, and theirs is none there', async () => {
    const [mine, theirs] = [await site.signedIn(inside), await site.signedIn(other)];
    await expectRefused({ host: other, path: '/status.json' }, { [session]: mine[session] ?? '' });
    await expectRefused({ host: inside, path: '/status.json' }, { [session]: theirs[session] ?? '' });
    const laptop = site.browser();
    await laptop.open({ user: { id: 2, email: 'user2@example.com' } });
    await expectRefused({ host: inside, path: '/status.json' }, { [session]: laptop.jar.get(session) ?? '' });
    laptop.jar.set(session, mine[session] ?? '');
    expect((await laptop.get('/auth/session')).status).toBe(401);
    expect((await laptop.api('GET', '/api/users/current')).status).toBe(401);
  });

  it('keeps no session when its host becomes another page’s', async () => {
    const jar = await site.signedIn(inside);
    const [first, second] = await Promise.all([50, 51].map((id) => site.store.statusPages.get(id)));
    const moved = await site.store.statusPages.save(
      { ...(first as StatusPage), subdomain: 'gone' },
      first as StatusPage,
    );
    await site.store.statusPages.save({ ...(second as StatusPage), subdomain: 'inside' }, second as StatusPage);
    await site.publish();
    expect(moved.subdomain).toBe('gone');
    await expectRefused({ host: inside, path: '/status.json' }, jar);
  });
});

describe('a private page against somebody with headers', () => {
  const spoofed = {
    'x-forwarded-for': '203.0.113.1',
    'cloudfront-viewer-address': '203.0.113.1:443',
    'x-real-ip': '203.0.113.1',
    forwarded: 'for=203.0.113.1',
    'x-tocsin-viewer': '203.0.113.1',
    'x-tocsin-page': '50',
    'x-tocsin-host': inside,
    'x-tocsin-origin': 'x',
  };

  it('opens to listed addresses of the connection alone, beyond what fits on the way, too', async () => {
    expect((await site.walk({ host: inside, path: '/status.json', ip: '203.0.113.1' })).body).toContain('Vault');
    await expectRefused({ host: inside, path: '/status.json', headers: spoofed });
    await expectRefused({ host: other, path: '/status.json', headers: spoofed });
  });

  it('does not take who calls the API directly for a visitor of a page', async () => {
    for (const path of ['/auth/page?to=/', '/auth/page?to=/status.json']) {
      const { 'x-tocsin-origin': _none, ...without } = spoofed;
      const said = await site.api({ path, headers: { ...without, 'x-forwarded-host': inside } });
      expect([said.status, said.setCookies]).toEqual([404, []]);
      for (const origin of ['x', '', 'undefined', createPageKeys('another', 1).entry]) {
        const forged = await site.api({ path, headers: { ...spoofed, 'x-tocsin-origin': origin } });
        expect([forged.status, forged.setCookies]).toEqual([403, []]);
      }
    }
  });

  it('sends links to its own address, whatever a request says of hosts', async () => {
    const headers = {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'x-tocsin-host': 'evil.example',
    };
    expect(await site.ask(inside, 'user2@example.com', {}, headers)).toMatch(
      /^https:\/\/inside\.pages\.example\.com\/auth\/link\//,
    );
  });

  it('lets no other site act in a visitor’s name', async () => {
    const jar = await site.signedIn();
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: publicUrl },
      { origin: `https://${other}` },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[])
      for (const path of ['/auth/sign-out', '/auth/email', '/auth/link/x']) {
        const answer = await site.visit({
          host: inside,
          path,
          method: 'POST',
          cookies: jar,
          headers,
          body: '{"email":"user2@example.com"}',
        });
        expect([path, headers, answer.status]).toEqual([path, headers, 403]);
      }
    expect(await site.mails()).toEqual([]);
    expect((await site.visit({ host: inside, path: '/auth/session', cookies: jar })).status).toBe(200);
  });
});

describe('signing in to a page', () => {
  it('is answered alike for known, listed and unknown addresses, and makes mail for those who are let in', async () => {
    const answers: object[] = [];
    for (const email of ['user2@example.com', 'a@partner.example', 'nobody@example.com', 'a@sub.partner.example']) {
      const { status, headers, body, setCookies } = await site.visit({
        host: inside,
        path: '/auth/email',
        ...site.form({ email }),
      });
      answers.push({ status, headers, body, cookies: setCookies.map((one) => one.replace(/=[\w-]+\.[\w-]+;/, '=…;')) });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await site.mails()).map(({ target }) => target)).toEqual(['user2@example.com', 'a@partner.example']);
  });

  it('works on the host that was asked alone, and stays good there when it was tried elsewhere', async () => {
    const jar: Record<string, string> = {};
    const link = (await site.ask(inside, 'user2@example.com', jar)) ?? '';
    expect((await site.press(other, link, { ...jar })).status).toBe(403);
    const direct = await site.api({ path: new URL(link).pathname, ...site.form({}), cookies: jar });
    expect([direct.status, direct.setCookies]).toEqual([403, []]);
    expect((await site.press(inside, link, jar)).status).toBe(303);
  });

  it('lets nobody in who is taken off the list before they press', async () => {
    const jar: Record<string, string> = {};
    const link = (await site.ask(inside, 'a@partner.example', jar)) ?? '';
    const page = (await site.store.statusPages.get(50)) as StatusPage;
    await site.store.statusPages.save({ ...page, emailWhitelist: [] }, page);
    expect((await site.press(inside, link, jar)).status).toBe(410);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/%2f%2fevil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
  ])('leads nobody to %j', async (to) => {
    const jar = await site.signedIn();
    await site.walk({ host: inside, path: '/' }, jar);
    const { headers } = await site.visit({
      host: inside,
      path: `/auth/page?to=${encodeURIComponent(to)}`,
      cookies: jar,
    });
    expect(headers.location).toBe('/');
  });

  it('shows the page’s name and logo as what they are, and nothing that could act or cover', async () => {
    const { body, headers } = await site.visit({ host: inside, path: '/auth/login', headers: { accept: 'text/html' } });
    expect(body).toContain('&lt;b>Inside');
    expect(body).toMatch(/<img src="data:image\/svg\+xml,[^"]+"/);
    expect(body).not.toMatch(/<b>Inside|<svg|display: none|<script|style="/);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; style-src 'self';/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
  });

  it('is nowhere where there is no page, and where there is none yet', async () => {
    for (const host of ['later.pages.example.com', 'nobody.pages.example.com', 'pages.example.com'])
      for (const path of ['/auth/login', '/auth/page', '/auth/session', '/'])
        expect(await site.visit({ host, path })).toMatchObject({ status: 404, by: 'edge' });
    const { origin } = JSON.parse(site.pageKeys.entry);
    for (const page of ['52', '99', 'x', '', '-1', '1e2'])
      expect(
        (await site.api({ path: '/auth/login', headers: { 'x-tocsin-origin': origin, 'x-tocsin-page': page } })).status,
      ).toBe(404);
  });

  it('has nothing of the API’s own there: no passkeys, providers, invitations, accounts or apps', async () => {
    const jar = await site.signedIn();
    for (const path of [
      '/auth/account',
      '/auth/passkeys',
      '/auth/grants',
      '/auth/oidc/1/start',
      '/auth/invitation/x',
      '/auth/welcome',
      '/auth/passkey.js',
    ])
      expect([path, (await site.visit({ host: inside, path, cookies: jar })).status]).toEqual([path, 404]);
  });
});

describe('caches on the way', () => {
  it('keep nothing of a private page, and are asked by nothing that a visitor sends', async () => {
    const jar = await site.signedIn();
    for (const path of ['/', '/status.json', '/auth/page?to=/', '/auth/login', '/auth/session', '/nothing'])
      for (const cookies of [jar, {}]) {
        const answer = await site.visit({ host: inside, path, cookies });
        expect([path, answer.headers['cache-control'] ?? 'none kept']).toEqual([
          path,
          expect.stringMatching(/no-store|none kept/),
        ]);
      }
    await site.walk({ host: inside, path: '/' }, jar);
    const poisoned = {
      'x-forwarded-host': 'evil.example',
      'x-original-url': '/p/51/all/status.json',
      range: 'bytes=0-1',
    };
    const { asked, body } = await site.visit({
      host: inside,
      path: '/status.json?cb=1&variant=x',
      cookies: jar,
      headers: poisoned,
    });
    expect(asked).toMatchObject({ uri: '/p/50/all/status.json', querystring: {}, cookies: {} });
    expect(body).toContain('Vault');
  });
});
