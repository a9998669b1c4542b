import type { EventMessage } from '../event/event.ts';
import { latest } from '../instants.ts';
import type { Instant } from '../time.ts';
import type { HeartbeatMonitor, MissedPing } from './heartbeat-monitor.ts';

const keyOf = (monitorId: number): string => `heartbeat-${monitorId}`;

/** The same id whoever makes the event and however often: one ALERT and one RESOLVE for one ping that was missed. */
const eventIdOf = (monitorId: number, { lastPingAt }: MissedPing, what: 'alert' | 'resolve'): string =>
  `heartbeat-${monitorId}-${lastPingAt}-${what}`;

/** The ALERT about a monitor whose ping did not come. */
export const overdueEvent = (monitor: Omit<HeartbeatMonitor, 'integrationKey'>, missed: MissedPing): EventMessage => ({
  v: 1,
  eventId: eventIdOf(monitor.id, missed, 'alert'),
  sourceId: missed.sourceId,
  integration: 'heartbeat',
  receivedAt: missed.at,
  event: {
    eventType: 'ALERT',
    alertKey: keyOf(monitor.id),
    summary: monitor.alertSummary || `Heartbeat monitor ${monitor.name} is overdue`,
    details: `The last ping came at ${missed.lastPingAt}; one is due every ${monitor.intervalSec} seconds.`,
    customDetails: { heartbeatMonitor: { id: monitor.id, name: monitor.name, lastPingAt: missed.lastPingAt } },
  },
});

const deleted = 'The heartbeat monitor was deleted';

/** The RESOLVE once the monitor pings again, or is gone; never older than the ALERT, whatever the clocks of two machines say. */
export const recoveredEvent = (
  monitorId: number,
  missed: MissedPing,
  now: Instant,
  { isDeleted = false }: { readonly isDeleted?: boolean | undefined } = {},
): EventMessage => ({
  v: 1,
  eventId: eventIdOf(monitorId, missed, 'resolve'),
  sourceId: missed.sourceId,
  integration: 'heartbeat',
  receivedAt: latest(now, missed.at),
  event: {
    eventType: 'RESOLVE',
    alertKey: keyOf(monitorId),
    summary: isDeleted ? deleted : 'The heartbeat is back',
    ...(isDeleted && { comments: [{ creator: 'Tocsin', content: `${deleted}: no ping can come any more.` }] }),
  },
});
