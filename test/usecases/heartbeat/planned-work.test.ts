import { describe, expect, it } from 'vitest';
import { overdueAt } from '../../../functions/domain/heartbeat/ping.ts';
import { plus } from '../../../functions/domain/time.ts';
import { groupOf } from '../../../functions/usecases/event/group.ts';
import { checkHeartbeats } from '../../../functions/usecases/heartbeat/check.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { aSource, tenOClock } from '../../support/factories.ts';
import { aHeartbeatWorld } from './heartbeat-world.ts';

const minutes = (count: number) => plus(tenOClock, { minutes: count });
type World = Awaited<ReturnType<typeof aHeartbeatWorld>>;
const beatOf = async ({ store }: World) => (await store.heartbeats.beats([500]))[0] ?? expect.fail('no monitor');

describe('a monitor that is late while there is planned work for its source', () => {
  it.each<[string, number, number, number | undefined]>([
    ['that begins later is told of at once', 10, 20, undefined],
    ['that begins this very moment waits, and is looked at in two minutes', 2, 20, 4],
    ['that ends in a minute waits until then', 0, 3, 3],
    ['that ends this very moment is told of at once', 0, 2, undefined],
  ])('%s', async (_what, start, end, dueAt) => {
    const world = await aHeartbeatWorld();
    const plan = { start: minutes(start), end: minutes(end), summary: 'Update', timezone: 'UTC' };
    const window = await maintenanceFrom(world.as(1), { ...plan, alertSources: [{ id: 800 }] });
    await world.store.maintenance.create(window);
    await world.ping();
    world.clock.set(minutes(2));
    await checkHeartbeats(world.ctx, [500]);
    expect(world.queued.map(({ message }) => message.event?.eventType)).toEqual(dueAt === undefined ? ['ALERT'] : []);
    expect((await beatOf(world)).dueAt).toBe(dueAt === undefined ? undefined : minutes(dueAt));
  });
});

describe('a look at monitors', () => {
  it('says how many were due; of those that are leased all', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    expect(await checkHeartbeats(world.ctx, [500, 501])).toBe(0);
    expect(await checkHeartbeats(world.ctx, [500], { isLeased: true })).toBe(1);
    world.clock.set(minutes(2));
    expect(await checkHeartbeats(world.ctx, [500])).toBe(1);
  });

  it('that comes too early comes back when the ping would be late, however long the lease lasts', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    const beat = await beatOf(world);
    await world.store.heartbeats.move({ ...beat, dueAt: minutes(5) }, beat);
    await checkHeartbeats(world.ctx, [500], { isLeased: true });
    expect((await beatOf(world)).dueAt).toBe(overdueAt(tenOClock, 60));
  });

  it('queues the RESOLVE at once of a monitor that pinged while nobody knows whether its ALERT was queued', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    world.clock.set(minutes(2));
    world.events.failing = true;
    await expect(checkHeartbeats(world.ctx, [500])).rejects.toThrow('SQS does not answer');
    expect(await beatOf(world)).toMatchObject({ state: 'OVERDUE', alertQueued: false });
    await world.ping();
    expect(await beatOf(world)).toMatchObject({ state: 'RECOVERED', alertQueued: false });
    world.events.failing = false;
    await checkHeartbeats(world.ctx, [500], { isLeased: true });
    expect(world.queued.map(({ message }) => message.event?.eventType)).toEqual(['RESOLVE']);
    expect(await world.stateOf()).toBe('HEALTHY');
  });

  it('queues nothing of a monitor that pinged again and owes nothing', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    const beat = await beatOf(world);
    await world.store.heartbeats.move({ ...beat, state: 'RECOVERED', dueAt: tenOClock }, beat);
    await checkHeartbeats(world.ctx, [500]);
    expect([world.queued, await world.stateOf()]).toEqual([[], 'HEALTHY']);
  });

  it('queues the ALERT in the group of its key, and counts it', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    world.clock.set(minutes(2));
    await checkHeartbeats(world.ctx, [500]);
    const [sent = expect.fail('nothing is queued')] = world.queued;
    expect(sent.groupId).toBe(groupOf(aSource(), sent.message.event, sent.message.eventId));
    expect(world.counted).toEqual([['EventsAccepted', 1]]);
    expect(await beatOf(world)).toMatchObject({ state: 'OVERDUE', alertQueued: true });
  });

  it('has a monitor that pinged again due one interval after that, once its RESOLVE is queued', async () => {
    const world = await aHeartbeatWorld();
    await world.ping();
    world.clock.set(minutes(2));
    await world.tick();
    world.events.failing = true;
    await world.ping();
    expect((await beatOf(world)).state).toBe('RECOVERED');
    world.events.failing = false;
    world.clock.advance({ seconds: 20 });
    await world.tick();
    expect(world.queued.map(({ message }) => message.event?.eventType)).toEqual(['ALERT', 'RESOLVE']);
    const beat = await beatOf(world);
    expect(beat).toMatchObject({ state: 'HEALTHY', lastPingAt: minutes(2), dueAt: overdueAt(minutes(2), 60) });
    for (const member of ['missed', 'alertQueued']) expect(beat).not.toHaveProperty(member);
    world.clock.advance({ minutes: 1 });
    await world.tick();
    expect(await world.stateOf()).toBe('OVERDUE');
  });
});
