import { createHash } from 'node:crypto';
import { alertKeyOf } from '../../domain/event/alert-key.ts';
import type { NormalisedEvent } from '../../domain/event/event.ts';
import { isFlow, type Keyed, type KeyedSource } from '../../ports/alert-source-store.ts';

/** What a source's group depends on. */
export type GroupingSource = Pick<KeyedSource, 'id' | 'alertCreation' | 'extras'>;

/** Settings that find an event's key, or the alert it belongs to, only when it is processed. */
const decidesLater = ({ alertCreation, extras }: GroupingSource): boolean =>
  alertCreation !== 'ONE_ALERT_PER_EMAIL' ||
  ['alertKeyTemplate', 'eventTypeFilterCreate', 'eventTypeFilterAccept', 'eventTypeFilterResolve'].some(
    (setting) => extras[setting] !== undefined && extras[setting] !== null,
  );

/**
 * The events that must stay in order get the same group: those of one key, or all of the source when what they are
 * about is decided later. An event that is about nothing else gets a group of its own.
 */
export function groupOf(source: GroupingSource, event: NormalisedEvent | undefined, eventId: string): string {
  const key = event && alertKeyOf(event);
  if (decidesLater(source)) return named('source', source.id);
  return key === undefined ? named('event', eventId) : named('key', source.id, key);
}

/** All events of a flow stay in order until each is handed to its source: the flow may change the key, and so may the source. */
export const groupOfFlow = (flowId: number): string => named('flow', flowId);

/** The group in which an event waits for what is done with it first. */
export const firstGroupOf = (keyed: Keyed, event: NormalisedEvent | undefined, eventId: string): string =>
  isFlow(keyed) ? groupOfFlow(keyed.flowId) : groupOf(keyed, event, eventId);

const named = (...group: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(group)).digest('hex');
