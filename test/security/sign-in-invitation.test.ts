import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { type Browser, publicUrl, type SignInHarness, signInHarness } from '../sign-in/sign-in-harness.ts';

const evil = 'https://evil.example';
const sessionCookie = '__Host-tocsin-session';
const browserCookie = '__Host-tocsin-browser';
const adaInput = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', role: 'USER' };

let world: SignInHarness;
let eve: User;
let invitee: Browser;
let attacker: Browser;
let adaId: number;
let link: string;
beforeEach(async () => {
  world = await signInHarness();
  ({ user: eve } = await world.userOf('USER', 3));
  invitee = world.browser('the invitee');
  attacker = world.browser('the attacker');
  adaId = (await world.call('POST', '/api/users', { body: adaInput })).body.id;
  link = await linkSent();
});

async function linkSent(): Promise<string> {
  const [mail] = await world.mails();
  return new URL(/https:\S+/.exec(mail?.text ?? '')?.[0] ?? '').pathname;
}

const isIn = async (browser: Browser) => (await browser.get('/auth/session')).status === 200;
const stored = () => JSON.stringify(world.table.items());
const accept = async (browser: Browser, path = link) => {
  await browser.get(path);
  return browser.post(path, { form: {} });
};

/** What is refused gives nobody a session, and leaves the invitation to whom it is for. */
async function expectStillGood(): Promise<void> {
  expect(await isIn(attacker)).toBe(false);
  expect((await accept(invitee)).status).toBe(303);
  expect((await invitee.get('/auth/session')).body.user.id).toBe(adaId);
}

describe('an invitation', () => {
  it('that was used is worth nothing, in any browser', async () => {
    await invitee.get(link);
    for (const [name, value] of invitee.jar) attacker.jar.set(name, value);
    expect((await invitee.post(link, { form: {} })).status).toBe(303);
    for (const browser of [attacker, world.browser(), invitee])
      expect([403, 410]).toContain((await accept(browser)).status);
    expect(await isIn(attacker)).toBe(false);
  });

  it('lets in one of many who press at once', async () => {
    const browsers = Array.from({ length: 5 }, () => world.browser());
    for (const browser of browsers) await browser.get(link);
    const answers = await Promise.all(browsers.map((browser) => browser.post(link, { form: {} })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410, 410, 410]);
    expect(await world.store.sessions.ofUser(adaId)).toHaveLength(1);
  });

  it('is not used up by whoever looks at it, however often and by whatever method that changes nothing', async () => {
    const before = stored();
    const scanner = world.browser('a scanner');
    for (let time = 0; time < 20; time++)
      for (const method of ['GET', 'HEAD']) expect((await scanner.send(method, link)).status).toBe(200);
    expect(stored()).toBe(before);
    await expectStillGood();
  });

  it('is not used up by a scanner that sends the form without having looked', async () => {
    const before = stored();
    expect((await world.browser('a scanner').post(link, { form: {} })).status).toBe(403);
    expect(stored()).toBe(before);
    await expectStillGood();
  });

  it('cannot be guessed: what is not signed is refused before anything is read', async () => {
    const token = link.split('/').at(-1) ?? '';
    let reads = 0;
    const { get } = world.store.invitations;
    const counted = (id: string) => {
      reads += 1;
      return get(id);
    };
    Object.assign(world.store.invitations, { get: counted });
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
      world.tokens.sign({ alertId: 1, userId: adaId, action: 'ANY', expiresAt: 2_000_000_000 }),
    ];
    await attacker.get(link);
    reads = 0;
    for (const guess of guesses) {
      const path = `/auth/invitation/${guess}`;
      expect([403, 404], guess).toContain((await attacker.get(path)).status);
      expect([403, 404], guess).toContain((await attacker.post(path, { form: {} })).status);
    }
    expect(reads).toBe(0);
    await expectStillGood();
  });

  it('is no link of another kind, nor is another link an invitation', async () => {
    const token = link.split('/').at(-1) ?? '';
    expect((await accept(attacker, `/auth/link/${token}`)).status).toBe(403);
    await attacker.post('/auth/email', { json: { email: eve.email } });
    const own = (await linkSent()).split('/').at(-1) ?? '';
    expect((await accept(attacker, `/auth/invitation/${own}`)).status).toBe(403);
    await expectStillGood();
  });

  it('is told by nothing but the mail, and nothing that is stored lets anybody in', async () => {
    const token = link.split('/').at(-1) ?? '';
    const mac = token.slice(26);
    const answers = [
      await world.call('POST', `/api/users/${adaId}/invitation`),
      await world.call('GET', `/api/users/${adaId}`, { query: 'include=invitation' }),
      await world.call('GET', '/api/audit-log'),
    ];
    const next = await linkSent();
    for (const secret of [token, token.slice(0, 26), mac, next.split('/').at(-1) ?? '', next.slice(-24)])
      expect(JSON.stringify(answers)).not.toContain(secret);
    for (const secret of [mac, next.slice(-24)]) expect(stored()).not.toContain(secret);
  });

  it.each([
    ['the user was deleted', async () => expect((await world.call('DELETE', `/api/users/${adaId}`)).status).toBe(204)],
    [
      'the address became another one',
      async () => {
        const body = { ...adaInput, email: 'new@example.com' };
        expect((await world.call('PUT', `/api/users/${adaId}`, { body })).status).toBe(200);
      },
    ],
    [
      'the address went to somebody else',
      async () => {
        await world.call('PUT', `/api/users/${adaId}`, { body: { ...adaInput, email: 'new@example.com' } });
        const body = { ...adaInput, firstName: 'Eve' };
        expect((await world.call('POST', '/api/users', { body, query: 'send-no-invitation=true' })).status).toBe(201);
      },
    ],
    [
      'another one was sent',
      async () => expect((await world.call('POST', `/api/users/${adaId}/invitation`)).status).toBe(202),
    ],
    ['they came in by a link they asked for', async () => void (await world.browser().open(ada(), 'LINK'))],
    ['they came in over a provider', async () => void (await world.browser().open(ada(), 'OIDC'))],
    ['seven days are over', async () => world.clock.advance({ days: 7 })],
  ])('is worth nothing after %s', async (_what, happen) => {
    await attacker.get(link);
    await happen();
    const before = stored();
    expect((await attacker.get(link)).status).toBe(410);
    expect((await attacker.post(link, { form: {} })).status).toBe(410);
    expect(stored()).toBe(before);
    expect(await isIn(attacker)).toBe(false);
  });

  const ada = () => ({ user: { id: adaId, email: adaInput.email } });

  it('lets in nobody in whose browser an older session was planted, nor leaves one there (fixation)', async () => {
    invitee.jar.set(sessionCookie, 'attackers-choice');
    invitee.jar.set(browserCookie, 'attackers-choice');
    expect((await accept(invitee)).status).toBe(303);
    expect(invitee.jar.get(sessionCookie)).not.toContain('attackers-choice');
    expect([...invitee.jar.keys()]).toEqual([sessionCookie]);
    attacker.jar.set(sessionCookie, 'attackers-choice');
    expect(await isIn(attacker)).toBe(false);
  });
});

describe('an invitation that an attacker passes on (login CSRF)', () => {
  const foreign = [
    ['by its origin', { origin: evil }],
    ['across sites', { origin: evil, 'sec-fetch-site': 'cross-site' }],
    ['across sites without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['in a sandbox', { origin: 'null', 'sec-fetch-site': '' }],
    ['of the same domain', { origin: 'https://pages.example.com', 'sec-fetch-site': 'same-site' }],
  ] as const;

  it.each(foreign)('is accepted by no form of another site, looked at before or not: %s', async (_how, headers) => {
    const victim = world.browser('the victim');
    const before = stored();
    for (const looked of [false, true]) {
      if (looked) await victim.get(link);
      const answer = await victim.post(link, { form: {}, headers });
      expect([looked, answer.status, answer.setCookies]).toEqual([looked, 403, []]);
    }
    expect(stored()).toBe(before);
    expect(await isIn(victim)).toBe(false);
  });

  it('is accepted with no cookie that somebody made up', async () => {
    const victim = world.browser('the victim');
    victim.jar.set(browserCookie, `guess.${'A'.repeat(43)}`);
    expect((await victim.post(link, { form: {} })).status).toBe(403);
    expect(await isIn(victim)).toBe(false);
  });

  it('makes nobody of a browser in which somebody else is signed in, and says whom it is for', async () => {
    const victim = world.browser('the victim');
    await victim.open({ user: eve });
    const shown = await victim.get(link);
    expect(shown.text).toContain('Ada Lovelace');
    expect(shown.text).toContain('You are signed in here as');
    expect(shown.text).toContain(eve.email);
    expect(shown.text).not.toContain('Accept and sign in');
    const answer = await victim.post(link, { form: {} });
    expect([answer.status, answer.setCookies]).toEqual([403, []]);
    expect((await victim.get('/auth/session')).body.user.id).toBe(eve.id);
    await expectStillGood();
  });

  it('nor of one in which somebody is signed in by an address alone', async () => {
    const victim = world.browser('the victim');
    await victim.open({ email: 'reader@example.com' });
    expect((await victim.get(link)).text).toContain('reader@example.com');
    expect((await accept(victim)).status).toBe(403);
    expect((await victim.get('/auth/session')).body.email).toBe('reader@example.com');
  });
});

describe('headers and parameters', () => {
  const hosts = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    forwarded: 'host=evil.example;proto=http',
    'x-original-url': '//evil.example',
    'x-host': 'evil.example',
  };

  it('say nothing of where the link and what follows it lead', async () => {
    await world.call('POST', `/api/users/${adaId}/invitation`, { headers: hosts });
    const [mail] = await world.mails();
    expect(`${mail?.text}${mail?.html}`).not.toContain('evil');
    const sent = new URL(/https:\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    expect(sent.origin).toBe(publicUrl);
    expect((await invitee.get(sent.pathname, { headers: hosts })).text).not.toContain('evil');
    const answer = await invitee.post(sent.pathname, { form: {}, headers: hosts });
    expect(answer.headers.location).toBe('/auth/welcome');
    expect(answer.setCookies.join()).not.toMatch(/domain=/i);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'lead nobody elsewhere: to=%s',
    async (to) => {
      const query = `to=${encodeURIComponent(to)}`;
      expect((await invitee.get(link, { query })).text).not.toContain('evil');
      const answer = await invitee.post(link, { form: { to }, query });
      expect([answer.status, answer.headers.location]).toEqual([303, '/auth/welcome']);
      expect((await invitee.get('/auth/welcome', { query })).text).not.toContain('evil');
    },
  );

  it('make no frame of the page, and no script of a name', async () => {
    const { headers } = await invitee.get(link);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
  });
});
