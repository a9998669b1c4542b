import { beforeEach, describe, expect, it } from 'vitest';
import type { SignInMethod } from '../../functions/domain/session/session.ts';
import type { User } from '../../functions/domain/user/user.ts';
import { type Browser, type SignInHarness, signInHarness } from './sign-in-harness.ts';

let world: SignInHarness;
let ada: User;
let laptop: Browser;

beforeEach(async () => {
  world = await signInHarness();
  ({ user: ada } = await world.userOf('ADMIN', 2));
  laptop = world.browser();
});

const bind = async (facts: object = {}) => {
  const provider = {
    name: 'Staff',
    issuer: 'https://id.example.com',
    clientId: 'tocsin',
    domains: ['example.com'],
    ...facts,
  };
  const { status, text } = await world.call('POST', '/api/identity-providers', { body: provider, key: 'key-of-2' });
  expect(status, text).toBe(201);
};

const statuses = async () => [
  (await laptop.get('/auth/session')).status,
  (await laptop.api('GET', '/api/users/current')).status,
];

describe('when an identity provider comes to speak for a domain', () => {
  it.each<SignInMethod>(['LINK', 'PASSKEY', 'INVITATION'])(
    'a session that was begun by %s ends within a minute',
    async (method) => {
      await laptop.open({ user: ada }, method);
      expect(await statuses()).toEqual([200, 200]);
      await bind();
      world.clock.advance({ seconds: 15 });
      expect(await statuses()).toEqual([401, 401]);
      expect(await world.store.sessions.ofUser(2)).toEqual([]);
      const [entry] = (await world.call('GET', '/api/audit-log', { query: 'max-results=1' })).body;
      expect(entry).toMatchObject({ action: 'session:delete', actor: { kind: 'system' } });
    },
  );

  it('the API believes it for fifteen seconds more at most', async () => {
    await laptop.open({ user: ada });
    await laptop.api('GET', '/api/users/current');
    await bind();
    world.clock.advance({ seconds: 15 });
    expect((await laptop.api('GET', '/api/users/current')).status).toBe(401);
  });

  it('a session that was begun over a provider goes on', async () => {
    await laptop.open({ user: ada }, 'OIDC');
    await bind();
    world.clock.advance({ seconds: 15 });
    expect(await statuses()).toEqual([200, 200]);
  });

  it('sessions of other domains, and those of a provider that is off, go on', async () => {
    await laptop.open({ user: ada });
    await bind({ domains: ['elsewhere.example.com'] });
    await bind({ name: 'Off', active: false });
    world.clock.advance({ seconds: 15 });
    expect(await statuses()).toEqual([200, 200]);
  });

  it('the owner, whom they have not written it for, stays signed in', async () => {
    const owner = (await world.store.users.get(1)) ?? expect.fail('no owner');
    await laptop.open({ user: owner });
    await bind();
    world.clock.advance({ seconds: 15 });
    expect(await statuses()).toEqual([200, 200]);
  });

  it('whoever was let in by their address alone is let in no more', async () => {
    await laptop.open({ email: 'guest@example.com' });
    await bind();
    expect((await laptop.get('/auth/session')).status).toBe(401);
  });
});
