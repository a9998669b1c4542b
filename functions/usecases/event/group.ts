import { createHash } from 'node:crypto';
import { alertKeyOf } from '../../domain/event/alert-key.ts';
import type { NormalisedEvent } from '../../domain/event/event.ts';
import type { KeyedSource } from '../../ports/alert-source-store.ts';

/** Settings that find an event's key, or the alert it belongs to, only when it is processed. */
const decidesLater = ({ alertCreation, extras }: KeyedSource): boolean =>
  alertCreation !== 'ONE_ALERT_PER_EMAIL' ||
  ['alertKeyTemplate', 'eventTypeFilterCreate', 'eventTypeFilterAccept', 'eventTypeFilterResolve'].some(
    (setting) => extras[setting] !== undefined && extras[setting] !== null,
  );

/**
 * The events that must stay in order get the same group: those of one key, or all of the source when what they are
 * about is decided later. An event that is about nothing else gets a group of its own.
 */
export function groupOf(source: KeyedSource, event: NormalisedEvent | undefined, eventId: string): string {
  const key = event && alertKeyOf(event);
  const group = decidesLater(source)
    ? ['source', source.id]
    : key === undefined
      ? ['event', eventId]
      : ['key', source.id, key];
  return createHash('sha256').update(JSON.stringify(group)).digest('hex');
}
