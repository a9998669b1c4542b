import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoPoints } from '../../../functions/domain/metric/demo.ts';
import {
  dayOf,
  halfHours,
  hourOf,
  pointAt,
  readingAt,
  slotInHour,
  withoutHours,
} from '../../../functions/domain/metric/layout.ts';
import type { Aggregation } from '../../../functions/domain/metric/metric.ts';
import { type Period, type Point, partOf, seriesOf, seriesOfParts } from '../../../functions/domain/metric/series.ts';
import type { Instant } from '../../../functions/domain/time.ts';

const day = 86_400;
const instant = (seconds: number) => new Date(seconds * 1000).toISOString() as Instant;
const at = (text: string) => Date.parse(text) / 1000;

describe('what is read to draw a metric', () => {
  it.each([
    ['in the middle of a day', '2026-11-28T12:07:13Z', '2026-11-27', '2026-10-31'],
    // The first bucket of the day begins before midnight, and so before the day.
    ['just after midnight', '2026-11-28T00:00:01Z', '2026-11-27', '2026-10-31'],
    ['just before midnight', '2026-11-28T23:59:59Z', '2026-11-27', '2026-10-31'],
    ['where zones change their clocks', '2026-10-25T01:30:00Z', '2026-10-24', '2026-09-27'],
    ['over the end of a year', '2027-01-01T06:00:00Z', '2026-12-31', '2026-12-04'],
  ])('%s are points from a day on, and sums of 27 or 28 days before', (_when, now, pointsFrom, firstDay) => {
    const reading = readingAt(now.replace('Z', '.000Z') as Instant);
    expect(instant(reading.pointsFrom).slice(0, 10)).toBe(pointsFrom);
    expect(reading.days.map((start) => instant(start).slice(0, 10))[0]).toBe(firstDay);
    expect(reading.days.length).toBe((reading.pointsFrom - at(`${firstDay}T00:00:00Z`)) / day);
    const hour = Math.floor(at(now) / 3600) * 3600;
    expect(reading.edges).toEqual([hour - 7 * day, hour - 28 * day]);
  });
});

/** Of whole numbers sums are exact, whatever order they are made in. */
const value = fc.integer({ min: -1_000_000, max: 1_000_000 });

/** The same arithmetic in the plainest way. */
function naive(points: readonly Point[], by: Aggregation): number | null {
  if (points.length === 0) return null;
  const values = points.map((point) => point.value);
  const sum = values.reduce((total, one) => total + one, 0);
  const newest = points.toSorted((a, b) => a.at - b.at).at(-1)?.value ?? 0;
  return { AVG: sum / values.length, SUM: sum, MIN: Math.min(...values), MAX: Math.max(...values), LAST: newest }[by];
}
const forms = [
  ['day', 300, 289, day],
  ['week', 1800, 337, 7 * day],
  ['month', 7200, 337, 28 * day],
] as const satisfies [Period, number, number, number][];

describe('a period of parts', () => {
  it('is that of its points, reckoned plainly', () => {
    const scenario = fc.record({
      end: fc.integer({ min: at('2026-10-01T00:00:00Z'), max: at('2027-04-30T00:00:00Z') }),
      points: fc.array(fc.tuple(fc.integer({ min: 0, max: 28 * 2880 + 300 }), value), { maxLength: 200 }),
      by: fc.constantFrom<Aggregation>('AVG', 'SUM', 'MIN', 'MAX', 'LAST'),
    });
    fc.assert(
      fc.property(scenario, ({ end, points: drawn, by }) => {
        const now = instant(end);
        const newest = Math.floor(end / 30) * 30;
        const points = [...new Map(drawn.map(([slot, v]) => [slot, { at: newest - slot * 30, value: v }])).values()];
        const { pointsFrom, edges } = readingAt(now);
        const single = points.filter((point) => point.at >= pointsFrom || edges.includes(hourOf(point.at)));
        const byDay = Map.groupBy(
          points.filter((point) => point.at < pointsFrom),
          (point) => dayOf(point.at),
        );
        const sums = [...byDay.values()].flatMap(halfHours);
        const parts = [...withoutHours(sums, edges), ...single.map(partOf)];
        for (const [period, step, buckets, seconds] of forms) {
          const series = seriesOfParts(parts, by, period, now);
          const start = Math.floor(end / step) * step - (buckets - 1) * step;
          expect(Date.parse(series.from) / 1000).toBe(start);
          const ofBucket = Map.groupBy(points, (point) => Math.floor((point.at - start) / step));
          expect(series.values).toEqual(
            Array.from({ length: buckets }, (_none, index) => naive(ofBucket.get(index) ?? [], by)),
          );
          const within = points.filter((point) => point.at > end - seconds && point.at <= end);
          expect(series.value).toBe(naive(within, by));
          expect(series).toEqual(seriesOf(points, by, period, now));
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('an hour of points', () => {
  it('has each at its slot', () => {
    const start = at('2026-11-28T10:00:00Z');
    for (const after of [0, 30, 3570]) {
      expect(hourOf(start + after)).toBe(start);
      expect(slotInHour(start + after)).toBe(after / 30);
      expect(pointAt(start, slotInHour(start + after), 5)).toEqual({ at: start + after, value: 5 });
    }
    expect(hourOf(start + 3600)).toBe(start + 3600);
    const parts = [start - 1, start, start + 3599, start + 3600].map((one) => partOf({ at: one, value: 1 }));
    expect(withoutHours(parts, [start]).map((part) => part.at)).toEqual([start - 1, start + 3600]);
  });
});

describe('sums of half hours', () => {
  it('stand in their order, whatever that of the points is', () => {
    const start = at('2026-11-28T10:00:00Z');
    const sums = halfHours([3600, 0, 1799, 1800].map((after) => ({ at: start + after, value: after })));
    expect(sums.map(({ at: from, sum }) => [from - start, sum.count])).toEqual([
      [0, 2],
      [1800, 1],
      [3600, 1],
    ]);
  });
});

describe('demo data', () => {
  const now = '2026-11-28T12:07:13.000Z' as Instant;
  it('fills all buckets but for what is older than is kept, and is the same each time', () => {
    const points = demoPoints({ id: 17 }, now);
    expect(points).toEqual(demoPoints({ id: 17 }, now));
    expect(points).not.toEqual(demoPoints({ id: 18 }, now));
    expect(seriesOf(points, 'AVG', 'day', now).values).not.toContain(null);
    expect(seriesOf(points, 'AVG', 'week', now).values).not.toContain(null);
    expect(seriesOf(points, 'AVG', 'month', now).values.slice(1)).not.toContain(null);
  });

  it('is a wave by day with some noise, now and later the same', () => {
    const points = demoPoints({ id: 17 }, now);
    const perHour = 12;
    expect(points[0]?.at).toBe(at('2026-11-28T12:05:00Z'));
    const everyThreeHours = points.filter((_point, index) => index % (3 * perHour) === 0).map((point) => point.value);
    expect(everyThreeHours.slice(0, 8)).toEqual([47.6, 73.13, 86.3, 64.42, 50.22, 31.28, 20.27, 28.5]);
    const other = demoPoints({ id: 4_000_000_000, lockYAxisMin: -1, lockYAxisMax: 3 }, now);
    expect(other.slice(100, 103).map((point) => point.value)).toEqual([2.05, 1.9, 1.75]);
    expect(points.length).toBe(28 * 24 * perHour - 1);
  });

  it.each([
    [{}, 0, 100],
    [{ lockYAxisMin: 5, lockYAxisMax: 6 }, 5, 6],
    [{ lockYAxisMin: -50 }, -50, 50],
    [{ lockYAxisMax: 20 }, -80, 20],
    [{ lockYAxisMax: 200 }, 0, 200],
  ])('stays within the axis %j', (axis, low, high) => {
    const values = demoPoints({ id: 17, ...axis }, now).map((point) => point.value);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
    expect(Math.max(...values)).toBeLessThanOrEqual(high);
    expect(new Set(values).size).toBeGreaterThan(20);
    expect(Math.min(...values)).toBeLessThan(low + 0.2 * (high - low));
    expect(Math.max(...values)).toBeGreaterThan(low + 0.8 * (high - low));
  });
});
