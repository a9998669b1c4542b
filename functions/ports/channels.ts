import type { Priority } from '../domain/event/event.ts';
import type { Channel, NotificationKind } from '../domain/notification/notification.ts';
import type { Language } from '../domain/user/user.ts';

/** A message as a driver needs it: rendered words and, for answering, its links. */
export interface OutgoingMessage {
  /** Stable over repeats of one send: the provider's idempotency token where it has one. */
  readonly idempotencyToken: string;
  readonly channel: Channel;
  readonly target: string;
  readonly language: Language;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** E-mail only: who it is from, by name; else the deployment's own. */
  readonly fromName?: string;
  /** E-mail only: the address replies go to, and the threading headers. */
  readonly replyTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Push only, for what shows more than words. */
  readonly about?: { readonly kind: NotificationKind; readonly priority?: Priority };
  /** Comes back with receipts and answers: `notification` refers to the item, with `alertId` and `userId` where there are. */
  readonly data?: Readonly<Record<string, string>>;
}

export type SendResult =
  /** The provider has taken it. */
  | { readonly outcome: 'sent'; readonly providerId: string }
  /** It will never take this message to this target: try something else at once. */
  | {
      readonly outcome: 'rejected';
      readonly error: string;
      /** The target exists no more. */
      readonly gone?: boolean;
      /** The number's owner has told the provider to send no more texts. */
      readonly optedOut?: boolean;
    }
  /** It has surely not taken the message, but may take it later (throttling, a limit): try again soon. */
  | { readonly outcome: 'postponed'; readonly error: string };

/** One way to deliver. Throws when nobody knows whether the message went out (a time-out, a lost answer). */
export interface Driver {
  readonly name: string;
  /** The provider sends a message with the same `idempotencyToken` only once. */
  readonly isIdempotent?: boolean;
  /** Whether it is a way to this target; to any of its channel unless said. */
  reaches?(target: string): boolean;
  send(message: OutgoingMessage): Promise<SendResult>;
}

/** The drivers of each channel in the order to try them; a channel without any cannot be sent on. */
export type Channels = Readonly<Record<Channel, readonly Driver[]>>;
