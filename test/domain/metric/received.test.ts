import { describe, expect, it } from 'vitest';
import { receivedPoints } from '../../../functions/domain/metric/received.ts';
import type { Instant } from '../../../functions/domain/time.ts';

const now = '2026-11-28T12:07:13.000Z' as Instant;
const seconds = Date.parse(now) / 1000;
const slot = seconds - 13;
const day = 86_400;

describe('what is sent to a metric', () => {
  it.each<[string, unknown, [at: number, value: number][]]>([
    ['a value alone is of now', { value: 1.5 }, [[slot, 1.5]]],
    ['a time of null is now', { value: -1, timestamp: null }, [[slot, -1]]],
    ['a time is cut to its slot', { value: 2, timestamp: seconds - 60 }, [[slot - 60, 2]]],
    ['a time may have a fraction', { value: 2, timestamp: slot + 29.999 }, [[slot, 2]]],
    ['an exact slot stays', { value: 0, timestamp: slot }, [[slot, 0]]],
    ['a clock may be ahead', { value: 3, timestamp: seconds + 300 }, [[slot + 300, 3]]],
    ['an empty series is nothing', { series: [] }, []],
    ['a series of null is none', { series: null, value: 4 }, [[slot, 4]]],
    ['what is too old is left out', { value: 1, timestamp: seconds - 28 * day }, []],
    ['what was before 1970 too', { value: 1, timestamp: -1 }, []],
    ['28 days less a slot are kept', { value: 1, timestamp: slot - 28 * day + 30 }, [[slot - 28 * day + 30, 1]]],
    ['other members do not matter', { value: 7, name: 'load', unit: {} }, [[slot, 7]]],
    ['the smallest numbers are numbers', { value: 5e-324 }, [[slot, 5e-324]]],
    ['the largest are, too', { value: -1e100 }, [[slot, -1e100]]],
    [
      'of one slot the last counts, wherever it stands',
      {
        series: [
          { timestamp: slot, value: 1 },
          { timestamp: slot - 30, value: 2 },
          { timestamp: slot + 12, value: 3 },
          { timestamp: slot - 28 * day, value: 4 },
        ],
      },
      [
        [slot, 3],
        [slot - 30, 2],
      ],
    ],
  ])('%s', (_what, body, points) => {
    expect(receivedPoints(body, now)).toEqual(points.map(([at, value]) => ({ at, value })));
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'body'],
    ['a list', [{ value: 1 }], 'body'],
    ['a number', 1, 'body'],
    ['no value', {}, 'value'],
    ['a value of null', { value: null }, 'value'],
    ['text for a number', { value: '1.5' }, 'value'],
    ['1e400', JSON.parse('{"value": 1e400}'), 'value'],
    ['not a number', { value: Number.NaN }, 'value'],
    ['what cannot be added up', { value: 1.1e100 }, 'value'],
    ['true', { value: true }, 'value'],
    ['a time as text', { value: 1, timestamp: '2026-11-28T12:00:00Z' }, 'timestamp'],
    ['a time in milliseconds', { value: 1, timestamp: seconds * 1000 }, 'timestamp'],
    ['a time that is to come', { value: 1, timestamp: seconds + 301 }, 'timestamp'],
    ['an endless time', JSON.parse('{"value": 1, "timestamp": 1e400}'), 'timestamp'],
    ['a series that is none', { series: { value: 1 } }, 'series'],
    ['too many', { series: Array.from({ length: 10_001 }, () => ({ value: 1 })) }, 'series'],
    ['a point that is none', { series: [{ value: 1 }, 2] }, 'series[1]'],
    ['a point without a value', { series: [{ value: 1 }, { timestamp: slot }] }, 'series[1].value'],
    ['a point to come', { series: [{ value: 1 }, { value: 1, timestamp: seconds + day }] }, 'series[1].timestamp'],
    // What would be left out is looked at all the same.
    ['an old point without a value', { series: [{ timestamp: 0, value: 'x' }] }, 'series[0].value'],
  ])('refuses %s', (_what, body, field) => {
    expect(() => receivedPoints(body, now)).toThrow(expect.objectContaining({ field }));
  });

  it('says what is wrong with milliseconds', () => {
    expect(() => receivedPoints({ value: 1, timestamp: seconds * 1000 }, now)).toThrow('must be in seconds');
    expect(() => receivedPoints({ value: 1, timestamp: seconds + 400 }, now)).toThrow('is in the future');
  });
});
