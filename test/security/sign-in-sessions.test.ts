import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { signInRoutes } from '../../functions/handlers/sign-in/create-sign-in.ts';
import { type Browser, publicUrl, type SignInHarness, signInHarness } from '../sign-in/sign-in-harness.ts';
import { type Authenticator, anAuthenticator, type Forgery } from '../support/authenticator.ts';

const evil = 'https://evil.example';
const sessionCookie = '__Host-tocsin-session';

let world: SignInHarness;
let ada: User;
let eve: User;
let victim: Browser;
let attacker: Browser;
beforeEach(async () => {
  world = await signInHarness();
  ({ user: ada } = await world.userOf('USER', 2));
  ({ user: eve } = await world.userOf('USER', 3));
  victim = world.browser('the victim');
  attacker = world.browser('the attacker');
});

async function linkFor(browser: Browser, email = ada.email, to?: string): Promise<string> {
  await browser.post('/auth/email', { json: { email, ...(to !== undefined && { to }) } });
  const [mail] = await world.mails();
  return new URL(/https:\S+/.exec(mail?.text ?? '')?.[0] ?? '').pathname;
}

const isIn = async (browser: Browser) => (await browser.get('/auth/session')).status === 200;

/** The second browser has the cookies of the first, as if they were stolen or planted. */
const copyCookies = (from: Browser, to: Browser) => {
  for (const [name, value] of from.jar) to.jar.set(name, value);
};

describe('a link', () => {
  it('that was used is worth nothing, in any browser', async () => {
    const link = await linkFor(victim);
    copyCookies(victim, attacker);
    expect((await victim.post(link, { form: {} })).status).toBe(303);
    for (const browser of [victim, attacker, world.browser()])
      expect([403, 410]).toContain((await browser.post(link, { form: {} })).status);
    expect(await isIn(attacker)).toBe(false);
  });

  it('is not used up by whoever looks at it, however often and by whatever method that changes nothing', async () => {
    const link = await linkFor(victim);
    const scanner = world.browser('a scanner');
    for (let time = 0; time < 20; time++)
      for (const method of ['GET', 'HEAD']) expect((await scanner.send(method, link)).status).toBe(200);
    expect((await scanner.get(link)).setCookies).toEqual([]);
    expect((await victim.post(link, { form: {} })).status).toBe(303);
  });

  it('is not used up by a scanner that presses the button', async () => {
    const link = await linkFor(victim);
    expect((await world.browser('a scanner').post(link, { form: {} })).status).toBe(403);
    expect((await victim.post(link, { form: {} })).status).toBe(303);
  });

  it('sent on by an attacker signs the victim in as nobody (login CSRF)', async () => {
    const link = await linkFor(attacker, eve.email);
    const answers = [
      await victim.post(link, { form: {} }),
      await victim.post(link, { form: {}, headers: { origin: evil, 'sec-fetch-site': 'cross-site' } }),
    ];
    for (const answer of answers) expect([answer.status, answer.setCookies]).toEqual([403, []]);
    expect(await isIn(victim)).toBe(false);
    await linkFor(victim);
    expect((await victim.post(link, { form: {} })).status).toBe(403);
  });

  it('signs nobody in with a made-up browser cookie', async () => {
    const link = await linkFor(victim);
    attacker.jar.set('__Host-tocsin-browser', `guess.${'A'.repeat(43)}`);
    expect((await attacker.post(link, { form: {} })).status).toBe(403);
  });

  it('cannot be guessed: what is not signed is refused before anything is read', async () => {
    const link = await linkFor(victim);
    const token = link.split('/').at(-1) ?? '';
    let reads = 0;
    const { get } = world.store.signInAttempts;
    const counted = (id: string) => {
      reads += 1;
      return get(id);
    };
    Object.assign(world.store.signInAttempts, { get: counted });
    const other = (text: string, index: number) =>
      `${text.slice(0, index)}${text[index] === 'A' ? 'B' : 'A'}${text.slice(index + 1)}`;
    const guesses = [
      ...Array.from({ length: token.length }, (_one, index) => other(token, index)),
      token.slice(0, -1),
      `${token}A`,
      token.toLowerCase(),
      token.slice(0, 26),
      '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      '..%2f..%2fsession',
      'x'.repeat(5000),
      world.tokens.sign({ alertId: 1, userId: 2, action: 'ANY', expiresAt: 2_000_000_000 }),
    ];
    for (const guess of guesses) {
      const path = `/auth/link/${guess}`;
      expect([403, 404], guess).toContain((await victim.get(path)).status);
      expect([403, 404], guess).toContain((await victim.post(path, { form: {} })).status);
    }
    expect(reads).toBe(0);
    expect((await victim.post(link, { form: {} })).status).toBe(303);
  });

  it('is never told by the answer, only by the mail', async () => {
    const answer = await victim.post('/auth/email', { json: { email: ada.email } });
    const [mail] = await world.mails();
    const token = /\/auth\/link\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(JSON.stringify(answer)).not.toContain(token);
  });
});

describe('after signing in', () => {
  it.each([
    ['another host', evil],
    ['no scheme', '//evil.example'],
    ['three slashes', '///evil.example'],
    ['a backslash', '/\\evil.example'],
    ['two backslashes', '\\\\evil.example'],
    ['a tab', '/\t/evil.example'],
    ['a line break', '/\r\n/evil.example'],
    ['a header', '/x\r\nset-cookie: a=b'],
    ['an escaped slash', '/%2fevil.example'],
    ['an escaped backslash', '/%5Cevil.example'],
    ['escapes of escapes', '/%252fevil.example'],
    ['dots', '/..//evil.example'],
    ['a user', '@evil.example'],
    ['a script', 'javascript:alert(1)'],
    ['our name before theirs', 'https://tocsin.example.com.evil.example/'],
    ['nothing', ''],
  ])('nobody is led elsewhere: %s', async (_how, to) => {
    const link = await linkFor(victim, ada.email, to);
    const answer = await victim.post(link, { form: {} });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    const form = await victim.get('/auth/login', { query: `to=${encodeURIComponent(to)}` });
    expect(form.text).toContain('name="to" value="/"');
    expect(form.text).not.toContain('evil.example');
  });

  it('the browser has a new secret, whatever was planted in it before (fixation)', async () => {
    await attacker.open({ user: eve });
    copyCookies(attacker, victim);
    const planted = victim.jar.get(sessionCookie);
    const link = await linkFor(victim);
    await victim.post(link, { form: {} });
    expect(victim.jar.get(sessionCookie)).not.toBe(planted);
    expect((await victim.get('/auth/session')).body.user.id).toBe(ada.id);
    expect(await isIn(attacker)).toBe(false);
  });

  it('a planted cookie that nobody signed is nothing', async () => {
    victim.jar.set(sessionCookie, 'attackers-choice');
    await victim.post(await linkFor(victim), { form: {} });
    expect(victim.jar.get(sessionCookie)).not.toContain('attackers-choice');
    attacker.jar.set(sessionCookie, 'attackers-choice');
    expect(await isIn(attacker)).toBe(false);
  });
});

describe('another site', () => {
  const foreign = [
    ['by its origin', { origin: evil }],
    ['across sites', { origin: evil, 'sec-fetch-site': 'cross-site' }],
    ['across sites without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['in a sandbox', { origin: 'null', 'sec-fetch-site': '' }],
    ['of the same domain', { origin: 'https://pages.example.com', 'sec-fetch-site': 'same-site' }],
    ['with a forged forwarded host', { origin: evil, 'x-forwarded-host': 'evil.example', host: 'evil.example' }],
  ] as const;
  const changing = signInRoutes
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => [method, path] as const);

  it.each(changing)('can do nothing by %s %s', async (method, path) => {
    await victim.open({ user: ada });
    const writes = JSON.stringify(world.table.items());
    for (const [how, headers] of foreign) {
      for (const sent of [{ json: {} }, { form: {} }, {}]) {
        const answer = await victim.send(method, path.replace(/\{\w+\}/, '01X'), { ...sent, headers });
        expect([answer.status, answer.setCookies], how).toEqual([403, []]);
      }
    }
    expect(JSON.stringify(world.table.items())).toBe(writes);
    expect(world.asked).toEqual([]);
    expect(await isIn(victim)).toBe(true);
  });

  it.each(foreign)('can do nothing on the API with somebody else’s session: %s', async (_how, headers) => {
    await victim.open({ user: (await world.userOf('ADMIN', 4)).user });
    const json = { email: 'x@example.com', firstName: 'X', lastName: 'Y' };
    for (const [method, path] of [
      ['POST', '/api/users'],
      ['PUT', '/api/users/current'],
      ['DELETE', '/api/users/3'],
      ['POST', '/api/nothing'],
    ] as const) {
      const answer = await victim.api(method, path, { json, headers });
      expect(answer.status, `${method} ${path}`).toBe(403);
    }
    expect(await world.store.users.get(3)).toEqual(eve);
  });

  it('may read nothing it could not read anyway: no answer lets other origins look', async () => {
    await victim.open({ user: ada });
    const answer = await victim.get('/auth/session', { headers: { origin: evil } });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('is not asked for from our own pages', async () => {
    await victim.open({ user: ada });
    const ours: Record<string, string>[] = [{}, { origin: 'null', 'sec-fetch-site': 'same-origin' }];
    for (const headers of ours)
      expect((await victim.send('DELETE', '/auth/sessions/01X', { headers })).status).toBe(404);
  });
});

describe('headers', () => {
  const hosts = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    forwarded: 'host=evil.example;proto=http',
    'x-original-url': '//evil.example',
    'x-host': 'evil.example',
  };

  it('say nothing of where links and redirects lead, nor of what passkeys are for', async () => {
    await victim.post('/auth/email', { json: { email: ada.email }, headers: hosts });
    const [mail] = await world.mails();
    expect(`${mail?.text}${mail?.html}`).not.toContain('evil');
    const link = new URL(/https:\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    expect(link.origin).toBe(publicUrl);
    const answer = await victim.post(link.pathname, { form: {}, headers: hosts });
    expect(answer.headers.location).toBe('/');
    expect(answer.setCookies.join()).not.toMatch(/domain=/i);
    const begun = await attacker.post('/auth/passkey/sign-in/options', { json: {}, headers: hosts });
    expect(begun.body.options.rpId).toBe('tocsin.example.com');
    expect((await attacker.get('/auth/login', { headers: hosts })).text).not.toContain('evil');
  });

  it('give nobody another network than the one they call from', async () => {
    world = await signInHarness({ limits: true });
    const statuses = new Set<number>();
    for (let time = 0; time < 70; time++) {
      const headers = { 'x-forwarded-for': `198.51.100.${time}`, 'x-real-ip': `198.51.100.${time}` };
      const json = { email: `user${time}@example.com` };
      statuses.add((await world.browser().post('/auth/email', { json, headers })).status);
    }
    expect([...statuses]).toEqual([202, 429]);
  });
});

describe('a passkey', () => {
  let key: Authenticator;
  beforeEach(async () => {
    key = anAuthenticator(publicUrl);
    const own = world.browser();
    await own.open({ user: ada });
    const { body } = await own.post('/auth/passkey/registration/options', { json: {} });
    const json = { attempt: body.attempt, credential: key.register(body.options) };
    expect((await own.post('/auth/passkey/registration', { json })).status).toBe(201);
  });

  const begin = async (browser: Browser) => (await browser.post('/auth/passkey/sign-in/options', { json: {} })).body;
  const end = (browser: Browser, json: object) => browser.post('/auth/passkey/sign-in', { json });

  const forgeries: readonly (readonly [string, Forgery])[] = [
    ['for another origin', { origin: evil }],
    ['for our name without TLS', { origin: 'http://tocsin.example.com' }],
    ['for a name of the same domain', { origin: 'https://other.example.com' }],
    ['for another relying party', { rpId: 'evil.example' }],
    ['for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['for an empty challenge', { challenge: '' }],
    ['of another kind', { type: 'webauthn.create' }],
    ['without the person being there', { flags: 0x00 }],
    ['without the person being recognised', { flags: 0x01 }],
    ['for another user', { userHandle: Buffer.from('user-1').toString('base64url') }],
    [
      'with a changed signature',
      { tamper: (signature) => Buffer.from(signature.map((byte, at) => (at === 20 ? byte ^ 1 : byte))) },
    ],
    ['without a signature', { tamper: () => Buffer.alloc(0) }],
  ];

  it.each(forgeries)('that signs %s is refused', async (_what, forgery) => {
    const { attempt, options } = await begin(attacker);
    const answer = await end(attacker, { attempt, credential: key.answer(options, forgery) });
    expect([answer.status, answer.setCookies], answer.text).toEqual([403, []]);
    expect(await isIn(attacker)).toBe(false);
  });

  it('answers a challenge once', async () => {
    const { attempt, options } = await begin(victim);
    const json = { attempt, credential: key.answer(options) };
    copyCookies(victim, attacker);
    expect((await end(victim, json)).status).toBe(200);
    expect((await end(attacker, json)).status).toBe(410);
    expect((await end(attacker, { ...json, credential: key.answer(options) })).status).toBe(410);
  });

  it('answers an old challenge in vain, with a new attempt or with its own', async () => {
    const old = await begin(victim);
    const recorded = key.answer(old.options);
    const fresh = await begin(victim);
    expect((await end(victim, { attempt: fresh.attempt, credential: recorded })).status).toBe(403);
    world.clock.advance({ minutes: 5 });
    expect((await end(victim, { attempt: old.attempt, credential: recorded })).status).toBe(410);
  });

  it('answers only where the challenge was given', async () => {
    const { attempt, options } = await begin(attacker);
    const credential = key.answer(options);
    expect((await end(victim, { attempt, credential })).status).toBe(403);
    await begin(victim);
    expect((await end(victim, { attempt, credential })).status).toBe(403);
    expect(await isIn(victim)).toBe(false);
  });

  it('that was copied is found out by its count', async () => {
    const sign = async (counter: number) => {
      const { attempt, options } = await begin(victim);
      return (await end(victim, { attempt, credential: key.answer(options, { counter }) })).status;
    };
    expect(await sign(5)).toBe(200);
    expect(await sign(5)).toBe(403);
    expect(await sign(4)).toBe(403);
    expect(await sign(6)).toBe(200);
  });

  it('nobody knows signs nobody in', async () => {
    const { attempt, options } = await begin(attacker);
    const answer = await end(attacker, { attempt, credential: anAuthenticator(publicUrl).answer(options) });
    expect(answer.status).toBe(403);
  });

  it.each(forgeries.slice(0, 9).filter(([, { type }]) => type === undefined))(
    'that registers %s is not kept',
    async (_what, forgery) => {
      const own = world.browser();
      await own.open({ user: ada });
      const { body } = await own.post('/auth/passkey/registration/options', { json: {} });
      const credential = anAuthenticator(publicUrl).register(body.options, forgery);
      expect(
        (await own.post('/auth/passkey/registration', { json: { attempt: body.attempt, credential } })).status,
      ).toBe(403);
      expect(await world.store.passkeys.ofUser(ada.id)).toHaveLength(1);
    },
  );

  it('is registered for whom the challenge was given to, once, and with no challenge for signing in', async () => {
    const own = world.browser();
    await own.open({ user: ada });
    const { body } = await own.post('/auth/passkey/registration/options', { json: {} });
    const json = { attempt: body.attempt, credential: anAuthenticator(publicUrl).register(body.options) };
    await own.open({ user: eve });
    expect((await own.post('/auth/passkey/registration', { json })).status).toBe(403);
    await own.open({ user: ada });
    expect((await own.post('/auth/passkey/registration', { json })).status).toBe(201);
    expect((await own.post('/auth/passkey/registration', { json })).status).toBe(410);
    const { attempt, options } = await begin(own);
    const other = anAuthenticator(publicUrl).register({ ...body.options, challenge: options.challenge });
    expect((await own.post('/auth/passkey/registration', { json: { attempt, credential: other } })).status).toBe(410);
    expect(await world.store.passkeys.ofUser(eve.id)).toEqual([]);
  });

  it.each([
    ['nothing', {}],
    ['no credential', { attempt: '01X' }],
    ['no object', { attempt: '01X', credential: 'x' }],
    ['other members', { attempt: '01X', credential: { id: 'a', rawId: 'a', type: 'public-key', response: {} } }],
    ['no base64url', { attempt: '01X', credential: { id: '../x', rawId: 'a', type: 'public-key', response: {} } }],
    ['an attempt that is none', { attempt: { $ne: '' }, credential: {} }],
  ])('is not made of %s: 400, and never an error of ours', async (_what, json) => {
    await begin(attacker);
    expect((await end(attacker, json)).status).toBe(400);
    expect(world.errors).toEqual([]);
  });

  it('made of nonsense in the right form is refused', async () => {
    const { attempt, options } = await begin(attacker);
    const good = key.answer(options);
    for (const response of [
      { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
      { clientDataJSON: '', authenticatorData: '', signature: '' },
      { ...good.response, authenticatorData: 'A'.repeat(5000) },
      { ...good.response, clientDataJSON: Buffer.from('[]').toString('base64url') },
      { ...good.response, clientDataJSON: Buffer.from('null').toString('base64url') },
    ])
      expect((await end(attacker, { attempt, credential: { ...good, response } })).status).toBe(403);
    expect((await end(attacker, { attempt, credential: { ...good, rawId: 'AAAA' } })).status).toBe(403);
    expect(world.errors).toEqual([]);
  });
});
