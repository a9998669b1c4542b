import { describe, expect, it } from 'vitest';
import { overdueEvent, recoveredEvent } from '../../../functions/domain/heartbeat/events.ts';
import { heartbeatKey, overdueAt, readHeartbeatKey } from '../../../functions/domain/heartbeat/ping.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';

const monitor = {
  id: 77,
  version: 1,
  name: 'Backup',
  intervalSec: 60,
  teams: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
};
const missed = { lastPingAt: minus(tenOClock, { minutes: 2 }), sourceId: 800, groupId: 'g', at: tenOClock };

describe('the key of a monitor', () => {
  it('says which monitor it is of, and its interval', () => {
    const text = heartbeatKey(123_456_789, 3600, 'a-secret');
    expect(text).toBe('il1hbm1-2s0-21i3v9-a-secret');
    expect(readHeartbeatKey(text)).toEqual({ text, monitorId: 123_456_789, intervalSec: 3600 });
  });

  it.each([
    '',
    'il1hbm1-2s0-1-short',
    'xil1hbm1-2s0-1-a-secret',
    'il1hbm1-2s0-1-a-secret!',
    'il1hbm1-2S0-1-a-secret',
    'il1hbm1-2s0-zzzzzzzzzzz-a-secret',
  ])('is never "%s"', (text) => expect(readHeartbeatKey(text)).toBeUndefined());

  it('is late later than its interval after the last ping', () => {
    expect(overdueAt(tenOClock, 60)).toBe(plus(tenOClock, { seconds: 60, milliseconds: 1 }));
  });
});

describe('the ALERT of a monitor', () => {
  it('says what did not come', () => {
    expect(overdueEvent(monitor, missed)).toEqual({
      v: 1,
      eventId: `heartbeat-77-${missed.lastPingAt}-alert`,
      sourceId: 800,
      integration: 'heartbeat',
      receivedAt: tenOClock,
      event: {
        eventType: 'ALERT',
        alertKey: 'heartbeat-77',
        summary: 'Heartbeat monitor Backup is overdue',
        details: `The last ping came at ${missed.lastPingAt}; one is due every 60 seconds.`,
        customDetails: { heartbeatMonitor: { id: 77, name: 'Backup', lastPingAt: missed.lastPingAt } },
      },
    });
  });

  it('says it in the words that were chosen', () => {
    expect(overdueEvent({ ...monitor, alertSummary: 'No backup!' }, missed).event?.summary).toBe('No backup!');
    expect(overdueEvent({ ...monitor, alertSummary: '' }, missed).event?.summary).toBe(
      'Heartbeat monitor Backup is overdue',
    );
  });
});

describe('the RESOLVE of a monitor', () => {
  const later = plus(tenOClock, { minutes: 1 });

  it('is for the same key, and never older than the ALERT', () => {
    expect(recoveredEvent(77, missed, later)).toEqual({
      v: 1,
      eventId: `heartbeat-77-${missed.lastPingAt}-resolve`,
      sourceId: 800,
      integration: 'heartbeat',
      receivedAt: later,
      event: { eventType: 'RESOLVE', alertKey: 'heartbeat-77', summary: 'The heartbeat is back' },
    });
    expect(recoveredEvent(77, missed, minus(tenOClock, { seconds: 1 })).receivedAt).toBe(tenOClock);
  });

  it('says that no ping can come any more when the monitor was deleted', () => {
    expect(recoveredEvent(77, missed, later, { isDeleted: true }).event).toEqual({
      eventType: 'RESOLVE',
      alertKey: 'heartbeat-77',
      summary: 'The heartbeat monitor was deleted',
      comments: [{ creator: 'Tocsin', content: 'The heartbeat monitor was deleted: no ping can come any more.' }],
    });
  });
});
