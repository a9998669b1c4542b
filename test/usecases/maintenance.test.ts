import { describe, expect, it } from 'vitest';
import { type Instant, plus } from '../../functions/domain/time.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { maintenanceFrom } from '../../functions/usecases/maintenance/from-input.ts';
import type { MaintenanceInput } from '../../functions/usecases/maintenance/inputs.ts';
import { anEventMessage, at } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

/** An hour from eleven on the day of the stories, which begin at ten. */
const hour = {
  timezone: 'UTC',
  start: '2026-11-21T11:00',
  end: '2026-11-21T12:00',
  summary: 'Update',
  alertSources: [{ id: 800 }],
};

async function aMaintenanceWorld() {
  const world = await aWorld();
  const ctx = world.as(1);
  let events = 0;
  return {
    ...world,
    async plan(input: MaintenanceInput) {
      return world.store.maintenance.create(await maintenanceFrom(ctx, input));
    },
    async change(id: number, input: MaintenanceInput) {
      const window = await world.store.maintenance.get(id);
      if (window === undefined) throw new Error('no window');
      return world.store.maintenance.save(await maintenanceFrom(ctx, input, window), window);
    },
    async event(receivedAt: Instant, facts: Parameters<typeof anEventMessage>[0] = {}) {
      events += 1;
      return processEvent(world.ctx, anEventMessage(facts, { eventId: `event-${events}`, receivedAt }));
    },
    tick: () => runDueWork(world.ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) }),
  };
}

const newKey = (alertKey: string) => ({ alertKey });

describe('planned work', () => {
  it('holds alerts back from its first instant to its last, without any tick', async () => {
    const world = await aMaintenanceWorld();
    await world.plan(hour);
    expect(await world.event(at('2026-11-21T10:59:59.999Z'), newKey('a'))).toBe('CREATED');
    expect(await world.event(at('2026-11-21T11:00:00Z'), newKey('b'))).toBe('IN_MAINTENANCE');
    expect(await world.event(at('2026-11-21T11:59:59.999Z'), newKey('c'))).toBe('IN_MAINTENANCE');
    expect(await world.event(at('2026-11-21T12:00:00Z'), newKey('d'))).toBe('CREATED');
    expect(await world.store.alerts.count({})).toBe(2);
    expect(await world.store.events.get('event-2')).toMatchObject({ outcome: 'IN_MAINTENANCE' });
  });

  it('lets open alerts be told, accepted and resolved', async () => {
    const world = await aMaintenanceWorld();
    await world.plan(hour);
    await world.event(at('2026-11-21T10:30:00Z'));
    expect(await world.event(at('2026-11-21T11:10:00Z'))).toBe('APPENDED');
    expect(await world.event(at('2026-11-21T11:20:00Z'), { eventType: 'ACCEPT' })).toBe('ACCEPTED');
    expect(await world.event(at('2026-11-21T11:30:00Z'), { eventType: 'RESOLVE' })).toBe('RESOLVED');
    expect(await world.event(at('2026-11-21T11:40:00Z'))).toBe('IN_MAINTENANCE');
  });

  it('holds back what came inside and is processed after it', async () => {
    const world = await aMaintenanceWorld();
    await world.plan(hour);
    world.clock.set(at('2026-11-21T12:30:00Z'));
    await world.tick();
    expect(await world.event(at('2026-11-21T11:59:59Z'), newKey('late'))).toBe('IN_MAINTENANCE');
  });

  it('concerns no other source', async () => {
    const world = await aMaintenanceWorld();
    await world.plan({ ...hour, alertSources: [] });
    expect(await world.event(at('2026-11-21T11:10:00Z'))).toBe('CREATED');
  });

  it('ends early by an edit, by taking the source out, and by deletion', async () => {
    const world = await aMaintenanceWorld();
    const { id } = await world.plan(hour);
    world.clock.set(at('2026-11-21T11:30:00Z'));
    await world.change(id, { ...hour, end: '2026-11-21T11:30' });
    expect(await world.event(at('2026-11-21T11:30:00Z'), newKey('a'))).toBe('CREATED');
    await world.change(id, hour);
    expect(await world.event(at('2026-11-21T11:31:00Z'), newKey('b'))).toBe('IN_MAINTENANCE');
    await world.change(id, { ...hour, alertSources: [] });
    expect(await world.event(at('2026-11-21T11:32:00Z'), newKey('c'))).toBe('CREATED');
    const back = await world.change(id, hour);
    await world.store.maintenance.delete(back);
    expect(await world.event(at('2026-11-21T11:33:00Z'), newKey('d'))).toBe('CREATED');
  });

  it('of two windows lasts as long as one of them does', async () => {
    const world = await aMaintenanceWorld();
    const first = await world.plan(hour);
    await world.plan({ ...hour, start: '2026-11-21T11:30', end: '2026-11-21T12:30' });
    expect(await world.event(at('2026-11-21T12:10:00Z'), newKey('a'))).toBe('IN_MAINTENANCE');
    await world.store.maintenance.delete(first);
    expect(await world.event(at('2026-11-21T11:10:00Z'), newKey('b'))).toBe('CREATED');
    expect(await world.event(at('2026-11-21T11:40:00Z'), newKey('c'))).toBe('IN_MAINTENANCE');
  });
});

describe('work that recurs', () => {
  const nightly = {
    ...hour,
    timezone: 'Europe/Berlin',
    start: '2026-11-22T02:00',
    end: '2026-11-22T03:00',
    recurrence: 'FREQ=DAILY',
  };

  it('holds alerts back in each occurrence, for a week even if nobody renews it', async () => {
    const world = await aMaintenanceWorld();
    await world.plan(nightly);
    for (const day of [22, 23, 29]) {
      expect(await world.event(at(`2026-11-${day}T01:00:00Z`), newKey(`in-${day}`))).toBe('IN_MAINTENANCE');
      expect(await world.event(at(`2026-11-${day}T02:00:00Z`), newKey(`after-${day}`))).toBe('CREATED');
    }
  });

  it('is renewed by the tick, over the change of the clock', async () => {
    const world = await aMaintenanceWorld();
    await world.plan({ ...nightly, recurrence: 'FREQ=WEEKLY;BYDAY=SU' });
    for (let day = 0; day < 145; day += 5) {
      world.clock.advance({ days: 5 });
      await world.tick();
    }
    // Two o'clock in Berlin is midnight in UTC in summer.
    expect(await world.event(at('2027-04-18T00:00:00Z'), newKey('summer'))).toBe('IN_MAINTENANCE');
    expect(await world.event(at('2027-04-18T01:00:00Z'), newKey('over'))).toBe('CREATED');
  });

  it('is forgotten by its sources after the last occurrence', async () => {
    const world = await aMaintenanceWorld();
    await world.plan({ ...nightly, recurrence: 'FREQ=DAILY;COUNT=2' });
    world.clock.set(at('2026-11-24T12:00:00Z'));
    await world.tick();
    expect((await world.store.maintenance.ofSources([800])).get(800)).toEqual([]);
    expect(await world.store.due.list('maintenance', at('2099-01-01T00:00:00Z'), 10)).toEqual([]);
  });
});
