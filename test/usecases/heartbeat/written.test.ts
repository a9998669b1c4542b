import { describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import type { Heartbeat } from '../../../functions/domain/heartbeat/heartbeat-monitor.ts';
import { readHeartbeatKey } from '../../../functions/domain/heartbeat/ping.ts';
import { minus } from '../../../functions/domain/time.ts';
import { heartbeatMonitorFrom } from '../../../functions/usecases/heartbeat/from-input.ts';
import { presentHeartbeatMonitors } from '../../../functions/usecases/heartbeat/present.ts';
import { aSource, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';
import { aMonitor } from './heartbeat-world.ts';

const input = { name: 'Backup', intervalSec: 60 };

async function aMonitorWorld() {
  const world = await aWorld({ teams: [aTeam([3]), aTeam([2], { id: 601, visibility: 'PRIVATE' })] });
  await world.store.sources.create(aSource({ id: 801, name: 'Secret', integrationKey: 'x', teams: [601] }));
  const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() };
  const as = (role: Role = 'USER') => ({ ...world.as(1), actor: { ...world.as(1).actor, role, teams } });
  return { ...world, as, ctx: as() };
}

describe('a heartbeat monitor as it is written', () => {
  it('is new with a key of its own that says its interval', async () => {
    const { ctx } = await aMonitorWorld();
    const made = await heartbeatMonitorFrom(ctx, { ...input, alertSummary: '', alertSource: null });
    expect(made).toStrictEqual({
      ...{ id: expect.any(Number), version: 0, ...input, teams: [] },
      integrationKey: expect.any(String),
      ...{ createdAt: tenOClock, updatedAt: tenOClock },
    });
    expect(readHeartbeatKey(made.integrationKey)).toMatchObject({ monitorId: made.id, intervalSec: 60 });
    const other = await heartbeatMonitorFrom(ctx, { ...input, alertSummary: 'No backup', alertSource: { id: 800 } });
    expect(other).toMatchObject({ alertSummary: 'No backup', sourceId: 800 });
    expect(other.integrationKey).not.toBe(made.integrationKey);
  });

  it('keeps its id, its owners and its beginning, and its key as long as its interval stays', async () => {
    const { ctx, clock } = await aMonitorWorld();
    const current = aMonitor({ name: 'Backup', alertSummary: 'No backup', teams: [600], version: 3 });
    const now = clock.advance({ minutes: 1 });
    const { alertSummary: _words, sourceId: _source, ...kept } = current;
    expect(await heartbeatMonitorFrom(ctx, input, current)).toStrictEqual({ ...kept, updatedAt: now });
    const slower = await heartbeatMonitorFrom(ctx, { ...input, intervalSec: 120 }, current);
    expect(slower).toMatchObject({ id: current.id, intervalSec: 120 });
    expect(readHeartbeatKey(slower.integrationKey)).toMatchObject({ monitorId: current.id, intervalSec: 120 });
  });

  it('is called as no other is, and may keep its name', async () => {
    const { ctx, store } = await aMonitorWorld();
    const current = await store.heartbeats.create(aMonitor());
    const named = (name: string, id?: number) =>
      heartbeatMonitorFrom(ctx, { ...input, name }, id === undefined ? undefined : aMonitor({ id, name: `Old ${id}` }));
    const taken = 'name: heartbeat monitor 500 has this name';
    await expect(named(current.name)).rejects.toThrow(taken);
    await expect(named(current.name, 501)).rejects.toThrow(taken);
    expect(await heartbeatMonitorFrom(ctx, { ...input, name: current.name }, current)).toMatchObject({ id: 500 });
  });

  it('tells a source that is there and that one may know of; the one it told before may stay', async () => {
    const { ctx } = await aMonitorWorld();
    const telling = (id: number, before?: number) =>
      heartbeatMonitorFrom(
        ctx,
        { ...input, alertSource: { id } },
        before === undefined ? undefined : aMonitor({ sourceId: before }),
      );
    for (const id of [801, 4711]) await expect(telling(id)).rejects.toThrow('alertSource.id');
    await expect(telling(801, 800)).rejects.toThrow('alertSource.id');
    expect(await telling(801, 801)).toMatchObject({ sourceId: 801 });
  });
});

describe('a heartbeat monitor on the wire', () => {
  const beat: Heartbeat = { monitorId: 500, state: 'HEALTHY', intervalSec: 60 } as Heartbeat;
  const show = async (facts: Partial<Heartbeat> | undefined, { role = 'USER' as Role, include = '' } = {}) => {
    const { as, store } = await aMonitorWorld();
    const beats = async () => (facts === undefined ? [] : [{ ...beat, ...facts }]);
    const heartbeats = Object.assign(Object.create(store.heartbeats), { beats });
    const monitors = [
      aMonitor({ alertSummary: 'No backup', teams: [600] }),
      aMonitor({ id: 501, sourceId: undefined }),
    ];
    const ctx = { ...as(role), store: { ...store, heartbeats } };
    return presentHeartbeatMonitors(ctx, monitors, { include: new Set([include]) });
  };
  const { integrationKey } = aMonitor();

  it('says all of itself, and its key to those who may change it', async () => {
    const shown = {
      ...{ id: 500, name: 'Backup 500', state: 'UNKNOWN', intervalSec: 60, alertSummary: 'No backup' },
      ...{ alertSource: { id: 800, name: 'Prometheus' }, teams: [{ id: 600, name: 'Platform' }] },
      ...{ integrationKey: null, createdAt: tenOClock, updatedAt: tenOClock },
    };
    const { alertSource: _source, alertSummary: _words, ...bare } = shown;
    expect(await show(undefined, { role: 'VIEWER' })).toEqual([
      shown,
      { ...bare, id: 501, name: 'Backup 501', teams: [] },
    ]);
    const [full] = await show({ lastPingAt: minus(tenOClock, { seconds: 1 }) }, { include: 'integrationUrl' });
    expect(full).toEqual({
      ...shown,
      ...{ state: 'HEALTHY', lastPingAt: minus(tenOClock, { seconds: 1 }), integrationKey },
      integrationUrl: `https://tocsin.example.com/api/heartbeats/${integrationKey}`,
    });
    const [hidden] = await show(undefined, { role: 'VIEWER', include: 'integrationUrl' });
    expect(hidden).toMatchObject({ integrationKey: null, integrationUrl: null });
  });

  it.each<[string, Partial<Heartbeat>, string]>([
    ['never pinged', { state: 'HEALTHY' }, 'UNKNOWN'],
    ['starts anew', { state: 'UNKNOWN', lastPingAt: tenOClock }, 'UNKNOWN'],
    ['has pinged', { lastPingAt: tenOClock }, 'HEALTHY'],
    ['was seen to be late', { state: 'OVERDUE', lastPingAt: tenOClock }, 'OVERDUE'],
    ['pings again', { state: 'RECOVERED', lastPingAt: tenOClock }, 'HEALTHY'],
    ['has an interval to ping again', { lastPingAt: minus(tenOClock, { minutes: 1 }) }, 'HEALTHY'],
    ['is late now', { lastPingAt: minus(tenOClock, { minutes: 1, milliseconds: 1 }) }, 'OVERDUE'],
    ['is late, though nobody has seen it yet', { lastPingAt: minus(tenOClock, { minutes: 10 }) }, 'OVERDUE'],
  ])('%s', async (_what, facts, state) => {
    expect((await show(facts))[0]).toMatchObject({ state });
  });
});
