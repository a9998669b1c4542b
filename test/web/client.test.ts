import { afterEach, describe, expect, it, vi } from 'vitest';
import { answer, answered, api, onSignedOut } from '../../web/client/api.ts';
import { ApiError } from '../../web/client/error.ts';
import { pauseAfter } from '../../web/client/query.ts';

/** Answers the next call so, as a browser would. */
function answering(status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = body === undefined ? null : JSON.stringify(body);
  vi.stubGlobal(
    'fetch',
    async () => new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } }),
  );
}

/** Browsers know their own host. */
const request = () => api.GET('/alerts/{id}', { params: { path: { id: 7 } }, baseUrl: 'http://console.example/api' });

afterEach(() => vi.unstubAllGlobals());

describe('a call of the API', () => {
  it('answers the body, and with it what the headers say', async () => {
    answering(200, { id: 7 }, { etag: '"a"', 'x-tocsin-kept-at': '2026-11-29T09:00:00Z' });
    expect(await answered(request())).toEqual({ body: { id: 7 }, etag: '"a"', keptAt: '2026-11-29T09:00:00Z' });
  });

  it('throws what it was refused for, with the field', async () => {
    answering(400, {
      status: 400,
      message: 'users: nobody',
      code: 'INVALID',
      details: { field: 'escalationRules[0].users' },
    });
    const error = await answer(request()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 400,
      code: 'INVALID',
      field: 'escalationRules[0].users',
      message: 'users: nobody',
    });
  });

  it('tells apart that nothing answered', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(answer(request())).rejects.toMatchObject({ status: 0, code: 'UNREACHABLE' });
  });

  it('bears what is no answer of ours', async () => {
    vi.stubGlobal('fetch', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(answer(request())).rejects.toMatchObject({ status: 502, code: 'UNKNOWN', message: 'HTTP 502' });
  });

  it('says when nobody is signed in any more', async () => {
    const listener = vi.fn();
    const stop = onSignedOut(listener);
    answering(401, { status: 401, message: 'the session has ended', code: 'UNAUTHORIZED' });
    await expect(answer(request())).rejects.toMatchObject({ status: 401 });
    stop();
    await expect(answer(request())).rejects.toMatchObject({ status: 401 });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('is asked less often the longer it fails', () => {
    expect([0, 1, 2, 3, 4, 9].map((failures) => pauseAfter(5000, failures))).toEqual([
      5000, 10_000, 20_000, 40_000, 60_000, 60_000,
    ]);
    expect(pauseAfter(300_000, 2)).toBe(300_000);
  });
});
