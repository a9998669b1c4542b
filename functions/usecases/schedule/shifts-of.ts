import { InvalidInputError } from '../../domain/errors.ts';
import type { Schedule, Shift } from '../../domain/schedule/schedule.ts';
import { shifts } from '../../domain/schedule/shifts.ts';
import { type Instant, millisecondsIn, millisecondsOf } from '../../domain/time.ts';
import { parseLocal, toInstant } from '../../domain/wall-time.ts';
import { zoneOf } from '../../domain/zone.ts';
import type { Context } from '../../ports/context.ts';
import { overridesAround } from './overrides-around.ts';

const longestSpan = { days: 2 * 366 };

/** A window as a caller writes it: local times of the schedule's zone, or instants; absent ends have their defaults. */
export interface ShiftWindow {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly withoutOverrides?: boolean;
}

/** Every shift of a schedule that touches a window, past or future, whole. Throws InvalidInputError beyond two years. */
export async function computeShifts(
  ctx: Context<'store'>,
  stored: Schedule,
  window: ShiftWindow,
): Promise<readonly Shift[]> {
  const { from, until } = windowOf(stored.timezone, window, ctx.clock.now());
  const [schedule, overrides] = await Promise.all([
    knownSince(ctx, stored, from),
    window.withoutOverrides ? [] : overridesAround(ctx, stored.id, from, until),
  ]);
  return shifts(schedule, overrides, from, until);
}

/** The schedule with what it said from that time on, which may have been put away. */
export const knownSince = async (ctx: Context<'store'>, stored: Schedule, from: Instant): Promise<Schedule> =>
  stored.editions.some((edition) => edition.from <= from) ? stored : ctx.store.schedules.history(stored);

/** From the start of last month, and for three months, unless it says otherwise. */
export function windowOf(timezone: string, window: ShiftWindow, now: Instant): { from: Instant; until: Instant } {
  const from = read(window.from, 'from', timezone) ?? monthStart(timezone, now, -1);
  const until = read(window.until, 'until', timezone) ?? monthsLater(timezone, from, 3);
  if (until < from) throw new InvalidInputError('until', 'lies before from');
  if (millisecondsOf(until) - millisecondsOf(from) > millisecondsIn(longestSpan))
    throw new InvalidInputError('until', 'must be at most two years after from');
  return { from, until };
}

function read(text: string | undefined, field: string, timezone: string): Instant | undefined {
  if (text === undefined || text === '') return undefined;
  const instant = parseLocal(text.replace(/ (?=\d{2}:?\d{2}$)/, '+'), timezone);
  if (instant === undefined) throw new InvalidInputError(field, 'must be an ISO-8601 date-time');
  return instant;
}

function monthStart(timezone: string, now: Instant, months: number): Instant {
  const zone = zoneOf(timezone);
  const wall = new Date(zone.wallTimeAt(millisecondsOf(now)));
  return toInstant(zone.firstInstantAt(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + months, 1)));
}

function monthsLater(timezone: string, from: Instant, months: number): Instant {
  const zone = zoneOf(timezone);
  const wall = new Date(zone.wallTimeAt(millisecondsOf(from)));
  const month = wall.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(wall.getUTCFullYear(), month + 1, 0)).getUTCDate();
  wall.setUTCMonth(month, Math.min(wall.getUTCDate(), lastDay));
  return toInstant(zone.firstInstantAt(wall.getTime()));
}
