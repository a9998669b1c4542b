import { describe, expect, it } from 'vitest';
import {
  aggregate,
  isKept,
  type Point,
  periodForms,
  seriesOf,
  slotOf,
  sumOf,
  together,
} from '../../../functions/domain/metric/series.ts';
import type { Instant } from '../../../functions/domain/time.ts';

const now = '2026-11-28T12:07:13.000Z' as Instant;
const seconds = Date.parse(now) / 1000;
const points = (...pairs: readonly (readonly [ago: number, value: number])[]): Point[] =>
  pairs.map(([ago, value]) => ({ at: seconds - ago, value }));

describe('points', () => {
  it.each([
    [0, 0],
    [29.9, 0],
    [30, 30],
    [1_795_867_633, 1_795_867_620],
  ])('at %d are in the slot %d', (at, slot) => {
    expect(slotOf(at)).toBe(slot);
  });

  it.each([
    ['now', 0, true],
    ['28 days ago but for a slot', 28 * 86_400 - 60, true],
    ['28 days ago', 28 * 86_400, false],
    ['a little ahead, as clocks are', -300, true],
    ['from tomorrow', -86_400, false],
  ])('of %s are kept or not', (_name, ago, kept) => {
    expect(isKept({ at: seconds - ago }, now)).toBe(kept);
  });
});

describe('a sum', () => {
  const sum = points([90, 4], [60, -1], [30, 9]).map(sumOf).reduce(together);
  it.each([
    ['AVG', 4],
    ['SUM', 12],
    ['MIN', -1],
    ['MAX', 9],
    ['LAST', 9],
  ] as const)('gives %s', (by, value) => {
    expect(aggregate(sum, by)).toBe(value);
  });

  it('is the same whatever order it is put together in', () => {
    const [a, b, c] = points([90, 4], [60, -1], [30, 9]).map(sumOf);
    if (!a || !b || !c) throw new Error('three points');
    expect(together(c, together(a, b))).toEqual(sum);
    expect(together(together(c, b), a)).toEqual(sum);
  });

  it('has, of two points of one time, the one that was written last', () => {
    const [a, b] = points([30, 9], [30, 4]).map(sumOf);
    if (!a || !b) throw new Error('two points');
    expect(aggregate(together(a, b), 'LAST')).toBe(4);
  });

  it('of nothing is nothing', () => {
    expect(aggregate(undefined, 'SUM')).toBeNull();
  });
});

describe('a period', () => {
  it.each([
    ['day', 300, 289, '2026-11-27T12:05:00.000Z'],
    ['week', 1800, 337, '2026-11-21T12:00:00.000Z'],
    ['month', 7200, 337, '2026-10-31T12:00:00.000Z'],
  ] as const)('%s has buckets of %d s, %d of them, from %s', (period, step, buckets, from) => {
    const series = seriesOf([], 'AVG', period, now);
    expect(series).toMatchObject({ from, step, value: null });
    expect(series.values).toHaveLength(buckets);
    expect(series.values.every((value) => value === null)).toBe(true);
    expect((Date.parse(series.from) / 1000) % step).toBe(0);
    expect(periodForms[period].seconds).toBe((buckets - 1) * step);
  });

  it('has now in its last bucket, and nothing from after it', () => {
    const { values, value } = seriesOf(points([0, 1], [133, 2], [134, 10], [-1, 100]), 'SUM', 'day', now);
    expect(values.slice(-2)).toEqual([10, 3]);
    expect(value).toBe(13);
  });

  it('counts to the second what is 24 hours old, while the first bucket may be older', () => {
    const series = seriesOf(points([86_400, 1], [86_399, 2]), 'SUM', 'day', now);
    expect(series.value).toBe(2);
    expect(series.values[0]).toBe(3);
  });

  it('averages points and not averages', () => {
    const many = Array.from({ length: 9 }, (_, index) => [400 + index, 0] as const);
    expect(seriesOf(points(...many, [10, 10]), 'AVG', 'day', now).value).toBe(1);
  });

  it('takes the newest for LAST, in whatever order points come', () => {
    expect(seriesOf(points([10, 7], [700, 3], [20, 5]), 'LAST', 'day', now)).toMatchObject({ value: 7 });
  });

  it('begins its buckets at multiples of the step on the hour too', () => {
    expect(seriesOf([], 'AVG', 'week', '2026-11-28T12:00:00.000Z' as Instant).from).toBe('2026-11-21T12:00:00.000Z');
  });
});
