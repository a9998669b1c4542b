import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../functions/actions/driver.ts';
import { askOverHttp } from '../../functions/platform/ask-outside.ts';
import { createPublicAsk, type PublicFetchLimits } from '../../functions/platform/public-fetch.ts';

/** Names lead there; nobody is ever connected. */
const leadingTo = (...addresses: string[]) =>
  ((_name: string, _options: unknown, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: 4 })),
    )) as unknown as NonNullable<PublicFetchLimits['resolve']>;

const request = (url: string): HttpRequest => ({ kind: 'http', method: 'PATCH', url, headers: {}, body: '{}' });
const asking = (...addresses: string[]) =>
  askOverHttp(createPublicAsk({ maximumBytes: 1_000, timeoutMilliseconds: 2_000, resolve: leadingTo(...addresses) }));

describe('what an action asks over HTTP', () => {
  it.each([
    ['https://inside.example.com/', ['10.0.0.1']],
    ['https://both.example.com/', ['93.184.216.34', '127.0.0.1']],
    ['https://169.254.169.254/latest/meta-data', []],
    ['https://[::1]/', []],
    ['http://plain.example.com/', []],
    ['https://example.com:25/', []],
    ['not a url', []],
  ])('never goes to %s', async (url, addresses) => {
    expect(await asking(...addresses)(request(url))).toMatchObject({ kind: 'refused' });
  });

  it('has an answer when nobody answers', async () => {
    const broken = askOverHttp(() => Promise.reject(new Error('connect ECONNREFUSED')));
    expect(await broken(request('https://example.com/'))).toEqual({ kind: 'unanswered', why: 'connect ECONNREFUSED' });
  });

  it('passes on what it is asked and answered', async () => {
    const seen: unknown[] = [];
    const ask = askOverHttp(async (...asked) => {
      seen.push(asked);
      return { status: 429, headers: { 'retry-after': '7' }, body: 'slow down' };
    });
    expect(await ask(request('https://example.com/a'))).toEqual({
      kind: 'http',
      status: 429,
      headers: { 'retry-after': '7' },
      body: 'slow down',
    });
    expect(seen).toEqual([['https://example.com/a', { method: 'PATCH', headers: {}, body: '{}' }]]);
  });
});
