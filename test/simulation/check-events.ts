import type { EventRecord } from '../../functions/domain/event/event.ts';
import type { RunRecord } from './record.ts';
import { alertsIn, eventsIn, timelinesIn } from './stored.ts';

const possibleOutcomes = {
  ALERT: ['CREATED', 'APPENDED', 'GROUPED', 'STALE', 'IN_MAINTENANCE', 'SOURCE_DISABLED', 'DROPPED_BY_FLOW'],
  ACCEPT: ['ACCEPTED', 'NO_OPEN_ALERT', 'STALE', 'SOURCE_DISABLED'],
  // A recovery of one key of several is told to the alert.
  RESOLVE: ['RESOLVED', 'APPENDED', 'NO_OPEN_ALERT', 'STALE', 'SOURCE_DISABLED'],
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
    const expected = toldToAlerts.includes(event.outcome) ? 1 : 0;
    if (times !== expected) found.push(`${event.id}, ${event.outcome}, is told ${times} times`);
    if (type === 'ALERT' && event.outcome === 'STALE' && !isOutdated(event, alerts, events))
      found.push(`${event.id} was put aside as stale, but nothing newer was resolved`);
    return found;
  });
  return [...lost, ...wrong];
}

const toldToAlerts: readonly string[] = ['CREATED', 'APPENDED', 'GROUPED'];

/** An alert with its key, or one that its key was grouped into, was resolved after it came; or the key alone was over. */
function isOutdated(
  { receivedAt, event }: EventRecord,
  alerts: ReturnType<typeof alertsIn>,
  events: readonly EventRecord[],
): boolean {
  const ofKey = events.filter((one) => one.event?.alertKey === event?.alertKey);
  const grouped = new Set(ofKey.filter(({ outcome }) => outcome === 'GROUPED').map(({ alertId }) => alertId));
  const isResolved = alerts.some(
    ({ id, alertKey, resolvedAt }) =>
      (alertKey === event?.alertKey || grouped.has(id)) && resolvedAt !== undefined && receivedAt < resolvedAt,
  );
  return (
    isResolved ||
    ofKey.some((one) => one.event?.eventType === 'RESOLVE' && one.outcome === 'APPENDED' && receivedAt < one.receivedAt)
  );
}
