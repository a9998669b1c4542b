import type { CapReached, CostlyChannel, DayCount } from '../domain/notification/daily-caps.ts';

/** What went out on each day; `day` names the day and whose count it is (`dayOf`). Kept for some days. */
export interface DayCountStore {
  get(day: string): Promise<DayCount | undefined>;
  /** Counts one more, whoever else counts at the same time. */
  add(day: string, counted: { readonly channel: CostlyChannel; readonly isAsked: boolean }): Promise<void>;
  /** True the first time that this cap is found used up on this day. */
  firstReached(day: string, cap: CapReached): Promise<boolean>;
}
