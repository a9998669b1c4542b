import { describe, expect, it } from 'vitest';
import { deviceName } from '../../../web/push/device-name.ts';
import { bytesOfKey, isKey } from '../../../web/push/keys.ts';
import { isDueAnew } from '../../../web/push/push.ts';
import { postAnswer } from '../../../web/worker/answering.ts';
import { asKept, keptAtHeader, longestKept, wayOf } from '../../../web/worker/keeping.ts';

const origin = 'https://tocsin.example.com';
const files = new Set(['/bell.svg', '/index.html']);

describe('a request', () => {
  it.each([
    ['navigate', '/', 'shell'],
    ['navigate', '/alerts/7?tab=log', 'shell'],
    ['navigate', '/auth/login?to=%2F', 'network'],
    ['navigate', '/answer/token', 'network'],
    ['navigate', '/api/audit-log', 'network'],
    ['navigate', '/subscribe/confirm', 'network'],
    ['navigate', '/_local/', 'network'],
    ['navigate', '/health', 'network'],
    ['cors', '/assets/now-abc.js', 'file'],
    ['cors', '/bell.svg', 'file'],
    ['cors', '/worker.js', 'network'],
    ['cors', '/api/alerts?states=PENDING', 'kept'],
    ['cors', '/api/users/current', 'kept'],
    ['cors', '/api/audit-log', 'network'],
    ['cors', '/api/api-docs/openapi.json', 'network'],
    ['cors', 'https://elsewhere.example/api/alerts', 'network'],
  ])('in mode %s of %s goes the way %s', (mode, path, way) => {
    expect(wayOf({ method: 'GET', mode, url: new URL(path, origin).href }, origin, files)).toBe(way);
  });

  it('that changes something is none of the worker’s business', () => {
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect(wayOf({ method, mode: 'cors', url: `${origin}/api/alerts/7/accept` }, origin, files)).toBe('network');
  });
});

describe('what is kept', () => {
  const now = new Date('2026-11-21T14:02:00.000Z');

  it('says since when, and nothing of the connection', async () => {
    const headers = new Headers({ 'content-type': 'application/json', etag: '"1"', date: 'x', 'set-cookie': 'y' });
    const kept = asKept(headers, '[]', now);
    expect(await kept?.json()).toEqual([]);
    expect(Object.fromEntries(kept?.headers ?? [])).toEqual({
      'content-type': 'application/json',
      etag: '"1"',
      [keptAtHeader]: now.toISOString(),
    });
  });

  it('is JSON, and not too long', () => {
    expect(asKept(new Headers({ 'content-type': 'text/calendar' }), 'BEGIN', now)).toBeUndefined();
    const json = new Headers({ 'content-type': 'application/json' });
    expect(asKept(json, 'x'.repeat(longestKept + 1), now)).toBeUndefined();
  });
});

describe('posting an answer', () => {
  const done = { outcome: 'DONE' };
  type Reply = number | 'fails';
  async function posted(...replies: Reply[]) {
    const asked: string[] = [];
    const said = await postAnswer('/answer/a', {
      post: async (url) => {
        const reply = replies[asked.push(url) - 1];
        if (typeof reply !== 'number') throw new TypeError('Failed to fetch');
        return Response.json(reply === 403 ? { outcome: 'REFUSED' } : done, { status: reply });
      },
      wait: async () => undefined,
    });
    return [asked.length, said];
  }

  it.each<[Reply[], number, unknown]>([
    [[200], 1, done],
    [['fails', 200], 2, done],
    [[503, 200], 2, done],
    [['fails', 'fails'], 2, undefined],
    [[500, 500], 2, undefined],
    [[403], 1, { outcome: 'REFUSED' }],
    [['fails', 403], 2, { outcome: 'REFUSED' }],
  ])('that is answered %j asks %i times', async (replies, times, said) => {
    expect(await posted(...replies)).toEqual([times, said]);
  });
});

describe('a browser', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/143.0.0.0 Mobile Safari/537.36', 'Chrome, Android'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1 Version/18.1 Safari/604.1',
      'Safari, iPhone',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0',
      'Edge, Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.1 Safari/605.1', 'Safari, macOS'],
    ['curl', 'Browser'],
  ])('%s is called %s', (agent, name) => expect(deviceName(agent)).toBe(name));

  it('has subscribed with a key, or with another one', () => {
    const key = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
    const bytes = bytesOfKey(key);
    expect([bytes.length, bytes[0]]).toEqual([65, 4]);
    expect([isKey(bytes.buffer, key), isKey(bytes.slice(1).buffer, key), isKey(null, key)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is registered anew once a week, at another address, and for somebody else', () => {
    const now = Date.parse('2026-11-21T22:00:00Z');
    const kept = JSON.stringify({ userId: 1, endpoint: 'https://a', at: now - 3_600_000 });
    const asked = { userId: 1, endpoint: 'https://a', now };
    expect(isDueAnew(kept, asked)).toBe(false);
    expect(isDueAnew(kept, { ...asked, now: now + 7 * 24 * 3_600_000 })).toBe(true);
    expect(isDueAnew(kept, { ...asked, userId: 2 })).toBe(true);
    expect(isDueAnew(kept, { ...asked, endpoint: 'https://b' })).toBe(true);
    expect([isDueAnew(null, asked), isDueAnew('nonsense', asked)]).toEqual([true, true]);
  });
});
