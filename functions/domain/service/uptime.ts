import { earliest, type Instant, latest, millisecondsOf, minus } from '../time.ts';
import { isOutage } from './status.ts';
import type { Interval, Range } from './timeline.ts';

/** What lasts less is no outage. */
const shortest = 60_000;

/** So far back a service's past is told. */
export const daysTold = 90;

/** From when a timeline must be known so that outages that reach into the days told are judged whole. */
export const historyFrom = (now: Instant): Instant => minus(now, { days: daysTold + 3 });

/**
 * The parts of a timeline that count as outages: of a run of adjacent MAJOR and PARTIAL intervals all when together they last
 * a minute, none when they do not.
 */
export function outagesIn(timeline: readonly Interval[]): Interval[] {
  const counted: Interval[] = [];
  let run: Interval[] = [];
  const close = () => {
    if (run.reduce((sum, interval) => sum + lengthOf(interval), 0) >= shortest) counted.push(...run);
    run = [];
  };
  for (const interval of timeline.filter(({ status }) => isOutage(status))) {
    if (run.at(-1)?.until !== interval.from) close();
    run.push(interval);
  }
  close();
  return counted;
}

const lengthOf = ({ from, until }: Range): number => Math.max(millisecondsOf(until) - millisecondsOf(from), 0);

/** The part of an interval within a range; undefined when there is none. */
export const within = (interval: Interval, { from, until }: Range): Interval | undefined => {
  const part = {
    ...interval,
    from: latest(interval.from, from),
    until: earliest(interval.until, until),
  };
  return part.from < part.until ? part : undefined;
};

/** How long outages lasted within a range, in milliseconds. */
export function downtime(outages: readonly Interval[], range: Range): { major: number; partial: number } {
  const time = { major: 0, partial: 0 };
  for (const outage of outages) {
    const part = within(outage, range);
    if (part !== undefined) time[part.status === 'MAJOR_OUTAGE' ? 'major' : 'partial'] += lengthOf(part);
  }
  return time;
}

/**
 * 100 × (1 − (major + 0.3 × partial) / length of the range), to three decimals. What would round to 100 although an outage
 * counts is 99.999; a range without length is 100.
 */
export function percentage(outages: readonly Interval[], range: Range): number {
  const { major, partial } = downtime(outages, range);
  const tenths = 10 * major + 3 * partial;
  const whole = 10 * lengthOf(range);
  if (tenths === 0) return 100;
  return Math.min(Math.round((100_000 * (whole - tenths)) / whole), 99_999) / 1000;
}

export interface Uptime {
  readonly p30: number;
  readonly p60: number;
  readonly p90: number;
}

/** How much of the last 30, 60 and 90 times 24 hours, as far as it was tracked, the service was up. */
export function uptime(timeline: readonly Interval[], trackedSince: Instant, now: Instant): Uptime {
  const outages = outagesIn(timeline);
  const over = (days: number): number =>
    percentage(outages, { from: latest(trackedSince, minus(now, { days })), until: now });
  return { p30: over(30), p60: over(60), p90: over(90) };
}
