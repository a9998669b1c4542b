import { describe, expect, it } from 'vitest';
import type { HeartbeatMonitor } from '../../../functions/domain/heartbeat/heartbeat-monitor.ts';
import { heartbeatKey, readHeartbeatKey } from '../../../functions/domain/heartbeat/ping.ts';
import type { MaintenanceWindow } from '../../../functions/domain/maintenance/maintenance-window.ts';
import { createHeartbeatPings } from '../../../functions/store/heartbeat-pings.ts';
import { aPolicy, aSource, at, aUser, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const later = (minutes: number) => at(`2026-11-21T10:${String(minutes).padStart(2, '0')}:00Z`);
const never = at('2099-01-01T00:00:00Z');

const key = heartbeatKey(500, 60, 'a-secret-of-20-characters');
const monitor: HeartbeatMonitor = {
  id: 500,
  version: 1,
  name: 'Backup',
  intervalSec: 60,
  sourceId: 800,
  integrationKey: key,
  teams: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
};
const missed = { lastPingAt: later(0), sourceId: 800, groupId: 'g', at: later(2) };

const window: MaintenanceWindow = {
  id: 400,
  version: 1,
  timezone: 'UTC',
  start: later(10),
  end: later(20),
  startsAt: later(10),
  endsAt: later(20),
  upcoming: [{ start: later(10), end: later(20) }],
  summary: 'Update',
  sources: [800, 801],
  services: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
};

/** A store with sources 800 and 801. */
async function aSetting(newTable: NewTable) {
  const { store, table } = await newStore(newTable);
  await store.users.create(aUser(1));
  await store.policies.create(aPolicy([[1]]));
  for (const id of [800, 801]) await store.sources.create(aSource({ id, integrationKey: `il1api-${id}` }));
  return { store, table, pings: createHeartbeatPings(table) };
}

/** What is done at a time: heartbeats, planned work, timers. */
export function timesContract(newTable: NewTable): void {
  describe('heartbeats', () => {
    it('are due when the ping after the last one is late, and know only their key', async () => {
      const { store, pings } = await aSetting(newTable);
      await store.heartbeats.create(monitor);
      expect(await store.due.list('heartbeat', never, 10)).toEqual([]);
      const known = readHeartbeatKey(key);
      const forged = readHeartbeatKey(key.replace('secret', 'guess-'));
      if (!known || !forged) throw new Error('the keys cannot be read');
      expect(await pings.note(forged, later(0))).toBeUndefined();
      expect(await pings.note(known, later(0))).toEqual({});
      const due = { kind: 'heartbeat', id: 500, dueAt: '2026-11-21T10:01:00.001Z' };
      expect(await store.due.list('heartbeat', never, 10)).toEqual([due]);
      expect(await store.heartbeats.beats([500, 501])).toEqual([
        { monitorId: 500, intervalSec: 60, state: 'HEALTHY', lastPingAt: later(0), dueAt: due.dueAt },
      ]);
    });

    it('move only from the state they were read in', async () => {
      const { store, pings } = await aSetting(newTable);
      await store.heartbeats.create(monitor);
      const known = readHeartbeatKey(key);
      if (!known) throw new Error('the key cannot be read');
      await pings.note(known, later(0));
      const [read] = await store.heartbeats.beats([500]);
      if (!read) throw new Error('nothing was heard');
      const marked = { ...read, state: 'OVERDUE' as const, missed, alertQueued: false, dueAt: later(2) };
      expect(await store.heartbeats.move(marked, read)).toBe(true);
      expect(await store.heartbeats.move(marked, read)).toBe(false);
      const { dueAt: _due, ...queued } = { ...marked, alertQueued: true };
      expect(await store.heartbeats.move(queued, marked)).toBe(true);
      expect(await store.due.list('heartbeat', never, 10)).toEqual([]);

      expect(await pings.note(known, later(3))).toEqual({ owed: missed });
      expect((await store.heartbeats.beats([500]))[0]).toMatchObject({ state: 'RECOVERED', lastPingAt: later(3) });
      expect(await pings.note(known, later(4))).toEqual({});
      await pings.settle(known, later(4));
      expect(await store.heartbeats.beats([500])).toEqual([
        { monitorId: 500, intervalSec: 60, state: 'HEALTHY', lastPingAt: later(4), dueAt: '2026-11-21T10:05:00.001Z' },
      ]);
    });

    it('have a name that only one has, are listed after one another, and leave only what the tick ends', async () => {
      const { store } = await aSetting(newTable);
      await store.heartbeats.create(monitor);
      const second = { ...monitor, id: 501, integrationKey: heartbeatKey(501, 60, 'another-secret') };
      await expect(store.heartbeats.create(second)).rejects.toThrow('Backup');
      await store.heartbeats.create({ ...second, name: 'Other' });
      expect((await store.heartbeats.byName('Backup'))?.id).toBe(500);
      expect((await store.heartbeats.listAfter(0, 1)).map(({ id }) => id)).toEqual([500]);
      expect((await store.heartbeats.listAfter(500, 10)).map(({ id }) => id)).toEqual([501]);
      await store.heartbeats.delete(monitor);
      const left = { monitorId: 500, state: 'RECOVERED', isDeleted: true };
      expect(await store.heartbeats.beats([500, 501])).toMatchObject([left, { monitorId: 501, state: 'UNKNOWN' }]);
      expect(await store.due.list('heartbeat', never, 10)).toMatchObject([{ id: 500 }]);
      await store.heartbeats.forget(500);
      await store.heartbeats.forget(501);
      expect(await store.heartbeats.beats([500, 501])).toMatchObject([{ monitorId: 501 }]);
    });
  });

  describe('planned work', () => {
    it('is told to its sources with the window, and taken back with it', async () => {
      const { store } = await aSetting(newTable);
      await store.maintenance.create(window);
      await store.maintenance.create({
        ...window,
        id: 401,
        sources: [801],
        upcoming: [{ start: later(30), end: later(40) }],
      });
      expect((await store.alerts.intake(800, 'db-1')).maintenance).toEqual(window.upcoming);
      expect((await store.maintenance.ofSources([800, 801])).get(801)).toHaveLength(2);
      expect(await store.due.list('maintenance', never, 10)).toMatchObject([{ id: 400 }, { id: 401 }]);

      const moved = await store.maintenance.save({ ...window, sources: [801], upcoming: [] }, window);
      expect((await store.alerts.intake(800, undefined)).maintenance).toEqual([]);
      expect((await store.maintenance.ofSources([801])).get(801)).toEqual([{ start: later(30), end: later(40) }]);
      await store.maintenance.delete(moved);
      expect(await store.due.list('maintenance', never, 10)).toMatchObject([{ id: 401 }]);
    });
  });

  describe('timers', () => {
    it('remember, are armed, and lose no arming', async () => {
      const { store } = await aSetting(newTable);
      expect(await store.timers.get('support', 800)).toBeUndefined();
      await store.timers.arm('support', [800, 801], later(1));
      const read = await store.timers.get('support', 800);
      expect(read).toEqual({ dueAt: later(1) });
      await store.timers.arm('support', [800], later(2));
      expect(await store.timers.save('support', 800, { since: later(1), dueAt: later(9) }, read ?? {})).toBe(false);
      const again = { dueAt: later(2) };
      expect(await store.timers.save('support', 800, { since: later(2), state: '[1]', dueAt: later(9) }, again)).toBe(
        true,
      );
      expect(await store.timers.get('support', 800)).toEqual({ since: later(2), state: '[1]', dueAt: later(9) });
      expect(await store.due.list('support', later(5), 10)).toEqual([{ kind: 'support', id: 801, dueAt: later(1) }]);

      expect(await store.timers.save('support', 800, { since: later(9) }, { dueAt: later(9) })).toBe(true);
      await store.timers.arm('support', [800], later(11));
      expect(await store.timers.get('support', 800)).toMatchObject({ since: later(9), dueAt: later(11) });
      await store.timers.delete('support', 800);
      expect(await store.timers.get('support', 800)).toBeUndefined();
    });
  });
}
