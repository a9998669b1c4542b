import { type Instant, latest, millisecondsOf } from '../time.ts';
import { dayLength, dayOf, toInstant } from '../wall-time.ts';
import { zoneOf } from '../zone.ts';
import { isOutage, type ServiceStatus, worst } from './status.ts';
import type { Interval } from './timeline.ts';
import { daysTold, downtime, outagesIn, percentage, within } from './uptime.ts';

/** One day of a service: `worst` and `uptime` are null on a day of which nothing is known. */
export interface Day {
  /** In the zone that the days were cut in, such as `2026-11-01`. */
  readonly date: string;
  readonly worst: ServiceStatus | null;
  readonly majorSec: number;
  readonly partialSec: number;
  readonly uptime: number | null;
}

/**
 * The last 90 days of a zone, oldest first, the last one today, of which only what has passed is told. A day is as long as it
 * really is, 23 to 25 hours where the clock changes. Outages that do not count are not told.
 */
export function days(timeline: readonly Interval[], trackedSince: Instant, zoneName: string, now: Instant): Day[] {
  const zone = zoneOf(zoneName);
  const today = dayOf(zone.wallTimeAt(millisecondsOf(now)));
  const outages = outagesIn(timeline);
  const told = [...timeline.filter(({ status }) => !isOutage(status)), ...outages];
  return Array.from({ length: daysTold }, (_none, index) => {
    const day = today - (daysTold - 1 - index) * dayLength;
    const date = new Date(day).toISOString().slice(0, 10);
    const end = toInstant(zone.firstInstantAt(day + dayLength));
    const range = {
      from: latest(toInstant(zone.firstInstantAt(day)), trackedSince),
      until: end < now ? end : now,
    };
    if (range.from >= range.until) return { date, worst: null, majorSec: 0, partialSec: 0, uptime: null };
    const { major, partial } = downtime(outages, range);
    return {
      date,
      worst: worst(told.filter((interval) => within(interval, range)).map(({ status }) => status)),
      majorSec: Math.round(major / 1000),
      partialSec: Math.round(partial / 1000),
      uptime: percentage(outages, range),
    };
  });
}
