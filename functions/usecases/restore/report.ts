import type { Instant } from '../../domain/time.ts';

/** What became of one alert, and why. */
export interface AlertNote {
  readonly alertId: number;
  readonly summary: string;
  readonly why: string;
}

/** What `after-restore` did, or, in a dry run, what it would do. */
export interface RestoreReport {
  readonly restoredTo: Instant;
  readonly at: Instant;
  readonly dryRun: boolean;
  /** False when time ran out: the next call goes on where this one ended. */
  readonly finished: boolean;
  readonly alerts: {
    /** Escalated on by a fresh execution, whose first step tells the people of the level reached once more. */
    readonly restarted: AlertNote[];
    readonly snoozed: AlertNote[];
    /** Answered after the moment restored to. */
    readonly accepted: AlertNote[];
    readonly resolved: AlertNote[];
    readonly exhausted: AlertNote[];
    /** Opened after the moment restored to: gone from the table, made anew from what its executions tell. */
    readonly recreated: AlertNote[];
    /** Gone from the table, and over. */
    readonly lostAndOver: AlertNote[];
    /** Could not be reconciled: the next call tries again. */
    readonly failed: AlertNote[];
    readonly untouched: number;
  };
  readonly notifications: { readonly suppressed: number };
  /** Pacing windows whose summary is not sent. */
  readonly windows: { readonly dropped: number };
  /** Monitors whose pings were forgotten: their interval counts from now. */
  readonly heartbeats: { readonly rearmed: number };
  /** Open alerts that resolve themselves a whole timeout from now. */
  readonly autoResolutions: { readonly rearmed: number };
}

/** Where the parts of the work write down what they did. */
export type Notes = RestoreReport['alerts'];

export const emptyNotes = (): { -readonly [K in keyof Notes]: Notes[K] } => ({
  restarted: [],
  snoozed: [],
  accepted: [],
  resolved: [],
  exhausted: [],
  recreated: [],
  lostAndOver: [],
  failed: [],
  untouched: 0,
});
