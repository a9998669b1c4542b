import type { KeyLock } from '../alert/alert.ts';
import type { Occurrence } from '../maintenance/occurrences.ts';
import type { Instant } from '../time.ts';
import type { EventMessage, EventOutcome, NormalisedEvent } from './event.ts';

/** What an event meets: planned work for its source, and the lock of its key. */
export interface EventSituation {
  /** Undefined when the source is gone. */
  readonly source: { readonly active: boolean } | undefined;
  readonly lock: KeyLock | undefined;
  readonly maintenance: readonly Occurrence[];
}

type OpenLock = Extract<KeyLock, { state: 'OPEN' }>;

/** What an event asks for, once it is known what it meets. */
export type EventDecision =
  /** Keep it, with this outcome, and nothing else. */
  | { readonly kind: 'record'; readonly outcome: EventOutcome }
  | { readonly kind: 'create'; readonly event: NormalisedEvent }
  | { readonly kind: 'repeat' | 'comment'; readonly event: NormalisedEvent; readonly lock: OpenLock }
  | { readonly kind: 'answer'; readonly answer: 'ACCEPT' | 'RESOLVE'; readonly lock: OpenLock };

const recorded = (outcome: EventOutcome): EventDecision => ({ kind: 'record', outcome });

/**
 * What an event does (design.md §2, Ingest). It acts only on what is older than itself: a late ALERT opens nothing that
 * was resolved after it, a late ACCEPT or RESOLVE does not answer an alert that is younger.
 */
export function decideEvent(message: EventMessage, { source, lock, maintenance }: EventSituation): EventDecision {
  const { event, receivedAt } = message;
  if (event === undefined) return recorded(outcomeOfNothing(message));
  if (source === undefined) return recorded('SOURCE_DELETED');
  if (!source.active) return recorded('SOURCE_DISABLED');

  switch (event.eventType) {
    case 'ALERT':
      if (lock?.state === 'OPEN') return { kind: 'repeat', event, lock };
      if (isDuring(maintenance, receivedAt)) return recorded('IN_MAINTENANCE');
      if (lock !== undefined && receivedAt < lock.resolvedAt) return recorded('STALE');
      return { kind: 'create', event };
    case 'ACCEPT':
    case 'RESOLVE':
      if (lock?.state !== 'OPEN') return recorded('NO_OPEN_ALERT');
      if (receivedAt < lock.reportTime) return recorded('STALE');
      return { kind: 'answer', answer: event.eventType, lock };
    case 'COMMENT':
      return lock?.state === 'OPEN' ? { kind: 'comment', event, lock } : recorded('NO_OPEN_ALERT');
  }
}

/** Exact in time: what the sources were told in advance is compared with when the event came. */
const isDuring = (maintenance: readonly Occurrence[], at: Instant): boolean =>
  maintenance.some(({ start, end }) => start <= at && at < end);

function outcomeOfNothing({ note }: EventMessage): EventOutcome {
  if (note?.startsWith('refused')) return 'REFUSED';
  return note?.startsWith('unreadable') ? 'UNREADABLE' : 'IGNORED';
}
