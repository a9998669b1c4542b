import { beforeEach, expect, it } from 'vitest';
import { type ApiHarness, apiHarness, ownerKey } from './api-harness.ts';

let api: ApiHarness;
beforeEach(async () => {
  api = await apiHarness();
});

const withHeader = (authorization: string) =>
  api.call('GET', '/api/users/current', { key: null, headers: { authorization } });

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

it.each([
  ['no header', ''],
  ['another scheme', 'Digest abc'],
  ['Bearer without a key', 'Bearer'],
  ['Basic without a colon', basic('nobody')],
  ['Basic without an organization', basic('admin:owner-key')],
  ['Basic without a password', basic('admin@org:')],
  ['Basic that is no base64', 'Basic %%%'],
])('answers 401 as JSON to %s', async (_what, header) => {
  const answer = await withHeader(header);
  expect(answer.status).toBe(401);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.body).toMatchObject({ status: 401, message: expect.any(String) });
});

it.each([
  ['an unknown key', 'Bearer nobodys-key'],
  ['an unknown key as password', basic('admin@example.com@org:nobodys-key')],
  ["somebody else's name", basic(`eve@org:${ownerKey}`)],
  ["somebody else's address", basic(`eve@example.com:${ownerKey}`)],
])('answers 403 KEY_ERROR to %s', async (_what, header) => {
  const answer = await withHeader(header);
  expect(answer.status).toBe(403);
  expect(answer.body).toMatchObject({ status: 403, code: 'KEY_ERROR' });
});

it.each([
  ['Bearer', `Bearer ${ownerKey}`],
  ['bearer in lower case', `bearer  ${ownerKey}`],
  ['Basic with the key as password', basic(`admin@example.com@my-org:${ownerKey}`)],
  ['Basic with an address and no organization', basic(`Admin@Example.com:${ownerKey}`)],
])('knows the caller by %s', async (_what, header) => {
  const answer = await withHeader(header);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body).toMatchObject({ id: 1, email: 'admin@example.com', role: 'ADMIN' });
});

it('tells nobody without a key which paths there are', async () => {
  for (const path of ['/', '/api', '/api/nothing', '/api/users/1/api-keys'])
    expect((await api.call('GET', path, { key: null })).status).toBe(401);
  expect((await api.call('GET', '/api/nothing')).status).toBe(404);
  const wrongMethod = await api.call('PATCH', '/api/users/1');
  expect(wrongMethod.status).toBe(405);
  expect(wrongMethod.headers.allow).toBe('GET, PUT, DELETE');
});

it.each(['/health', '/api/numbers', '/api/integrations'])(
  'answers %s to anybody, whatever key they bring',
  async (path) => {
    for (const key of [null, 'nobodys-key', ownerKey]) expect((await api.call('GET', path, { key })).status).toBe(200);
  },
);

it('answers HEAD as it answers GET', async () => {
  expect((await api.call('HEAD', '/health', { key: null })).status).toBe(200);
});

it('answers what nobody foresaw without detail, and logs it once', async () => {
  const broken = new Error('the table is on fire');
  Object.assign(api.store.alerts, { get: () => Promise.reject(broken) });
  const answer = await api.call('GET', '/api/alerts/5');
  expect([answer.status, answer.body]).toEqual([500, { status: 500, message: 'internal error', code: 'ERROR' }]);
  expect(api.errors).toEqual([broken]);
});

it('reads bodies in base64', async () => {
  const body = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };
  const raw = Buffer.from(JSON.stringify(body)).toString('base64');
  const answer = await api.call('POST', '/api/users', { raw, isBase64: true });
  expect(answer.status, answer.text).toBe(201);
});

it('lists the integrations by page', async () => {
  const all = (await api.call('GET', '/api/integrations', { key: null })).body;
  expect(all[0]).toMatchObject({
    id: 1,
    type: 'INBOUND',
    name: expect.any(String),
    integrationPath: '/api/v1/events/api',
    sample: { eventType: 'ALERT' },
  });
  const page = await api.call('GET', '/api/integrations', { key: null, query: 'start-index=1&max-results=1' });
  expect(page.body).toEqual([all[1]]);
});

it('shows a new API key once, lets it act as its owner, and no longer after it is deleted', async () => {
  const made = await api.call('POST', '/api/users/1/api-keys', { body: { name: 'Terraform' } });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    id: expect.any(Number),
    name: 'Terraform',
    key: expect.stringMatching(/^tocsin_/),
  });
  const { key, id } = made.body;
  expect((await api.call('GET', '/api/users/current', { key })).body.id).toBe(1);
  const list = await api.call('GET', '/api/users/1/api-keys');
  expect(list.text).not.toContain(key);
  expect(list.body.find((entry: { id: number }) => entry.id === id)).toEqual({
    id,
    name: 'Terraform',
    createdAt: expect.any(String),
    lastUsedAt: '2026-03-02',
  });
  expect((await api.call('DELETE', `/api/users/1/api-keys/${id}`)).status).toBe(204);
  expect((await api.call('GET', '/api/users/current', { key })).body.code).toBe('KEY_ERROR');
  expect((await api.call('DELETE', `/api/users/1/api-keys/${id}`)).status).toBe(404);
});

it('forgets a key that another function revoked within a minute, and never remembers an unknown one', async () => {
  const { user, key } = await api.userOf('USER', 2);
  expect((await api.call('GET', '/api/users/current', { key })).status).toBe(200);
  const [stored] = await api.store.apiKeys.ofUser(user.id);
  if (stored) await api.store.apiKeys.delete(stored);
  api.clock.advance({ minutes: 1 });
  expect((await api.call('GET', '/api/users/current', { key })).status).toBe(403);
  if (stored) await api.store.apiKeys.create(stored);
  expect((await api.call('GET', '/api/users/current', { key })).status).toBe(200);
});

it('takes the keys of a deleted user away', async () => {
  const { key } = await api.userOf('ADMIN', 2);
  expect((await api.call('DELETE', '/api/users/2')).status).toBe(204);
  expect((await api.call('GET', '/api/users/current', { key })).body.code).toBe('KEY_ERROR');
  expect(await api.store.apiKeys.ofUser(2)).toEqual([]);
});

it('limits the calls of one key, not those of others, and starts again after a minute', async () => {
  api = await apiHarness({ callsPerMinute: 3 });
  const other = await api.userOf('USER', 2);
  const statuses = [];
  for (let call = 0; call < 5; call++) statuses.push((await api.call('GET', '/api/users/current')).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  const refused = await api.call('GET', '/api/users/current');
  expect(refused.body).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  expect((await api.call('GET', '/api/users/current', { key: other.key })).status).toBe(200);
  expect((await api.call('GET', '/health')).status).toBe(200);
  api.clock.advance({ minutes: 1 });
  expect((await api.call('GET', '/api/users/current')).status).toBe(200);
});
