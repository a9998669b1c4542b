import type { LogEntry } from '../../../functions/domain/alert/log-entry.ts';
import type { EventRecord } from '../../../functions/domain/event/event.ts';
import type { Notification } from '../../../functions/domain/notification/notification.ts';
import { createCipher } from '../../../functions/platform/cipher.ts';
import { createStore } from '../../../functions/store/store.ts';
import type { Table } from '../../../functions/store/table.ts';
import { fixedClock } from '../../support/clock.ts';
import { tenOClock } from '../../support/factories.ts';
import { untoldStore } from '../../support/untold.ts';
import type { NewTable } from '../contract.ts';

/** A store over an empty table, with the table and a clock at ten. */
export async function newStore(newTable: NewTable) {
  const table: Table = await newTable();
  const clock = fixedClock(tenOClock);
  return { table, clock, store: untoldStore(createStore(table, { clock, cipher: createCipher('a test secret') })) };
}

export const anEvent = (facts: Partial<EventRecord> = {}): EventRecord => ({
  id: '01EVENT',
  sourceId: 800,
  integration: 'api',
  receivedAt: tenOClock,
  event: { eventType: 'ALERT', summary: 'Disk full on db-1', alertKey: 'db-1/disk' },
  outcome: 'CREATED',
  ...facts,
});

export const aLogEntry = (facts: Partial<LogEntry> = {}): LogEntry => ({
  id: 1,
  alertId: 700,
  timestamp: tenOClock,
  type: 'AlertReceivedLogEntry',
  vars: { source: 'Prometheus' },
  ...facts,
});

export const aNotification = (facts: Partial<Notification> = {}): Notification => ({
  scope: 'ALERT#700',
  id: 1,
  kind: 'PAGE',
  channel: 'SMS',
  target: '+49151000001',
  language: 'en',
  alertId: 700,
  userId: 1,
  status: 'QUEUED',
  at: tenOClock,
  attempts: 0,
  createdAt: tenOClock,
  ...facts,
});
