import type { EventRecord } from '../../functions/domain/event/event.ts';
import type { RunRecord } from './record.ts';
import { alertsIn, eventsIn, timelinesIn } from './stored.ts';

const possibleOutcomes = {
  ALERT: ['CREATED', 'APPENDED', 'STALE', 'IN_MAINTENANCE', 'SOURCE_DISABLED', 'DROPPED_BY_FLOW'],
  ACCEPT: ['ACCEPTED', 'NO_OPEN_ALERT', 'STALE', 'SOURCE_DISABLED'],
  RESOLVE: ['RESOLVED', 'NO_OPEN_ALERT', 'STALE', 'SOURCE_DISABLED'],
  COMMENT: ['COMMENTED', 'NO_OPEN_ALERT'],
} as const;

/** No accepted event is lost, and each has done what it asks for exactly once. */
export function checkEvents({ accepted, items }: RunRecord): string[] {
  const events = eventsIn(items);
  const byId = new Map(events.map((event) => [event.id, event]));
  const lost = accepted.filter(({ eventId }) => !byId.has(eventId)).map(({ eventId }) => `${eventId} was lost`);

  const told = timelinesIn(items).filter(({ type }) => type === 'AlertReceivedLogEntry');
  const alerts = alertsIn(items);
  const wrong = events.flatMap((event) => {
    const found: string[] = [];
    const type = event.event?.eventType ?? 'ALERT';
    if (!(possibleOutcomes[type] as readonly string[]).includes(event.outcome))
      found.push(`${event.id}, ${type}, came out as ${event.outcome}`);
    const times = told.filter(({ vars }) => vars.eventId === event.id).length;
    const expected = event.outcome === 'CREATED' || event.outcome === 'APPENDED' ? 1 : 0;
    if (times !== expected) found.push(`${event.id}, ${event.outcome}, is told ${times} times`);
    if (type === 'ALERT' && event.outcome === 'STALE' && !isOutdated(event, alerts))
      found.push(`${event.id} was put aside as stale, but nothing newer was resolved`);
    return found;
  });
  return [...lost, ...wrong];
}

const isOutdated = ({ receivedAt, event }: EventRecord, alerts: ReturnType<typeof alertsIn>): boolean =>
  alerts.some(
    ({ alertKey, resolvedAt }) => alertKey === event?.alertKey && resolvedAt !== undefined && receivedAt < resolvedAt,
  );
