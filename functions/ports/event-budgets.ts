import type { Instant } from '../domain/time.ts';

/** What one key may send in one minute, shared by all running functions that take it in. */
export interface EventBudgets {
  /** Takes so many, or as many as are left of `most`; returns how many that is. One call, a second one where less is left. */
  take(budget: { readonly name: string; readonly at: Instant; readonly most: number }, wanted: number): Promise<number>;
}

/** Where it is kept that events of a source were refused. */
export interface RefusalNotes {
  /** So many more were refused. */
  note(sourceId: number, count: number, at: Instant): Promise<void>;
}
