import type { EventRecord } from '../domain/event/event.ts';
import type { Instant } from '../domain/time.ts';
import type { Page } from './page.ts';

/** Received within [from, until). */
export interface EventFilter {
  readonly from: Instant;
  readonly until: Instant;
}

/** The event after which a list goes on: the newest first, so it is the oldest that was looked at. */
export interface EventPosition {
  readonly receivedAt: Instant;
  readonly id: string;
}

/** A part of a list of events. */
export interface EventPart {
  readonly events: readonly EventRecord[];
  /** Absent when there are no more. */
  readonly next?: EventPosition;
}

/** Whose events are listed: those of a source, or those that came by a key of a flow, wherever they ended. */
export type EventsOf = { readonly sourceId: number } | { readonly flowId: number };

export interface EventStore {
  get(id: string): Promise<EventRecord | undefined>;
  /** Those that there are, in the order asked for; at most 100 a call. */
  getMany(ids: readonly string[]): Promise<EventRecord[]>;
  /** False when it was there before. */
  record(event: EventRecord): Promise<boolean>;
  /** Newest first; those before the page are passed over unread. */
  list(of: EventsOf, filter: EventFilter, page: Page, after?: EventPosition): Promise<EventPart>;
}
