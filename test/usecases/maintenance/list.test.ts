import { describe, expect, it } from 'vitest';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import type { MaintenanceInput } from '../../../functions/usecases/maintenance/inputs.ts';
import { listMaintenance, type MaintenanceFilter } from '../../../functions/usecases/maintenance/list.ts';
import { presentMaintenance } from '../../../functions/usecases/maintenance/present.ts';
import { renewMaintenance } from '../../../functions/usecases/maintenance/renew.ts';
import { aService, at } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const page = { offset: 0, limit: 1000 };
const everything: MaintenanceFilter = { states: [], sources: [], services: [] };

/** Stories begin at ten: today's hour is from eleven to twelve, and the weekly one begins a day later. */
const once = {
  timezone: 'UTC',
  start: '2026-11-21T11:00',
  end: '2026-11-21T12:00',
  summary: 'once',
  alertSources: [{ id: 800 }],
  services: [{ id: 5 }],
};
const weekly = {
  timezone: 'UTC',
  start: '2026-11-22T11:00',
  end: '2026-11-22T12:00',
  summary: 'weekly',
  recurrence: 'RRULE:FREQ=WEEKLY;COUNT=3',
};

async function aWorldWithService() {
  const world = await aWorld();
  await world.store.services.create(aService(5));
  return world;
}

async function aWorldWith(...inputs: readonly MaintenanceInput[]) {
  const world = await aWorldWithService();
  for (const input of inputs) await world.store.maintenance.create(await maintenanceFrom(world.as(1), input));
  return {
    ...world,
    list: async (filter: Partial<MaintenanceFilter> = {}, among = page) =>
      (await listMaintenance(world.as(1), { ...everything, ...filter }, among)).map(({ summary }) => summary),
  };
}

describe('a list of planned work', () => {
  it.each<[string, Partial<MaintenanceFilter>, readonly string[]]>([
    ['has all without a filter', {}, ['once', 'weekly']],
    ['has those of a source', { sources: [800] }, ['once']],
    ['has those of any of the sources', { sources: [801, 800] }, ['once']],
    ['has none of a source without', { sources: [801] }, []],
    ['has those of a service', { services: [5] }, ['once']],
    ['has none of a service without', { services: [6] }, []],
    ['has only what fits each filter', { services: [5], sources: [801] }, []],
    ['ends before what begins at `until`', { until: at('2026-11-21T11:00:00Z') }, []],
    ['has what begins just before `until`', { until: at('2026-11-21T11:00:00.001Z') }, ['once']],
    ['begins after what ends at `from`', { from: at('2026-11-21T12:00:00Z') }, ['weekly']],
    ['has what ends just after `from`', { from: at('2026-11-21T11:59:59.999Z') }, ['once', 'weekly']],
    ['has the first occurrence', { from: at('2026-11-22T11:00:00Z') }, ['weekly']],
    ['has one that is on', { from: at('2026-11-22T11:30:00Z') }, ['weekly']],
    ['has one that follows', { from: at('2026-11-22T12:00:00Z') }, ['weekly']],
    ['has the last occurrence', { from: at('2026-12-06T11:59:59.999Z') }, ['weekly']],
    ['has nothing after the last occurrence', { from: at('2026-12-06T12:00:00Z') }, []],
    ['has an occurrence within a span', { from: at('2026-11-29T00:00Z'), until: at('2026-11-30T00:00Z') }, ['weekly']],
    ['has none between two occurrences', { from: at('2026-11-23T00:00Z'), until: at('2026-11-29T00:00Z') }, []],
    ['has one whose begin lies within', { from: at('2026-11-22T00:00Z'), until: at('2026-11-23T00:00Z') }, ['weekly']],
    [
      'has one that begins with the span',
      { from: at('2026-11-22T11:00Z'), until: at('2026-11-22T11:01Z') },
      ['weekly'],
    ],
  ])('%s', async (_what, filter, expected) => {
    const world = await aWorldWith(once, weekly);
    expect(await world.list(filter)).toEqual(expected);
  });

  it.each<[string, Instant, readonly string[], readonly string[]]>([
    ['before it begins', at('2026-11-21T10:00:00Z'), ['once'], []],
    ['at its last moment', at('2026-11-21T11:59:59.999Z'), ['once'], []],
    ['at its end', at('2026-11-21T12:00:00Z'), [], ['once']],
  ])('tells what is open from what is closed %s', async (_when, now, open, closed) => {
    const world = await aWorldWith(once);
    world.clock.set(now);
    expect(await world.list({ states: ['OPEN'] })).toEqual(open);
    expect(await world.list({ states: ['CLOSED'] })).toEqual(closed);
    expect(await world.list({ states: ['OPEN', 'CLOSED'] })).toEqual(['once']);
  });

  it('goes on over more than are read at once, and has just as many as were asked for', async () => {
    const many = Array.from({ length: 203 }, (_, index) => ({ ...once, summary: `${index}`, alertSources: [] }));
    const world = await aWorldWith(...many, once);
    expect(await world.list()).toHaveLength(204);
    expect(await world.list({}, { offset: 0, limit: 100 })).toHaveLength(100);
    expect(await world.list({}, { offset: 99, limit: 3 })).toEqual(['99', '100', '101']);
    expect(await world.list({}, { offset: 202, limit: 10 })).toEqual(['202', 'once']);
    expect(await world.list({ sources: [800] }, { offset: 0, limit: 1 })).toEqual(['once']);
  });

  it('reads no more of it than it needs', async () => {
    const world = await aWorldWith(once);
    const window = (await world.store.maintenance.list(page))[0] ?? expect.fail();
    const read: number[] = [];
    const list = async ({ offset, limit }: { readonly offset: number; readonly limit: number }) => {
      read.push(offset, limit);
      return Array.from({ length: limit }, () => window);
    };
    const store = { ...world.store, maintenance: { ...world.store.maintenance, list } };
    const ctx = { ...world.as(1), store };
    expect(await listMaintenance(ctx, everything, { offset: 50, limit: 50 })).toHaveLength(50);
    expect(read).toEqual([0, 100]);
  });

  it('has what is over and was renewed since, in the time it was on; a series from its beginning on', async () => {
    const world = await aWorldWith(once, weekly);
    world.clock.set(at('2026-11-23T10:00:00Z'));
    expect(await world.list({ states: ['OPEN'] })).toEqual(['weekly']);
    world.clock.set(at('2026-12-07T10:00:00Z'));
    for (const window of await world.store.maintenance.list(page)) await renewMaintenance(world.ctx, window);
    expect(await world.list({ states: ['CLOSED'] })).toEqual(['once', 'weekly']);
    expect(await world.list({ from: at('2026-11-21T11:30:00Z') })).toEqual(['once', 'weekly']);
    expect(await world.list({ from: at('2026-11-22T11:00:00Z') })).toEqual(['weekly']);
    expect(await world.list({ from: at('2026-11-22T11:00:00.001Z') })).toEqual([]);
  });

  it('leaves out what the reader may not see', async () => {
    const world = await aWorldWith(once);
    const stakeholder = { ...world.as(1), actor: { ...world.as(1).actor, role: 'STAKEHOLDER' as const } };
    expect(await listMaintenance(stakeholder, everything, page)).toEqual([]);
  });
});

describe('planned work as it is described', () => {
  const make = async (input: Partial<MaintenanceInput>) => {
    const world = await aWorldWithService();
    return maintenanceFrom(world.as(1), { ...once, ...input });
  };

  it.each([
    [{}, { atCreation: false, atStart: false, atEnd: false }],
    [{ atStart: true }, { atCreation: false, atStart: true, atEnd: false }],
    [
      { atCreation: true, atEnd: true },
      { atCreation: true, atStart: false, atEnd: true },
    ],
  ])('tells subscribers of what was asked for, and of nothing else: %j', async (notifications, expected) => {
    expect((await make({ notifications })).notifications).toEqual(expected);
  });

  it('tells of nothing where nothing was said', async () => {
    expect(await make({})).not.toHaveProperty('notifications');
  });

  it.each([
    [
      'recurrence: has no occurrence after now',
      { start: '2026-11-20T11:00', end: '2026-11-20T12:00', recurrence: 'FREQ=DAILY;COUNT=1' },
    ],
    ['end: must not be in the past', { start: '2026-11-20T11:00', end: '2026-11-20T12:00' }],
  ])('is not over before it is planned: %s', async (problem, input) => {
    await expect(make(input)).rejects.toThrow(problem);
  });

  it('is shown with the names of what it is about, and by whom it was planned', async () => {
    const { as, clock } = await aWorldWithService();
    const notifications = { atCreation: true, atStart: false, atEnd: true };
    const made = await maintenanceFrom(as(1), { ...once, description: 'New disks', notifications });
    const { createdBy: _nobody, description: _none, notifications: _nothing, ...byNobody } = made;
    const shown = {
      id: made.id,
      timezone: 'UTC',
      start: '2026-11-21T11:00',
      end: '2026-11-21T12:00',
      summary: 'once',
      alertSources: [{ id: 800, name: 'Prometheus' }],
      services: [{ id: 5, name: 'Service 5' }],
      createdAt: clock.now(),
      updatedAt: clock.now(),
    };
    const createdBy = { id: 1, firstName: 'First1', lastName: 'Last1' };
    expect(await presentMaintenance(as(1), [made, byNobody])).toEqual([
      { ...shown, description: 'New disks', notifications, createdBy },
      shown,
    ]);
  });

  it('has each source and service once', async () => {
    const window = await make({ alertSources: [{ id: 800 }, { id: 800 }], services: [{ id: 5 }, { id: 5 }] });
    expect(window).toMatchObject({ sources: [800], services: [5], createdBy: 1 });
    expect(window.startsAt).toBe(plus(at('2026-11-21T10:00:00Z'), { hours: 1 }));
  });
});
