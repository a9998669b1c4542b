import type { Instant } from '../domain/time.ts';

/** Kinds of work that wait for a time, most urgent first. Each has its own partition of the due index. */
export const dueKinds = [
  'escalation',
  'step',
  'notification',
  'window',
  'heartbeat',
  'waiting',
  'automation',
  'maintenance',
  'support',
  'notice',
  'incident',
  'subscribers',
  'announcement',
  'page',
  'auto-resolution',
  'action',
  'deployment',
  'calendar',
  'pull',
] as const;

export type DueKind = (typeof dueKinds)[number];

/** A reference to due work; `keys` are what the store's `get` of that kind takes. */
export type DueReference = { readonly dueAt: Instant } & (
  | { readonly kind: 'escalation' | 'automation' | 'auto-resolution'; readonly alertId: number }
  /** What an action does for an alert; without `id` that an alert is to be looked at. */
  | { readonly kind: 'action'; readonly alertId: number; readonly id?: number }
  | { readonly kind: 'step'; readonly alertId: number; readonly stepId: number }
  | { readonly kind: 'notification'; readonly scope: string; readonly id: number }
  /** A pacing window, or an event that waits in a flow. */
  | { readonly kind: 'window' | 'waiting'; readonly id: string }
  /** A request, a subscriber who has not confirmed, or something to tell: whoever takes it finds out. */
  | { readonly kind: 'subscribers'; readonly work: string }
  /** A deployment, which alerts may be about. */
  | { readonly kind: 'deployment'; readonly work: string }
  /** A monitor, a maintenance window, an incident, an alert source, twice a schedule, a status page, and a metrics' data source. */
  | { readonly kind: 'heartbeat' | 'maintenance' | 'incident' | TimerKind; readonly id: number }
);

export type ReferenceOf<Kind extends DueKind> = DueReference & { readonly kind: Kind };

/** Due work that is an item of its own beside the configuration it belongs to: of a source, of schedules, of maintenance windows, of status pages, and of metrics' data sources. */
export type TimerKind = 'support' | 'notice' | 'calendar' | 'announcement' | 'page' | 'pull';

/** `since` is up to when the work was done; `state` is what it has to remember, as JSON text. */
export interface Timer {
  readonly dueAt?: Instant;
  readonly since?: Instant;
  readonly state?: string;
}

export interface TimerStore {
  get(kind: TimerKind, id: number): Promise<Timer | undefined>;
  /** Makes the work due at `at`, whenever it was due before; what it remembers stays, but for a given `state`. At most one call per 100. */
  arm(kind: TimerKind, ids: readonly number[], at: Instant, state?: string): Promise<void>;
  /**
   * Remembers what was done and when to go on (never, without `dueAt`), if the timer is still as read. False when it was
   * armed meanwhile: then it stays due.
   */
  save(kind: TimerKind, id: number, timer: Timer, read: Timer): Promise<boolean>;
  delete(kind: TimerKind, id: number): Promise<void>;
}

export interface DueStore {
  /** Work of this kind due at or before `until`, longest overdue first, at most `limit`. */
  list<Kind extends DueKind>(kind: Kind, until: Instant, limit: number): Promise<ReferenceOf<Kind>[]>;
  /**
   * Moves the work to `until` if it is still due as read, and counts the attempt. Returns how often it was leased before
   * since it last became due by itself; undefined when somebody else has it.
   */
  lease(reference: DueReference, until: Instant): Promise<number | undefined>;
  /** Takes work that never succeeds out of the index for good; what it belongs to stays readable. */
  giveUp(reference: DueReference): Promise<void>;
}
