import type { Alert, Responder } from '../domain/alert/alert.ts';
import type { DayCount } from '../domain/notification/daily-caps.ts';
import type { Notification, NotificationStatus } from '../domain/notification/notification.ts';
import type { Conversation, Window } from '../domain/notification/windows.ts';
import type { User } from '../domain/user/user.ts';

/** What one send looks at, named beforehand so that all of it is read in one call. */
export interface SendKeys {
  readonly scope: string;
  readonly id: number;
  readonly alertId?: number | undefined;
  readonly userId?: number | undefined;
  /** Whether the person's part in the alert matters. */
  readonly asResponder?: boolean;
  readonly windowIds: readonly string[];
  /** The days whose counts matter (`dayOf`). */
  readonly days?: readonly string[];
  /** The number whose short codes matter. */
  readonly address?: string | undefined;
}

/** What was there of it, consistently. */
export interface SendReading {
  readonly notification: Notification | undefined;
  readonly alert: Alert | undefined;
  readonly responder: Responder | undefined;
  readonly user: User | undefined;
  readonly windows: ReadonlyMap<string, Window>;
  readonly conversation: Conversation | undefined;
  readonly days: ReadonlyMap<string, DayCount>;
}

/** The state of a notification that a change of it expects. */
export interface NotificationState {
  readonly status: NotificationStatus;
  readonly at?: Notification['at'];
  readonly sendingSince?: Notification['createdAt'];
}

/** The two calls around the mark of a send: everything it looks at, and everything it remembers. */
export interface SendStore {
  read(keys: SendKeys): Promise<SendReading>;
  /**
   * One transaction: the notification, if it still is as in `from`, with the windows that admitted it and the codes that
   * were given. False when somebody else moved it first; throws VersionConflictError when only a window or the
   * conversation has changed since it was read.
   */
  mark(
    notification: Notification,
    from: NotificationState,
    remembered: { readonly windows: readonly Window[]; readonly conversation?: Conversation | undefined },
  ): Promise<boolean>;
}
