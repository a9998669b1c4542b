import type { EventRecord } from '../domain/event/event.ts';
import type { Instant } from '../domain/time.ts';
import type { Page } from './page.ts';

export interface EventStore {
  get(id: string): Promise<EventRecord | undefined>;
  /** False when it was there before. */
  record(event: EventRecord): Promise<boolean>;
  /** Newest first within [from, until). */
  ofSource(
    sourceId: number,
    filter: { readonly from: Instant; readonly until: Instant; readonly text?: string },
    page: Page,
  ): Promise<EventRecord[]>;
}
