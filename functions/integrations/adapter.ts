import type { KnownWarning } from '../domain/alert-source/warnings.ts';
import type { NormalisedEvent } from '../domain/event/event.ts';

/** A request as the tool sent it. `body` is what the body turned out to be: JSON, the fields of a form, or text. */
export interface NativeRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  /** Unique and stable; for messages that need a key and have none. */
  readonly requestId?: string;
  /** Whoever wrote the body cannot be told what is wrong with it: nothing is refused. */
  readonly isLenient?: boolean;
  /** The source wants an event for each member of a grouped notification (`metadata.oneEventPerAlert`). */
  readonly isSplit?: boolean;
}

/** What a request asks for. Without events `note` says why: a handshake, a comment, a state that is no news. */
export interface Reading {
  readonly events: readonly NormalisedEvent[];
  readonly note?: string;
  /** What the request shows to be wrong with how the source is set up. */
  readonly warnings?: readonly KnownWarning[];
  /** The body has no form that the adapter knows. */
  readonly isUnknown?: boolean;
  /** The body is in our own event form: its `customDetails` are what its sender put there, and no more. */
  readonly isOwnForm?: boolean;
}

/** Turns a tool's request into events. Pure; throws only `InvalidInputError`, for bodies of our own event format. */
export type Adapter = (request: NativeRequest) => Reading;

/** How a kind of alert source is addressed and called: known at once, for every tool (`catalogue.ts`). */
export interface IntegrationName {
  /** The path segment that chooses it. */
  readonly slug: string;
  /** Other path segments that choose it: ilert's slugs and lower-cased type constants, and tools with the same body. */
  readonly aliases: readonly string[];
  readonly name: string;
  /** The `integrationType` of its alert sources on the wire. */
  readonly integrationType: string;
}

/** What one file of `tools/` exports: how a tool is set up and how its messages are read. Loaded when somebody asks for it. */
export interface Tool {
  /** How the tool tells that all is well again. */
  readonly resolves: string;
  /** How to connect it, with `{url}` for the source's own address; Markdown. */
  readonly setup: string;
  /** Where the form of its messages is published; none for what the generic adapter reads. */
  readonly source: readonly string[];
  /** The body of a message that opens an alert, for previews before the first one has come. */
  readonly sample: unknown;
  /**
   * Gives summary, key, priority and state. What an event says without `customDetails` of its own gets the whole body, so
   * that conditions and templates reach each member of it.
   */
  readonly read: Adapter;
}

/** One kind of alert source: how it is addressed, what it is called, and how its messages are read. */
export interface Integration extends IntegrationName, Tool {}

/** A reading of one event. */
export const event = (one: NormalisedEvent): Reading => ({ events: [one] });

/** A reading that asks for nothing, and why. */
export const ignored = (note: string): Reading => ({ events: [], note });
