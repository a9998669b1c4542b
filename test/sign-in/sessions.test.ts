import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { type Browser, type SignInHarness, signInHarness } from './sign-in-harness.ts';

let world: SignInHarness;
let ada: User;
let laptop: Browser;
beforeEach(async () => {
  world = await signInHarness();
  ({ user: ada } = await world.userOf('USER', 2));
  laptop = world.browser('Firefox on a laptop');
});

describe('a session', () => {
  it('tells who is signed in and until when, and moves on while it is used', async () => {
    await laptop.open({ user: ada });
    expect((await laptop.get('/auth/session')).body).toEqual({
      user: { id: 2, email: 'user2@example.com', role: 'USER' },
      email: 'user2@example.com',
      expiresAt: '2026-03-02T21:00:00.000Z',
    });
    world.clock.advance({ hours: 11 });
    expect((await laptop.get('/auth/session')).body.expiresAt).toBe('2026-03-03T08:00:00.000Z');
    world.clock.advance({ hours: 12 });
    expect((await laptop.get('/auth/session')).status).toBe(401);
  });

  it('is over after 30 days of use', async () => {
    await laptop.open({ user: ada });
    for (let day = 0; day < 60; day++) {
      world.clock.advance({ hours: 11 });
      expect((await laptop.get('/auth/session')).status, String(day)).toBe(200);
    }
    world.clock.advance({ hours: 59.9 });
    expect((await laptop.get('/auth/session')).status).toBe(401);
  });

  it('of somebody who is let in by their address alone has no user, and is nobody for the API', async () => {
    await laptop.open({ email: 'guest@example.com' });
    expect((await laptop.get('/auth/session')).body).toMatchObject({ user: null, email: 'guest@example.com' });
    expect((await laptop.api('GET', '/api/users/current')).status).toBe(401);
    expect((await laptop.get('/auth/sessions')).body).toMatchObject([{ current: true }]);
  });

  it('shows the owner as an administrator, as the API does', async () => {
    await laptop.open({ user: { id: 1, email: 'admin@example.com' } });
    expect((await laptop.get('/auth/session')).body.user.role).toBe('ADMIN');
  });

  it('is told to nobody else: no cache keeps it', async () => {
    expect((await laptop.get('/auth/session')).headers['cache-control']).toBe('no-store');
  });
});

describe('one who is signed in', () => {
  it('is who they are on the API', async () => {
    await laptop.open({ user: ada });
    expect((await laptop.api('GET', '/api/users/current')).body).toMatchObject({ id: 2, role: 'USER' });
    expect((await laptop.api('DELETE', '/api/users/1')).status).toBe(403);
    const changed = { firstName: 'Ada', lastName: 'L', email: ada.email };
    expect((await laptop.api('PUT', '/api/users/current', { json: changed })).body.firstName).toBe('Ada');
  });

  it('is whoever owns the key, when one is sent besides', async () => {
    await laptop.open({ user: ada });
    const owner = await laptop.api('GET', '/api/users/current', { headers: { authorization: 'Bearer owner-key' } });
    expect(owner.body.id).toBe(1);
    const wrong = await laptop.api('GET', '/api/users/current', { headers: { authorization: 'Bearer nobodys' } });
    expect(wrong.body.code).toBe('KEY_ERROR');
  });

  it('sees where they are signed in, and ends what they do not know', async () => {
    await laptop.open({ user: ada });
    world.clock.advance({ hours: 1 });
    const phone = world.browser('Safari on a phone');
    await phone.open({ user: ada });
    const { body } = await laptop.get('/auth/sessions');
    expect(body).toMatchObject([
      { userAgent: 'Firefox on a laptop', createdAt: '2026-03-02T09:00:00.000Z', current: true },
      { userAgent: 'Safari on a phone', createdAt: '2026-03-02T10:00:00.000Z', current: false },
    ]);
    expect(Object.keys(body[0]).sort()).toEqual(['createdAt', 'current', 'id', 'lastSeenAt', 'method', 'userAgent']);
    expect((await laptop.delete(`/auth/sessions/${body[1].id}`)).status).toBe(204);
    expect((await phone.get('/auth/session')).status).toBe(401);
    expect((await laptop.delete(`/auth/sessions/${body[1].id}`)).status).toBe(404);
    expect((await laptop.get('/auth/session')).status).toBe(200);
  });

  it("cannot end somebody else's session, nor learn of it", async () => {
    await laptop.open({ user: ada });
    const other = world.browser();
    const { session } = await other.open({ user: (await world.userOf('USER', 3)).user });
    expect((await laptop.delete(`/auth/sessions/${session.id}`)).status).toBe(404);
    expect((await other.get('/auth/session')).status).toBe(200);
  });

  it('signs out: the session is over on the server, too', async () => {
    await laptop.open({ user: ada });
    const stolen = [...laptop.jar];
    const answer = await laptop.post('/auth/sign-out');
    expect([answer.status, laptop.jar.size]).toEqual([204, 0]);
    for (const [name, value] of stolen) laptop.jar.set(name, value);
    expect((await laptop.get('/auth/session')).status).toBe(401);
    expect((await laptop.post('/auth/sign-out')).status).toBe(204);
  });

  it('is sent to the form after signing out by a form', async () => {
    await laptop.open({ user: ada });
    expect(await laptop.post('/auth/sign-out', { form: {} })).toMatchObject({
      status: 303,
      headers: { location: '/auth/login' },
    });
  });
});

describe('an administrator', () => {
  const sessionsPath = '/api/users/2/sessions';

  it('sees where somebody is signed in, and signs them out on one browser or everywhere', async () => {
    const phone = world.browser('Safari on a phone');
    const opened = await laptop.open({ user: ada });
    world.clock.advance({ seconds: 1 });
    await phone.open({ user: ada });
    const { body } = await world.call('GET', sessionsPath);
    expect(body).toMatchObject([{ userAgent: 'Firefox on a laptop' }, { userAgent: 'Safari on a phone' }]);
    expect(JSON.stringify(body)).not.toContain(opened.session.hash);
    expect((await world.call('DELETE', `${sessionsPath}/${opened.session.id}`)).status).toBe(204);
    expect((await world.call('DELETE', `${sessionsPath}/${opened.session.id}`)).status).toBe(404);
    expect((await laptop.get('/auth/session')).status).toBe(401);
    expect((await phone.get('/auth/session')).status).toBe(200);
    expect((await world.call('DELETE', sessionsPath)).status).toBe(204);
    expect((await phone.get('/auth/session')).status).toBe(401);
    expect((await world.call('GET', sessionsPath)).body).toEqual([]);
    const entries = await world.store.audit.list({}, { offset: 0, limit: 50 });
    const told = entries.filter(({ action }) => action === 'session:delete');
    expect(told).toMatchObject([{ entity: { name: ada.email } }, { before: { userAgent: 'Firefox on a laptop' } }]);
    expect(JSON.stringify(told)).not.toContain(opened.session.hash);
  });

  it('who deletes somebody ends their sessions and takes their passkeys', async () => {
    await laptop.open({ user: ada });
    const createdAt = world.clock.now();
    const passkey = {
      id: '01P',
      credentialId: 'c',
      publicKey: 'k',
      counter: 0,
      transports: [],
      name: 'Key',
      createdAt,
    };
    await world.store.passkeys.create({ ...passkey, userId: ada.id });
    expect((await world.call('DELETE', '/api/users/2')).status).toBe(204);
    expect((await laptop.get('/auth/session')).status).toBe(401);
    expect(await world.store.sessions.ofUser(ada.id)).toEqual([]);
    expect(await world.store.passkeys.byCredential('c')).toBeUndefined();
  });

  it('is the only one who may, besides oneself', async () => {
    const { key } = await world.userOf('USER', 3);
    expect((await world.call('GET', sessionsPath, { key })).status).toBe(403);
    expect((await world.call('DELETE', sessionsPath, { key })).status).toBe(403);
  });
});

describe('within a minute', () => {
  const whoami = () => laptop.api('GET', '/api/users/current');
  beforeEach(async () => {
    await laptop.open({ user: ada });
    expect((await whoami()).body.role).toBe('USER');
  });

  it('an ended session is over', async () => {
    await world.store.sessions.endAllOf(ada.id);
    world.clock.advance({ minutes: 1 });
    expect((await whoami()).status).toBe(401);
  });

  it('a changed role counts', async () => {
    const user = await world.store.users.get(ada.id);
    if (user) await world.store.users.save({ ...user, role: 'VIEWER' }, user);
    world.clock.advance({ minutes: 1 });
    expect((await whoami()).body.role).toBe('VIEWER');
    expect((await laptop.get('/auth/session')).body.user.role).toBe('VIEWER');
  });

  it('a membership that was taken away shows nothing any more', async () => {
    const members = [{ user: { id: ada.id }, role: 'USER' }];
    const { body: team } = await world.call('POST', '/api/teams', {
      body: { name: 'Quiet', visibility: 'PRIVATE', members },
    });
    const path = `/api/teams/${team.id}`;
    world.clock.advance({ minutes: 1 });
    expect((await laptop.api('GET', path)).status).toBe(200);
    const stored = await world.store.teams.get(team.id);
    if (stored) await world.store.teams.save({ ...stored, members: [] }, stored);
    world.clock.advance({ minutes: 1 });
    expect((await laptop.api('GET', path)).status).toBe(404);
  });

  it('somebody who was deleted is nobody', async () => {
    const user = await world.store.users.get(ada.id);
    if (user) await world.store.users.delete(user);
    world.clock.advance({ minutes: 1 });
    expect((await whoami()).status).toBe(401);
    expect((await laptop.get('/auth/session')).status).toBe(401);
  });

  it('a session that runs out is over at its time', async () => {
    world.clock.advance({ hours: 11, minutes: 59, seconds: 55 });
    expect((await whoami()).status).toBe(200);
    const all = await world.store.sessions.ofUser(ada.id);
    expect(all[0]?.lastSeenAt).toBe('2026-03-02T20:59:55.000Z');
  });
});

describe('cookies', () => {
  it('stay with their host and out of the reach of scripts', async () => {
    const given = world.cookies.give('session', 'secret', { days: 30 });
    expect(given).toMatch(
      /^__Host-tocsin-session=secret\.[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it.each([
    ['changed', (value: string) => `x${value.slice(1)}`],
    ['without its signature', (value: string) => value.split('.')[0] ?? ''],
    ['with another signature', (value: string) => `${value.split('.')[0]}.${'A'.repeat(43)}`],
    ['signed as something else', () => world.cookies.give('browser', 'secret', { days: 1 }).split(/[=;]/)[1] ?? ''],
    ['empty', () => ''],
    ['long', () => 'x'.repeat(8000)],
  ])('that are %s let nobody in, and nothing is read for them', async (_how, change) => {
    await laptop.open({ user: ada });
    for (const [name, value] of laptop.jar) laptop.jar.set(name, change(value));
    let reads = 0;
    Object.assign(world.store.sessions, { byHash: async () => void reads++ });
    expect((await laptop.get('/auth/session')).status).toBe(401);
    expect((await laptop.api('GET', '/api/users/current')).status).toBe(401);
    expect(reads).toBe(0);
  });
});
