import type { EventRecord } from '../domain/event/event.ts';
import type { EventSearch } from '../domain/event/search.ts';
import type { Instant } from '../domain/time.ts';
import type { Page } from './page.ts';

/** Received within [from, until), and what else is asked of it. */
export interface EventFilter extends EventSearch {
  readonly from: Instant;
  readonly until: Instant;
}

/** A page of events; a search looks at a bounded number of them, and says where it stopped. */
export interface FoundEvents {
  readonly events: readonly EventRecord[];
  /** Set where older events were not looked at any more: those before this time. */
  readonly searchedBackTo?: Instant;
}

export interface EventStore {
  get(id: string): Promise<EventRecord | undefined>;
  /** Those that there are, in the order asked for; at most 100 a call. */
  getMany(ids: readonly string[]): Promise<EventRecord[]>;
  /** False when it was there before. */
  record(event: EventRecord): Promise<boolean>;
  /** Newest first. */
  ofSource(sourceId: number, filter: EventFilter, page: Page): Promise<FoundEvents>;
  /** Those that came by a key of the flow, wherever they ended; newest first. */
  ofFlow(flowId: number, filter: EventFilter, page: Page): Promise<FoundEvents>;
}
