import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { publicUrl, type SignInHarness, signInHarness } from '../sign-in/sign-in-harness.ts';
import { consoleUrl, onConsole } from '../support/console-host.ts';
import { fakeProvider } from '../support/fake-provider.ts';

const evil = 'https://evil.example';
const page = { headers: { accept: 'text/html' } };
const sessionCookie = '__Host-tocsin-session';

let world: SignInHarness;
let ada: User;
beforeEach(async () => {
  world = await signInHarness({ settings: { publicUrl, consoleUrl } });
  ({ user: ada } = await world.userOf('USER', 2));
});

/** The link in the one mail that was sent. */
async function linkSent(): Promise<URL> {
  const mails = await world.mails();
  expect(mails).toHaveLength(1);
  return new URL(/https:\S+/.exec(mails[0]?.text ?? '')?.[0] ?? '');
}

const askAt = (browser: { post: ReturnType<typeof onConsole>['post'] }, to?: string) =>
  browser.post('/auth/email', { json: { email: ada.email, ...(to !== undefined && { to }) } });

describe('on the host of the console', () => {
  it('a link leads back there, and on to the console', async () => {
    const browser = onConsole(world);
    await askAt(browser);
    const link = await linkSent();
    expect(link.origin).toBe(consoleUrl);
    const { status, headers, setCookies } = await browser.post(link.pathname, { form: {} });
    expect([status, headers.location]).toEqual([303, '/']);
    const session = setCookies.find((cookie) => cookie.startsWith(`${sessionCookie}=`));
    expect(session?.split('; ').slice(1).sort()).toEqual([
      'HttpOnly',
      'Max-Age=2592000',
      'Path=/',
      'SameSite=Lax',
      'Secure',
    ]);
    expect((await browser.get('/auth/session')).status).toBe(200);
  });

  it.each([
    ['/alerts/17', '/alerts/17'],
    ['/alerts?states=PENDING#17', '/alerts?states=PENDING#17'],
    [`${evil}/alerts`, '/'],
    ['//evil.example/alerts', '/'],
    ['/\\evil.example', '/'],
    ['/%2f%2fevil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['alerts', '/'],
  ])('who wanted to go to %s is led to %s', async (to, expected) => {
    const browser = onConsole(world);
    await askAt(browser, to);
    const { headers } = await browser.post((await linkSent()).pathname, { form: {} });
    expect(headers.location).toBe(expected);
  });

  it('a stolen link lets nobody in: not in another browser, and not on the other host', async () => {
    const victim = onConsole(world);
    await askAt(victim);
    const { pathname } = await linkSent();
    for (const thief of [onConsole(world, 'a thief'), world.browser('a thief')])
      expect((await thief.post(pathname, { form: {} })).status).toBe(403);
    expect((await victim.post(pathname, { form: {} })).status).toBe(303);
  });

  it.each([
    ['another site', { origin: evil, 'sec-fetch-site': 'cross-site' }],
    ['another site, in a browser that tells no more', { origin: evil }],
    ['a neighbour', { origin: 'https://wiki.example.com', 'sec-fetch-site': 'same-site' }],
    ['the host of the API', { origin: publicUrl, 'sec-fetch-site': 'same-site' }],
    ['the host of the API, in a browser that tells no more', { origin: publicUrl }],
    ['a page that hides where it is', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('%s signs nobody out', async (_who, headers) => {
    const browser = onConsole(world);
    await browser.open({ user: ada });
    expect((await browser.post('/auth/sign-out', { form: {}, headers })).status).toBe(403);
    expect((await browser.get('/auth/session')).status).toBe(200);
  });

  it('a passkey is bound to this host, and a provider sends people back here', async () => {
    const browser = onConsole(world);
    expect((await browser.post('/auth/passkey/sign-in/options', { json: {} })).body.options.rpId).toBe(
      'console.example.com',
    );
    const { id, ask } = await withProvider();
    const address = new URL((await ask(onConsole)).headers.location ?? '');
    expect(address.searchParams.get('redirect_uri')).toBe(`${consoleUrl}/auth/oidc/callback`);
    const shown = await world.call('GET', `/api/identity-providers/${id}`);
    expect(shown.body).toMatchObject({
      redirectUrl: `${consoleUrl}/auth/oidc/callback`,
      signInUrl: `${consoleUrl}/auth/oidc/${id}/start`,
    });
  });

  it('what is answered is kept by nobody on the way', async () => {
    const browser = onConsole(world);
    await browser.open({ user: ada });
    for (const path of ['/auth/session', '/auth/account', '/auth/login'])
      expect((await browser.get(path, page)).headers['cache-control']).toBe('no-store');
  });

  it('is closed to frames, whatever it shows', async () => {
    const { headers } = await onConsole(world).get('/auth/login', page);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-frame-options']).toBe('DENY');
  });
});

describe('a request to the API that says it comes by the host of the console', () => {
  it.each([
    ['without proof', ''],
    ['with a guess', 'guess'],
  ])('%s is refused', async (_how, origin) => {
    const headers = { 'x-tocsin-origin': origin, 'x-tocsin-page': 'console', 'x-tocsin-viewer': '198.51.100.77' };
    expect((await world.browser().get('/auth/login', { headers })).status).toBe(403);
  });

  it('and says nothing of a proof is one on the host of the API', async () => {
    const headers = { 'x-tocsin-page': 'console', 'x-forwarded-host': 'console.example.com' };
    const browser = world.browser();
    await browser.post('/auth/email', { json: { email: ada.email }, headers });
    expect((await linkSent()).origin).toBe(publicUrl);
  });

  it('is counted by where the visitor really is', async () => {
    world = await signInHarness({ limits: true, settings: { publicUrl, consoleUrl } });
    const tries = async (viewer: string, time: number) => {
      const headers = { 'x-tocsin-viewer': `198.51.100.${time}`, 'x-forwarded-for': `198.51.100.${time}` };
      const json = { email: `user${time}@example.com` };
      return (await onConsole(world, 'a guesser', viewer).post('/auth/email', { json, headers })).status;
    };
    const statuses = [];
    for (let time = 0; time < 62; time++) statuses.push(await tries('192.0.2.99', time));
    expect(statuses.filter((status) => status === 202)).toHaveLength(60);
    expect(await tries('192.0.2.100', 99)).toBe(202);
  });
});

describe('on the host of the API, where people signed in before there was a console', () => {
  it('a link leads back there, and on to the account: the console knows nobody yet', async () => {
    const browser = world.browser();
    await askAt(browser);
    const link = await linkSent();
    expect(link.origin).toBe(publicUrl);
    expect((await browser.post(link.pathname, { form: {} })).headers.location).toBe('/auth/account');
    expect((await browser.get('/auth/session')).status).toBe(200);
  });

  it('sessions go on, passkeys are those of this host, and providers send people back here', async () => {
    const browser = world.browser();
    await browser.open({ user: ada });
    expect((await browser.get('/auth/account')).status).toBe(200);
    expect((await browser.post('/auth/passkey/sign-in/options', { json: {} })).body.options.rpId).toBe(
      'tocsin.example.com',
    );
    const { ask } = await withProvider();
    const address = new URL((await ask((one) => one.browser())).headers.location ?? '');
    expect(address.searchParams.get('redirect_uri')).toBe(`${publicUrl}/auth/oidc/callback`);
  });

  it.each(['/auth/account', '/auth/alerts/17', '/auth/chat/token'])(
    'who is not signed in is led from %s to the same on the console',
    async (path) => {
      const { status, headers } = await world.browser().get(path, page);
      expect([status, headers.location]).toEqual([303, `${consoleUrl}${path}`]);
      expect((await onConsole(world).get(path, page)).headers.location).toBe(
        `/auth/login?to=${encodeURIComponent(path)}`,
      );
    },
  );

  it('a person who names no path is led to the console, a tool is not', async () => {
    expect((await world.browser().get('/', page)).headers.location).toBe(`${consoleUrl}/`);
    expect((await world.browser().get('/')).status).toBe(401);
  });

  it('the console changes nothing, nor another site', async () => {
    const browser = world.browser();
    await browser.open({ user: ada });
    const forged = [
      { origin: consoleUrl, 'sec-fetch-site': 'same-site' },
      { origin: evil, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of forged)
      expect((await browser.post('/auth/sign-out', { form: {}, headers })).status).toBe(403);
    expect((await browser.get('/auth/session')).status).toBe(200);
  });
});

describe('the API with the session of a browser', () => {
  it.each([
    ['the console', { origin: consoleUrl, 'sec-fetch-site': 'same-origin' }, 200],
    ['the console, in a browser that tells no more', { origin: consoleUrl }, 200],
    ['the console, of the host of the API', { origin: consoleUrl, 'sec-fetch-site': 'same-site' }, 403],
    ['another site', { origin: evil, 'sec-fetch-site': 'cross-site' }, 403],
    ['another site, in a browser that tells no more', { origin: evil }, 403],
    ['a neighbour', { origin: 'https://wiki.example.com', 'sec-fetch-site': 'same-site' }, 403],
  ])('asked by %s answers %#', async (_who, headers, status) => {
    const browser = onConsole(world);
    await browser.open({ user: ada });
    const answer = await browser.api('PUT', '/api/users/current', {
      headers,
      json: { ...asInput(ada), timezone: 'Europe/Paris' },
    });
    expect(answer.status, answer.text).toBe(status);
  });
});

const asInput = ({ firstName, lastName, email }: User) => ({ firstName, lastName, email });

/** A world with a provider, and what asking it answers to a browser of that world. */
async function withProvider() {
  const provider = fakeProvider({ issuer: 'https://id.example.org' });
  const other = await signInHarness({ ask: provider.ask, settings: { publicUrl, consoleUrl } });
  const { issuer, clientId, clientSecret } = provider;
  const body = { name: 'Company', issuer, clientId, clientSecret, domains: ['example.org'], provision: true };
  const { id } = (await other.call('POST', '/api/identity-providers', { body })).body;
  world = other;
  return {
    id: id as number,
    ask: (browserOf: (one: SignInHarness) => Pick<ReturnType<typeof onConsole>, 'get'>) =>
      browserOf(other).get(`/auth/oidc/${id}/start`),
  };
}
