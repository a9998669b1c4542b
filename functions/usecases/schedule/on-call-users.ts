import type { Override, Schedule } from '../../domain/schedule/schedule.ts';
import { onCallAt } from '../../domain/schedule/shifts.ts';
import type { Instant } from '../../domain/time.ts';

type Planned = Pick<Schedule, 'timezone' | 'editions'> & { readonly overrides: readonly Override[] };

/** Everybody who may be on call at an instant, whichever of the overrides hold. */
export function possibleAt(schedule: Planned, at: Instant): number[] {
  const planned = onCallAt(schedule, [], at);
  return [...(planned === undefined ? [] : [planned]), ...schedule.overrides.map(({ userId }) => userId)];
}

/** Who is on call at an instant. An override by somebody who was deleted since leaves the shift to whoever it was. */
export function onCallAmong(
  usersById: ReadonlyMap<number, unknown>,
  schedule: Planned,
  at: Instant,
): readonly number[] {
  const held = schedule.overrides.filter(({ userId }) => usersById.has(userId));
  const userId = onCallAt(schedule, held, at);
  return userId === undefined ? [] : [userId];
}
