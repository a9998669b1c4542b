import type { Override } from '../../domain/schedule/schedule.ts';
import { type Instant, minus, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** How far from a window somebody's override may cut a shift that reaches into it. */
const longestUsualShift = { days: 35 };

/**
 * Overrides that touch a window or shifts that reach into it, so that shifts at its edges are told whole. Without
 * `until` all later ones.
 */
export const overridesAround = (
  ctx: Context<'store'>,
  scheduleId: number,
  from: Instant,
  until?: Instant,
): Promise<Override[]> =>
  ctx.store.schedules.overrides(scheduleId, minus(from, longestUsualShift), until && plus(until, longestUsualShift));
