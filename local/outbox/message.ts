/** Where a message goes; the receiver's side of every way out of Tocsin. */
export type OutboxChannel = 'SMS' | 'VOICE' | 'EMAIL' | 'PUSH' | 'WEBHOOK' | 'SLACK' | 'TEAMS';

/** A message as its receiver sees it. */
export interface OutboxMessage {
  /** Counts from 1 without gaps. */
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly channel: OutboxChannel;
  /** E.164 for SMS and VOICE, the address for EMAIL, the device token for PUSH. */
  readonly to: string;
  readonly from: string | null;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly alertId: number | null;
  readonly userId: number | null;
  /** The provider's id: what receipts and replies refer to. */
  readonly providerId: string;
  /** What travels with a push or a call, unseen by the reader; of chats, what a message is drawn from; of tools with tickets, the ticket. */
  readonly data: Readonly<Record<string, unknown>>;
  /** E-mail headers by lower-case name, as received. */
  readonly headers: Readonly<Record<string, string>>;
  /** Links and buttons, in the order they appear. */
  readonly links: readonly OutboxLink[];
  /** Whether the receiver can answer by text or by keys on this channel. */
  readonly answerable: boolean;
  /** What the receiver has answered so far, and what came back at once. */
  readonly answers: readonly OutboxAnswer[];
  /** When it was changed last, where it is one that changes in its place. */
  readonly changedAt?: string;
}

export interface OutboxLink {
  readonly label: string;
  readonly url: string;
}

export interface OutboxAnswer {
  readonly at: string;
  readonly given: string;
  /** The words a caller hears after a key press, or what the page behind a link says. */
  readonly heard: string | null;
}

/** What may change of a message in its place. */
export type MessageChanges = Partial<Pick<OutboxMessage, 'subject' | 'text' | 'data'>>;

/** What a service knows about a message it hands over. */
export type NewMessage = Pick<OutboxMessage, 'channel' | 'to' | 'text' | 'providerId'> &
  Partial<Omit<OutboxMessage, 'seq' | 'id' | 'at' | 'answers'>>;
