import { millisecondsOf } from '../instants.ts';
import type { Instant } from '../time.ts';
import { type Part, type Point, partOf, periodForms, type Sum, slotSeconds, together } from './series.ts';

/*
 * How points are kept: an hour of them together, each at its slot; and beside them, of each day that the graph of the last day no
 * longer needs, sums of half hours, which the week's and the month's buckets are made of.
 */

export const hourSeconds = 3600;
export const daySeconds = 86_400;
const sumSeconds = 1800;

const floor = (seconds: number, step: number): number => Math.floor(seconds / step) * step;
export const hourOf = (at: number): number => floor(at, hourSeconds);
export const dayOf = (at: number): number => floor(at, daySeconds);

/** The slot's number within its hour. */
export const slotInHour = (at: number): number => (at - hourOf(at)) / slotSeconds;
export const pointAt = (hour: number, slot: number, value: number): Point => ({ at: hour + slot * slotSeconds, value });

/** What has to be read at a time to draw all three periods. */
export interface Reading {
  /** From the start of this day on, points themselves. */
  readonly pointsFrom: number;
  /** Days before, of which sums do, oldest first. */
  readonly days: readonly number[];
  /** Hours of these days in which a period begins, so that their points count one by one. */
  readonly edges: readonly number[];
}

export function readingAt(now: Instant): Reading {
  const end = millisecondsOf(now) / 1000;
  const startOf = ({ step, buckets }: { readonly step: number; readonly buckets: number }) =>
    floor(end, step) - (buckets - 1) * step;
  const pointsFrom = dayOf(startOf(periodForms.day));
  const days: number[] = [];
  for (let day = dayOf(startOf(periodForms.month)); day < pointsFrom; day += daySeconds) days.push(day);
  const edges = [periodForms.week, periodForms.month].map(({ seconds }) => hourOf(end - seconds));
  return { pointsFrom, days, edges };
}

/** Sums of a day's points by half hour; without those that have none. */
export function halfHours(points: readonly Point[]): Part[] {
  const sums = new Map<number, Sum>();
  for (const { at, sum } of points.map(partOf)) {
    const start = floor(at, sumSeconds);
    const before = sums.get(start);
    sums.set(start, before === undefined ? sum : together(before, sum));
  }
  return [...sums].map(([at, sum]) => ({ at, sum })).sort((a, b) => a.at - b.at);
}

/** The parts of a day but for those within these hours. */
export const withoutHours = (parts: readonly Part[], hours: readonly number[]): Part[] =>
  parts.filter(({ at }) => !hours.includes(hourOf(at)));
