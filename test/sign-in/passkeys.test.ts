import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { type Authenticator, anAuthenticator } from '../support/authenticator.ts';
import { type Answer, type Browser, publicUrl, type SignInHarness, signInHarness } from './sign-in-harness.ts';

let world: SignInHarness;
let ada: User;
let laptop: Browser;
let key: Authenticator;
beforeEach(async () => {
  world = await signInHarness();
  ({ user: ada } = await world.userOf('USER', 2));
  laptop = world.browser('Firefox on a laptop');
  key = anAuthenticator(publicUrl);
});

async function register(browser = laptop, authenticator = key, name?: string): Promise<Answer> {
  const { body } = await browser.post('/auth/passkey/registration/options', { json: {} });
  const json = { attempt: body.attempt, credential: authenticator.register(body.options), ...(name && { name }) };
  return browser.post('/auth/passkey/registration', { json });
}

async function signIn(browser: Browser, authenticator = key, to?: string): Promise<Answer> {
  const { body } = await browser.post('/auth/passkey/sign-in/options', { json: to === undefined ? {} : { to } });
  const json = { attempt: body.attempt, credential: authenticator.answer(body.options) };
  return browser.post('/auth/passkey/sign-in', { json });
}

describe('a passkey', () => {
  it('is registered by whoever is signed in, and signs in without an address', async () => {
    await laptop.open({ user: ada });
    const made = await register(laptop, key, 'Laptop');
    expect(made.status, made.text).toBe(201);
    expect(made.body).toEqual({ id: expect.any(String), name: 'Laptop', createdAt: '2026-03-02T09:00:00.000Z' });
    const other = world.browser();
    const answer = await signIn(other, key, '/alerts');
    expect([answer.status, answer.body], answer.text).toEqual([200, { to: '/alerts' }]);
    expect((await other.get('/auth/session')).body.user).toEqual({ id: 2, email: ada.email, role: 'USER' });
    expect((await other.get('/auth/sessions')).body[1]).toMatchObject({ method: 'PASSKEY', current: true });
    expect([...other.jar.keys()]).toEqual(['__Host-tocsin-session']);
  });

  it('asks for this host, for the person to be recognised, and for no key by name', async () => {
    const { body } = await laptop.post('/auth/passkey/sign-in/options', { json: {} });
    expect(body.options).toMatchObject({ rpId: 'tocsin.example.com', userVerification: 'required' });
    expect(body.options.allowCredentials ?? []).toEqual([]);
    await laptop.open({ user: ada });
    const registration = await laptop.post('/auth/passkey/registration/options', { json: {} });
    expect(registration.body.options).toMatchObject({
      rp: { id: 'tocsin.example.com' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  });

  it('is one of several, each with its name, to be renamed and removed', async () => {
    await laptop.open({ user: ada });
    await register(laptop, key, 'Laptop');
    const phone = anAuthenticator(publicUrl);
    const unnamed = await register(laptop, phone);
    expect(unnamed.body.name).toBe('Passkey');
    const excluded = await laptop.post('/auth/passkey/registration/options', { json: {} });
    expect(excluded.body.options.excludeCredentials.map(({ id }: { id: string }) => id)).toEqual([
      key.credentialId,
      phone.credentialId,
    ]);
    const path = `/auth/passkeys/${unnamed.body.id}`;
    expect((await laptop.send('PUT', path, { json: { name: 'Phone' } })).body.name).toBe('Phone');
    expect((await laptop.get('/auth/passkeys')).body.map(({ name }: { name: string }) => name)).toEqual([
      'Laptop',
      'Phone',
    ]);
    expect((await laptop.delete(path)).status).toBe(204);
    expect((await laptop.delete(path)).status).toBe(404);
    expect((await signIn(world.browser(), phone)).status).toBe(403);
    expect((await signIn(world.browser(), key)).status).toBe(200);
    expect((await laptop.get('/auth/passkeys')).body).toMatchObject([
      { name: 'Laptop', lastUsedAt: '2026-03-02T09:00:00.000Z' },
    ]);
  });

  it('is in the audit log with all that is done to it, and nothing of its key', async () => {
    await laptop.open({ user: ada });
    const { body } = await register(laptop, key, 'Laptop');
    await laptop.send('PUT', `/auth/passkeys/${body.id}`, { json: { name: 'Desk' } });
    await laptop.delete(`/auth/passkeys/${body.id}`);
    const entries = await world.store.audit.list({}, { offset: 0, limit: 50 });
    const own = entries.filter(({ entity }) => entity.kind === 'passkey');
    expect(own.map(({ action }) => action)).toEqual(['passkey:delete', 'passkey:update', 'passkey:create']);
    expect(own[1]).toMatchObject({ before: { name: 'Laptop' }, after: { name: 'Desk' }, via: 'SESSION' });
    expect(own[0]?.actor).toMatchObject({ id: ada.id });
    expect(JSON.stringify(own)).not.toContain(key.credentialId);
  });

  it('is looked after by forms, too, and shown with its name as it is', async () => {
    await laptop.open({ user: ada });
    const { body } = await register(laptop, key, '<b>Laptop</b>');
    expect((await laptop.get('/auth/account')).text).toContain('&lt;b>Laptop&lt;/b>');
    const renamed = await laptop.post(`/auth/passkeys/${body.id}/rename`, { form: { name: 'Desk' } });
    expect([renamed.status, renamed.headers.location]).toEqual([303, '/auth/account']);
    expect((await laptop.get('/auth/account')).text).toContain('Desk');
    expect((await laptop.post(`/auth/passkeys/${body.id}/remove`, { form: {} })).status).toBe(303);
    expect((await laptop.get('/auth/passkeys')).body).toEqual([]);
  });

  it("is nobody else's to see, rename or remove", async () => {
    await laptop.open({ user: ada });
    const { body } = await register();
    const eve = world.browser();
    await eve.open({ user: (await world.userOf('ADMIN', 3)).user });
    expect((await eve.get('/auth/passkeys')).body).toEqual([]);
    expect((await eve.send('PUT', `/auth/passkeys/${body.id}`, { json: { name: 'Mine' } })).status).toBe(404);
    expect((await eve.delete(`/auth/passkeys/${body.id}`)).status).toBe(404);
    expect((await laptop.get('/auth/passkeys')).body).toHaveLength(1);
  });

  it('is there twenty times at most', async () => {
    await laptop.open({ user: ada });
    const createdAt = world.clock.now();
    for (let count = 0; count < 20; count++)
      await world.store.passkeys.create({
        ...{ id: `01${count}`, credentialId: `c${count}`, publicKey: 'k', counter: 0, transports: [], name: 'Key' },
        ...{ createdAt, userId: ada.id },
      });
    expect((await laptop.post('/auth/passkey/registration/options', { json: {} })).status).toBe(400);
  });

  it('signs nobody in who was deleted', async () => {
    await laptop.open({ user: ada });
    await register();
    await world.store.users.delete(ada);
    expect((await signIn(world.browser())).status).toBe(403);
  });
});

it.each([
  ['GET', '/auth/passkeys'],
  ['PUT', '/auth/passkeys/01P'],
  ['DELETE', '/auth/passkeys/01P'],
  ['POST', '/auth/passkeys/01P/rename'],
  ['POST', '/auth/passkeys/01P/remove'],
  ['POST', '/auth/passkey/registration/options'],
  ['POST', '/auth/passkey/registration'],
  ['GET', '/auth/session'],
  ['GET', '/auth/sessions'],
  ['DELETE', '/auth/sessions/01S'],
  ['POST', '/auth/sessions/01S/end'],
  ['GET', '/auth/grants'],
  ['DELETE', '/auth/grants/01G'],
  ['POST', '/auth/grants/01G/end'],
])('%s %s is for who is signed in', async (method, path) => {
  expect((await laptop.send(method, path, method === 'GET' ? {} : { json: {} })).status).toBe(401);
});
