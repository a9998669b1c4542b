import type { AlertMembers } from '../domain/event/grouping/alert-members.ts';
import type { Heads } from '../domain/event/grouping/heads.ts';

/** What grouping beyond the key has to know; read only for sources that group, and written with alerts. */
export interface GroupingStore {
  /** The alerts of a source that may take in more, always consistent. */
  heads(sourceId: number): Promise<Heads | undefined>;
  /** The members of an alert that has several, always consistent. */
  members(alertId: number): Promise<AlertMembers | undefined>;
}
