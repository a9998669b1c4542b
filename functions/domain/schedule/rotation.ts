import { dayLength, type Moment } from '../wall-time.ts';
import type { WallTime, Zone } from '../zone.ts';

/** How long a turn lasts: calendar days on the wall clock, or hours that pass. */
export interface TurnLength {
  readonly clock: 'wall' | 'elapsed';
  readonly milliseconds: number;
}

/** Turns without an end, counted from 0. Day and week rotations keep their hand-off time over the seasons. */
export interface Rotation {
  readonly zone: Zone;
  readonly start: number;
  readonly wallStart: WallTime;
  readonly length: TurnLength;
}

const weeksAndDays = /^P(?=\d)(?:(\d{1,5})W)?(?:(\d{1,5})D)?$/;
const hoursOrMinutes = /^PT(\d{1,6})(H|M)$/;

/** Reads `P1W`, `P7D`, `PT8H`, or whole hours in minutes (`PT720M`); undefined for everything else, also for the mixtures of days and hours. */
export function parseTurnLength(text: string): TurnLength | undefined {
  const calendar = weeksAndDays.exec(text);
  if (calendar) {
    const days = Number(calendar[1] ?? 0) * 7 + Number(calendar[2] ?? 0);
    return days > 0 ? { clock: 'wall', milliseconds: days * dayLength } : undefined;
  }
  const [, amount, unit] = hoursOrMinutes.exec(text) ?? [];
  const hours = Number(amount ?? 0) / (unit === 'M' ? 60 : 1);
  return hours > 0 && Number.isInteger(hours) ? { clock: 'elapsed', milliseconds: hours * 3_600_000 } : undefined;
}

export const rotationFrom = (start: Moment, length: TurnLength, zone: Zone): Rotation => ({
  zone,
  start: start.instant,
  wallStart: start.wallTime,
  length,
});

/**
 * The instant at which a turn begins. A hand-off that the clock skips happens at the first instant after the gap, one
 * that it shows twice at the first of the two.
 */
export function handOff({ zone, start, wallStart, length }: Rotation, turn: number): number {
  if (turn === 0) return start;
  if (length.clock === 'elapsed') return start + turn * length.milliseconds;
  return zone.firstInstantAt(wallStart + turn * length.milliseconds);
}

/** The turn that an instant falls in, found directly; the first one for what lies before it. */
export function turnAt(rotation: Rotation, instant: number): number {
  const { zone, start, wallStart, length } = rotation;
  const passed = length.clock === 'elapsed' ? instant - start : zone.wallTimeAt(instant) - wallStart;
  let turn = Math.max(0, Math.floor(passed / length.milliseconds));
  // A clock that was set back shows times again that it has shown before a hand-off.
  while (handOff(rotation, turn + 1) <= instant) turn += 1;
  return turn;
}
