import { instantOf, millisecondsOf } from '../instants.ts';
import type { Instant } from '../time.ts';
import type { Aggregation } from './metric.ts';

/** One number at one time, in seconds since the epoch. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** Points are kept one for each of these seconds; of several the last written counts. */
export const slotSeconds = 30;
/** So long points are kept, and so far back new ones are taken. */
export const keptSeconds = 28 * 86_400;

/** Clocks may differ by this much. */
export const aheadSeconds = 300;

/** The start of the slot that a time is in. */
export const slotOf = (seconds: number): number => Math.floor(seconds / slotSeconds) * slotSeconds;

/** Whether a point is worth keeping at a time: not older than is kept, not from further ahead than clocks differ. */
export const isKept = ({ at }: Pick<Point, 'at'>, now: Instant): boolean => {
  const seconds = millisecondsOf(now) / 1000;
  return slotOf(at) > seconds - keptSeconds && at <= seconds + aheadSeconds;
};

/** What is known of many points together: enough for every aggregation, and to be put together with more of the same. */
export interface Sum {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: Point;
}

export const sumOf = ({ at, value }: Point): Sum => ({
  count: 1,
  sum: value,
  min: value,
  max: value,
  last: { at, value },
});

/** Some points together, all of them within the bucket of every period that `at` is in. */
export interface Part {
  readonly at: number;
  readonly sum: Sum;
}

export const partOf = (point: Point): Part => ({ at: point.at, sum: sumOf(point) });

/** Two sums as one, in either order. */
export const together = (a: Sum, b: Sum): Sum => ({
  count: a.count + b.count,
  sum: a.sum + b.sum,
  min: Math.min(a.min, b.min),
  max: Math.max(a.max, b.max),
  last: b.last.at >= a.last.at ? b.last : a.last,
});

/** Of no points null. The average is that of the points, not of averages; LAST is the newest point. */
export function aggregate(sum: Sum | undefined, by: Aggregation): number | null {
  if (sum === undefined) return null;
  switch (by) {
    case 'AVG':
      return sum.sum / sum.count;
    case 'SUM':
      return sum.sum;
    case 'MIN':
      return sum.min;
    case 'MAX':
      return sum.max;
    case 'LAST':
      return sum.last.value;
  }
}

/** A period as it is drawn: buckets of `step` seconds, the last of which holds now. */
export interface PeriodForm {
  readonly seconds: number;
  readonly step: number;
  readonly buckets: number;
}

/** The three periods (pages-contract §6). */
export const periodForms = {
  day: { seconds: 86_400, step: 300, buckets: 289 },
  week: { seconds: 7 * 86_400, step: 1800, buckets: 337 },
  month: { seconds: 28 * 86_400, step: 7200, buckets: 337 },
} as const satisfies Record<string, PeriodForm>;
export type Period = keyof typeof periodForms;

export interface Series {
  /** Start of the first bucket, a multiple of `step` since the epoch. */
  readonly from: Instant;
  readonly step: number;
  /** Over all points of the period, which begins within the first bucket; null without points. */
  readonly value: number | null;
  /** A bucket without points is null. */
  readonly values: readonly (number | null)[];
}

/** A period of a metric from its points, in whatever order. Points from after now, and older ones, are not in it. */
export const seriesOf = (points: readonly Point[], by: Aggregation, period: Period, now: Instant): Series =>
  seriesOfParts(points.map(partOf), by, period, now);

/** The same from points of which some are put together already. */
export function seriesOfParts(parts: readonly Part[], by: Aggregation, period: Period, now: Instant): Series {
  const { seconds, step, buckets } = periodForms[period];
  const end = millisecondsOf(now) / 1000;
  const start = Math.floor(end / step) * step - (buckets - 1) * step;
  const sums: (Sum | undefined)[] = Array.from({ length: buckets }, () => undefined);
  let all: Sum | undefined;
  for (const { at, sum } of parts) {
    if (at > end) continue;
    const index = Math.floor((at - start) / step);
    if (index >= 0) {
      const before = sums[index];
      sums[index] = before === undefined ? sum : together(before, sum);
    }
    if (at > end - seconds) all = all === undefined ? sum : together(all, sum);
  }
  return {
    from: instantOf(start * 1000),
    step,
    value: aggregate(all, by),
    values: sums.map((sum) => aggregate(sum, by)),
  };
}
