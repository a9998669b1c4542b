import { parseInstant } from '../../../functions/domain/instants.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import {
  dayLength,
  dayOf,
  parseWallTime,
  toInstant,
  wallTimeText,
  weekOf,
} from '../../../functions/domain/wall-time.ts';
import { type Zone, zoneOf } from '../../../functions/domain/zone.ts';

/** [start, end) in milliseconds since the epoch. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

export const hour = 3_600_000;

/** Milliseconds since the epoch of an instant of the API; NaN where there is none. */
export const parseTime = (text: string | null | undefined): number => Date.parse(text ?? '');

/** The zone of that name; of one that this browser does not know, UTC. */
export function knownZone(name: string): Zone {
  try {
    return zoneOf(name);
  } catch {
    return zoneOf('UTC');
  }
}

export const instantText = (milliseconds: number): Instant => toInstant(milliseconds);

/** What `<input type="datetime-local">` shows for an instant: `2026-11-29T14:05`. */
export const localText = (instant: number, zone: Zone): string => wallTimeText(zone.wallTimeAt(instant)).slice(0, 16);

/** The instant that a text of `<input type="datetime-local">` means in a zone; undefined while it is not complete. */
export function instantOfLocal(text: string, zone: Zone): number | undefined {
  const wallTime = parseWallTime(text);
  return wallTime === undefined ? undefined : zone.firstInstantAt(wallTime);
}

/** The day's date, `2026-11-29`. */
export const dateOf = (instant: number, zone: Zone): string => localText(instant, zone).slice(0, 10);

/** As a layer or a shift has it: local text or an instant; as local text of the zone. */
export function asLocalText(text: string | undefined, zone: Zone): string {
  if (text === undefined || text === '') return '';
  const exact = parseInstant(text);
  return exact === undefined ? text.slice(0, 16) : localText(Date.parse(exact), zone);
}

export type Span = 'day' | 'week' | 'fortnight' | 'month' | 'quarter' | 'year';

const months: Readonly<Partial<Record<Span, number>>> = { month: 1, quarter: 3, year: 12 };
const days: Readonly<Partial<Record<Span, number>>> = { day: 1, week: 7, fortnight: 14 };

export const monthsLater = (wallTime: number, count: number): number => {
  const date = new Date(wallTime);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
};

/** On the zone's wall: the first midnight of the week or month that a moment lies in; a year begins with its month, two weeks with their day. */
function wallStart(at: number, span: Span, zone: Zone): number {
  const wallTime = zone.wallTimeAt(at);
  if (span === 'day' || span === 'fortnight') return dayOf(wallTime);
  return months[span] === undefined ? weekOf(wallTime) : monthsLater(wallTime, 0);
}

const laterOnWall = (start: number, span: Span, count: number): number => {
  const steps = months[span];
  return steps === undefined ? start + (days[span] ?? 1) * count * dayLength : monthsLater(start, steps * count);
};

/** What a calendar shows that looks at a moment: whole days of the zone's wall, the week's from Monday on. */
export function windowAt(at: number, span: Span, zone: Zone): Window {
  const start = wallStart(at, span, zone);
  return { start: zone.firstInstantAt(start), end: zone.firstInstantAt(laterOnWall(start, span, 1)) };
}

/** Where a calendar looks that goes so many spans on (or back). */
export const stepFrom = (at: number, span: Span, zone: Zone, count: number): number =>
  zone.firstInstantAt(laterOnWall(wallStart(at, span, zone), span, count));

/** The months around a window: what is asked of the API, so that a step to the next window asks for nothing new. */
export function asked({ start, end }: Window): { readonly from: string; readonly until: string } {
  return { from: instantText(monthsLater(start, -1)), until: instantText(monthsLater(end, 2)) };
}

/** A day on the wall of a zone, with the length that it really has. */
export interface Day extends Window {
  /** `2026-11-29` */
  readonly date: string;
  /** 24, but 23 or 25 where the clock is set. */
  readonly hours: number;
  readonly isWeekend: boolean;
  readonly isFirstOfMonth: boolean;
  readonly isMonday: boolean;
}

/** The days that touch a window, whole. */
export function daysIn({ start, end }: Window, zone: Zone): readonly Day[] {
  const found: Day[] = [];
  for (let wall = dayOf(zone.wallTimeAt(start)); ; wall += dayLength) {
    const from = zone.firstInstantAt(wall);
    if (from >= end) return found;
    const until = zone.firstInstantAt(wall + dayLength);
    const weekday = new Date(wall).getUTCDay();
    found.push({
      start: from,
      end: until,
      date: wallTimeText(wall).slice(0, 10),
      hours: (until - from) / hour,
      isWeekend: weekday === 0 || weekday === 6,
      isMonday: weekday === 1,
      isFirstOfMonth: new Date(wall).getUTCDate() === 1,
    });
  }
}

/** The hours of a day's clock that are a multiple of some number, where they really are: one that is skipped is not there. */
export function hoursOf(
  day: Day,
  every: number,
  zone: Zone,
): readonly { readonly at: number; readonly text: string }[] {
  const found: { at: number; text: string }[] = [];
  for (let at = day.start; at < day.end; at += hour / 4) {
    const text = localText(at, zone).slice(11);
    if (text.endsWith(':00') && Number(text.slice(0, 2)) % every === 0) found.push({ at, text });
  }
  return found;
}

/** The moment of a zone's clock next to an instant that is a multiple of some minutes, or a midnight when these are a day. */
export function snapped(instant: number, minutes: number, zone: Zone): number {
  const step = minutes * 60_000;
  return zone.firstInstantAt(Math.round(zone.wallTimeAt(instant) / step) * step);
}

/** What a drag snaps to, in minutes, where an hour is so many pixels wide. */
export function snapFor(pixelsPerHour: number): number {
  if (pixelsPerHour >= 24) return 15;
  if (pixelsPerHour >= 8) return 60;
  if (pixelsPerHour >= 2) return 360;
  return 1440;
}
