import type { LogEntry } from '../domain/alert/log-entry.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { Conversation, Window } from '../domain/notification/windows.ts';
import type { Instant } from '../domain/time.ts';
import type { NotificationState } from './send-store.ts';

export interface NotificationStore {
  get(scope: string, id: number): Promise<Notification | undefined>;
  /** Oldest first. */
  list(scope: string): Promise<Notification[]>;
  /** Writes those that are not there yet; returns the ids it wrote. Chunks of at most 100. */
  add(notifications: readonly Notification[]): Promise<ReadonlySet<number>>;
  /**
   * Saves the new form if the stored one still is as in `from` (`at` and `sendingSince` when given), with log entries
   * in the same transaction. False when somebody else moved it first.
   */
  move(notification: Notification, from: NotificationState, log?: readonly LogEntry[]): Promise<boolean>;
  /** The notification that a provider knows by this id; for receipts and replies. */
  byProviderId(driver: string, providerId: string): Promise<Notification | undefined>;
}

/** What was said to and by one phone number or address lately: short codes and inbound ids. */
export interface ConversationStore {
  get(address: string): Promise<Conversation | undefined>;
  /** Version-checked; throws VersionConflictError. */
  save(conversation: Conversation): Promise<void>;
  /** True the first time an inbound message id is seen; expires after a week. */
  firstSeen(inboundId: string, at: Instant): Promise<boolean>;
}

export interface WindowStore {
  get(id: string): Promise<Window | undefined>;
  /** Version-checked; throws VersionConflictError. `dueAt` puts it in the due index. */
  save(window: Window): Promise<void>;
}
