import { describe, expect, it } from 'vitest';
import type { Override, Schedule, StaticShift } from '../../../functions/domain/schedule/schedule.ts';
import { gaps, gapsBetween, nextShift, onCallAt, shiftAt, shifts } from '../../../functions/domain/schedule/shifts.ts';
import { at } from '../../support/factories.ts';
import { ada, aLayer, alan, anOverride, aSchedule, grace, weekly } from './factories.ts';

const names = new Map([
  [ada, 'ada'],
  [grace, 'grace'],
  [alan, 'alan'],
]);

/** `ada 06-01T09:00 06-02T09:00` */
const told = (schedule: Schedule, overrides: readonly Override[], from: string, until: string) =>
  shifts(schedule, overrides, at(from), at(until)).map(
    ({ userId, start, end }) => `${names.get(userId)} ${start.slice(5, 16)} ${end.slice(5, 16)}`,
  );

const daily = aLayer({ startsOn: '2026-06-01T09:00', users: [ada, grace] });
const inUtc = (...layers: ReturnType<typeof aLayer>[]) => aSchedule({ timezone: 'UTC', layers });
const byHand = (...entered: StaticShift[]) =>
  aSchedule({
    timezone: 'UTC',
    type: 'STATIC',
    editions: [{ from: at('2026-01-01T00:00Z'), layers: [], shifts: entered }],
  });

describe('shifts of a window', () => {
  it('are whole, also where the window cuts them', () => {
    expect(told(inUtc(daily), [], '2026-06-02T12:00Z', '2026-06-02T13:00Z')).toEqual(['grace 06-02T09:00 06-03T09:00']);
  });

  it('touch it: what ends where it begins, or begins where it ends, does not', () => {
    expect(told(inUtc(daily), [], '2026-06-02T09:00Z', '2026-06-03T09:00Z')).toEqual(['grace 06-02T09:00 06-03T09:00']);
  });

  it('are none when it is empty', () => {
    expect(told(inUtc(daily), [], '2026-06-02T12:00Z', '2026-06-02T12:00Z')).toEqual([]);
  });

  it('start with the layer and end with it', () => {
    const ending = { ...daily, endsOn: '2026-06-03T12:00' };
    expect(told(inUtc(ending), [], '2026-05-01T00:00Z', '2026-07-01T00:00Z')).toEqual([
      'ada 06-01T09:00 06-02T09:00',
      'grace 06-02T09:00 06-03T09:00',
      'ada 06-03T09:00 06-03T12:00',
    ]);
  });

  it('stay two when one person has two turns in a row', () => {
    const alone = aLayer({ startsOn: '2026-06-01T09:00', users: [ada] });
    expect(told(inUtc(alone), [], '2026-06-01T12:00Z', '2026-06-02T12:00Z')).toEqual([
      'ada 06-01T09:00 06-02T09:00',
      'ada 06-02T09:00 06-03T09:00',
    ]);
  });
});

describe('layers', () => {
  const week = aLayer({ startsOn: '2026-06-01T09:00', rotation: 'P7D', users: [ada] });

  it('lower in the list win where they overlap', () => {
    const tuesdays = aLayer({
      startsOn: '2026-06-01T00:00',
      rotation: 'P7D',
      users: [alan],
      restrictions: [weekly('TUESDAY 12:00', 'TUESDAY 18:00')],
    });
    expect(told(inUtc(week, tuesdays), [], '2026-06-01T10:00Z', '2026-06-05T00:00Z')).toEqual([
      'ada 06-01T09:00 06-02T12:00',
      'alan 06-02T12:00 06-02T18:00',
      'ada 06-02T18:00 06-08T09:00',
    ]);
    expect(told(inUtc(tuesdays, week), [], '2026-06-02T10:00Z', '2026-06-05T00:00Z')).toEqual([
      'ada 06-01T09:00 06-08T09:00',
    ]);
  });

  it('that have ended make room for those above', () => {
    const ended = { ...daily, users: [grace], endsOn: '2026-06-02T09:00' };
    expect(told(inUtc(week, ended), [], '2026-06-01T10:00Z', '2026-06-03T00:00Z')).toEqual([
      'grace 06-01T09:00 06-02T09:00',
      'ada 06-02T09:00 06-08T09:00',
    ]);
  });

  it('that cannot be read page nobody, and the others go on', () => {
    const broken = aLayer({ rotation: 'P1M', users: [grace] });
    expect(onCallAt(inUtc(week, broken), [], at('2026-06-03T00:00Z'))).toBe(ada);
  });
});

describe('overrides', () => {
  it('stand in for whoever would be on call, and for nobody', () => {
    expect(
      told(
        inUtc({ ...daily, endsOn: '2026-06-02T09:00' }),
        [anOverride(1, alan, '2026-06-02T08:00Z', '2026-06-02T10:00Z')],
        '2026-06-01T00:00Z',
        '2026-06-04T00:00Z',
      ),
    ).toEqual(['ada 06-01T09:00 06-02T08:00', 'alan 06-02T08:00 06-02T10:00']);
  });

  it('that are newer win, whatever order they come in', () => {
    const older = anOverride(1, alan, '2026-06-01T10:00Z', '2026-06-01T14:00Z');
    const newer = anOverride(2, grace, '2026-06-01T12:00Z', '2026-06-01T13:00Z');
    const expected = [
      'ada 06-01T09:00 06-01T10:00',
      'alan 06-01T10:00 06-01T12:00',
      'grace 06-01T12:00 06-01T13:00',
      'alan 06-01T13:00 06-01T14:00',
      'ada 06-01T14:00 06-02T09:00',
    ];
    const window = ['2026-06-01T09:30Z', '2026-06-01T20:00Z'] as const;
    expect(told(inUtc(daily), [older, newer], ...window)).toEqual(expected);
    expect(told(inUtc(daily), [newer, older], ...window)).toEqual(expected);
  });

  it('of a whole turn leave nothing of it', () => {
    expect(
      told(
        inUtc(daily),
        [anOverride(1, alan, '2026-06-01T09:00Z', '2026-06-02T09:00Z')],
        '2026-06-01T12:00Z',
        '2026-06-01T13:00Z',
      ),
    ).toEqual(['alan 06-01T09:00 06-02T09:00']);
  });

  it('cut a shift in two, of which a window sees what it touches', () => {
    const lunch = anOverride(1, alan, '2026-06-01T12:00Z', '2026-06-01T13:00Z');
    expect(told(inUtc(daily), [lunch], '2026-06-01T15:00Z', '2026-06-01T16:00Z')).toEqual([
      'ada 06-01T13:00 06-02T09:00',
    ]);
  });
});

describe('shifts entered by hand', () => {
  it('are as they were entered, in the zone of the schedule or with an offset', () => {
    const schedule = {
      ...byHand(
        { userId: grace, start: '2026-06-02T09:00:00+02:00', end: '2026-06-02T17:00' },
        { userId: ada, start: '2026-06-01T09:00', end: '2026-06-01T17:00' },
      ),
      timezone: 'Europe/Berlin',
    };
    expect(told(schedule, [], '2026-06-01T00:00Z', '2026-06-05T00:00Z')).toEqual([
      'ada 06-01T07:00 06-01T15:00',
      'grace 06-02T07:00 06-02T15:00',
    ]);
  });

  it('leave gaps, which are told', () => {
    const entered = [
      { userId: ada, start: '2026-06-01T09:00', end: '2026-06-01T17:00' },
      { userId: ada, start: '2026-06-02T09:00', end: '2026-06-02T17:00' },
      { userId: grace, start: '2026-06-02T17:00', end: '2026-06-03T09:00' },
    ];
    expect(gapsBetween(entered, 'UTC')).toEqual([{ start: at('2026-06-01T17:00Z'), end: at('2026-06-02T09:00Z') }]);
    expect(gapsBetween(entered.slice(1), 'UTC')).toEqual([]);
    expect(gapsBetween([], 'UTC')).toEqual([]);
    expect(gaps(byHand(...entered), at('2026-06-01T00:00Z'), at('2026-06-03T10:00Z'))).toEqual([
      { start: at('2026-06-01T00:00Z'), end: at('2026-06-01T09:00Z') },
      { start: at('2026-06-01T17:00Z'), end: at('2026-06-02T09:00Z') },
      { start: at('2026-06-03T09:00Z'), end: at('2026-06-03T10:00Z') },
    ]);
  });
});

describe('the current shift and the next', () => {
  const mondays = inUtc({ ...daily, restrictions: [weekly('MONDAY 09:00', 'MONDAY 17:00')] });

  it('are found whole', () => {
    expect(shiftAt(mondays, [], at('2026-06-01T12:00Z'))).toEqual({
      userId: ada,
      start: at('2026-06-01T09:00Z'),
      end: at('2026-06-01T17:00Z'),
    });
    expect(nextShift(mondays, [], at('2026-06-01T12:00Z'))?.start).toBe(at('2026-06-08T09:00Z'));
  });

  it('are absent outside a shift and after the last one', () => {
    expect(shiftAt(mondays, [], at('2026-06-02T12:00Z'))).toBeUndefined();
    expect(nextShift(inUtc({ ...daily, endsOn: '2026-06-02T09:00' }), [], at('2026-06-01T12:00Z'))).toBeUndefined();
  });

  it.each([1, 7, 9, 37, 39, 157, 159, 397, 399, 729])('are found %i days ahead', (days) => {
    const start = at(new Date(Date.UTC(2026, 5, 1 + days, 9)).toISOString());
    const later = byHand({ userId: ada, start, end: at(new Date(Date.UTC(2026, 5, 1 + days, 17)).toISOString()) });
    expect(nextShift(later, [], at('2026-06-01T12:00Z'))?.start).toBe(start);
  });

  it('are not looked for beyond two years', () => {
    const later = byHand({ userId: ada, start: '2028-06-01T09:00', end: '2028-06-01T17:00' });
    expect(nextShift(later, [], at('2026-06-01T12:00Z'))).toBeUndefined();
  });

  it('are found months ahead', () => {
    const later = inUtc({ ...daily, startsOn: '2027-11-01T09:00' });
    expect(nextShift(later, [], at('2026-06-01T12:00Z'))?.start).toBe(at('2027-11-01T09:00Z'));
  });
});
