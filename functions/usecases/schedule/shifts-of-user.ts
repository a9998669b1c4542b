import type { Schedule, Shift } from '../../domain/schedule/schedule.ts';
import { shifts } from '../../domain/schedule/shifts.ts';
import { uncovered } from '../../domain/schedule/spans.ts';
import { type Instant, millisecondsOf } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { overridesAround } from './overrides-around.ts';

export interface ScheduledShift extends Shift {
  readonly schedule: Schedule;
}

/** Every shift of a person that touches [from, until), whole, over all schedules; `from` is not in the past. */
export async function shiftsOfUser(
  ctx: Context<'store'>,
  userId: number,
  from: Instant,
  until: Instant,
): Promise<ScheduledShift[]> {
  const schedules = await ctx.store.schedules.ofUser(userId, from);
  const found = await Promise.all(schedules.map((schedule) => shiftsOfSchedule(ctx, schedule, from, until)));
  return found.flat().filter((shift) => shift.userId === userId);
}

/** Every shift of a schedule that touches [from, until), whole. */
export async function shiftsOfSchedule(
  ctx: Context<'store'>,
  schedule: Schedule,
  from: Instant,
  until: Instant,
): Promise<ScheduledShift[]> {
  const overrides = await overridesAround(ctx, schedule.id, from, until);
  return shifts(schedule, overrides, from, until).map((shift) => ({ ...shift, schedule }));
}

type Times = Pick<Shift, 'start' | 'end'>;

/** Whether shifts cover a time without a break. */
export const covers = (own: readonly Times[], time: Times): boolean =>
  uncovered(spanOf(time), own.map(spanOf)).length === 0;

const spanOf = ({ start, end }: Times) => ({ start: millisecondsOf(start), end: millisecondsOf(end) });
