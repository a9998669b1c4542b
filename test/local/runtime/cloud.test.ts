import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../../support/local-cloud.ts';

describe('the local cloud', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ now: '2026-03-01T00:00:10.000Z', clock: 'still' });
  });
  afterAll(() => cloud.stop());

  it('answers health at any path of the API and its own page', async () => {
    expect((await cloud.api('GET', '/health')).status).toBe(200);
    expect((await cloud.api('GET', '/_local/')).body).toContain('<!doctype html>');
    expect((await cloud.api('GET', '/_local/nothing')).status).toBe(404);
  });

  it('has user 1 with the fixed key', async () => {
    const { status, body } = await cloud.api('GET', '/api/users/current');
    expect({ status, email: body.email }).toEqual({ status: 200, email: 'admin@example.com' });
    expect((await cloud.api('GET', '/api/users/current', undefined, null)).status).toBe(401);
  });

  it('stands still until it is advanced, and ends exactly that much later', async () => {
    expect(await cloud.now()).toBe('2026-03-01T00:00:10.000Z');
    expect(await cloud.advance(300)).toBe('2026-03-01T00:05:10.000Z');
    expect(await cloud.now()).toBe('2026-03-01T00:05:10.000Z');
  });

  it('refuses to go back, or further than a year at once', async () => {
    for (const seconds of [-1, 1e12]) {
      expect((await cloud.api('POST', '/_local/clock/advance', { seconds })).status).toBe(400);
    }
    expect(await cloud.now()).toBe('2026-03-01T00:05:10.000Z');
  });

  it('says whether time passes, and lets it pass again from where it stands', async () => {
    const clock = () => cloud.control<{ now: string; running: boolean }>('GET', 'clock');
    const stood = await clock();
    expect(stood.running).toBe(false);
    expect((await cloud.control<{ running: boolean }>('POST', 'clock/run')).running).toBe(true);
    await expect.poll(async () => (await clock()).now > stood.now).toBe(true);
    await cloud.advance(0);
    expect((await clock()).running).toBe(false);
  });

  it('runs the tick each minute at its instant', async () => {
    const { seq = 0 } = (await cloud.requests()).at(-1) ?? {};
    await cloud.advance(120);
    const ticks = (await cloud.requests(seq)).filter((request) => request.function === 'tick');
    expect(new Set(ticks.map(({ at }) => at.slice(0, 19)))).toEqual(
      new Set(['2026-03-01T00:06:00', '2026-03-01T00:07:00']),
    );
    expect(ticks.every(({ allowed }) => allowed)).toBe(true);
  });

  it('refuses what a function has no grant for', async () => {
    await cloud.control('POST', 'revoke', { function: 'api', action: 'dynamodb:Query' });
    const { seq = 0 } = (await cloud.requests()).at(-1) ?? {};
    expect((await cloud.api('GET', '/api/alert-sources')).status).toBe(500);
    const refused = (await cloud.requests(seq)).filter(({ allowed }) => !allowed);
    expect(refused[0]).toMatchObject({ function: 'api', service: 'dynamodb', action: 'Query' });
    await cloud.control('DELETE', 'revoke');
    expect((await cloud.api('GET', '/api/alert-sources')).status).toBe(200);
  });

  it('does not poll a queue that the function may not read, and says so', async () => {
    const { seq = 0 } = (await cloud.requests()).at(-1) ?? {};
    const grant = { function: 'process-event', action: 'sqs:ReceiveMessage' };
    await cloud.control('POST', 'revoke', grant);
    expect(await cloud.requests(seq)).toMatchObject([
      { ...grant, action: 'ReceiveMessage', service: 'sqs', allowed: false },
    ]);
    await cloud.control('DELETE', 'revoke');
  });

  it('answers 503 for a stopped function and serves it again when resumed', async () => {
    await cloud.control('POST', 'stop', { function: 'api' });
    expect((await cloud.api('GET', '/api/users/current')).status).toBe(503);
    await cloud.control('DELETE', 'stop');
    expect((await cloud.api('GET', '/api/users/current')).status).toBe(200);
    await expect(cloud.control('POST', 'stop', { function: 'nobody' })).rejects.toThrow('no function nobody');
  });

  it('goes on after every worker has died', async () => {
    await cloud.control('POST', 'kill-workers');
    expect((await cloud.api('GET', '/api/users/current')).status).toBe(200);
  });

  it('serves the console where the API has no paths, as the distribution of the templates does', async () => {
    const get = (path: string, headers = {}) => fetch(`${cloud.url}${path}`, { headers });
    const page = await get('/alerts/17');
    const text = await page.text();
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(await (await get('/')).text()).toBe(text);

    const [, script = ''] = /type="module"[^>]* src="(\/assets\/[^"]+\.js)"/.exec(text) ?? [];
    const file = await get(script, { 'accept-encoding': 'br' });
    expect([file.status, file.headers.get('content-encoding')]).toEqual([200, 'br']);
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('x-frame-options')).toBe('DENY');
    const again = await get(script, { 'if-none-match': file.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect((await get('/assets/left-long-ago.js')).status).toBe(403);

    const unknown = await get('/api/nothing');
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([401, 'application/json']);
    expect((await fetch(`${cloud.url}/alerts`, { method: 'POST', body: '{}' })).status).toBe(401);
  });

  it('begins anew at any time when reset to it, earlier too, and ticks from there', async () => {
    expect((await cloud.api('POST', '/_local/reset', { now: 'yesterday' })).status).toBe(400);
    await cloud.control('POST', 'clock/run');
    for (const day of ['2026-02-01', '2027-08-09']) {
      await cloud.control('POST', 'reset', { now: `${day}T12:00:20.000Z` });
      expect(await cloud.control('GET', 'clock')).toMatchObject({ now: `${day}T12:00:20.000Z`, running: false });
      const { seq = 0 } = (await cloud.requests()).at(-1) ?? {};
      await cloud.advance(100);
      const ticks = (await cloud.requests(seq)).filter((request) => request.function === 'tick');
      expect(new Set(ticks.map(({ at }) => at.slice(0, 19)))).toEqual(new Set([`${day}T12:01:00`, `${day}T12:02:00`]));
      const alarms = await cloud.control<{ since: string }[]>('GET', 'alarms');
      expect(new Set(alarms.map(({ since }) => since))).toEqual(new Set([`${day}T12:00:20.000Z`]));
    }
  });

  it('is as after a fresh deploy when reset', async () => {
    const user = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };
    expect((await cloud.api('POST', '/api/users', user)).status).toBe(201);
    const before = await cloud.now();
    await cloud.reset();
    expect(await cloud.now()).toBe(before);
    expect((await cloud.api('GET', '/api/users')).body).toHaveLength(1);
    expect((await cloud.api('POST', '/api/users', user)).status).toBe(201);
    expect((await fetch(`${cloud.url}/on-call`)).status).toBe(200);
  });
});
