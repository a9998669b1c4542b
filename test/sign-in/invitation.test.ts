import { beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../functions/ports/context.ts';
import { type Browser, type SignInHarness, signInHarness } from './sign-in-harness.ts';

const adaInput = { email: 'Ada@Example.com', firstName: 'Ada', lastName: 'Lovelace', role: 'USER' };

let world: SignInHarness;
let laptop: Browser;
beforeEach(async () => {
  world = await signInHarness();
  laptop = world.browser('Firefox on a laptop');
});

async function made(query = '', input: object = {}): Promise<number> {
  const { status, body, text } = await world.call('POST', '/api/users', { body: { ...adaInput, ...input }, query });
  expect(status, text).toBe(201);
  return body.id;
}

/** The path of the link in the one mail that was sent. */
async function linkSent(): Promise<string> {
  const mails = await world.mails();
  expect(mails).toHaveLength(1);
  const [found, ...more] = [...(mails[0]?.text ?? '').matchAll(/https?:\/\/\S+/g)].map(([url]) => url);
  expect(more).toEqual([]);
  return new URL(found ?? '').pathname;
}

const invite = (id: number) => world.call('POST', `/api/users/${id}/invitation`);
const accept = async (link: string, browser = laptop) => {
  await browser.get(link);
  return browser.post(link, { form: {} });
};
const stateOf = async (id: number) =>
  (await world.call('GET', `/api/users/${id}`, { query: 'include=invitation' })).body.invitation;

describe('an invitation', () => {
  it('goes to a new user by mail, and ends in a session and the question how to get in from now on', async () => {
    const id = await made();
    const link = await linkSent();
    expect(link).toMatch(/^\/auth\/invitation\/[\w-]{50}$/);
    const shown = await laptop.get(link);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Ada Lovelace');
    expect(shown.text).toContain('Ada@Example.com');
    const answer = await laptop.post(link, { form: {} });
    expect([answer.status, answer.headers.location]).toEqual([303, '/auth/welcome']);
    expect((await laptop.get('/auth/session')).body.user).toEqual({ id, email: 'Ada@Example.com', role: 'USER' });
    expect((await laptop.get('/auth/sessions')).body).toMatchObject([{ method: 'INVITATION' }]);
    expect((await laptop.get('/auth/welcome')).text).toContain('data-then="/"');
    expect(world.errors).toEqual([]);
  });

  it.each([
    ['en', 'Your invitation to Tocsin', 'invites you to Tocsin'],
    ['de', 'Ihre Einladung zu Tocsin', 'lädt Sie zu Tocsin ein'],
  ])(
    'speaks the language of its reader (%s), says who invites, and has one link, to the configured address',
    async (language, subject, words) => {
      await made('', { language });
      const [mail, ...more] = await world.mails();
      expect(more).toEqual([]);
      expect(mail).toMatchObject({ target: 'Ada@Example.com', subject, text: expect.stringContaining(words) });
      for (const body of [mail?.text, mail?.html]) {
        expect(body?.match(/https:\/\/tocsin\.example\.com\/auth\/invitation\/[\w-]+/g)).toHaveLength(1);
        expect(body).toContain('First1 Last1');
      }
    },
  );

  it('is not sent where it is not wanted, and can be sent later', async () => {
    const id = await made('send-no-invitation=true');
    expect(await world.mails()).toEqual([]);
    expect(await stateOf(id)).toBeNull();
    expect((await invite(id)).status).toBe(202);
    expect((await accept(await linkSent())).status).toBe(303);
  });

  it('is sent again, and then the former link is void', async () => {
    const id = await made();
    const first = await linkSent();
    world.clock.advance({ days: 3 });
    const answer = await invite(id);
    const sentAt = '2026-03-05T09:00:00.000Z';
    expect([answer.status, answer.body]).toEqual([
      202,
      { status: 'PENDING', sentAt, expiresAt: '2026-03-12T09:00:00.000Z' },
    ]);
    const second = await linkSent();
    expect((await laptop.get(first)).status).toBe(410);
    expect((await accept(first)).status).toBe(410);
    expect((await accept(second)).status).toBe(303);
  });

  it('works for seven days', async () => {
    const id = await made();
    const link = await linkSent();
    world.clock.advance({ days: 6, hours: 23, minutes: 59 });
    expect((await laptop.get(link)).status).toBe(200);
    world.clock.advance({ minutes: 1 });
    expect((await laptop.get(link)).status).toBe(410);
    expect((await laptop.post(link, { form: {} })).status).toBe(410);
    expect(await stateOf(id)).toMatchObject({ status: 'EXPIRED' });
  });

  it('is visible on a user who has not been in yet, to administrators who ask, and changes nothing else of the user', async () => {
    const { key } = await world.userOf('USER', 5);
    const id = await made();
    const path = `/api/users/${id}`;
    const expected = { status: 'PENDING', sentAt: '2026-03-02T09:00:00.000Z', expiresAt: '2026-03-09T09:00:00.000Z' };
    const plain = (await world.call('GET', path)).body;
    expect(plain).not.toHaveProperty('invitation');
    expect((await world.call('GET', path, { query: 'include=invitation' })).body).toEqual({
      ...plain,
      invitation: expected,
    });
    const list = (await world.call('GET', '/api/users', { query: 'include=invitation' })).body;
    expect(list.map((user: { id: number; invitation: unknown }) => [user.id, user.invitation])).toEqual([
      [1, null],
      [5, null],
      [id, expected],
    ]);
    expect((await world.call('GET', path, { key, query: 'include=invitation' })).body).toEqual(plain);
    await accept(await linkSent());
    expect(await stateOf(id)).toBeNull();
  });

  it('is over as soon as somebody has come in another way', async () => {
    const id = await made();
    const link = await linkSent();
    await world.browser().open({ user: { id, email: adaInput.email } }, 'PASSKEY');
    expect(await stateOf(id)).toBeNull();
    expect((await accept(link)).status).toBe(410);
  });

  it('leaves a former session of this browser’s own address behind', async () => {
    const id = await made();
    const link = await linkSent();
    await laptop.open({ user: { id, email: adaInput.email } });
    await invite(id);
    const next = await linkSent();
    expect((await accept(link)).status).toBe(410);
    expect((await accept(next)).status).toBe(303);
    expect((await laptop.get('/auth/sessions')).body).toMatchObject([{ method: 'INVITATION' }]);
  });

  it('is void when the address is another one, or the user is gone', async () => {
    const id = await made();
    const link = await linkSent();
    const body = { ...adaInput, email: 'other@example.com' };
    expect((await world.call('PUT', `/api/users/${id}`, { body })).status).toBe(200);
    expect((await accept(link)).status).toBe(410);
    expect(await stateOf(id)).toMatchObject({ status: 'EXPIRED' });
    await invite(id);
    const [mail] = await world.mails();
    expect(mail?.target).toBe('other@example.com');
    const next = new URL(/https:\S+/.exec(mail?.text ?? '')?.[0] ?? '').pathname;
    expect((await world.call('DELETE', `/api/users/${id}`)).status).toBe(204);
    expect((await accept(next)).status).toBe(410);
    expect(world.table.items().filter(({ type }) => type === 'INVITATION')).toEqual([]);
  });

  it('needs an administrator, and somebody to invite', async () => {
    const id = await made('send-no-invitation=true');
    const { key } = await world.userOf('USER', 5);
    expect((await world.call('POST', `/api/users/${id}/invitation`, { key })).status).toBe(403);
    const { key: own } = await world.userOf('ADMIN', 6);
    expect((await world.call('POST', '/api/users/1/invitation', { key: own })).status).toBe(403);
    expect((await invite(999)).status).toBe(404);
    expect(await world.mails()).toEqual([]);
  });

  it('is written into the audit log with nothing that lets anybody in', async () => {
    const id = await made();
    const token = (await linkSent()).split('/').at(-1) ?? '';
    const { body } = await world.call('GET', '/api/audit-log', { query: 'action=invitation:create' });
    const after = { userId: id, email: 'ada@example.com', expiresOn: '2026-03-09T09:00:00.000Z' };
    expect(body).toMatchObject([{ actor: { id: 1 }, entity: { kind: 'invitation', id }, after }]);
    expect(JSON.stringify(body)).not.toContain(token.slice(0, 26));
  });

  it('goes to one address five times an hour, whoever has it', async () => {
    const id = await made();
    for (let time = 0; time < 4; time++) expect((await invite(id)).status).toBe(202);
    expect((await invite(id)).status).toBe(429);
    await world.call('DELETE', `/api/users/${id}`);
    const again = await made();
    expect(await stateOf(again)).toBeNull();
    expect((await world.mails()).filter(({ target }) => target === 'Ada@Example.com')).toHaveLength(5);
    world.clock.advance({ hours: 1 });
    expect((await invite(again)).status).toBe(202);
  });

  it('is sent by the tick when the queue did not take it, and the new user is there all the same', async () => {
    const { sending } = world;
    await made();
    const lost = world.queued.splice(0);
    expect(lost).toHaveLength(1);
    const [first] = lost;
    const stored = first && (await sending.store.notifications.get(first.scope, first.id));
    expect(stored).toMatchObject({ status: 'QUEUED', dueAt: '2026-03-02T09:00:30.000Z', channel: 'EMAIL' });
  });
});

describe('without mail', () => {
  const settings: Partial<Settings> = { configuredChannels: ['SMS'] };

  it('nobody is invited: new users are there all the same, and asking says why', async () => {
    world = await signInHarness({ settings });
    const id = await made();
    expect(await stateOf(id)).toBeNull();
    const answer = await invite(id);
    expect([answer.status, answer.body.code, answer.body.message]).toEqual([
      400,
      'CONFLICT',
      'nobody can be invited: mail is not configured',
    ]);
    expect(await world.mails()).toEqual([]);
  });
});

describe('an address of a provider’s domain', () => {
  const provider = {
    name: 'Staff',
    issuer: 'https://id.example.org',
    clientId: 'tocsin',
    domains: ['example.com'],
    provision: false,
  };
  const bind = async () => (await world.call('POST', '/api/identity-providers', { body: provider })).body.id;

  it('is invited to come in over the provider', async () => {
    const providerId = await bind();
    const id = await made();
    const [mail] = await world.mails();
    expect(mail?.text).toContain(`https://tocsin.example.com/auth/oidc/${providerId}/start`);
    expect(mail?.text).not.toContain('/auth/invitation/');
    expect(await stateOf(id)).toMatchObject({ status: 'PENDING' });
    await world.browser().open({ user: { id, email: adaInput.email } }, 'OIDC');
    expect(await stateOf(id)).toBeNull();
  });

  it('is led there by a link that was on its way', async () => {
    await made();
    const link = await linkSent();
    const providerId = await bind();
    const shown = await laptop.get(link);
    expect(shown.text).toContain(`href="/auth/oidc/${providerId}/start"`);
    expect(shown.text).not.toContain('<form');
    const answer = await laptop.post(link, { form: {} });
    expect([answer.status, answer.setCookies]).toEqual([403, []]);
  });
});

describe('the pages', () => {
  it('speak the language that is asked for, and hold nothing that could act', async () => {
    await made('', { firstName: '<script>x</script>', lastName: '"><img src=x>' });
    const link = await linkSent();
    const german = await laptop.get(link, { headers: { 'accept-language': 'de' } });
    expect(german.text).toContain('<h1>Ihre Einladung</h1>');
    expect(german.text).toContain('<html lang="de">');
    expect(german.text).not.toMatch(/<script>x|<img|style="|onclick=/);
    await laptop.post(link, { form: {} });
    for (const [language, title] of [
      ['de', 'Willkommen'],
      ['en', 'Welcome'],
    ] as const) {
      const welcome = await laptop.get('/auth/welcome', { headers: { 'accept-language': language } });
      expect(welcome.text).toContain(`<h1>${title}</h1>`);
    }
  });

  it('tell a person why they are not let in, with the way to sign in', async () => {
    await made();
    const link = await linkSent();
    const headers = { accept: 'text/html' };
    const early = await laptop.post(link, { form: {}, headers });
    expect(early.status).toBe(403);
    expect(early.text).toContain('Open the link in your mail again');
    await accept(link);
    const again = await world.browser().get(link, { headers });
    expect(again.status).toBe(410);
    expect(again.text).toContain('This invitation was used before');
    expect(again.text).toContain('href="/auth/login"');
    expect((await laptop.get(`${link}x`, { headers })).text).toContain('This invitation does not let you in here.');
  });

  it('welcome nobody who is not signed in', async () => {
    const answer = await laptop.get('/auth/welcome');
    expect([answer.status, answer.headers.location]).toEqual([303, '/auth/login?to=%2Fauth%2Faccount']);
  });
});
