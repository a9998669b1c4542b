import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Browser, publicUrl, type SignInHarness, signInHarness } from '../sign-in/sign-in-harness.ts';

const base = '/api/developers/oauth2';
const callback = 'https://app.example.com/callback';
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');

interface Client {
  readonly id: number;
  readonly clientId: string;
  readonly clientSecret?: string;
}

let world: SignInHarness;
let person: Browser;
/** An app's own program: it has no cookies. */
let program: Browser;
let app: Client;

async function register(body: object = {}): Promise<Client> {
  const whole = { name: 'Wallboard', redirectUris: [callback], ...body };
  const answer = await world.call('POST', '/api/developers/apps', { body: whole });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

async function signIn(browser: Browser, userId = 1): Promise<void> {
  const user = (await world.store.users.get(userId)) ?? expect.fail('no such user');
  await browser.open({ user });
}

beforeEach(async () => {
  world = await signInHarness();
  person = world.browser();
  program = world.browser('curl');
  app = await register();
  await signIn(person);
});

const asks = (more: Record<string, string> = {}, client = app) =>
  new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: callback,
    scope: 'profile alert:w offline_access',
    state: 'xyz',
    ...more,
  }).toString();

const sealedIn = (page: string) => /name="request" value="([^"]+)"/.exec(page)?.[1] ?? expect.fail(page);

async function consent(query = asks(), browser = person): Promise<URL> {
  const page = await browser.get(`${base}/authorize`, { query });
  expect(page.status, page.text).toBe(200);
  const form = { request: sealedIn(page.text), decision: 'allow' };
  const answer = await browser.post(`${base}/authorize`, { form });
  expect(answer.status, answer.text).toBe(303);
  return new URL(answer.headers.location ?? '');
}

const codeOf = async (query?: string) => (await consent(query)).searchParams.get('code') ?? expect.fail('no code');

const secretOf = ({ clientId, clientSecret }: Client) => ({
  client_id: clientId,
  ...(clientSecret && { client_secret: clientSecret }),
});

const token = (form: Record<string, string>, client = app) =>
  program.post(`${base}/token`, { form: { grant_type: 'authorization_code', ...secretOf(client), ...form } });
const refresh = (refreshToken: string, more: Record<string, string> = {}, client = app) =>
  token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...more }, client);
const tokens = async (query?: string) => (await token({ code: await codeOf(query), redirect_uri: callback })).body;
const use = async (key: string, path = '/api/users/current', method = 'GET') =>
  (await world.call(method, path, { key })).status;

const refused = (answer: { status: number; body: object }, status: number, error: string) => {
  expect(answer).toMatchObject({ status, body: { error, code: error, status, error_description: expect.any(String) } });
};

describe('an app that is let in', () => {
  it('acts for the person with what was granted, and no more', async () => {
    const to = await consent();
    expect(`${to.origin}${to.pathname}`).toBe(callback);
    expect(to.searchParams.get('state')).toBe('xyz');
    expect(to.searchParams.get('iss')).toBe(publicUrl);
    const answer = await token({ code: to.searchParams.get('code') ?? '', redirect_uri: callback });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({
      token_type: 'Bearer',
      access_token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
      expires_in: 3600,
      scope: 'profile alert:w offline_access',
      refresh_token: expect.any(String),
      refresh_token_expires_in: 31_536_000,
    });
    const { access_token: key } = answer.body;
    expect((await world.call('GET', '/api/users/current', { key })).body.id).toBe(1);
    expect(await use(key, '/api/alerts')).toBe(200);
    const { status, body } = await world.call('GET', '/api/teams', { key });
    expect([status, body.code, body.scope]).toEqual([403, 'OAUTH2_SCOPE_ERROR', 'team:r']);
  });

  it('needs offline_access for a token that outlives the hour', async () => {
    const answer = await tokens(asks({ scope: 'profile' }));
    expect(answer).not.toHaveProperty('refresh_token');
    world.clock.advance({ minutes: 59 });
    expect(await use(answer.access_token)).toBe(200);
    world.clock.advance({ minutes: 1, seconds: 1 });
    expect(await use(answer.access_token)).toBe(401);
  });

  it('sends its secret by Basic, and everything as JSON, if it likes', async () => {
    const authorization = `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`;
    const json = { grant_type: 'authorization_code', code: await codeOf() };
    expect((await program.post(`${base}/token`, { json, headers: { authorization } })).status).toBe(200);
  });

  it('makes no API keys, which would outlive what it was granted', async () => {
    const { access_token: key } = await tokens(asks({ scope: 'user:d' }));
    const body = { scopes: ['user:r'] };
    expect((await world.call('POST', '/api/users/1/api-keys', { key, body })).status).toBe(403);
  });

  it('has ten grants of one person at most: the oldest goes', async () => {
    const all = [];
    for (let turn = 0; turn < 11; turn++) all.push(await tokens());
    refused(await refresh(all[0].refresh_token), 401, 'invalid_grant');
    expect(await use(all[0].access_token)).toBe(401);
    expect((await refresh(all[1].refresh_token)).status).toBe(200);
    expect((await refresh(all[10].refresh_token)).status).toBe(200);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the person is deleted', async () => world.store.users.delete((await world.store.users.get(5)) as never)],
    ['the app is deleted', () => world.call('DELETE', `/api/developers/apps/${app.id}`)],
  ])('is out within a minute when %s', async (_what, end) => {
    await world.userOf('USER', 5);
    await signIn(person, 5);
    const answer = await tokens();
    expect(await use(answer.access_token)).toBe(200);
    await end();
    world.clock.advance({ minutes: 1 });
    expect(await use(answer.access_token)).toBe(401);
    expect((await refresh(answer.refresh_token)).status).toBe(401);
  });
});

describe('a code', () => {
  it('is good once: coming again it takes back what it gave', async () => {
    const code = await codeOf();
    const { body } = await token({ code, redirect_uri: callback });
    expect(await use(body.access_token)).toBe(200);
    refused(await token({ code, redirect_uri: callback }), 401, 'invalid_grant');
    world.clock.advance({ minutes: 1 });
    expect(await use(body.access_token)).toBe(401);
    refused(await refresh(body.refresh_token), 401, 'invalid_grant');
  });

  it('sent twice at once gives tokens to neither for long', async () => {
    const code = await codeOf();
    const answers = await Promise.all([token({ code }), token({ code })]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    world.clock.advance({ minutes: 1 });
    for (const { body } of answers) if (body.access_token) expect(await use(body.access_token)).toBe(401);
  });

  it.each([
    [119, 200],
    [120, 401],
  ])('after %i seconds is answered %i', async (seconds, status) => {
    const code = await codeOf();
    world.clock.advance({ seconds });
    expect((await token({ code })).status).toBe(status);
  });

  it("is nobody else's: another app, address or verifier get nothing, and do not use it up", async () => {
    const code = await codeOf(asks({ code_challenge: challenge, code_challenge_method: 'S256' }));
    const other = await register({ name: 'Other' });
    const open = await register({ name: 'Open', type: 'PUBLIC' });
    const right = { code, redirect_uri: callback, code_verifier: verifier };
    for (const [form, client] of [
      [right, other],
      [right, open],
      [{ ...right, redirect_uri: `${callback}/` }, app],
      [{ ...right, redirect_uri: 'https://evil.example/' }, app],
      [{ ...right, code_verifier: 'w'.repeat(43) }, app],
      [{ ...right, code_verifier: challenge }, app],
      [{ ...right, code_verifier: 'short' }, app],
      [{ code, redirect_uri: callback }, app],
      [{ ...right, code: `${code}A` }, app],
      [right, { ...app, clientSecret: 'wrong' }],
      [right, { ...app, clientSecret: undefined }],
      [right, { ...app, clientSecret: open.clientId }],
    ] as [Record<string, string>, Client][])
      refused(await token(form, client), 401, 'invalid_grant');
    expect((await token(right)).status).toBe(200);
  });

  it('begun without PKCE ends without it: a verifier shows that somebody took the challenge out', async () => {
    const code = await codeOf();
    refused(await token({ code, code_verifier: verifier }), 401, 'invalid_grant');
  });
});

describe('asking a person', () => {
  const ask = (query: string, browser = person) => browser.get(`${base}/authorize`, { query });

  it('needs a public app to prove by PKCE, with S256 and nothing less', async () => {
    const open = await register({ name: 'Open', type: 'PUBLIC' });
    expect(open).not.toHaveProperty('clientSecret');
    const good = { code_challenge: challenge, code_challenge_method: 'S256' };
    for (const more of [
      {},
      { code_challenge: challenge },
      { ...good, code_challenge_method: 'plain' },
      { ...good, code_challenge: 'x' },
      { code_challenge_method: 'S256' },
    ]) {
      const { status, headers } = await ask(asks(more as Record<string, string>, open));
      const to = new URL(headers.location ?? '');
      expect([status, to.searchParams.get('error'), to.searchParams.get('state')]).toEqual([
        303,
        'invalid_request',
        'xyz',
      ]);
    }
    const code = (await consent(asks(good, open))).searchParams.get('code') ?? '';
    refused(await token({ code }, open), 401, 'invalid_grant');
    expect((await token({ code, code_verifier: verifier }, open)).status).toBe(200);
  });

  it.each([
    'https://evil.example/callback',
    `${callback}/`,
    `${callback}?x=1`,
    `${callback}#x`,
    'https://app.example.com',
    'https://app.example.com/callback/../evil',
    'https://app.example.com.evil.example/callback',
    'https://APP.example.com/callback',
    'http://app.example.com/callback',
    '//app.example.com/callback',
    'javascript:alert(1)',
    '/auth/login',
    '',
  ])('sends nobody to %j, which is not registered', async (redirect_uri) => {
    for (const more of [{}, { scope: 'nothing' }, { response_type: 'token' }] as Record<string, string>[]) {
      const { status, headers, text } = await ask(asks({ ...more, redirect_uri }));
      expect([status, headers.location]).toEqual([400, undefined]);
      expect(text).not.toContain('evil.example');
    }
  });

  it('sends nobody anywhere for an unknown app, or an address that is there twice', async () => {
    expect((await ask(asks({ client_id: 'nobody' }))).status).toBe(400);
    expect((await ask(`${asks()}&redirect_uri=https://evil.example/`)).status).toBe(400);
    expect((await ask(`${asks()}&client_id=${app.clientId}`)).status).toBe(400);
  });

  it.each<[Record<string, string>, string]>([
    [{ scope: 'everything' }, 'invalid_scope'],
    [{ scope: '' }, 'invalid_scope'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge: challenge }, 'invalid_request'],
  ])('tells the app why not: %j', async (more, error) => {
    const to = new URL((await ask(asks(more))).headers.location ?? '');
    expect(`${to.origin}${to.pathname}`).toBe(callback);
    expect(to.searchParams.get('error')).toBe(error);
    expect(to.searchParams.get('code')).toBeNull();
  });

  it('keeps an app to the scopes that it registered', async () => {
    const small = await register({ name: 'Small', scopes: ['alert:w'] });
    const to = new URL((await ask(asks({ scope: 'alert:d' }, small))).headers.location ?? '');
    expect(to.searchParams.get('error')).toBe('invalid_scope');
    expect((await ask(asks({ scope: 'alert' }, small))).status).toBe(200);
  });

  it('begins with signing in, and comes back', async () => {
    const { status, headers } = await ask(asks(), world.browser());
    const to = new URL(headers.location ?? '', publicUrl);
    expect([status, to.pathname]).toEqual([303, '/auth/login']);
    expect(to.searchParams.get('to')).toBe(`${base}/authorize?${asks()}`);
  });

  it('is a page that nobody frames, caches or writes scripts into, in the language of the person', async () => {
    const hostile = await register({ name: '<script>alert(1)</script>' });
    const { headers, text } = await ask(asks({}, hostile));
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("form-action 'self' https://app.example.com;");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('Let an app act for you?');
    const owner = (await world.store.users.get(1)) ?? expect.fail();
    await world.store.users.save({ ...owner, language: 'de' }, owner);
    expect((await ask(asks())).text).toContain('Alarme sehen, anlegen und ändern');
  });

  it('changes nothing by itself: only the button does, and refusing is told to the app', async () => {
    const page = await ask(asks());
    expect(world.table.items().filter(({ type }) => type === 'OAUTH_CODE' || type === 'GRANT')).toEqual([]);
    const answer = await person.post(`${base}/authorize`, {
      form: { request: sealedIn(page.text), decision: 'refuse' },
    });
    const to = new URL(answer.headers.location ?? '');
    expect([to.searchParams.get('error'), to.searchParams.get('code')]).toEqual(['access_denied', null]);
    expect(world.table.items().filter(({ type }) => type === 'OAUTH_CODE')).toEqual([]);
  });

  it('cannot be answered by another site, in another session, later, or with a form that was made up', async () => {
    const request = sealedIn((await ask(asks())).text);
    const form = { request, decision: 'allow' };
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await person.post(`${base}/authorize`, { form, headers: evil })).status).toBe(403);
    const eve = world.browser();
    await world.userOf('ADMIN', 6);
    await signIn(eve, 6);
    expect((await eve.post(`${base}/authorize`, { form })).status).toBe(400);
    const anonymous = await world.browser().post(`${base}/authorize`, { form });
    expect(anonymous.headers.location).toBe('/auth/login');
    const [head = '', claims = '', mac = ''] = request.split('.');
    const changed = {
      ...JSON.parse(Buffer.from(claims, 'base64url').toString()),
      redirectUri: 'https://evil.example/',
    };
    const made = Buffer.from(JSON.stringify(changed)).toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"consent+jwt"}').toString('base64url');
    for (const bad of ['', 'x', `${head}.${made}.${mac}`, `${none}.${made}.`, `${head}.${claims}.`, `${request}A`])
      expect((await person.post(`${base}/authorize`, { form: { ...form, request: bad } })).status).toBe(400);
    world.clock.advance({ minutes: 11 });
    expect((await person.post(`${base}/authorize`, { form })).status).toBe(400);
  });
});

describe('a refresh token', () => {
  it('is good once: an old one ends the whole family, also what the thief or the app has got since', async () => {
    const first = await tokens();
    const second = (await refresh(first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await use(second.access_token)).toBe(200);
    refused(await refresh(first.refresh_token), 401, 'invalid_grant');
    world.clock.advance({ minutes: 1 });
    refused(await refresh(second.refresh_token), 401, 'invalid_grant');
    for (const { access_token: key } of [first, second]) expect(await use(key)).toBe(401);
  });

  it('sent twice at once leaves nobody with a token that works', async () => {
    const { refresh_token: old } = await tokens();
    const answers = await Promise.all([refresh(old), refresh(old)]);
    world.clock.advance({ minutes: 1 });
    for (const { body } of answers) if (body.access_token) expect(await use(body.access_token)).toBe(401);
  });

  it("cannot be made up, and trying ends nobody's grant", async () => {
    const { refresh_token: good, access_token: access } = await tokens();
    const [head = '', claims = '', mac = ''] = good.split('.');
    const older = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), serial: -1 };
    const made = Buffer.from(JSON.stringify(older)).toString('base64url');
    for (const bad of [`${head}.${made}.${mac}`, `${head}.${claims}.`, access, 'x', `${good}A`])
      refused(await refresh(bad), 401, 'invalid_grant');
    expect((await refresh(good)).status).toBe(200);
  });

  it("is nobody else's", async () => {
    const { refresh_token: good } = await tokens();
    const other = await register({ name: 'Other' });
    refused(await refresh(good, {}, other), 401, 'invalid_grant');
    refused(await refresh(good, {}, { ...app, clientSecret: 'wrong' }), 401, 'invalid_grant');
    expect((await refresh(good)).status).toBe(200);
  });

  it('gives no more than was granted, and less for a while', async () => {
    const { refresh_token: good } = await tokens();
    for (const scope of ['profile alert:d', 'team', 'everything', 'user'])
      refused(await refresh(good, { scope }), 400, 'invalid_scope');
    const less = (await refresh(good, { scope: 'profile' })).body;
    expect(less.scope).toBe('profile');
    expect(await use(less.access_token, '/api/alerts')).toBe(403);
    expect((await refresh(less.refresh_token)).body.scope).toBe('profile alert:w offline_access');
  });

  it('lasts a year, and a new one another', async () => {
    const { refresh_token: first } = await tokens();
    world.clock.advance({ days: 364 });
    const { refresh_token: second } = (await refresh(first)).body;
    world.clock.advance({ days: 364 });
    const { refresh_token: third } = (await refresh(second)).body;
    world.clock.advance({ days: 366 });
    refused(await refresh(third), 401, 'invalid_grant');
  });
});

describe('a token', () => {
  it('is no key of another kind, and no other kind is one', async () => {
    const { access_token: access, refresh_token: again } = await tokens();
    expect(await use(again)).toBe(401);
    const [head = '', claims = '', mac = ''] = access.split('.');
    const owner = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), scope: 'user:d account:d' };
    const made = Buffer.from(JSON.stringify(owner)).toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    for (const bad of [`${head}.${made}.${mac}`, `${none}.${claims}.x`, `${head}.${claims}.x`, `${access}A`])
      expect(await use(bad)).toBe(401);
    const { headers } = await world.call('GET', '/api/alerts', { key: again });
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it('does not stand in the address, where logs and neighbours see it', async () => {
    const { access_token: access } = await tokens();
    const inQuery = await world.call('GET', '/api/users/current', { key: null, query: `access_token=${access}` });
    expect(inQuery.status).toBe(401);
    for (const name of ['token', 'token_info', 'introspect', 'revoke'])
      for (const secret of ['token', 'client_secret', 'code', 'refresh_token']) {
        const answer = await program.post(`${base}/${name}`, { query: `${secret}=x`, form: secretOf(app) });
        refused(answer, 400, 'invalid_request');
      }
  });

  it('is revoked by whoever has it, with all of its grant, for good', async () => {
    for (const kind of ['access_token', 'refresh_token']) {
      const given = await tokens();
      expect(await use(given.access_token)).toBe(200);
      expect((await program.post(`${base}/revoke`, { form: { token: given[kind] } })).status).toBe(200);
      expect((await program.post(`${base}/revoke`, { form: { token: given[kind] } })).status).toBe(200);
      world.clock.advance({ minutes: 1 });
      expect(await use(given.access_token)).toBe(401);
      refused(await refresh(given.refresh_token), 401, 'invalid_grant');
    }
  });

  it('of one app is not revoked or looked into in the name of another', async () => {
    const given = await tokens();
    const other = await register({ name: 'Other' });
    const form = { ...secretOf(other), token: given.access_token };
    refused(await program.post(`${base}/revoke`, { form }), 401, 'invalid_grant');
    expect((await program.post(`${base}/introspect`, { form })).body).toEqual({ active: false });
    expect(await use(given.access_token)).toBe(200);
    const open = await register({ name: 'Open', type: 'PUBLIC' });
    const asking = { ...secretOf(open), token: given.access_token };
    refused(await program.post(`${base}/introspect`, { form: asking }), 401, 'invalid_grant');
    refused(await program.post(`${base}/introspect`, { form: { token: given.access_token } }), 400, 'invalid_request');
  });

  it('tells what it is worth, and that it is worth nothing any more', async () => {
    const given = await tokens();
    const info = { active: true, scope: given.scope, client_id: app.clientId, app_id: app.id, user_id: 1, sub: '1' };
    const form = { token: given.access_token };
    expect((await program.post(`${base}/token_info`, { form })).body).toMatchObject(info);
    const asked = { ...secretOf(app), ...form };
    expect((await program.post(`${base}/introspect`, { form: asked })).body).toMatchObject(info);
    const renewable = { ...secretOf(app), token: given.refresh_token };
    expect((await program.post(`${base}/introspect`, { form: renewable })).body).toMatchObject({ active: true });
    await program.post(`${base}/revoke`, { form });
    for (const [name, sent] of [
      ['token_info', form],
      ['introspect', asked],
      ['introspect', renewable],
    ] as const)
      expect((await program.post(`${base}/${name}`, { form: sent })).body).toEqual({ active: false });
  });
});

describe('what apps send', () => {
  it.each<[Record<string, string>, number, string]>([
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ grant_type: 'client_credentials' }, 400, 'unsupported_grant_type'],
    [{ grant_type: '' }, 400, 'invalid_request'],
    [{ code: '' }, 400, 'invalid_request'],
    [{ client_id: '' }, 400, 'invalid_request'],
    [{ client_id: 'nobody' }, 401, 'invalid_grant'],
    [{ code: 'x' }, 401, 'invalid_grant'],
    [{ grant_type: 'refresh_token' }, 400, 'invalid_request'],
  ])('%j is answered %i %s', async (form, status, error) =>
    refused(await token({ code: 'x', ...form }), status, error),
  );

  it('is refused in words, whatever it is', async () => {
    const post = (sent: object) => program.post(`${base}/token`, sent);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const json of [[], 'x', { grant_type: 7 }, { grant_type: ['authorization_code'] }, { grant_type: { a: 1 } }])
      refused(await post({ json }), 400, 'invalid_request');
    refused(await post({ json: {}, headers: form }), 400, 'invalid_request');
    const authorization = `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`;
    refused(
      await post({ form: { grant_type: 'refresh_token', client_id: 'other' }, headers: { authorization } }),
      400,
      'invalid_request',
    );
    refused(
      await post({ form: { grant_type: 'refresh_token', client_secret: 'x' }, headers: { authorization } }),
      400,
      'invalid_request',
    );
    expect(world.errors).toEqual([]);
  });

  it('cannot guess a secret: twenty wrong ones shut the app out for that network, also with the right one', async () => {
    const code = await codeOf();
    for (let guess = 0; guess < 20; guess++)
      refused(await token({ code }, { ...app, clientSecret: `guess-${guess}` }), 401, 'invalid_grant');
    expect((await token({ code })).status).toBe(429);
    const elsewhere = { form: { grant_type: 'authorization_code', ...secretOf(app), code }, sourceIp: '198.51.100.7' };
    expect((await program.post(`${base}/token`, elsewhere)).status).toBe(200);
    world.clock.advance({ minutes: 16 });
    expect((await token({ code: await codeOf() })).status).toBe(200);
  });
});

describe('registering an app', () => {
  it.each([
    'http://app.example.com/',
    'https://app.example.com/#x',
    'https://user:pw@app.example.com/',
    'https://*.example.com/ x',
    'https://good.example\\@evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'myapp://callback',
    '//app.example.com/',
    'app.example.com',
    'https://',
    `https://app.example.com/${'a'.repeat(2000)}`,
    '',
  ])('takes no address %j', async (uri) => {
    const body = { name: 'X', redirectUris: [uri] };
    const { status, body: answer } = await world.call('POST', '/api/developers/apps', { body });
    expect([status, answer.message]).toEqual([400, expect.stringMatching(/^redirectUris\[0\]/)]);
  });

  it.each(['http://localhost:4597/x', 'http://127.0.0.1/', 'http://[::1]:8080/cb?x=1', 'https://app.example.com'])(
    'takes %s',
    async (uri) => void (await register({ redirectUris: [uri] })),
  );

  it('tells the secret once and keeps its hash; a new one ends the former', async () => {
    expect(app.clientSecret).toMatch(/^tocsin_app_/);
    expect(JSON.stringify(world.table.items())).not.toContain(app.clientSecret);
    for (const path of ['', `/${app.id}`, '/name/Wallboard'])
      expect((await world.call('GET', `/api/developers/apps${path}`)).text).not.toMatch(/secret/i);
    const renewed = (await world.call('POST', `/api/developers/apps/${app.id}/secret`)).body;
    const code = await codeOf();
    refused(await token({ code }), 401, 'invalid_grant');
    expect((await token({ code }, renewed)).status).toBe(200);
    const open = await register({ name: 'Open', type: 'PUBLIC' });
    expect((await world.call('POST', `/api/developers/apps/${open.id}/secret`)).status).toBe(400);
    const changed = { name: 'Open', redirectUris: [callback], type: 'CONFIDENTIAL' };
    expect((await world.call('PUT', `/api/developers/apps/${open.id}`, { body: changed })).status).toBe(400);
  });

  it('again without an address ends what was under way to it', async () => {
    const request = sealedIn((await person.get(`${base}/authorize`, { query: asks() })).text);
    const moved = { name: 'Wallboard', redirectUris: ['https://new.example.com/'] };
    expect((await world.call('PUT', `/api/developers/apps/${app.id}`, { body: moved })).status).toBe(200);
    expect((await person.post(`${base}/authorize`, { form: { request, decision: 'allow' } })).status).toBe(400);
  });
});
