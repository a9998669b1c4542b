import type { EventRecord } from '../domain/event/event.ts';
import type { EventFlow } from '../domain/event-flow/event-flow.ts';
import type { Instant } from '../domain/time.ts';

/** The events of one key that wait in a flow, in the order in which they came; `version` 0 where there never were any. */
export interface Held {
  readonly version: number;
  readonly eventIds: readonly string[];
  /** The answer that came last, and which events it kept from going on. */
  readonly answered?: { readonly by: string; readonly eventIds: readonly string[] } | undefined;
}

/** Which key of which flow; without a key nothing else can be about the event. */
export interface HeldKey {
  readonly flowId: number;
  readonly key: string | undefined;
}

/** What an event meets that came by a flow's key. */
export interface FlowIntake {
  /** Undefined when it was deleted. */
  readonly flow: EventFlow | undefined;
  /** What became of the event so far, if it comes again or has waited. */
  readonly record: EventRecord | undefined;
  readonly held: Held;
}

/** Where an event stands: nothing became of it yet, or it waits at a node. */
export type Standing = { readonly kind: 'new' } | { readonly kind: 'waits'; readonly nodeId: number };

/** Where an ALERT of a key went, when it had come, and the key that it had there. */
export interface SentTo {
  readonly sourceId: number;
  readonly receivedAt: Instant;
  readonly alertKey: string;
}

/** An event that waits no longer, and why. */
export interface Dropped {
  readonly id: string;
  readonly note: string;
}

/** Events on their way through a flow. */
export interface FlowEventStore {
  /** One call. */
  intake(eventId: string, at: HeldKey): Promise<FlowIntake>;
  held(at: HeldKey): Promise<Held>;
  /** Those of the events that wait, in the order asked for. */
  waiting(eventIds: readonly string[]): Promise<EventRecord[]>;
  /**
   * Keeps what became of an event that reaches no source, if it still stands as said; false when it does not, which is what a
   * repeat finds.
   */
  settle(event: EventRecord, standing: Standing): Promise<boolean>;
  /**
   * Lets an event wait: it is due at the end of its wait, and stands among those of its key as `held` says; one whose place it
   * takes is dropped. One transaction; false when the event stands elsewhere now, or the others of its key have changed.
   */
  hold(
    event: EventRecord,
    standing: Standing,
    among: HeldKey & { readonly held: Held; readonly until: Instant; readonly dropped?: Dropped | undefined },
  ): Promise<boolean>;
  /** Notes to which source an ALERT of a key goes; the latest of each source counts. */
  noteSent(at: HeldKey, sent: SentTo): Promise<void>;
  /** To which sources ALERTs of a key went. */
  sentTo(at: HeldKey): Promise<readonly SentTo[]>;
  /** Drops events that wait, all or none; false when one of them does not any more, or the others of the key have changed. */
  drop(dropped: readonly Dropped[], among: HeldKey & { readonly held: Held }): Promise<boolean>;
}
