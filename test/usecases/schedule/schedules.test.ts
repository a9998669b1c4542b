import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../functions/domain/schedule/schedule.ts';
import { plus } from '../../../functions/domain/time.ts';
import { feedHash } from '../../../functions/usecases/schedule/feed.ts';
import { refuseGaps, scheduleFrom } from '../../../functions/usecases/schedule/from-input.ts';
import type { ScheduleInput } from '../../../functions/usecases/schedule/inputs.ts';
import { planOf } from '../../../functions/usecases/schedule/plan.ts';
import { readFeed } from '../../../functions/usecases/schedule/read-feed.ts';
import { computeShifts, windowOf } from '../../../functions/usecases/schedule/shifts-of.ts';
import { whoWillBeOnCall } from '../../../functions/usecases/schedule/who-will-be-on-call.ts';
import { aPolicy, at, aUser, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const refusal = (field: string) => expect.objectContaining({ code: 'INVALID', field });
const hours = (count: number) => plus(tenOClock, { hours: count });

/** Users 1 and 2 take turns on schedule 500; user 3 has a colour and is in no team. */
async function aRota() {
  const users = [aUser(1), aUser(2), aUser(3, { shiftColor: '#ff0000' })];
  const world = await aWorld({ users, policy: aPolicy([[1]]) });
  const schedule = await world.store.schedules.create(aSchedule([1, 2]));
  const acting = world.as(1);
  return { ...world, schedule, ctx: { ...acting, actor: { ...acting.actor, role: 'ADMIN' as const } } };
}

const layer = { startsOn: '2026-11-20T09:00', users: [{ id: 1 }], rotation: 'P1D' };
const recurring: ScheduleInput = {
  ...{ name: 'Rota', timezone: 'Europe/Berlin', type: 'RECURRING', scheduleLayers: [layer], teams: [] },
};
const entered = (...spans: readonly [number, string, string][]): ScheduleInput => ({
  ...{ name: 'Entered', timezone: 'Europe/Berlin', type: 'STATIC', teams: [] },
  shifts: spans.map(([id, start, end]) => ({ user: { id }, start: `2026-12-0${start}`, end: `2026-12-0${end}` })),
});

describe('a schedule', () => {
  it('is what was written, and the usual otherwise', async () => {
    const { ctx } = await aRota();
    const usual = { defaultShiftDuration: 'P7D', teams: [], createdAt: tenOClock, updatedAt: tenOClock, version: 0 };
    const named = { id: expect.any(Number), name: 'Rota', timezone: 'Europe/Berlin', type: 'RECURRING' };
    const edition = (more: object = {}) => [
      { from: tenOClock, layers: [{ startsOn: layer.startsOn, users: [1], rotation: 'P1D', ...more }], shifts: [] },
    ];
    expect(await scheduleFrom(ctx, recurring)).toEqual({ ...usual, ...named, editions: edition() });
    const restrictions = [{ from: { dayOfWeek: 'MONDAY', time: '09:00' }, to: { dayOfWeek: 'FRIDAY', time: '17:00' } }];
    const more = { name: 'Day', endsOn: '2027-01-01T09:00', restrictionType: 'TIMES_OF_WEEK', restrictions } as const;
    const all = { ...recurring, scheduleLayers: [{ ...layer, ...more }], showGaps: true, defaultShiftDuration: 'P1D' };
    const made = await scheduleFrom(ctx, all as ScheduleInput);
    expect(made).toEqual({ ...usual, ...named, showGaps: true, defaultShiftDuration: 'P1D', editions: edition(more) });
    const empty = {
      ...recurring,
      scheduleLayers: [{ ...layer, name: null, endsOn: '', restrictionType: '', restrictions: null }],
    };
    expect((await scheduleFrom(ctx, empty as ScheduleInput)).editions).toEqual(edition());
  });

  it('keeps what it is known by, and whoever was on call', async () => {
    const { ctx, schedule, clock } = await aRota();
    const current = { ...schedule, hasArchive: true, feedHash: 'hash', version: 3 };
    clock.advance({ hours: 1 });
    const kept = { id: 500, hasArchive: true, feedHash: 'hash', createdAt: tenOClock, updatedAt: clock.now() };
    const changed = await scheduleFrom(ctx, recurring, current);
    expect(changed).toMatchObject(kept);
    expect(changed.editions.map(({ from, layers }) => [from, layers[0]?.users])).toEqual([
      [tenOClock, [1, 2]],
      [clock.now(), [1]],
    ]);
  });

  it.each<[string, ScheduleInput, string]>([
    ['another type', entered([1, '1T09:00', '1T17:00']), 'type'],
    ['another zone', { ...recurring, timezone: 'Europe/Paris' }, 'timezone'],
    ['a calendar', { ...recurring, calendarUrl: 'https://c.example.com/a.ics' }, 'calendarUrl'],
    [
      'somebody who is not there',
      { ...recurring, scheduleLayers: [{ ...layer, users: [{ id: 9 }] }] },
      'scheduleLayers[0].users[0].id',
    ],
  ])('is not given %s', async (_what, input, field) => {
    const { ctx, schedule } = await aRota();
    await expect(scheduleFrom(ctx, input, schedule)).rejects.toThrow(refusal(field));
  });

  it('holds what one item of the table does', async () => {
    const { ctx } = await aRota();
    const restrictions = Array.from({ length: 200 }, () => ({
      from: { dayOfWeek: 'MONDAY' as const, time: '09:00' },
      to: { dayOfWeek: 'FRIDAY' as const, time: '17:00' },
    }));
    const of = (count: number) => ({
      ...recurring,
      scheduleLayers: Array.from({ length: count }, () => ({ ...layer, restrictions })),
    });
    const one = Buffer.byteLength(JSON.stringify((await scheduleFrom(ctx, of(1))).editions[0]?.layers[0])) + 1;
    const most = Math.floor((200_000 - 30) / one);
    expect((await scheduleFrom(ctx, of(most))).editions[0]?.layers).toHaveLength(most);
    await expect(scheduleFrom(ctx, of(most + 1))).rejects.toThrow(refusal('scheduleLayers'));
  });

  it('of a calendar keeps the shifts that came last, and what is known of the calendar while it is the same', async () => {
    const { ctx, schedule } = await aRota();
    const shifts = [{ userId: 1, start: '2026-12-01T09:00', end: '2026-12-01T17:00' }];
    const known = { url: 'https://c.example.com/a.ics', text: 'BEGIN:VCALENDAR', fetchedAt: tenOClock };
    const current: Schedule = {
      ...schedule,
      type: 'STATIC',
      editions: [{ from: tenOClock, layers: [], shifts }],
      import: known,
    };
    const input = { ...entered(), calendarUrl: known.url };
    expect(await scheduleFrom(ctx, input, current)).toMatchObject({ import: known, editions: [{ shifts }] });
    const other = await scheduleFrom(ctx, { ...input, calendarUrl: 'https://c.example.com/b.ics' }, current);
    expect(other.import).toEqual({ url: 'https://c.example.com/b.ics' });
    expect((await scheduleFrom(ctx, input)).editions).toEqual([{ from: tenOClock, layers: [], shifts: [] }]);
    expect((await scheduleFrom(ctx, entered(), current)).import).toBeUndefined();
  });

  it('of shifts that were entered may be asked to leave nobody out', () => {
    const gap = entered([1, '1T09:00', '1T17:00'], [2, '1T18:00', '2T09:00']);
    expect(() => refuseGaps(gap)).toThrow(refusal('shifts'));
    expect(() => refuseGaps({ ...gap, type: 'RECURRING' })).not.toThrow();
    expect(() => refuseGaps(entered([1, '1T09:00', '1T17:00'], [2, '1T17:00', '2T09:00']))).not.toThrow();
    for (const shifts of [[], null]) expect(() => refuseGaps({ ...entered(), shifts })).not.toThrow();
    expect(() => refuseGaps(entered([1, '1T19:00', '1T17:00']))).toThrow(refusal('shifts[0].end'));
  });
});

describe('the time that shifts are computed for', () => {
  const zone = 'Europe/Berlin';
  const window = (from?: string, until?: string, now = tenOClock) => windowOf(zone, { from, until }, now);

  it.each([
    [
      'from the start of last month, for three months',
      undefined,
      undefined,
      '2026-10-01T00:00+02:00',
      '2027-01-01T00:00+01:00',
    ],
    ['or as is said', '2026-11-05T08:00', '2026-11-05T08:00', '2026-11-05T08:00+01:00', '2026-11-05T08:00+01:00'],
    ['or empty', '', '', '2026-10-01T00:00+02:00', '2027-01-01T00:00+01:00'],
    [
      'to the last day of a shorter month',
      '2026-11-30T08:00',
      undefined,
      '2026-11-30T08:00+01:00',
      '2027-02-28T08:00+01:00',
    ],
    [
      'with a plus that came as a blank',
      '2026-11-05T08:00 02:00',
      undefined,
      '2026-11-05T06:00Z',
      '2027-02-05T07:00+01:00',
    ],
    [
      'for two years at most',
      '2026-11-05T08:00',
      '2028-11-06T08:00',
      '2026-11-05T08:00+01:00',
      '2028-11-06T08:00+01:00',
    ],
  ])('is %s', (_what, from, until, start, end) => {
    expect(window(from, until)).toEqual({ from: at(start), until: at(end) });
  });

  it.each([
    ['until', '2026-11-05T08:00', '2026-11-05T07:59'],
    ['until', '2026-11-05T08:00', '2028-11-06T08:00:00.001'],
    ['from', 'soon', undefined],
    ['until', undefined, 'later'],
  ])('is refused by its %s: %s to %s', (field, from, until) => {
    expect(() => window(from, until)).toThrow(refusal(field));
  });

  it('is of the month on the wall, not in Greenwich', () => {
    expect(window(undefined, undefined, at('2026-10-31T23:30Z')).from).toBe(at('2026-10-01T00:00+02:00'));
  });
});

describe('what is told of a schedule', () => {
  it('goes back before its oldest edition, and counts overrides unless it is asked not to', async () => {
    const { ctx, store, schedule } = await aRota();
    const override = anOverride(9, 3, hours(1), hours(2));
    await store.schedules.addOverrides([override]);
    const window = { from: hours(0), until: hours(3) };
    const who = async (more: object = {}) =>
      (await computeShifts(ctx, schedule, { ...window, ...more })).map(({ userId }) => userId);
    expect(await who()).toEqual([2, 3, 2]);
    expect(await who({ withoutOverrides: true })).toEqual([2]);
    const older = {
      ...schedule.editions[0],
      from: hours(-48),
      layers: [{ startsOn: '2026-11-18T09:00', users: [3], rotation: 'P1D' }],
    };
    const history = async () => ({ ...schedule, editions: [older, ...schedule.editions] }) as Schedule;
    const get = (of: typeof store.schedules, name: string | symbol) =>
      name === 'history' ? history : Reflect.get(of, name);
    const own = { ...ctx, store: { ...store, schedules: new Proxy(store.schedules, { get }) } };
    const past = { from: hours(-3), until: hours(-2) };
    store.schedules.history = async () => expect.fail('nobody asked for more than is there');
    for (const from of [0, 1])
      expect(await computeShifts(ctx, schedule, { from: hours(from), until: hours(3) })).not.toEqual([]);
    const edited = { ...schedule, editions: [...schedule.editions, { from: hours(2), layers: [], shifts: [] }] };
    expect((await planOf(ctx, edited, window)).editions).toHaveLength(2);
    expect((await computeShifts(own, schedule, past)).map(({ userId }) => userId)).toEqual([3]);
    expect((await planOf(own, schedule, past)).editions).toHaveLength(2);
    expect((await planOf(own, schedule, window)).editions).toHaveLength(1);
    const { scheduleId: _known, ...told } = override;
    expect(await planOf(ctx, schedule, window)).toEqual({
      ...window,
      editions: schedule.editions,
      overrides: [told],
      people: [
        { id: 1, firstName: 'First1', lastName: 'Last1' },
        { id: 2, firstName: 'First2', lastName: 'Last2' },
        { id: 3, firstName: 'First3', lastName: 'Last3', shiftColor: '#ff0000' },
      ],
    });
  });

  it('names whoever has entered a shift, and by their id alone who may not be known', async () => {
    const { ctx, store } = await aRota();
    const shifts = [{ userId: 3, start: '2026-11-21T12:00', end: '2026-11-21T18:00' }];
    const facts = {
      id: 502,
      type: 'STATIC' as const,
      name: 'Entered',
      editions: [{ from: tenOClock, layers: [], shifts }],
    };
    const schedule = await store.schedules.create(aSchedule([], facts));
    const { people } = await planOf(ctx, schedule, { from: hours(0), until: hours(3) });
    expect(people).toMatchObject([{ id: 3, firstName: 'First3' }]);
    const gone = {
      ...schedule,
      editions: [{ from: tenOClock, layers: [], shifts: [{ ...shifts[0], userId: 9 }] }],
    } as Schedule;
    expect((await planOf(ctx, gone, { from: hours(0), until: hours(3) })).people).toEqual([{ id: 9 }]);
    const time = { from: tenOClock, until: hours(9) };
    const { usersById } = await whoWillBeOnCall(ctx, [{ kind: 'schedule', id: 502 }], time);
    expect([...usersById.keys()]).toEqual([3]);
  });

  it.each([
    ['nobody of a private team', [], ['2', '1']],
    ['whom a private team that owns it has in it', [600], ['First2 Last2', '1']],
    ['all whom private teams that own it have in them', [600, 602], ['First2 Last2', 'First1 Last1']],
  ])('in a calendar that anybody may have the address of names %s', async (_whom, teams, names) => {
    const { ctx, store } = await aRota();
    await store.teams.create(aTeam([2], { visibility: 'PRIVATE' }));
    await store.teams.create(aTeam([1], { id: 601, name: 'Open' }));
    await store.teams.create(aTeam([1], { id: 602, visibility: 'PRIVATE' }));
    const hash = feedHash('secret');
    await store.schedules.create(aSchedule([1, 2], { id: 503, name: 'Fed', teams, feedHash: hash }));
    const calendar = await readFeed(ctx, 'secret');
    const said = [...calendar.matchAll(/^SUMMARY:(.*?)\r?$/gm)].map(([, line]) => line ?? '');
    expect([...new Set(said)]).toEqual(names.map((name) => `${name} (On call: Fed)`));
    expect(said.length).toBeGreaterThanOrEqual(180);
    expect(said.length).toBeLessThanOrEqual(182);
    await expect(readFeed(ctx, 'other')).rejects.toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});
