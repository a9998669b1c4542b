import { type Instant, millisecondsOf } from '../time.ts';
import { parseMoment } from '../wall-time.ts';
import { zoneOf } from '../zone.ts';
import { currentEdition } from './edition.ts';
import type { Override, Schedule } from './schedule.ts';

/** Whether the schedule names the person for a time that is not over: in a layer, a shift or an override. */
export function isPlanned(
  schedule: Pick<Schedule, 'timezone' | 'editions'>,
  overrides: readonly Override[],
  userId: number,
  now: Instant,
): boolean {
  const zone = zoneOf(schedule.timezone);
  const isOver = (end: string | undefined): boolean =>
    end !== undefined && (parseMoment(end, zone)?.instant ?? Number.POSITIVE_INFINITY) <= millisecondsOf(now);
  const { layers, shifts } = currentEdition(schedule);
  return (
    layers.some(({ users, endsOn }) => users.includes(userId) && !isOver(endsOn)) ||
    shifts.some((shift) => shift.userId === userId && !isOver(shift.end)) ||
    overrides.some((override) => override.userId === userId && override.endsAt > now)
  );
}
