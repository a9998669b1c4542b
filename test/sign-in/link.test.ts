import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { aUser } from '../support/factories.ts';
import { type Answer, type Browser, publicUrl, type SignInHarness, signInHarness } from './sign-in-harness.ts';

let world: SignInHarness;
let ada: User;
let laptop: Browser;
beforeEach(async () => {
  world = await signInHarness();
  ({ user: ada } = await world.userOf('USER', 2));
  laptop = world.browser('Firefox on a laptop');
});

/** The path of the link in the one mail that was sent. */
async function linkSent(): Promise<string> {
  const mails = await world.mails();
  expect(mails).toHaveLength(1);
  const [found, ...more] = [...(mails[0]?.text ?? '').matchAll(/https?:\/\/\S+/g)].map(([url]) => url);
  expect(more).toEqual([]);
  return new URL(found ?? '').pathname;
}

const ask = (browser: Browser, email = ada.email, to?: string): Promise<Answer> =>
  browser.post('/auth/email', { json: { email, ...(to !== undefined && { to }) } });

describe('a link by e-mail', () => {
  it('signs in whoever asked for it, and leads where they wanted to go', async () => {
    expect((await ask(laptop, 'User2@Example.com', '/alerts?mine=1')).status).toBe(202);
    const link = await linkSent();
    expect((await laptop.get(link)).status).toBe(200);
    const answer = await laptop.post(link, { form: {} });
    expect(answer).toMatchObject({ status: 303, headers: { location: '/alerts?mine=1' } });
    expect((await laptop.get('/auth/session')).body.user).toEqual({ id: 2, email: ada.email, role: 'USER' });
    expect((await laptop.get('/auth/sessions')).body).toMatchObject([{ method: 'LINK' }]);
  });

  it('is in one mail, in the language of its reader, and leads to the configured address', async () => {
    await world.store.users.save({ ...ada, language: 'de' }, ada);
    await ask(laptop);
    const [mail] = await world.mails();
    expect(mail).toMatchObject({ target: ada.email, subject: 'Bei Tocsin anmelden' });
    for (const body of [mail?.text, mail?.html])
      expect(body?.match(/https:\/\/tocsin\.example\.com\/auth\/link\/[\w-]+/g)).toHaveLength(1);
  });

  it('works once', async () => {
    await ask(laptop);
    const link = await linkSent();
    expect((await laptop.post(link, { form: {} })).status).toBe(303);
    const again = await laptop.post(link, { form: {} });
    expect([again.status, again.setCookies]).toEqual([410, []]);
    expect((await laptop.get(link)).status).toBe(410);
  });

  it('lets in one of two who press at once', async () => {
    await ask(laptop);
    const link = await linkSent();
    const other = world.browser();
    for (const [name, value] of laptop.jar) other.jar.set(name, value);
    const statuses = (await Promise.all([laptop, other].map((one) => one.post(link, { form: {} })))).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([303, 410]);
  });

  it('works for ten minutes', async () => {
    await ask(laptop);
    const first = await linkSent();
    await ask(laptop);
    const second = await linkSent();
    world.clock.advance({ minutes: 9, seconds: 59 });
    expect((await laptop.get(first)).status).toBe(200);
    expect((await laptop.post(second, { form: {} })).status).toBe(303);
    await ask(laptop);
    const third = await linkSent();
    world.clock.advance({ minutes: 10 });
    expect((await laptop.get(third)).status).toBe(410);
    expect((await laptop.post(third, { form: {} })).status).toBe(410);
  });

  it('is not sent any more when it would be over', async () => {
    await ask(laptop);
    world.clock.advance({ minutes: 10 });
    expect(await world.mails()).toEqual([]);
  });

  it('is sent once, however often the request is delivered', async () => {
    await ask(laptop);
    world.asked.push(...world.asked);
    expect(await world.mails()).toHaveLength(1);
  });

  it('lets nobody in who was deleted, or has another address by now', async () => {
    await ask(laptop);
    const link = await linkSent();
    const moved = await world.store.users.save({ ...ada, email: 'other@example.com' }, ada);
    expect((await laptop.post(link, { form: {} })).status).toBe(410);
    await world.store.users.delete(moved);
    expect((await laptop.post(link, { form: {} })).status).toBe(410);
  });

  it('ends the session this browser had before, and the older secrets of the browser are worth nothing', async () => {
    const { user: eve } = await world.userOf('USER', 3);
    await laptop.open({ user: eve });
    const before = new Map(laptop.jar);
    await ask(laptop);
    await laptop.post(await linkSent(), { form: {} });
    expect((await laptop.get('/auth/session')).body.email).toBe(ada.email);
    expect([...laptop.jar.keys()]).toEqual(['__Host-tocsin-session']);
    for (const [name, value] of before) expect(laptop.jar.get(name)).not.toBe(value);
    const old = world.browser();
    for (const [name, value] of before) old.jar.set(name, value);
    expect((await old.get('/auth/session')).status).toBe(401);
  });

  it('leaves nothing in the table that lets anybody in', async () => {
    await ask(laptop);
    const token = (await linkSent()).split('/').at(-1) ?? '';
    await laptop.post(`/auth/link/${token}`, { form: {} });
    const secret = laptop.jar.get('__Host-tocsin-session')?.split('.')[0] ?? '';
    const stored = JSON.stringify(world.table.items());
    expect(stored).toContain('SESSION');
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(`"${secret}"`);
  });
});

describe('the form', () => {
  it('goes with what a browser sends, and its pages say so', async () => {
    const form = await laptop.get('/auth/login', { query: 'to=%2Falerts' });
    expect(form.text).toContain('<input type="hidden" name="to" value="/alerts"/>');
    const sent = await laptop.post('/auth/email', { form: { email: ` ${ada.email} `, to: '/alerts' } });
    expect(sent.status).toBe(202);
    expect(sent.text).toContain('Look into your mail');
    const answer = await laptop.post(await linkSent(), { form: {} });
    expect(answer.headers.location).toBe('/alerts');
  });

  it.each([['nobody'], [''], ['a@b'], ['a b@example.com'], ['a@example.com\r\nBcc: b@example.com'], ['x'.repeat(300)]])(
    'names the field for %j',
    async (email) => {
      const json = await laptop.post('/auth/email', { json: { email } });
      expect([json.status, json.body.details]).toEqual([400, { field: 'email' }]);
      const form = await laptop.post('/auth/email', { form: { email, to: '/x' } });
      expect(form.status).toBe(400);
      expect(form.text).toContain('This is not an e-mail address.');
      expect(form.text).toContain('value="/x"');
      expect(world.asked).toEqual([]);
    },
  );

  it.each([
    ['no body', {}],
    ['a list', { json: [] }],
    ['a number', { json: { email: 5 } }],
    ['a path that is none', { json: { email: 'a@example.com', to: 5 } }],
  ])('refuses %s', async (_what, sent) => {
    expect((await laptop.post('/auth/email', sent)).status).toBe(400);
  });

  it.each([
    ['de', 'Anmelden'],
    ['de-AT,en;q=0.5', 'Anmelden'],
    ['fr,en;q=0.8,de;q=0.7', 'Sign in'],
    ['fr', 'Sign in'],
    ['en;q=0.1, de;q=0.9', 'Anmelden'],
    ['*;q=x', 'Sign in'],
  ])('speaks the language that is asked for: %s', async (language, title) => {
    const { text } = await laptop.get('/auth/login', { headers: { 'accept-language': language } });
    expect(text).toContain(`<h1>${title}</h1>`);
  });

  it('writes nothing into its pages that could act', async () => {
    const { text, headers } = await laptop.get('/auth/login', { query: `to=${encodeURIComponent('/"><script>x')}` });
    expect(text).not.toContain('<script>x');
    expect(text).not.toMatch(/style="|onclick=|<style|<script(?! src="\/auth\/passkey\.js" defer>)/);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });
});

describe('whoever asks', () => {
  const strangers = ['nobody@example.com', 'user2@example.org', 'canary@example.com'];
  beforeEach(() => world.store.users.create(aUser(9, { email: 'canary@example.com', hidden: true })));

  it('cannot tell a known address from an unknown one: same bytes, same headers, same calls', async () => {
    const looks: string[] = [];
    Object.assign(world.store.users, { byEmail: async (email: string) => void looks.push(email) });
    const shape = async (email: string, sent: 'json' | 'form') => {
      const before = world.table.items().length;
      const answer = await world.browser().post('/auth/email', { [sent]: { email } });
      const { status, headers, text, setCookies } = answer;
      const cookies = setCookies.map((cookie) => cookie.replace(/=[\w-]+\.[\w-]+;/, '=…;'));
      const calls = { asked: world.asked.splice(0).length, written: world.table.items().length - before, looks };
      return { status, headers, text, cookies, calls };
    };
    for (const sent of ['json', 'form'] as const) {
      const known = await shape(ada.email, sent);
      expect(known.calls).toEqual({ asked: 1, written: 0, looks: [] });
      for (const email of strangers) expect(await shape(email, sent)).toEqual(known);
    }
  });

  it('gets no mail with an unknown address', async () => {
    for (const email of strangers) await ask(laptop, email);
    expect(await world.mails()).toEqual([]);
  });
});

describe('limits', () => {
  beforeEach(async () => {
    world = await signInHarness({ limits: true });
    ({ user: ada } = await world.userOf('USER', 2));
    laptop = world.browser();
  });

  it.each([['user2@example.com'], ['nobody@example.com']])(
    'let an address be asked for five times in a quarter of an hour, by whomever: %s',
    async (email) => {
      const statuses = [];
      for (let time = 0; time < 7; time++) {
        const answer = await world.browser().post('/auth/email', { json: { email }, sourceIp: `192.0.2.${time}` });
        statuses.push(answer.status);
      }
      expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429]);
      const page = await laptop.post('/auth/email', { form: { email }, headers: { accept: 'text/html' } });
      expect(page.status).toBe(429);
      expect(page.text).toContain('Too many attempts');
      world.clock.advance({ minutes: 15 });
      expect((await ask(laptop, email)).status).toBe(202);
    },
  );

  it.each([
    ['an IPv4 address', () => '192.0.2.7'],
    ['a network of IPv6', (time: number) => `2001:db8:0:1:${time.toString(16)}::1`],
  ])('let %s ask sixty times in a quarter of an hour, for whomever', async (_what, from) => {
    const statuses = [];
    for (let time = 0; time < 62; time++) {
      const json = { email: `user${time}@example.com` };
      statuses.push((await world.browser().post('/auth/email', { json, sourceIp: from(time) })).status);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(60);
    const elsewhere = await laptop.post('/auth/email', { json: { email: ada.email }, sourceIp: '2001:db8:0:2::1' });
    expect(elsewhere.status).toBe(202);
  });
});

it('shows a person who arrives their account, and sends who is not signed in to the form', async () => {
  const accept = { accept: 'text/html' };
  expect((await laptop.get('/', { headers: accept })).headers.location).toBe('/auth/account');
  expect((await laptop.get('/auth/account')).headers.location).toBe('/auth/login?to=%2Fauth%2Faccount');
  expect((await laptop.get('/')).status).toBe(401);
  await laptop.open({ user: ada });
  const { text } = await laptop.get('/auth/account');
  expect(text).toContain(ada.email);
  expect(text).toContain('this browser');
  expect(publicUrl).toContain('https://');
});
