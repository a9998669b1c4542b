import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { apiHarness } from '../api/api-harness.ts';
import { aTenant } from './rights-world.ts';

/** Members that are ours to decide, with values that somebody might like them to have. */
const wanted = {
  id: 4711,
  version: 99,
  hidden: true,
  type: 'APIKEY',
  PK: 'APIKEY#1',
  SK: 'x',
  hash: 'a'.repeat(64),
  feedHash: 'b'.repeat(64),
  userId: 1,
  createdAt: '2000-01-01T00:00:00.000Z',
  updatedAt: '2000-01-01T00:00:00.000Z',
  verified: true,
  status: 'OK',
  verification: null,
  e164: '+491511111111',
  address: 'eve@evil.example',
  emails: [{ id: 1, target: 'eve@evil.example', address: 'eve@evil.example', verified: true, status: 'OK' }],
  phones: [],
  devices: [],
  preferences: {},
  editions: [],
  escalation: { run: 99, generation: 99, nextAt: '2000-01-01T00:00:00.000Z' },
  acceptedBy: { kind: 'user', id: 1, name: 'Eve' },
  integrationUrl: 'https://evil.example',
  expiresAt: 1,
  dueAt: '2000-01-01T00:00:00.000Z',
};
const kept = [wanted.hash, wanted.feedHash, 'evil.example', '4711', '2000-01-01', '+491511111111'];

describe('members that nobody may write', () => {
  it('are not read from any body', async () => {
    const world = await aTenant('ADMIN');
    const routes = (await allRoutes()).filter(({ method, isPublic }) => !isPublic && /POST|PUT/.test(method));
    for (const { method, path } of routes) {
      const request = world.requestOf(method, path);
      // An incident that is written down later says itself when it was.
      const own = method === 'POST' && path === '/api/incidents' ? { createdAt: null, updatedAt: null } : {};
      const body = { ...wanted, ...own, ...('body' in request ? request.body : {}) };
      const { status } = await world.call(method, request.path, { query: request.query, body, key: world.key });
      expect([method, path, status < 500]).toEqual([method, path, true]);
    }
    const items = world.table.items().map((item) => JSON.stringify(item));
    for (const value of kept) expect(items.filter((item) => item.includes(value))).toEqual([]);
    expect(items.filter((item) => item.includes('"hidden":true'))).toEqual([]);
  });

  it('neither from a body of people who edit themselves', async () => {
    const api = await apiHarness();
    const { key } = await api.userOf('USER', 20);
    const own = { email: 'user20@example.com', firstName: 'A', lastName: 'B' };
    for (const role of ['OWNER', 'ADMIN', 'owner', 'constructor', ['ADMIN'], { toString: 'ADMIN' }]) {
      const body = { ...wanted, ...own, role };
      expect((await api.call('PUT', '/api/users/current', { key, body })).status).toBeGreaterThanOrEqual(400);
    }
    const ownId = { ...own, id: 1, role: null };
    expect((await api.call('PUT', '/api/users/current', { key, body: ownId })).body).toMatchObject({
      id: 20,
      role: 'USER',
    });
    const owner = await api.store.users.get(1);
    expect(owner).toMatchObject({ role: 'OWNER', email: 'admin@example.com' });
  });
});

describe('a body', () => {
  it.each([
    ['a prototype', '{"__proto__":{"isAdmin":true},"name":"T"}'],
    ['a prototype of a prototype', '{"constructor":{"prototype":{"isAdmin":true}},"name":"T"}'],
    ['a prototype far inside', '{"members":[{"user":{"id":1,"__proto__":{"isAdmin":true}}}],"name":"T"}'],
    ['a prototype twice', '{"__proto__":1,"__proto__":{"isAdmin":true},"name":"T"}'],
    ['an escaped prototype', '{"__pro\\u0074o__":{"isAdmin":true},"name":"T"}'],
  ])('cannot give every object %s', async (_what, raw) => {
    const api = await apiHarness();
    expect((await api.call('POST', '/api/teams', { raw })).status).toBe(201);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect(JSON.stringify(api.table.items())).not.toContain('isAdmin');
  });

  it.each([
    ['depth', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['depth that never closes', '{"a":'.repeat(100_000)],
    ['members', `{${Array.from({ length: 80_000 }, (_, n) => `"a${n}":1`).join(',')}}`],
    ['list items', `{"name":"T","members":[${'1,'.repeat(400_000)}1]}`],
    ['digits', `{"name":"T","members":${'9'.repeat(800_000)}}`],
    ['escapes', `{"name":"${'\\u0000'.repeat(140_000)}"}`],
    ['letters in a name', `{"${'a'.repeat(900_000)}":1}`],
    ['bytes', `{"name":"${'a'.repeat(2_000_000)}"}`],
  ])('of absurd %s is refused in words, and short ones', async (_what, raw) => {
    const api = await apiHarness();
    const { status, body, text } = await api.call('POST', '/api/teams', { raw });
    expect([400, 413]).toContain(status);
    expect(body.message.length).toBeLessThanOrEqual(500);
    expect(text.length).toBeLessThan(2_000);
    expect(api.errors).toEqual([]);
  });

  it.each(['text/html', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'is JSON, whatever its content type says (%j): a form of another site is none',
    async (type) => {
      const api = await apiHarness();
      const headers = { 'content-type': type };
      expect((await api.call('POST', '/api/teams', { raw: 'name=T', headers })).status).toBe(400);
      expect((await api.call('POST', '/api/teams', { raw: '<team/>', headers })).status).toBe(400);
    },
  );
});

describe('a request', () => {
  it('with two Authorization headers, which arrive as one, has no key', async () => {
    const api = await apiHarness();
    for (const authorization of ['Bearer owner-key,Bearer owner-key', 'Bearer wrong,Bearer owner-key'])
      expect((await api.call('GET', '/api/users', { key: null, headers: { authorization } })).status).toBe(403);
  });

  it('with a huge header, path or query is answered in few words', async () => {
    const api = await apiHarness();
    const long = 'a'.repeat(200_000);
    const answers = [
      await api.call('GET', '/api/users', { key: null, headers: { authorization: `Bearer ${long}` } }),
      await api.call('GET', `/api/${long}`),
      await api.call('GET', `/api/users/${long}`),
      await api.call('GET', `/api/alert-sources/${long}`),
      await api.call('GET', `/api/alert-sources/name/${long}`),
      await api.call('GET', `/api${'/a'.repeat(100_000)}`),
      await api.call('GET', '/api/alerts', { query: `states=${long}` }),
      await api.call('GET', '/api/alerts', { query: Array.from({ length: 20_000 }, () => 'sources=1').join('&') }),
      await api.call('GET', '/api/on-calls', { query: `policy-levels=${'['.repeat(100_000)}` }),
      await api.call('GET', '/api/on-calls', { query: `timezone=${long}` }),
      await api.call('GET', `/answer/${long}`),
      await api.call('GET', `/api/ical/${long}.ics`),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(text.length).toBeLessThan(3_000);
    }
    expect(api.errors).toEqual([]);
  });

  it('cannot put anything into a header of its answer', async () => {
    const world = await aTenant('OWNER');
    const hostile = 'x%0d%0aset-cookie: a=b\r\nset-cookie: a=b';
    for (const { method, path } of await allRoutes()) {
      const request = world.requestOf(method, path);
      for (const asked of [request.path, `${request.path}/${hostile}`]) {
        const { headers } = await world.call(method, asked, {
          ...request,
          query: `${request.query}&cursor=${hostile}`,
        });
        for (const value of Object.values(headers)) expect(String(value)).toMatch(/^[\x20-\x7e]*$/);
        expect(Object.keys(headers)).not.toContain('set-cookie');
      }
    }
  });
});

describe('secrets of the account', () => {
  it('are not shown to those who may only read: keys, signing secrets, addresses of calendars', async () => {
    const world = await aTenant('VIEWER');
    const address = 'https://calendar.example.com/private-0123456789/basic.ics';
    const schedule = { name: 'Feed', timezone: 'UTC', type: 'STATIC', calendarUrl: address };
    const { body: made } = await world.call('POST', '/api/schedules', { body: schedule });
    expect(made.calendarUrl).toBe(address);
    const { body: source } = await world.call('GET', world.requestOf('GET', '/api/alert-sources/{id}').path);
    const { body: monitor } = await world.call('GET', world.requestOf('GET', '/api/heartbeat-monitors/{id}').path);
    const secrets = [address, source.integrationKey, monitor.integrationKey];
    expect(secrets.every((secret) => typeof secret === 'string' && secret.length > 3)).toBe(true);

    const reads = (await allRoutes()).filter(({ method, isPublic }) => method === 'GET' && !isPublic);
    for (const { path } of reads) {
      const request = world.requestOf('GET', path);
      const query = `${request.query}&include=integrationUrl,past,shifts,customDetails&expand=schedule`;
      const { text } = await world.call('GET', request.path, { query, key: world.key });
      for (const secret of secrets) expect([path, text.includes(secret)]).toEqual([path, false]);
    }
    const one = await world.call('GET', `/api/schedules/${made.id}`, { key: world.key });
    expect(one.body).toMatchObject({ name: 'Feed', calendarUrl: null });
  });

  it('are stored as hashes or encrypted', async () => {
    const world = await aTenant('OWNER');
    const create = async (path: string, body: object) => (await world.call('POST', path, { body })).body;
    const policy = world.requestOf('PUT', '/api/alert-sources/{id}').body as { escalationPolicy: object };
    const metadata = { signingSecret: 'signing-secret-1' };
    const source = await create('/api/alert-sources', {
      ...policy,
      name: 'Secret',
      integrationKey: 'il1api-secret-2',
      metadata,
    });
    const monitor = await create('/api/heartbeat-monitors', { name: 'Secret', intervalSec: 60 });
    const apiKey = await create('/api/users/30/api-keys', {});
    const feed = await create('/api/users/30/ical-feed', {});
    const secrets: Record<string, string> = {
      'signing secret': metadata.signingSecret,
      'integration key': source.integrationKey,
      'heartbeat key': monitor.integrationKey,
      'API key': apiKey.key,
      'feed secret': /ical\/([\w-]+)/.exec(feed.url)?.[1] ?? '',
    };
    const items = world.table.items().map((item) => JSON.stringify(item));
    for (const [name, value] of Object.entries(secrets)) {
      expect(value.length, name).toBeGreaterThan(7);
      expect([name, items.filter((item) => item.includes(value))]).toEqual([name, []]);
    }
  });
});
