import { dayLength, dayOf, weekdayOf } from '../../../functions/domain/wall-time.ts';
import type { Zone } from '../../../functions/domain/zone.ts';
import { hour, type Window } from './times.ts';

export type Preset = 'tonight' | 'tomorrowNight' | 'nextDay' | 'weekend';

const evening = 18 * hour;
const morning = 8 * hour;

/** Times for which people stand in again and again, on the wall of a zone: a night is from 18:00 to 08:00. */
export function presets(now: number, zone: Zone): Readonly<Record<Preset, Window>> {
  const wall = zone.wallTimeAt(now);
  // Before the morning, tonight is the night that has begun.
  const today = wall - dayOf(wall) < morning ? dayOf(wall) - dayLength : dayOf(wall);
  const on = (wallTime: number) => zone.firstInstantAt(wallTime);
  const night = (day: number): Window => ({
    start: Math.max(on(day + evening), now),
    end: on(day + dayLength + morning),
  });
  const saturday = dayOf(wall) + ((5 - weekdayOf(wall) + 7) % 7 || 7) * dayLength;
  return {
    tonight: night(today),
    tomorrowNight: night(today + dayLength),
    nextDay: { start: now, end: now + 24 * hour },
    weekend: { start: on(saturday), end: on(saturday + 2 * dayLength) },
  };
}
