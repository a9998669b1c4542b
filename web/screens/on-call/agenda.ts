import type { Zone } from '../../../functions/domain/zone.ts';
import { type Bar, finalBars } from './lanes.ts';
import type { Plan } from './plan.ts';
import { type Day, daysIn, type Window } from './times.ts';

/** A bar of a schedule as far as it lies on a day. */
export interface AgendaEntry extends Window {
  readonly plan: Plan;
  readonly bar: Bar;
  /** It began on an earlier day, or goes on the next one. */
  readonly isContinued: boolean;
  readonly goesOn: boolean;
}

export interface AgendaDay {
  readonly day: Day;
  readonly entries: readonly AgendaEntry[];
}

/** Day by day who is on call, schedule by schedule, in the order in which they begin. */
export function agendaOf(plans: readonly Plan[], window: Window, zone: Zone): readonly AgendaDay[] {
  const all = plans.map((plan) => ({ plan, bars: finalBars(plan, window) }));
  return daysIn(window, zone).map((day) => ({
    day,
    entries: all.flatMap(({ plan, bars }) =>
      bars
        .filter(({ start, end }) => start < day.end && day.start < end)
        .map((bar) => ({
          plan,
          bar,
          start: Math.max(bar.start, day.start),
          end: Math.min(bar.end, day.end),
          isContinued: bar.start < day.start,
          goesOn: bar.end > day.end,
        })),
    ),
  }));
}

/** A shift of somebody, with what comes after it. */
export interface OwnShift {
  readonly plan: Plan;
  readonly bar: Bar;
}

/** The shifts of one person that are not over, over all schedules, in order. */
export const shiftsOf = (plans: readonly Plan[], userId: number, window: Window): readonly OwnShift[] =>
  plans
    .flatMap((plan) =>
      finalBars(plan, window)
        .filter((bar) => bar.userId === userId && bar.end > window.start)
        .map((bar) => ({ plan, bar })),
    )
    .sort((a, b) => a.bar.start - b.bar.start || a.plan.id - b.plan.id);
