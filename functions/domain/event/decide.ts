import type { OpenKeyLock } from '../alert/alert.ts';
import type { LockInEffect } from '../alert/key-lock.ts';
import type { Occurrence } from '../maintenance/occurrences.ts';
import type { Instant } from '../time.ts';
import { alertKeyOf, arrivedAt, type EventMessage, type EventOutcome, type NormalisedEvent } from './event.ts';

/** What an event meets: planned work for its source, and the lock of its key. */
export interface EventSituation {
  /** Undefined when the source is gone. */
  readonly source: { readonly active: boolean } | undefined;
  readonly lock: LockInEffect | undefined;
  readonly maintenance: readonly Occurrence[];
}

/** What an event asks for, once it is known what it meets. */
export type EventDecision =
  /** Keep it, with this outcome, and nothing else. */
  | { readonly kind: 'record'; readonly outcome: EventOutcome }
  | { readonly kind: 'create'; readonly event: NormalisedEvent }
  /** `isQuiet`: there is planned work, and what is new waits for its end. */
  | { readonly kind: 'repeat'; readonly event: NormalisedEvent; readonly lock: OpenKeyLock; readonly isQuiet: boolean }
  /** Nothing is open yet that it could end: the ALERT before it may still be under way, and is to open nothing. */
  | { readonly kind: 'ahead'; readonly event: NormalisedEvent }
  | { readonly kind: 'comment'; readonly event: NormalisedEvent; readonly lock: OpenKeyLock }
  | { readonly kind: 'answer'; readonly answer: 'ACCEPT' | 'RESOLVE'; readonly lock: OpenKeyLock }
  /** One of several keys of an alert is over; the alert is with the last of them. */
  | { readonly kind: 'recover'; readonly event: NormalisedEvent; readonly lock: OpenKeyLock };

const recorded = (outcome: EventOutcome): EventDecision => ({ kind: 'record', outcome });

/**
 * What an event does (design.md §2, Ingest). It acts only on what is older than itself: a late ALERT opens nothing that
 * was resolved after it, a late ACCEPT or RESOLVE does not answer an alert that is younger.
 */
export function decideEvent(message: EventMessage, { source, lock, maintenance }: EventSituation): EventDecision {
  const { event, receivedAt } = message;
  if (event === undefined) return recorded(outcomeOfNothing(message));
  if (source === undefined) return recorded('SOURCE_DELETED');
  if (!source.active && !(mayAct(event, source) && lock?.state === 'OPEN')) return recorded('SOURCE_DISABLED');

  switch (event.eventType) {
    case 'ALERT':
      return decideAlert(event, receivedAt, { lock, isPlanned: isDuring(maintenance, arrivedAt(message)) });
    case 'ACCEPT':
    case 'RESOLVE':
      if (lock?.state !== 'OPEN' || lock.overAt !== undefined)
        return mayBeAhead(message, event, lock) ? { kind: 'ahead', event } : recorded('NO_OPEN_ALERT');
      if (receivedAt < lock.reportTime) return recorded('STALE');
      if (event.eventType === 'RESOLVE' && lock.hasMembers) return { kind: 'recover', event, lock };
      return { kind: 'answer', answer: event.eventType, lock };
    case 'COMMENT':
      return lock?.state === 'OPEN' ? { kind: 'comment', event, lock } : recorded('NO_OPEN_ALERT');
  }
}

/** Mails and texts come over a queue without order; all else that is about one key keeps its order. */
const unordered: readonly string[] = ['email', 'sms'];

/** Whether a RESOLVE that finds nothing open may have overtaken its ALERT. */
const mayBeAhead = (
  { integration, receivedAt }: EventMessage,
  event: NormalisedEvent,
  lock: LockInEffect | undefined,
): boolean =>
  unordered.includes(integration) &&
  event.eventType === 'RESOLVE' &&
  alertKeyOf(event) !== undefined &&
  (lock === undefined || (lock.state === 'RESOLVED' && lock.isMember !== true && lock.resolvedAt < receivedAt));

/** A key that is over, with or without its alert, is as one that never was, but for what is older than its end. */
function decideAlert(
  event: NormalisedEvent,
  receivedAt: Instant,
  { lock, isPlanned }: { readonly lock: LockInEffect | undefined; readonly isPlanned: boolean },
): EventDecision {
  const isOpen = lock?.state === 'OPEN';
  const overAt = isOpen ? lock.overAt : lock?.resolvedAt;
  if (isOpen && overAt === undefined) return { kind: 'repeat', event, lock, isQuiet: isPlanned };
  if (isPlanned) return recorded('IN_MAINTENANCE');
  if (overAt !== undefined && receivedAt < overAt) return recorded('STALE');
  return isOpen ? { kind: 'repeat', event, lock, isQuiet: false } : { kind: 'create', event };
}

/** A source that is switched off opens nothing, but what is open can still be answered. */
export const mayAct = ({ eventType }: NormalisedEvent, { active }: { readonly active: boolean }): boolean =>
  active || eventType === 'ACCEPT' || eventType === 'RESOLVE';

/** Exact in time: what the sources were told in advance is compared with when the event came. */
const isDuring = (maintenance: readonly Occurrence[], at: Instant): boolean =>
  maintenance.some(({ start, end }) => start <= at && at < end);

/** What becomes of a body that asks for no event: its note says why. */
export function outcomeOfNothing({ note }: Pick<EventMessage, 'note'>): EventOutcome {
  if (note?.startsWith('refused')) return 'REFUSED';
  if (note?.startsWith('dropped by')) return 'FILTERED';
  if (note?.startsWith('dropped: no key')) return 'NO_KEY';
  return note?.startsWith('unreadable') ? 'UNREADABLE' : 'IGNORED';
}
