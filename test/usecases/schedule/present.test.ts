import { describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import type { Schedule } from '../../../functions/domain/schedule/schedule.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { presentSchedules, type SchedulePresentation } from '../../../functions/usecases/schedule/present.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const hours = (count: number) => plus(tenOClock, { hours: count });
const person = (id: number) => ({ id, firstName: `First${id}`, lastName: `Last${id}` });
const [handOff, afterwards] = ['2026-11-22T08:00:00.000Z', '2026-11-23T08:00:00.000Z'];
const layer = { startsOn: '2026-11-20T09:00', rotation: 'P1D' };
const entered = { userId: 3, start: '2026-11-21T09:00', end: '2026-11-21T18:00' };

/** Schedule 500, on which person 2 is until eight and then person 1, and 502, on which shifts were entered. */
async function rotas(facts: Partial<Schedule> = {}) {
  const world = await aWorld({ users: [aUser(1), aUser(2), aUser(3)], teams: [aTeam([1])] });
  const { store } = world;
  const turns = await store.schedules.create(aSchedule([1, 2], { teams: [600], ...facts }));
  const editions = [{ from: tenOClock, layers: [], shifts: [entered] }];
  const shifts = await store.schedules.create(
    aSchedule([], { id: 502, name: 'Entered', type: 'STATIC', editions, ...facts }),
  );
  const show = async (
    schedule: Schedule,
    include: readonly string[] = [],
    how: Partial<SchedulePresentation> = {},
    role: Role = 'ADMIN',
  ) => {
    const { actor, ...ctx } = world.as(1);
    const presentation = { include: new Set(include), written: false, ...how };
    const [shown] = await presentSchedules({ ...ctx, actor: { ...actor, role } }, [schedule], presentation);
    return shown as Record<string, unknown>;
  };
  return { ...world, turns, shifts, show };
}

const bare = { timezone: 'Europe/Berlin', showGaps: false, defaultShiftDuration: 'P7D' };
const primary = { ...bare, id: 500, name: 'Primary', type: 'RECURRING', teams: [{ id: 600, name: 'Platform' }] };
const other = { ...bare, id: 502, name: 'Entered', type: 'STATIC', teams: [] };

describe('a schedule of turns', () => {
  const layers = [{ ...layer, users: [person(1), person(2)] }];

  it('is shown without its layers, unless they are asked for or were written', async () => {
    const { show, turns } = await rotas();
    expect(await show(turns)).toEqual(primary);
    expect(await show(turns, [], { single: true })).toEqual(primary);
    expect(await show({ ...turns, showGaps: true })).toEqual({ ...primary, showGaps: true });
    expect(await show(turns, ['scheduleLayers'])).toEqual({ ...primary, scheduleLayers: layers });
    expect(await show(turns, [], { written: true })).toEqual({ ...primary, scheduleLayers: layers });
  });

  it('tells who is on call now and who is next, and who stands in for them', async () => {
    const { show, turns, store } = await rotas();
    const asked = ['currentShift', 'nextShift'];
    const now = { user: person(2), start: '2026-11-21T08:00:00.000Z', end: handOff };
    const next = { user: person(1), start: handOff, end: afterwards };
    expect(await show(turns, asked)).toEqual({ ...primary, currentShift: now, nextShift: next });
    expect(await show(turns, ['nextShift'])).toEqual({ ...primary, nextShift: next });
    await store.schedules.addOverrides([anOverride(1, 3, hours(1), hours(2))]);
    const cut = {
      currentShift: { ...now, end: hours(1) },
      nextShift: { user: person(3), start: hours(1), end: hours(2) },
    };
    expect(await show(turns, asked)).toEqual({ ...primary, ...cut });
  });

  it('computes shifts for a time that is asked about', async () => {
    const { show, turns } = await rotas();
    const window = { from: hours(0), until: hours(23) };
    expect(await show(turns, ['shifts'])).toEqual(primary);
    expect(await show(turns, [], { window })).toEqual(primary);
    const { shifts } = await show(turns, ['shifts'], { window });
    expect(shifts).toMatchObject([
      { user: person(2), end: handOff },
      { user: person(1), start: handOff },
    ]);
  });

  it('has a plan for who computes its shifts', async () => {
    const { show, turns } = await rotas();
    const window = { from: hours(0), until: hours(3) };
    const plan = { ...window, editions: turns.editions, overrides: [], people: [person(1), person(2)] };
    expect(await show(turns, ['plan'], { window })).toEqual({ ...primary, plan });
    expect((await show(turns, ['plan'])).plan).toMatchObject({ editions: turns.editions });
  });

  it('says what it said before, and until when', async () => {
    const { show, turns, store } = await rotas();
    const [first, second] = [minus(tenOClock, { days: 9 }), minus(tenOClock, { days: 2 })];
    const editions = [
      { from: first, layers: [], shifts: [entered] },
      { from: second, layers: [{ ...layer, users: [3, 9] }], shifts: [] },
      ...turns.editions,
    ];
    store.schedules.history = async (schedule) => ({ ...schedule, editions });
    expect(await show(turns, ['past'])).toEqual({
      ...primary,
      past: [
        { from: first, until: second, shifts: [{ user: person(3), start: entered.start, end: entered.end }] },
        { from: second, until: tenOClock, scheduleLayers: [{ ...layer, users: [person(3), { id: 9 }] }] },
      ],
    });
    store.schedules.history = async () => expect.fail('nobody asked');
    expect(await show(turns)).toEqual(primary);
  });
});

describe('a schedule of shifts that were entered', () => {
  it('tells them where they are asked for, were written, or it is the only one', async () => {
    const { show, shifts } = await rotas({ teams: [] });
    const all = { ...other, shifts: [{ user: person(3), start: entered.start, end: entered.end }] };
    expect(await show(shifts)).toEqual(other);
    expect(await show(shifts, ['scheduleLayers'])).toEqual(other);
    expect(await show(shifts, ['shifts'])).toEqual(all);
    expect(await show(shifts, ['shifts'], { window: {} })).toEqual(all);
    expect(await show(shifts, [], { single: true })).toEqual(all);
    expect(await show(shifts, [], { written: true })).toEqual(all);
  });

  it('says so where nobody is on call', async () => {
    const { show, shifts, clock } = await rotas({ teams: [] });
    clock.set(hours(24));
    expect(await show(shifts, ['currentShift', 'nextShift'])).toEqual({
      ...other,
      currentShift: null,
      nextShift: null,
    });
  });

  it('of a calendar tells its address, and what is wrong in it, to who may change the schedule alone', async () => {
    const { show, shifts } = await rotas({ teams: [] });
    const url = 'https://c.example.com/a.ics';
    const fed = { ...shifts, import: { url } };
    const usual = { fetchedAt: null, error: null, unreadable: 0 };
    expect(await show(fed)).toEqual({
      ...other,
      ...{ calendarUrl: url, calendarStatus: { ...usual, problems: [], unknownPeople: [] } },
    });
    const problems = [{ line: 3, problem: 'no date' }] as never;
    const read = { url, fetchedAt: tenOClock, error: 'gone', unreadable: 2, problems, unknown: ['Eve'] };
    const told = { fetchedAt: tenOClock, error: 'gone', unreadable: 2 };
    expect(await show({ ...fed, import: read })).toMatchObject({
      calendarStatus: { ...told, problems, unknownPeople: ['Eve'] },
    });
    const watched = await show({ ...fed, import: read }, [], {}, 'RESPONDER');
    expect([watched.calendarUrl, watched.calendarStatus]).toEqual([null, told]);
  });
});
