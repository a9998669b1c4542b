import { instantOf, parseInstant } from './instants.ts';
import type { Instant } from './time.ts';
import { type WallTime, type Zone, zoneOf } from './zone.ts';

const minute = 60_000;
export const dayLength = 24 * 60 * minute;
export const weekLength = 7 * dayLength;

const localText = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?)?$/;

/** Reads `2026-03-01`, `2026-03-01T09:00` and the like, without a zone; undefined when it is none or names no real time. */
export function parseWallTime(text: string): WallTime | undefined {
  const [, date, hours = '00', minutes = '00', seconds = '00', fraction = ''] = localText.exec(text) ?? [];
  if (date === undefined) return undefined;
  const wallTime = Date.parse(`${date}T${hours}:${minutes}:${seconds}${fraction}Z`);
  const isRealDay = !Number.isNaN(wallTime) && new Date(wallTime).toISOString().startsWith(date);
  return isRealDay ? wallTime : undefined;
}

/** The text of a wall time, to the second: `2026-03-01T09:00:00`. */
export const wallTimeText = (wallTime: WallTime): string => new Date(wallTime).toISOString().slice(0, 19);

/** Reads a time of the day, `HH:mm` or `HH:mm:ss`, as milliseconds since midnight; `24:00` is the day's end. */
export function parseTimeOfDay(text: string): number | undefined {
  const [, hours, minutes, seconds = '0'] = /^(\d{2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const time = (Number(hours) * 60 + Number(minutes)) * minute + Number(seconds) * 1000;
  return time <= dayLength ? time : undefined;
}

export interface Moment {
  /** Milliseconds since the epoch. */
  readonly instant: number;
  readonly wallTime: WallTime;
}

/** Reads a local or an exact time; the wall time of a local one is kept as written, even where the clock skips it. */
export function parseMoment(text: string, zone: Zone): Moment | undefined {
  const wallTime = parseWallTime(text);
  if (wallTime !== undefined) return { instant: zone.firstInstantAt(wallTime), wallTime };
  const exact = parseInstant(text);
  if (exact === undefined) return undefined;
  const instant = Date.parse(exact);
  return { instant, wallTime: zone.wallTimeAt(instant) };
}

/**
 * The instant of a local text in a zone, or of a text that names its own offset; undefined when it is neither. A time
 * that the clock skips is the first instant after the gap, one that it shows twice the first of the two.
 */
export function parseLocal(text: string, timezone: string): Instant | undefined {
  const moment = parseMoment(text, zoneOf(timezone));
  return moment && toInstant(moment.instant);
}

const firstYear = Date.parse('0000-01-01T00:00:00.000Z');
const lastYear = Date.parse('9999-12-31T23:59:59.999Z');

/** As an instant; what lies beyond the years that its text can hold is the last (or first) of them. */
export const toInstant = (milliseconds: number): Instant =>
  instantOf(Math.min(Math.max(milliseconds, firstYear), lastYear));

/** The days since Monday, 0 to 6. */
export const weekdayOf = (wallTime: WallTime): number => (((Math.floor(wallTime / dayLength) + 3) % 7) + 7) % 7;

/** Midnight at the start of the day. */
export const dayOf = (wallTime: WallTime): WallTime => Math.floor(wallTime / dayLength) * dayLength;

/** Midnight at the start of Monday. */
export const weekOf = (wallTime: WallTime): WallTime => dayOf(wallTime) - weekdayOf(wallTime) * dayLength;
