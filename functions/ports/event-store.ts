import type { EventRecord } from '../domain/event/event.ts';
import type { Instant } from '../domain/time.ts';
import type { Page } from './page.ts';

/** Received within [from, until), and with the text in what was read of it. */
export interface EventFilter {
  readonly from: Instant;
  readonly until: Instant;
  readonly text?: string;
}

export interface EventStore {
  get(id: string): Promise<EventRecord | undefined>;
  /** Those that there are, in the order asked for; at most 100 a call. */
  getMany(ids: readonly string[]): Promise<EventRecord[]>;
  /** False when it was there before. */
  record(event: EventRecord): Promise<boolean>;
  /** Newest first. */
  ofSource(sourceId: number, filter: EventFilter, page: Page): Promise<EventRecord[]>;
  /** Those that came by a key of the flow, wherever they ended; newest first. */
  ofFlow(flowId: number, filter: EventFilter, page: Page): Promise<EventRecord[]>;
}
