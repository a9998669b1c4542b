import { describe, expect, it } from 'vitest';
import { namesSecret } from '../../functions/domain/secret-names.ts';
import {
  earliest,
  epochSecondsOf,
  Instant,
  instantOf,
  latest,
  millisecondsIn,
  millisecondsOf,
  minus,
  newestFirst,
  parseInstant,
  plus,
  roundUpToSecond,
  secondsBetween,
} from '../../functions/domain/time.ts';

const at = (text: string) => text as Instant;
const whole = at('2026-11-21T10:00:00.000Z');
const more = at('2026-11-21T10:00:00.001Z');
const next = at('2026-11-21T10:00:01.000Z');

describe('an instant', () => {
  it('orders what has one, the latest first, and leaves those of one moment as they are', () => {
    const all = [
      { id: 1, at: more },
      { id: 2, at: next },
      { id: 3, at: whole },
      { id: 4, at: more },
      { id: 5, at: next },
    ];
    expect(all.toSorted(newestFirst((one) => one.at)).map(({ id }) => id)).toEqual([2, 5, 1, 4, 3]);
  });

  it('is a text of one width, in UTC', () => {
    expect(instantOf(Date.parse(whole))).toBe(whole);
    expect(millisecondsOf(more)).toBe(Date.parse(whole) + 1);
    const texts = [whole, '2026-11-21T10:00:00Z', `x${whole}`, `${whole}x`, '2026-11-21T10:00:00.000+01:00', ''];
    expect(texts.map((text) => Instant.safeParse(text).success)).toEqual([true, false, false, false, false, false]);
  });

  it.each([
    ['2026-11-21T10:00Z', whole],
    ['2026-11-21T11:00:00+01:00', whole],
    ['2026-11-21T11:00:00.0014+0100', more],
    ['2026-11-21T10:00', undefined],
    ['2026-11-21', undefined],
    ['x2026-11-21T10:00Z', undefined],
    ['2026-11-21T10:00Zx', undefined],
    ['2026-13-21T10:00Z', undefined],
  ])('is read from %s: %s', (text, instant) => expect(parseInstant(text)).toBe(instant));

  it('is rounded up to a second', () => {
    expect([whole, more, next].map(roundUpToSecond)).toEqual([whole, next, next]);
    const seconds = Date.parse(whole) / 1000;
    expect([whole, more, next].map(epochSecondsOf)).toEqual([seconds, seconds + 1, seconds + 1]);
    expect([secondsBetween(whole, next), secondsBetween(next, whole), secondsBetween(whole, more)]).toEqual([
      1, -1, 0.001,
    ]);
  });

  it('is earlier or later than another', () => {
    expect([earliest(next, undefined, whole, more), earliest(undefined), earliest()]).toEqual([
      whole,
      undefined,
      undefined,
    ]);
    expect([latest(whole, more), latest(more, whole)]).toEqual([more, more]);
  });

  it('moves by exact units', () => {
    const all = { days: 1, hours: 2, minutes: 3, seconds: 4, milliseconds: 5 };
    expect(millisecondsIn(all)).toBe(93_784_005);
    expect(millisecondsIn({})).toBe(0);
    expect(plus(whole, all)).toBe('2026-11-22T12:03:04.005Z');
    expect(minus(plus(whole, all), all)).toBe(whole);
  });
});

it('the name of a member says whether it holds a secret', () => {
  const secret = [
    'clientSecret',
    'PASSWORD',
    'passphrase',
    'apiKey',
    'api_key',
    'x-signature',
    'Authorization',
    'cookies',
  ];
  expect(secret.filter((name) => !namesSecret(name))).toEqual([]);
  expect(['name', 'signatureAlgorithm', 'key', 'alertKey'].filter(namesSecret)).toEqual([]);
});
