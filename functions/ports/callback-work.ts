/** Whose calls they are: each has a part of its own in `handlers/callbacks/`. */
export type CallbackPart = 'slack' | 'teams' | 'tickets';

/** What another tool has called for, verified, and small. */
export interface CallbackMessage {
  readonly v: 1;
  readonly part: CallbackPart;
  readonly work: Readonly<Record<string, unknown>>;
}

/** Whoever does what other tools call for. */
export interface CallbackWork {
  /** Hands work over; a resolved promise means that it is kept and will be begun. It may be done twice. */
  hand(part: CallbackPart, work: CallbackMessage['work']): Promise<void>;
  /** Has work done now, and waits for what it says. */
  ask(part: CallbackPart, work: CallbackMessage['work']): Promise<unknown>;
}
