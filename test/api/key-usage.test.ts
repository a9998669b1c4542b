import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
beforeEach(async () => {
  api = await apiHarness();
});

const use = async (times: number, path = '/api/teams', key?: string) => {
  for (let call = 0; call < times; call++) await api.call('GET', path, key === undefined ? {} : { key });
};
const report = async (query: string) => api.call('GET', '/api/reports/api-keys/usage', { query });
const today = 'from=2026-03-02&until=2026-03-02';

describe('the usage of API keys', () => {
  it('is told to administrators by user, scope and day', async () => {
    const { key } = await api.userOf('VIEWER', 5);
    await use(40, '/api/teams');
    await use(20, '/api/alerts', key);
    await use(20, '/api/schedules', key);
    await api.call('POST', '/api/teams', { key, body: { name: 'x' } });
    api.clock.advance({ minutes: 1 });
    await use(1, '/api/users/current');
    const { status, body } = await report(today);
    expect(status).toBe(200);
    expect(body).toEqual([
      [1, 'profile:r', '2026-03-02', 1],
      [1, 'team:r', '2026-03-02', 40],
      [5, 'alert:r', '2026-03-02', 20],
      [5, 'schedule:r', '2026-03-02', 20],
      [5, 'team:w', '2026-03-02', 1],
    ]);
    expect((await report(`${today}&scopes=team&scopes=alert:w`)).body.map((row: unknown[]) => row[1])).toEqual([
      'team:r',
      'team:w',
    ]);
    expect((await api.call('GET', '/api/reports/api-keys/usage', { query: today, key })).status).toBe(403);
  });

  it('does not count what the key was not let do, nor calls without a key', async () => {
    const { body } = await api.call('POST', '/api/users/1/api-keys', { body: { scopes: ['alert'] } });
    await use(30, '/api/teams', body.key);
    await use(30, '/api/teams', 'nobodys-key');
    await use(30, '/api/numbers');
    api.clock.advance({ minutes: 1 });
    await use(1, '/api/alerts', body.key);
    expect((await report(today)).body).toEqual([
      [1, 'alert:r', '2026-03-02', 1],
      [1, 'user:w', '2026-03-02', 1],
    ]);
  });

  it('costs one write in twenty calls or a minute, and loses fewer than twenty when a function dies', async () => {
    const put = vi.spyOn(api.store.keyUsage, 'put');
    await use(20);
    expect(put).toHaveBeenCalledTimes(1);
    await use(81);
    expect(put).toHaveBeenCalledTimes(6);
    api.clock.advance({ minutes: 1 });
    await use(19);
    expect(put).toHaveBeenCalledTimes(7);
    api.clock.advance({ minutes: 15 });
    await use(1);
    expect(put).toHaveBeenCalledTimes(8);
    expect((await report(today)).body).toContainEqual([1, 'team:r', '2026-03-02', 120]);
  });

  it('does not get in the way: a table that does not take it costs nothing but the count', async () => {
    vi.spyOn(api.store.keyUsage, 'put').mockRejectedValue(new Error('throttled'));
    vi.spyOn(api.store.apiKeys, 'noteUse').mockRejectedValue(new Error('throttled'));
    for (let call = 0; call < 50; call++) expect((await api.call('GET', '/api/teams')).status).toBe(200);
    expect(api.errors).toEqual([]);
    vi.restoreAllMocks();
    api.clock.advance({ minutes: 1 });
    await use(1);
    expect((await report(today)).body).toEqual([[1, 'team:r', '2026-03-02', 51]]);
  });

  it.each([
    ['', /^from/],
    ['from=2026-03-01', /^until/],
    ['until=2026-03-01', /^from/],
    ['from=2026-03-02&until=2026-03-01', /^until/],
    ['from=2026-03-02T10:00:00Z&until=2026-03-02T10:00:00Z', /^until/],
    ['from=2026-01-01&until=2026-03-01', /^until/],
    ['from=yesterday&until=2026-03-01', /^from/],
    ['from=2026-02-30&until=2026-03-01', /^from/],
    [`${today}&timezone=Mars/Olympus`, /^timezone/],
    [`${today}&scopes=everything`, /^scopes/],
    [`${today}&scope=alert`, /^scope: .*did you mean scopes/],
  ])('asked with %j is refused by name', async (query, message) => {
    const { status, body } = await report(query);
    expect([status, body.message]).toEqual([400, expect.stringMatching(message)]);
  });

  it.each(['from=2026-01-01&until=2026-02-01', 'from=2026-03-01T00:00:00Z&until=2026-04-01T00:00:00%2B02:00'])(
    'is told of a month: %s',
    async (query) => expect((await report(query)).status).toBe(200),
  );

  it('is kept for three months', async () => {
    await use(20);
    api.clock.advance({ days: 91 });
    expect((await report(today)).body).toHaveLength(1);
    api.clock.advance({ days: 2 });
    expect((await report(today)).body).toEqual([]);
  });
});

describe("the day of a key's last use", () => {
  it('is in the list, and written once a day', async () => {
    const noteUse = vi.spyOn(api.store.apiKeys, 'noteUse');
    await use(5);
    api.clock.advance({ minutes: 1 });
    await use(5);
    expect(noteUse).toHaveBeenCalledTimes(1);
    const lastUsed = async () => (await api.call('GET', '/api/users/1/api-keys')).body[0].lastUsedAt;
    expect(await lastUsed()).toBe('2026-03-02');
    api.clock.advance({ days: 1 });
    await use(1);
    expect(await lastUsed()).toBe('2026-03-03');
    expect(noteUse).toHaveBeenCalledTimes(2);
  });

  it('does not bring back a key that is revoked at that moment', async () => {
    const { key } = await api.userOf('USER', 5);
    const [stored] = await api.store.apiKeys.ofUser(5);
    const { get } = api.store.users;
    vi.spyOn(api.store.users, 'get').mockImplementation(async (id) => {
      if (id === 5 && stored) await api.store.apiKeys.delete(stored);
      return get(id);
    });
    await use(1, '/api/teams', key);
    expect(await api.store.apiKeys.ofUser(5)).toEqual([]);
  });
});
