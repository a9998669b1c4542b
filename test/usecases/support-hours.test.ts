import { describe, expect, it } from 'vitest';
import type { AlertSource } from '../../functions/domain/alert-source/alert-source.ts';
import type { SupportHours } from '../../functions/domain/support-hours/support-hours.ts';
import { type Instant, plus } from '../../functions/domain/time.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { announceChange } from '../../functions/usecases/support-hours/from-input.ts';
import { anEventMessage, aSource, at } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

/** Monday to Friday, nine to five in Berlin. */
const weekdays: SupportHours = {
  id: 600,
  version: 1,
  name: 'Office',
  timezone: 'Europe/Berlin',
  supportDays: Object.fromEntries(
    ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((day) => [day, { start: '09:00', end: '17:00' }]),
  ),
  exceptions: [],
  teams: [],
  createdAt: at('2026-01-01T00:00:00Z'),
  updatedAt: at('2026-01-01T00:00:00Z'),
};

const during = (
  alertPriorityRule: AlertSource['alertPriorityRule'],
  { autoRaiseAlerts = false, hours = { id: 600 } as object } = {},
) =>
  aSource({
    id: 801,
    integrationKey: 'il1api-hours',
    alertPriorityRule,
    extras: { supportHours: hours, autoRaiseAlerts },
  });

/** A world at a time, with support hours 600 and source 801 that refers to them. */
async function aWorldAt(now: Instant, source: AlertSource, hours = weekdays) {
  const world = await aWorld();
  world.clock.set(now);
  await world.store.supportHours.create(hours);
  await world.store.sources.create({ ...source, updatedAt: now });
  let events = 0;
  return {
    ...world,
    /** The priority of the alert that an event makes now. */
    async event(receivedAt = world.clock.now()) {
      events += 1;
      const message = anEventMessage(
        { alertKey: `key-${events}` },
        { eventId: `event-${events}`, sourceId: 801, receivedAt },
      );
      await processEvent(world.ctx, message);
      return (await world.store.alerts.list({ sources: [801] }, { offset: 0, limit: 1 }))[0]?.priority;
    },
    tick: () => runDueWork(world.ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) }),
    async priorities() {
      const alerts = await world.store.alerts.list({ sources: [801] }, { offset: 0, limit: 1000 });
      return alerts.map(({ priority }) => priority).reverse();
    },
  };
}

describe('the priority of an alert', () => {
  it.each([
    // Berlin is an hour ahead of UTC in winter, two in summer; the clock is set forward on 29 March 2026, back on 25 October.
    ['on the last winter Friday at nine', '2026-03-27T08:00:00Z', 'HIGH', 'LOW'],
    ['on the last winter Friday before nine', '2026-03-27T07:59:59.999Z', 'LOW', 'HIGH'],
    ['on the first summer Monday at nine', '2026-03-30T07:00:00Z', 'HIGH', 'LOW'],
    ['on the first summer Monday before nine', '2026-03-30T06:59:59.999Z', 'LOW', 'HIGH'],
    ['on the first summer Monday at five', '2026-03-30T15:00:00Z', 'LOW', 'HIGH'],
    ['on the first winter Monday before five', '2026-10-26T15:59:59.999Z', 'HIGH', 'LOW'],
    ['on the first winter Monday at five', '2026-10-26T16:00:00Z', 'LOW', 'HIGH'],
    ['on a Saturday', '2026-03-28T11:00:00Z', 'LOW', 'HIGH'],
  ])('%s', async (_when, time, inside, outside) => {
    const high = await aWorldAt(at(time), during('HIGH_DURING_SUPPORT_HOURS'));
    expect(await high.event()).toBe(inside);
    const low = await aWorldAt(at(time), during('LOW_DURING_SUPPORT_HOURS'));
    expect(await low.event()).toBe(outside);
  });

  it('is that of the time the event came, whenever it is processed', async () => {
    const world = await aWorldAt(at('2026-03-27T16:05:00Z'), during('HIGH_DURING_SUPPORT_HOURS'));
    expect(await world.event(at('2026-03-27T15:59:00Z'))).toBe('HIGH');
  });

  it('follows hours written into the source, and is high when they cannot be known', async () => {
    const own = { timezone: 'America/New_York', supportDays: { FRIDAY: { start: '09:00', end: '17:00' } } };
    const world = await aWorldAt(at('2026-03-27T12:59:00Z'), during('HIGH_DURING_SUPPORT_HOURS', { hours: own }));
    expect(await world.event()).toBe('LOW');
    expect(await world.event(at('2026-03-27T13:00:00Z'))).toBe('HIGH');
    const broken = { timezone: 'Mars', supportDays: {} };
    const lost = await aWorldAt(at('2026-03-28T12:00:00Z'), during('HIGH_DURING_SUPPORT_HOURS', { hours: broken }));
    expect(await lost.event()).toBe('HIGH');
  });

  it('obeys exceptions', async () => {
    const holiday = { name: 'Bridge day', start: '2026-03-27', end: '2026-03-27', supportStatus: 'OUTSIDE' as const };
    const hours = { ...weekdays, exceptions: [holiday] };
    const world = await aWorldAt(at('2026-03-27T11:00:00Z'), during('HIGH_DURING_SUPPORT_HOURS'), hours);
    expect(await world.event()).toBe('LOW');
  });
});

describe('raising', () => {
  it('makes pending alerts high when support hours begin, once, and leaves accepted ones', async () => {
    const world = await aWorldAt(
      at('2026-03-27T06:00:00Z'),
      during('HIGH_DURING_SUPPORT_HOURS', { autoRaiseAlerts: true }),
    );
    await world.tick();
    for (let count = 0; count < 3; count++) await world.event();
    world.clock.set(at('2026-03-27T07:59:30Z'));
    await world.tick();
    expect(await world.priorities()).toEqual(['LOW', 'LOW', 'LOW']);
    const [last] = await world.store.alerts.list({ sources: [801] }, { offset: 0, limit: 1 });
    if (last) await world.store.alerts.save({ ...last, status: 'ACCEPTED' }, { log: [] });

    world.clock.set(at('2026-03-27T08:00:30Z'));
    await world.tick();
    expect(await world.priorities()).toEqual(['HIGH', 'HIGH', 'LOW']);
    const calls = world.calls.length;
    await world.tick();
    expect(world.calls).toHaveLength(calls);
    expect((await world.store.timers.get('support', 801))?.dueAt).toBe('2026-03-30T07:00:00.000Z');
  });

  it('makes them high when support hours end, by the other rule', async () => {
    const world = await aWorldAt(
      at('2026-10-26T15:00:00Z'),
      during('LOW_DURING_SUPPORT_HOURS', { autoRaiseAlerts: true }),
    );
    expect(await world.event()).toBe('LOW');
    await world.tick();
    world.clock.set(at('2026-10-26T16:00:00Z'));
    await world.tick();
    expect(await world.priorities()).toEqual(['HIGH']);
  });

  it('does nothing unless the source asks for it', async () => {
    const world = await aWorldAt(at('2026-03-27T06:00:00Z'), during('HIGH_DURING_SUPPORT_HOURS'));
    await world.event();
    world.clock.set(at('2026-03-27T09:00:00Z'));
    await world.tick();
    expect(await world.priorities()).toEqual(['LOW']);
  });

  it('is late but not lost when no tick came for a night, and spares what came after', async () => {
    const world = await aWorldAt(
      at('2026-03-26T18:00:00Z'),
      during('HIGH_DURING_SUPPORT_HOURS', { autoRaiseAlerts: true }),
    );
    await world.tick();
    await world.event();
    world.clock.set(at('2026-03-27T20:00:00Z'));
    await world.event();
    await world.tick();
    expect(await world.priorities()).toEqual(['HIGH', 'LOW']);
  });

  it('follows an edit of the hours', async () => {
    const world = await aWorldAt(
      at('2026-03-27T06:00:00Z'),
      during('HIGH_DURING_SUPPORT_HOURS', { autoRaiseAlerts: true }),
    );
    await world.tick();
    await world.event();
    const earlier = { ...weekdays, supportDays: { FRIDAY: { start: '07:30', end: '17:00' } } };
    await announceChange(world.ctx, weekdays);
    await world.store.supportHours.save(earlier, weekdays);
    world.clock.set(at('2026-03-27T06:01:00Z'));
    await world.tick();
    expect(await world.priorities()).toEqual(['LOW']);
    world.clock.set(at('2026-03-27T06:30:00Z'));
    await world.tick();
    expect(await world.priorities()).toEqual(['HIGH']);
  });

  it('takes many alerts over several ticks', async () => {
    const world = await aWorldAt(
      at('2026-03-27T06:00:00Z'),
      during('HIGH_DURING_SUPPORT_HOURS', { autoRaiseAlerts: true }),
    );
    await world.tick();
    for (let count = 0; count < 620; count++) await world.event();
    world.clock.set(at('2026-03-27T08:00:00Z'));
    for (let tick = 0; tick < 3; tick++) {
      await world.tick();
      world.clock.advance({ minutes: 3 });
    }
    expect(new Set(await world.priorities())).toEqual(new Set(['HIGH']));
  });

  it('ends with the source', async () => {
    const world = await aWorldAt(
      at('2026-03-27T06:00:00Z'),
      during('HIGH_DURING_SUPPORT_HOURS', { autoRaiseAlerts: true }),
    );
    const source = await world.store.sources.get(801);
    if (source) await world.store.sources.delete(source);
    expect(await world.store.timers.get('support', 801)).toBeUndefined();
  });
});

describe('support hours', () => {
  it('cannot be deleted while a source refers to them', async () => {
    const world = await aWorldAt(at('2026-03-27T06:00:00Z'), during('HIGH_DURING_SUPPORT_HOURS'));
    await expect(world.store.supportHours.delete(weekdays)).rejects.toThrow('alert source 801');
  });
});
