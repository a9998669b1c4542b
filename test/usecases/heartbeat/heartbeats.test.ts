import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { receivePing } from '../../../functions/usecases/heartbeat/ping.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { aSource, tenOClock } from '../../support/factories.ts';
import { aHeartbeatWorld, aMonitor } from './heartbeat-world.ts';

describe('a heartbeat monitor', () => {
  it('is unknown and never overdue before its first ping', async () => {
    const world = await aHeartbeatWorld();
    world.clock.advance({ days: 40 });
    await world.tick();
    expect(await world.stateOf()).toBe('UNKNOWN');
    expect(world.queued).toEqual([]);
  });

  it('is overdue when more than its interval has passed, not before', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    world.clock.advance({ seconds: 60 });
    await world.tick();
    expect(await world.stateOf()).toBe('HEALTHY');
    world.clock.advance({ milliseconds: 1 });
    await world.tick();
    expect(await world.stateOf()).toBe('OVERDUE');
    expect(world.queued.map(({ message }) => message)).toMatchObject([
      {
        eventId: `heartbeat-500-${tenOClock}-alert`,
        sourceId: 800,
        event: { eventType: 'ALERT', alertKey: 'heartbeat-500', summary: 'Heartbeat monitor Backup 500 is overdue' },
      },
    ]);
  });

  it('says what its owner wrote, and is one alert until it recovers', async () => {
    const world = await aHeartbeatWorld([aMonitor({ alertSummary: 'The backup did not run' })]);
    await world.ping();
    for (let minute = 0; minute < 5; minute++) {
      world.clock.advance({ seconds: 61 });
      await world.tick();
    }
    expect(await world.deliver()).toEqual(['CREATED']);
    expect(await world.alerts()).toMatchObject([{ summary: 'The backup did not run', status: 'PENDING' }]);
  });

  it('is healthy again with the next ping, which resolves the alert at once', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    world.clock.advance({ seconds: 61 });
    await world.tick();
    await world.deliver();
    world.clock.advance({ seconds: 5 });
    await world.ping();
    expect(await world.stateOf()).toBe('HEALTHY');
    expect(await world.deliver()).toEqual(['RESOLVED']);
    expect(await world.alerts()).toMatchObject([{ status: 'RESOLVED', resolvedBy: { kind: 'source' } }]);

    world.clock.advance({ seconds: 61 });
    await world.tick();
    expect(await world.deliver()).toEqual(['CREATED']);
    expect(await world.alerts()).toHaveLength(2);
  });

  it('makes no event while pings come', async () => {
    const world = await aHeartbeatWorld();
    for (let count = 0; count < 20; count++) {
      await world.ping();
      world.clock.advance({ seconds: 30 });
      await world.tick();
    }
    expect(world.queued).toEqual([]);
    expect(await world.stateOf()).toBe('HEALTHY');
  });

  it('without a source has a state and no alert', async () => {
    const world = await aHeartbeatWorld([aMonitor({ sourceId: undefined })]);
    await world.ping();
    world.clock.advance({ minutes: 3 });
    await world.tick();
    expect(await world.stateOf()).toBe('OVERDUE');
    await world.ping();
    expect(await world.stateOf()).toBe('HEALTHY');
    expect(world.queued).toEqual([]);
  });

  it('resolves where it alerted, also when it was moved to another source meanwhile', async () => {
    const world = await aHeartbeatWorld();
    await world.store.sources.create(aSource({ id: 801, integrationKey: 'il1api-other' }));
    await world.ping();
    world.clock.advance({ seconds: 61 });
    await world.tick();
    const [monitor] = await world.store.heartbeats.getMany([500]);
    if (monitor) await world.store.heartbeats.save({ ...monitor, sourceId: 801 }, monitor);
    await world.ping();
    expect(world.queued.map(({ message }) => [message.sourceId, message.event?.eventType])).toEqual([
      [800, 'ALERT'],
      [800, 'RESOLVE'],
    ]);
    expect(new Set(world.queued.map(({ groupId }) => groupId)).size).toBe(1);
  });

  it('counts from its last ping when its interval changes, and knows only the new key', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    const [monitor] = await world.store.heartbeats.getMany([500]);
    const changed = { ...aMonitor({ intervalSec: 600 }), version: 1, updatedAt: world.clock.now() };
    if (monitor) await world.store.heartbeats.save(changed, monitor);
    world.clock.advance({ seconds: 599 });
    await world.tick();
    expect(await world.stateOf()).toBe('HEALTHY');
    await expect(world.ping()).rejects.toThrow('was not found');
    world.clock.advance({ seconds: 2 });
    await world.tick();
    expect(await world.stateOf()).toBe('OVERDUE');
  });

  it('that is deleted is neither pinged nor overdue', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    const [monitor] = await world.store.heartbeats.getMany([500]);
    if (monitor) await world.store.heartbeats.delete(monitor);
    await expect(world.ping()).rejects.toThrow('was not found');
    world.clock.advance({ minutes: 5 });
    await world.tick();
    expect(world.queued).toEqual([]);
  });

  it('that is deleted resolves what it has opened, says why, and leaves nothing', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    world.clock.advance({ minutes: 5 });
    await world.tick();
    expect(await world.deliver()).toEqual(['CREATED']);
    const [monitor] = await world.store.heartbeats.getMany([500]);
    if (monitor) await world.store.heartbeats.delete(monitor);
    await expect(world.ping()).rejects.toThrow('was not found');
    world.clock.advance({ minutes: 1 });
    await world.tick();
    expect(await world.deliver()).toEqual(['RESOLVED']);
    const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
    const entries = await world.store.alerts.log(alert?.id ?? 0, { offset: 0, limit: 10 });
    expect(entries.at(-1)?.vars).toMatchObject({ user: 'Tocsin', comment: expect.stringContaining('was deleted') });
    expect(await world.store.heartbeats.beats([500])).toEqual([]);
    expect(await world.store.due.list('heartbeat', plus(world.clock.now(), { days: 1 }), 10)).toEqual([]);
  });

  it('that is deleted while its ALERT is being sent lets that go first', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    world.clock.advance({ minutes: 5 });
    world.events.failing = true;
    await world.tick().catch(() => undefined);
    world.events.failing = false;
    const [monitor] = await world.store.heartbeats.getMany([500]);
    if (monitor) await world.store.heartbeats.delete(monitor);
    world.clock.advance({ minutes: 1 });
    await world.tick();
    expect(world.queued).toEqual([]);
    world.clock.advance({ seconds: 119 });
    await world.tick();
    expect(world.queued).toEqual([]);
    world.clock.advance({ seconds: 1 });
    await world.tick();
    expect(world.queued.map(({ message }) => message.event?.eventType)).toEqual(['RESOLVE']);
    expect(await world.store.heartbeats.beats([500])).toEqual([]);
  });

  it('waits with its alert until planned work for its source is over', async () => {
    const world = await aHeartbeatWorld();
    const plan = { start: tenOClock, end: plus(tenOClock, { minutes: 10 }), summary: 'Update', timezone: 'UTC' };
    const window = await maintenanceFrom(world.as(1), { ...plan, alertSources: [{ id: 800 }] });
    await world.store.maintenance.create(window);
    await world.ping();
    for (let minute = 1; minute < 10; minute++) {
      world.clock.advance({ minutes: 1 });
      await world.tick();
    }
    expect(world.queued).toEqual([]);
    world.clock.advance({ minutes: 1 });
    await world.tick();
    expect(await world.deliver()).toEqual(['CREATED']);
  });

  it('keeps its source from being deleted', async () => {
    const world = await aHeartbeatWorld();
    const source = await world.store.sources.get(800);
    await expect(source && world.store.sources.delete(source)).rejects.toThrow('heartbeat monitor 500');
  });
});

describe('keys of heartbeat monitors', () => {
  it.each([
    ['nothing', ''],
    ['the key of a source', 'il1hb2-abc'],
    ['another secret', 'il1hbm1-1o-dw-another-secret-of-30-characters'],
    ['another interval', 'il1hbm1-zz-dw-a-secret-of-20-characters'],
    ['a monitor that is not there', 'il1hbm1-1o-zz-a-secret-of-20-characters'],
  ])('%s is unknown', async (_what, key) => {
    const world = await aHeartbeatWorld();
    const before = world.table.items();
    await expect(receivePing(world.pings, key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(world.table.items()).toEqual(before);
  });

  it('pinging too often is refused and counted all the same', async () => {
    const world = await aHeartbeatWorld();
    const limited = { ...world.pings, allowsPing: () => false };
    await expect(receivePing(limited, aMonitor().integrationKey)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await world.stateOf()).toBe('HEALTHY');
  });
});

describe('a queue that does not answer for hours', () => {
  it('delays the alert and the recovery, and loses neither', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    world.events.failing = true;
    for (let minute = 0; minute < 150; minute++) {
      world.clock.advance({ minutes: 1 });
      await world.tick();
    }
    world.events.failing = false;
    world.clock.advance({ minutes: 3 });
    await world.tick();
    expect(await world.deliver()).toEqual(['CREATED']);

    world.events.failing = true;
    await world.ping();
    expect(await world.stateOf()).toBe('RECOVERED');
    await world.tick();
    world.events.failing = false;
    world.clock.advance({ minutes: 3 });
    await world.tick();
    expect(await world.deliver()).toEqual(['RESOLVED']);
    expect(await world.stateOf()).toBe('HEALTHY');
  });
});

describe('many monitors', () => {
  it('are looked at together, and one that cannot be read spoils nothing', async () => {
    const monitors = Array.from({ length: 250 }, (_, index) => aMonitor({ id: 1000 + index }));
    const world = await aHeartbeatWorld(monitors);
    for (const { id } of monitors) await world.ping(id);
    await world.table.write([{ update: { PK: 'HEARTBEAT#1007', SK: 'BEAT' }, set: { state: 'CONFUSED' } }]);
    world.clock.set(plus(tenOClock, { seconds: 61 }));
    await world.tick();
    expect(world.queued).toHaveLength(249);
    expect(world.counted).toContainEqual(['DueWorkFailed', 1]);
  });
});
