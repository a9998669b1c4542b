import ICAL from 'ical.js';
import { dayLength, parseWallTime } from '../wall-time.ts';
import { type Clock, type WallTime, zoneOf } from '../zone.ts';

/** An event says something that cannot be understood; the message is for whoever looks after the calendar. */
export class UnreadableError extends Error {
  override name = 'UnreadableError';
}

/** What a calendar's times are read with. */
export interface Clocks {
  readonly clockOf: (tzid: string) => Clock | undefined;
  /** Of times that name no zone. */
  readonly local: Clock;
  /** Of whole days. */
  readonly ofDays: Clock;
}

/** A time as written, with the clock it is meant on. */
export interface Written {
  readonly wallTime: WallTime;
  readonly clock: Clock;
  readonly isDate: boolean;
  /** Of a period: how long it is. */
  readonly length?: Length;
}

/** Days pass on the wall clock, what is exact passes whatever the clock does (RFC 5545, 3.3.6). */
export interface Length {
  readonly onWall: number;
  readonly exact: number;
}

/** The times of a property in the order written. Throws for what is no real time, and for a zone that nobody knows. */
export function writtenTimes(component: ICAL.Component, name: string, clocks: Clocks): readonly Written[] {
  return component.getAllProperties(name).flatMap((property) => {
    const [, { tzid = undefined }, , ...values] = property.toJSON() as [
      string,
      { tzid?: unknown },
      string,
      ...unknown[],
    ];
    const clock = typeof tzid === 'string' ? clocks.clockOf(tzid) : clocks.local;
    const written = values.map((value) => {
      const [start, end] = Array.isArray(value) ? value.map(String) : [String(value)];
      const time = readTime(start ?? '', clock, clocks);
      if (time === 'no clock') throw new UnreadableError(`the time zone ${String(tzid).slice(0, 100)} is not known`);
      if (time === undefined) throw new UnreadableError(`${name.toUpperCase()} is not a real time`);
      return end === undefined ? time : { ...time, length: periodLength(time, end, clocks) };
    });
    return written;
  });
}

/** As the library writes them, `2026-12-25`, `2026-12-25T09:00:00`, with a Z in UTC; `T::` stands behind a date that is not called one. */
function readTime(text: string, clock: Clock | undefined, clocks: Clocks): Written | 'no clock' | undefined {
  const isUtc = text.endsWith('Z');
  const local = text.replace(/T::$/, '').replace(/Z$/, '');
  const wallTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/.test(local) ? parseWallTime(local) : undefined;
  if (wallTime === undefined) return undefined;
  const isDate = !local.includes('T');
  if (isUtc) return { wallTime, clock: zoneOf('UTC'), isDate };
  if (isDate && clock === clocks.local) return { wallTime, clock: clocks.ofDays, isDate };
  return clock === undefined ? 'no clock' : { wallTime, clock, isDate };
}

/** From one time to another: on the wall where both are of one clock. */
export const lengthBetween = (start: Written, end: Written): Length =>
  end.clock === start.clock
    ? { onWall: end.wallTime - start.wallTime, exact: 0 }
    : { onWall: 0, exact: end.clock.firstInstantAt(end.wallTime) - start.clock.firstInstantAt(start.wallTime) };

/** The length a DURATION says; days and weeks are days of the wall. */
export function durationLength(duration: ICAL.Duration): Length {
  const { weeks, days, hours, minutes, seconds, isNegative } = duration;
  if (isNegative) return { onWall: 0, exact: -1 };
  return { onWall: (weeks * 7 + days) * dayLength, exact: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}

function periodLength(start: Written, end: string, clocks: Clocks): Length {
  if (ICAL.Duration.isValueString(end)) return durationLength(ICAL.Duration.fromString(end));
  const until = readTime(end, start.clock, clocks);
  if (until === undefined || until === 'no clock') throw new UnreadableError('a period does not end at a real time');
  return lengthBetween(start, until);
}

/** When something ends that begins at a wall time. */
export const endOf = (clock: Clock, start: WallTime, { onWall, exact }: Length): number =>
  clock.firstInstantAt(start + onWall) + exact;
