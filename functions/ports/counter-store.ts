import type { CounterState } from '../domain/condition/counter.ts';

/** What counters of a place showed at an evaluation, by name. */
export type Shown = Readonly<Record<string, number>>;

/** Where the counters of a place stand, by name; `version` 0 where nothing was counted yet. */
export interface Counters {
  readonly version: number;
  readonly states: Readonly<Record<string, CounterState>>;
}

/** Counters of conditions: each event counts once at each place, however often it is delivered. */
export interface CounterStore {
  /** What this event showed at the place before, if it was counted there, and where the counters stand; one call, consistent. */
  read(place: string, eventId: string): Promise<{ readonly counted: Shown | undefined; readonly counters: Counters }>;
  /**
   * Keeps where the counters stand now and what the event showed, in one transaction; false when somebody else counted at
   * the place meanwhile, or this event.
   */
  save(
    place: string,
    eventId: string,
    counted: { readonly counters: Counters; readonly shown: Shown },
  ): Promise<boolean>;
}
