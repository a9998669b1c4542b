import { dayLength, parseTimeOfDay, weekLength, weekOf } from '../wall-time.ts';
import type { WallTime, Zone } from '../zone.ts';
import type { Restriction, TimeOfWeek } from './schedule.ts';
import { joined, type Span } from './spans.ts';
import { daysOfWeek } from './week.ts';

/** A restriction as wall time since Monday 00:00; `until` lies in the next week where it wraps over the week's end. */
export interface WeeklySpan {
  readonly from: number;
  readonly until: number;
}

/** Wall time since Monday 00:00; undefined when the time is none. */
export function sinceMonday({ dayOfWeek, time }: TimeOfWeek): number | undefined {
  const ofDay = parseTimeOfDay(time);
  return ofDay === undefined ? undefined : daysOfWeek.indexOf(dayOfWeek) * dayLength + ofDay;
}

/** The span of a restriction; undefined when it cannot be read or ends where it begins. */
export function weeklySpan({ from, to }: Restriction): WeeklySpan | undefined {
  const start = sinceMonday(from);
  const end = sinceMonday(to);
  if (start === undefined || end === undefined || start === end) return undefined;
  return { from: start, until: end > start ? end : end + weekLength };
}

/**
 * When restrictions let somebody be on call, within [from, until): in order and joined where they meet. Their edges are
 * instants like hand-offs are: what the clock skips is the first instant after the gap, what it shows twice the first.
 */
export function allowedSpans(
  weekly: readonly WeeklySpan[],
  zone: Zone,
  { start: from, end: until }: Span,
): readonly Span[] {
  const spans: Span[] = [];
  const lastWeek = weekOf(zone.wallTimeAt(until) + dayLength);
  let week: WallTime = weekOf(zone.wallTimeAt(from)) - weekLength;
  for (; week <= lastWeek; week += weekLength) {
    for (const span of weekly) {
      const start = Math.max(from, zone.firstInstantAt(week + span.from));
      const end = Math.min(until, zone.firstInstantAt(week + span.until));
      if (start < end) spans.push({ start, end });
    }
  }
  return joined(spans);
}
