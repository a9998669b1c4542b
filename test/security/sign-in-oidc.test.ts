import { describe, expect, it } from 'vitest';
import { createPublicAsk } from '../../functions/platform/public-fetch.ts';
import { publicUrl, signInHarness } from '../sign-in/sign-in-harness.ts';
import { anAuthenticator } from '../support/authenticator.ts';
import { type Claims, fakeProvider, type Mischief } from '../support/fake-provider.ts';

const ada = { sub: 'ada', email: 'ada@example.org', email_verified: true, given_name: 'Ada', family_name: 'Lovelace' };

/** A deployment whose people of example.org come over a provider, and what a browser does to get in. */
async function stage(facts: object = {}) {
  const provider = fakeProvider({ issuer: 'https://id.example.org' });
  const world = await signInHarness({ ask: provider.ask });
  const { issuer, clientId, clientSecret } = provider;
  const body = { name: 'Company', issuer, clientId, clientSecret, domains: ['example.org'], provision: true, ...facts };
  const made = await world.call('POST', '/api/identity-providers', { body });
  expect(made.status, made.text).toBe(201);
  const startPath = `/auth/oidc/${made.body.id}/start`;
  const page = { headers: { accept: 'text/html' } };

  async function start(browser: ReturnType<typeof world.browser>, query = '') {
    const answer = await browser.get(startPath, { query });
    expect(answer.status, answer.text).toBe(303);
    return answer.headers.location ?? '';
  }

  /** The whole way of one person; what they come back with may be meddled with. */
  async function come(person: Claims = ada, mischief: Mischief = {}, browser = world.browser()) {
    provider.misbehave(mischief);
    const query = provider.signIn(await start(browser), person);
    return { browser, query, answer: await browser.get('/auth/oidc/callback', { query, ...page }) };
  }

  const contentOf = () =>
    JSON.stringify([world.table.items().filter(({ type }) => /USER|TEAM|SESSION$/.test(String(type)))]);
  return {
    ...world,
    provider,
    id: made.body.id as number,
    path: `/api/identity-providers/${made.body.id}`,
    startPath,
    body,
    start,
    come,
    contentOf,
    page,
  };
}

describe('over an identity provider', () => {
  it('somebody new gets in, and the session is theirs', async () => {
    const { come, call } = await stage();
    const { browser, answer } = await come();
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    const session = await browser.get('/auth/session');
    expect(session.body).toMatchObject({ user: { email: 'ada@example.org', role: 'STAKEHOLDER' } });
    expect((await browser.api('GET', '/api/users/current')).body).toMatchObject({ firstName: 'Ada' });
    expect((await call('GET', `/api/users/${session.body.user.id}`)).status).toBe(200);
  });

  it('the way to the page that was asked for is kept, and no way elsewhere', async () => {
    const { start, provider, browser } = await stage();
    for (const [to, expected] of [
      ['/alerts?open=1', '/alerts?open=1'],
      ['https://evil.example', '/'],
      ['//evil.example', '/'],
      ['/\\evil.example', '/'],
      ['/%2f/evil.example', '/'],
      ['javascript:alert(1)', '/'],
      ['/\t/evil.example', '/'],
    ] as const) {
      const one = browser();
      const query = provider.signIn(await start(one, `to=${encodeURIComponent(to)}`), ada);
      const { headers } = await one.get('/auth/oidc/callback', { query: `${query}&to=https://evil.example` });
      expect([to, headers.location]).toEqual([to, expected]);
    }
  });

  it('is offered on the sign-in page while it is on, with its name as text', async () => {
    const { browser, path, call, body, startPath } = await stage({ label: '<b>Company</b>' });
    const shown = async () => (await browser().get('/auth/login', { query: 'to=/alerts' })).text;
    expect(await shown()).toContain(`href="${startPath}?to=%2Falerts"`);
    expect(await shown()).toContain('&lt;b>Company&lt;/b>');
    await call('PUT', path, { body: { ...body, active: false } });
    expect(await shown()).not.toContain(startPath);
    expect((await browser().get(startPath)).status).toBe(404);
  });
});

describe('an answer of a provider that is not for this browser and this attempt', () => {
  it.each<[string, Mischief]>([
    ['from another issuer (mix-up)', { back: { iss: 'https://evil.example' } }],
    ['with another nonce', { token: { nonce: 'other' } }],
    ['without a nonce', { token: { nonce: undefined } }],
    ['unsigned', { header: { alg: 'none' } }],
    ['for another client', { token: { aud: 'other' } }],
    ['that is over', { token: { exp: 1, iat: 0 } }],
    ['without a code', { back: { code: null } }],
    ['with a code that nobody gave', { back: { code: 'made-up' } }],
    ['that is a refusal', { back: { code: null, error: 'access_denied' } }],
  ])('%s lets nobody in', async (_what, mischief) => {
    const { come, contentOf, warnings } = await stage();
    const before = contentOf();
    const { browser, answer } = await come(ada, mischief);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('ada@');
    expect((await browser.get('/auth/session')).status).toBe(401);
    expect(contentOf()).toBe(before);
    expect(JSON.stringify(warnings)).not.toMatch(/ada|example\.org|code-/);
  });

  it('is not taken by another browser, with or without an attempt of its own (login CSRF)', async () => {
    const { start, provider, browser, contentOf } = await stage();
    const eve = browser('Eve');
    const query = provider.signIn(await start(eve), { ...ada, sub: 'eve', email: 'eve@example.org' });
    const before = contentOf();
    const victim = browser('Victim');
    expect((await victim.get('/auth/oidc/callback', { query })).status).toBe(403);
    await start(victim);
    expect((await victim.get('/auth/oidc/callback', { query })).status).toBe(403);
    expect((await victim.get('/auth/session')).status).toBe(401);
    expect(contentOf()).toBe(before);
    expect((await eve.get('/auth/oidc/callback', { query })).status).toBe(303);
  });

  it('counts once, and not after ten minutes', async () => {
    const { come, start, provider, clock, browser, page } = await stage();
    const first = await come();
    first.browser.jar.delete('__Host-tocsin-session');
    expect((await first.browser.get('/auth/oidc/callback', { query: first.query })).status).toBe(403);
    const asked: number = provider.asked.length;
    const late = browser();
    const query = provider.signIn(await start(late), ada);
    clock.advance({ minutes: 10 });
    expect((await late.get('/auth/oidc/callback', { query, ...page })).status).toBe(410);
    expect(provider.asked.length).toBe(asked);
  });

  it('is used up even when the provider does not know its code, also by two at once', async () => {
    const { start, provider, browser } = await stage();
    const one = browser();
    const query = provider.signIn(await start(one), ada);
    const copy = new Map(one.jar);
    const both = await Promise.all([
      one.get('/auth/oidc/callback', { query }),
      one.get('/auth/oidc/callback', { query }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
    for (const [name, value] of copy) one.jar.set(name, value);
    expect((await one.get('/auth/oidc/callback', { query })).status).toBe(410);
  });

  it('is not taken without state, with a broken one, or one that another deployment made', async () => {
    const { start, browser } = await stage();
    const one = browser();
    await start(one);
    for (const query of ['', 'code=x', 'code=x&state=', 'code=x&state=01ABC.x', `code=x&state=${'A'.repeat(5000)}`])
      expect([query, (await one.get('/auth/oidc/callback', { query })).status]).toEqual([query, 403]);
  });

  it('gives a new session, and ends the one that was there (fixation)', async () => {
    const { come, browser, store } = await stage();
    const one = browser();
    const planted = await one.open({ user: { id: 1, email: 'admin@example.com' } });
    await come(ada, {}, one);
    expect((await one.get('/auth/session')).body.user.email).toBe('ada@example.org');
    expect(await store.sessions.byHash(planted.session.hash)).toBeUndefined();
  });
});

describe('a person for whom the provider may not speak', () => {
  it.each<[string, Claims]>([
    ['an address that is not verified', { ...ada, email_verified: false }],
    ['an address of which nobody says that it is', { ...ada, email_verified: undefined }],
    ['an address of a foreign domain', { ...ada, email: 'admin@example.com' }],
    ['no address', { ...ada, email: undefined }],
  ])('does not get in with %s', async (_what, person) => {
    const { come, contentOf, warnings } = await stage();
    const before = contentOf();
    const { answer, browser } = await come(person);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('does not lead in here');
    expect((await browser.get('/auth/session')).status).toBe(401);
    expect(contentOf()).toBe(before);
    expect(warnings).toMatchObject([{ refusal: expect.any(String) }]);
  });

  it('is told the same whether somebody has the address or not', async () => {
    const { come, call } = await stage({ provision: false });
    const unknown = await come();
    await call('POST', '/api/users', { body: { email: 'ada@example.org', firstName: 'A', lastName: 'B' } });
    await come();
    const given = await come({ ...ada, sub: 'another' });
    expect([given.answer.status, given.answer.text]).toEqual([unknown.answer.status, unknown.answer.text]);
  });

  it('does not become the owner by a provider of an administrator', async () => {
    const { call, userOf, provider, path, body, browser } = await stage();
    const { key } = await userOf('ADMIN', 20);
    await call('DELETE', path);
    const evil = await call('POST', '/api/identity-providers', { body: { ...body, domains: ['example.com'] }, key });
    const one = browser();
    const { headers } = await one.get(`/auth/oidc/${evil.body.id}/start`);
    const query = provider.signIn(headers.location ?? '', { ...ada, email: 'admin@example.com' });
    expect((await one.get('/auth/oidc/callback', { query })).status).toBe(403);
    expect((await one.get('/auth/session')).status).toBe(401);
  });
});

describe('addresses of a provider’s domain', () => {
  const askLink = async (world: Awaited<ReturnType<typeof stage>>, email: string) => {
    const browser = world.browser();
    const { status, text } = await browser.post('/auth/email', { json: { email } });
    return { browser, told: [status, text], mails: await world.mails() };
  };

  it('are answered as any, and told by mail to use the provider', async () => {
    const world = await stage();
    const person = { email: 'ada@example.org', firstName: 'A', lastName: 'B', role: 'USER' };
    await world.call('POST', '/api/users', { body: person, query: 'send-no-invitation=true' });
    const own = await askLink(world, 'ada@example.org');
    const unknown = await askLink(world, 'nobody@example.org');
    const other = await askLink(world, 'admin@example.com');
    expect(own.told).toEqual(other.told);
    expect(own.told).toEqual(unknown.told);
    expect(unknown.mails).toEqual([]);
    expect(own.mails).toHaveLength(1);
    expect(own.mails[0]?.text).toContain(`https://tocsin.example.com${world.startPath}`);
    expect(own.mails[0]?.text).not.toContain('/auth/link/');
    expect(other.mails[0]?.text).toContain('/auth/link/');
  });

  it('get in by a passkey no more, and again when the provider is off', async () => {
    const world = await stage({ active: false });
    const person = { email: 'ada@example.org', firstName: 'A', lastName: 'B', role: 'USER' };
    const { id } = (await world.call('POST', '/api/users', { body: person, query: 'send-no-invitation=true' })).body;
    const [browser, key] = [world.browser(), anAuthenticator(publicUrl)];
    await browser.open({ user: { id, email: person.email } });
    const asked = await browser.post('/auth/passkey/registration/options', { json: {} });
    const made = { attempt: asked.body.attempt, credential: key.register(asked.body.options) };
    expect((await browser.post('/auth/passkey/registration', { json: made })).status).toBe(201);
    const statusWhile = async (active: boolean) => {
      await world.call('PUT', world.path, { body: { ...world.body, active } });
      const other = world.browser();
      const { body } = await other.post('/auth/passkey/sign-in/options', { json: {} });
      const json = { attempt: body.attempt, credential: key.answer(body.options) };
      return (await other.post('/auth/passkey/sign-in', { json })).status;
    };
    expect([await statusWhile(true), await statusWhile(false)]).toEqual([403, 200]);
  });

  it('get in by a link that is on its way no more, once there is a provider for them', async () => {
    const world = await stage({ active: false });
    await world.call('POST', '/api/users', {
      body: { email: 'ada@example.org', firstName: 'A', lastName: 'B' },
      query: 'send-no-invitation=true',
    });
    const { browser, mails } = await askLink(world, 'ada@example.org');
    const link = /\/auth\/link\/[\w.-]+/.exec(mails[0]?.text ?? '')?.[0] ?? expect.fail();
    await world.call('PUT', world.path, { body: { ...world.body, active: true } });
    expect((await browser.post(link)).status).toBe(410);
    expect((await browser.get('/auth/session')).status).toBe(401);
  });
});

describe('where requests to a provider go', () => {
  it.each(['https://10.0.0.1', 'https://127.0.0.1:8443', 'https://169.254.169.254', 'https://[::1]:8443'])(
    'not to %s, and the browser is not sent there',
    async (issuer) => {
      const world = await signInHarness({ ask: createPublicAsk({ maximumBytes: 1_000, timeoutMilliseconds: 500 }) });
      const body = { name: 'Evil', issuer, clientId: 'x', domains: ['example.org'] };
      const made = await world.call('POST', '/api/identity-providers', { body });
      const { status, headers } = await world.browser().get(`/auth/oidc/${made.body.id}/start`);
      expect([status, headers.location]).toEqual([400, undefined]);
      expect(world.warnings).toMatchObject([{ trouble: 'UNREACHABLE', detail: expect.stringContaining('not public') }]);
    },
  );

  it('only begins with a provider that there is', async () => {
    const { browser } = await stage();
    for (const id of ['1', '0', '99999999999999999999', 'x', '-1', '__proto__'])
      expect((await browser().get(`/auth/oidc/${id}/start`)).status).toBeOneOf([400, 404]);
  });
});
