import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import type { Instant } from '../domain/time.ts';
import type { Page } from './page.ts';

export interface AuditFilter {
  /** `from` inclusive, `until` exclusive. */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** The user who acted. */
  readonly actorId?: number | undefined;
  readonly entityKind?: string | undefined;
  /** Only with a kind. */
  readonly entityId?: string | undefined;
  readonly action?: string | undefined;
}

/** The entry that a page ended with. */
export type AuditPosition = Pick<AuditEntry, 'at' | 'id'>;

/** The audit log. Entries are never changed; most are written in the transaction of what they tell of. */
export interface AuditStore {
  /** Newest first, those older than `after` if it is given. */
  list(filter: AuditFilter, page: Page, after?: AuditPosition): Promise<AuditEntry[]>;
  /** Entries of what is no write of configuration. The same ones again change nothing. */
  add(entries: readonly AuditEntry[]): Promise<void>;
}
