import { describe, expect, it } from 'vitest';
import { numberIn, wholeNumber } from '../../functions/domain/condition/numbers.ts';
import { durationIn } from '../../functions/domain/event-flow/wait-duration.ts';
import { keptNumber } from '../../functions/domain/kept-number.ts';
import { estimateOf, messagePrices } from '../../functions/domain/system/estimate.ts';

describe('a number of the JSON of others', () => {
  const most = Number.MAX_SAFE_INTEGER;
  it.each([
    [0, '0', 0],
    [1.5, '1.50', 1.5],
    [most, '9007199254740991', most],
    [-most, '-9007199254740991', -most],
    [2 ** 53, '9007199254740993', '9007199254740993'],
    [-(2 ** 53), '-9007199254740993', '-9007199254740993'],
    [2 ** 53, undefined, '9007199254740992'],
    [1e-100, '1e-100', '1e-100'],
    [1.1e-100, '1.1e-100', 1.1e-100],
    [-1e-120, '-1e-120', '-1e-120'],
    [-0.5, '-0.5', -0.5],
  ])('%s, written %s, is kept as %j', (value, source, kept) => {
    expect(keptNumber(value, source)).toBe(kept);
  });
});

describe('a number in a text', () => {
  const beyond = '9007199254740993';
  it.each([
    ['0'.repeat(14) + beyond, 9007199254740993n],
    ['0'.repeat(15) + beyond, undefined],
    [`-${'0'.repeat(40)}`, 0],
  ])('%s is the whole number %s', (digits, number) => {
    expect(wholeNumber(digits)).toBe(number);
  });

  it('has at most 400 characters', () => {
    expect(numberIn('0.5'.padEnd(400, '0'))).toBe(0.5);
    expect(numberIn('0.5'.padEnd(401, '0'))).toBeUndefined();
  });
});

describe('what messages come to', () => {
  it('is each at its price, and all of them together', () => {
    expect(Object.keys(messagePrices)).toEqual(['SMS', 'VOICE', 'EMAIL', 'PUSH']);
    const { messages, usd } = estimateOf({ SMS: 3, VOICE: 2, EMAIL: 1234, PUSH: 149 });
    expect(messages.map(({ channel, count, usd: each }) => [channel, count, each])).toEqual([
      ['SMS', 3, 0.3],
      ['VOICE', 2, 0.176],
      ['EMAIL', 1234, 0.1234],
      ['PUSH', 149, 0.0001],
    ]);
    expect(usd).toBe(0.5995);
    expect(messages[0]?.price).toBe(messagePrices.SMS);
    expect(estimateOf({ SMS: 0, VOICE: 0, EMAIL: 0, PUSH: 0 }).usd).toBe(0);
  });
});

describe('how long a duration is', () => {
  const minute = 60_000;
  it.each([
    ['PT1S', 1000],
    ['PT90M', 90 * minute],
    ['pt1h', 60 * minute],
    ['P1D', 1440 * minute],
    ['P1W', 7 * 1440 * minute],
    ['P2W3DT4H5M6S', (17 * 1440 + 4 * 60 + 5) * minute + 6000],
    ['P', undefined],
    ['PT', undefined],
    ['P1DT', undefined],
    ['P1M', undefined],
    ['P1Y', undefined],
    ['1D', undefined],
    ['xP1D', undefined],
    ['P1Dx', undefined],
    ['PT1.5H', undefined],
    ['-P1D', undefined],
  ])('%s: %s', (text, milliseconds) => {
    expect(durationIn(text)).toBe(milliseconds);
  });
});
