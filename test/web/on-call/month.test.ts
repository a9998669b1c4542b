import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../functions/domain/zone.ts';
import { readState } from '../../../web/screens/on-call/calendar-state.ts';
import { byDays, drawn } from '../../../web/screens/on-call/drawing.ts';
import { finalBars, lanesOf } from '../../../web/screens/on-call/lanes.ts';
import { byConcern, firstWeekdayOf, rowsOfWeek, weeksOfMonth } from '../../../web/screens/on-call/month.ts';
import { nearest } from '../../../web/screens/on-call/month-keys.ts';
import { hour, instantText } from '../../../web/screens/on-call/times.ts';
import { ada, aLayer, alan, anOverride, aPlan, at, grace } from './plans.ts';

const berlin = zoneOf('Europe/Berlin');
const weeksOf = (day: string, zone = berlin, first: Parameters<typeof weeksOfMonth>[2] = 1) =>
  weeksOfMonth(at(`${day}T12:00Z`), zone, first);
const bounds = (weeks: ReturnType<typeof weeksOf>) =>
  weeks.map(({ days, number }) => [days[0]?.date.slice(5), days.at(-1)?.date.slice(5), number]);

describe('the weeks of a month', () => {
  it('are whole, and fill up with days of the months beside it', () => {
    const weeks = weeksOf('2026-11-29');
    expect(bounds(weeks)).toEqual([
      ['10-26', '11-01', 44],
      ['11-02', '11-08', 45],
      ['11-09', '11-15', 46],
      ['11-16', '11-22', 47],
      ['11-23', '11-29', 48],
      ['11-30', '12-06', 49],
    ]);
    expect(weeks[0]?.days.map(({ isOutside }) => isOutside)).toEqual([true, true, true, true, true, true, false]);
    expect(weeks[5]?.days.map(({ isOutside }) => isOutside)).toEqual([false, true, true, true, true, true, true]);
    expect(weeks.slice(1).map(({ start }) => start)).toEqual(weeks.slice(0, -1).map(({ end }) => end));
  });

  it('begin on Sunday where people count so, without the numbers of ISO weeks', () => {
    expect(bounds(weeksOf('2026-11-29', berlin, 7))).toEqual([
      ['11-01', '11-07', undefined],
      ['11-08', '11-14', undefined],
      ['11-15', '11-21', undefined],
      ['11-22', '11-28', undefined],
      ['11-29', '12-05', undefined],
    ]);
  });

  it('are four where February begins with a week, and their numbers go on over New Year', () => {
    expect(bounds(weeksOf('2027-02-10'))).toHaveLength(4);
    expect(bounds(weeksOf('2026-12-10')).at(-1)).toEqual(['12-28', '01-03', 53]);
    expect(bounds(weeksOf('2027-01-10'))[0]).toEqual(['12-28', '01-03', 53]);
  });

  it('are of the month that the zone has at that moment', () => {
    const moment = at('2026-12-31T23:30Z');
    const monthIn = (name: string) => weeksOfMonth(moment, zoneOf(name), 1)[1]?.days[0]?.date.slice(0, 7);
    expect([monthIn('Europe/London'), monthIn('Europe/Berlin')]).toEqual(['2026-12', '2027-01']);
    const [first] = weeksOfMonth(moment, zoneOf('America/New_York'), 1);
    expect(instantText(first?.start ?? 0)).toBe('2026-11-30T05:00:00.000Z');
  });

  it.each([
    ['en-US', 7],
    ['en-GB', 1],
    ['de-DE', 1],
    ['nonsense_', 1],
  ])('begin for %s on day %i', (locale, day) => expect(firstWeekdayOf(locale)).toBe(day));
});

describe('shifts over the days of a week', () => {
  const last = (day: string) => weeksOf(day).find(({ days }) => days.some(({ hours }) => hours !== 24));

  it.each([
    ['2026-03-15', '2026-03-29', 23],
    ['2026-10-15', '2026-10-25', 25],
  ])('keep to their columns in the week in which the clock is set (%s)', (month, sunday, hours) => {
    const week = last(month);
    const days = week?.days ?? [];
    expect(days.at(-1)).toMatchObject({ date: sunday, hours });
    const scale = byDays(days);
    days.forEach((day, index) => {
      expect(scale.placeOf(day.start)).toBeCloseTo(index / 7, 10);
      expect(scale.momentAt(index / 7 + 1e-9)).toBeCloseTo(day.start, -4);
    });
    expect(scale.placeOf(week?.end ?? 0)).toBeCloseTo(1, 10);
    expect(scale.placeOf((days[6]?.start ?? 0) + (hours / 2) * hour)).toBeCloseTo(6.5 / 7, 10);
  });

  it('go on from week to week, and where nobody is on call there is a gap', () => {
    const nights = aLayer({
      users: [alan],
      startsOn: '2026-05-30T12:00',
      rotation: 'P1W',
      restrictions: [{ from: { dayOfWeek: 'SUNDAY', time: '12:00' }, to: { dayOfWeek: 'TUESDAY', time: '00:00' } }],
    });
    const utc = zoneOf('UTC');
    const weeks = weeksOf('2026-06-10', utc);
    const bars = finalBars(aPlan({ layers: [nights] }), { start: weeks[0]?.start ?? 0, end: weeks.at(-1)?.end ?? 0 });
    const second = weeks[1] as (typeof weeks)[number];
    const pieces = drawn(bars, second, 700, byDays(second.days)).flatMap((one) => (one.kind === 'bar' ? [one] : []));
    expect(
      pieces.map(({ bar, left, width, isCutBefore, isCutAfter }) => [
        bar.userId,
        Math.round(left * 700),
        Math.round(width * 700),
        isCutBefore,
        isCutAfter,
      ]),
    ).toEqual([
      [alan, 0, 100, true, false],
      [undefined, 100, 550, false, false],
      [alan, 650, 50, false, true],
    ]);
  });

  it('have a line for overrides only where somebody stands in', () => {
    const plan = aPlan({
      layers: [aLayer()],
      overrides: [anOverride(7, grace, '2026-06-03T12:00Z', '2026-06-03T18:00Z')],
    });
    const weeks = weeksOf('2026-06-10', zoneOf('UTC'));
    const window = { start: weeks[0]?.start ?? 0, end: weeks.at(-1)?.end ?? 0 };
    const rows = lanesOf(plan, window).map((lane) => ({ plan, lane, name: lane.key, label: '' }));
    const kinds = weeks.map((week) => rowsOfWeek(rows, week).some(({ lane }) => lane.kind === 'overrides'));
    expect(kinds).toEqual([true, false, false, false, false]);
  });

  it('that are mine come first, then gaps', () => {
    const row = (id: number, ...users: readonly (number | undefined)[]) => ({
      plan: aPlan({ id }),
      lane: { key: 'final', kind: 'final' as const, bars: users.map((userId) => ({ userId, start: 0, end: 1 })) },
      name: '',
      label: '',
    });
    const rows = [row(1, grace), row(2, grace, undefined), row(3, grace, ada), row(4, alan)] as never;
    expect(byConcern(rows, ada).map(({ plan }) => plan.id)).toEqual([3, 2, 1, 4]);
  });
});

describe('a month', () => {
  const usual = { look: 'fortnight', zones: ['Europe/Berlin'], now: at('2026-11-29T14:00Z') } as const;

  it('stands in its address', () => {
    const state = readState({ view: 'month', month: '2026-12' }, usual);
    expect(state.look).toBe('grid');
    expect(instantText(state.window.start)).toBe('2026-11-30T23:00:00.000Z');
    expect(readState({ view: 'month' }, usual).at).toBe(usual.now);
    expect(readState({ view: 'month', month: 'May' }, usual)).toMatchObject({ look: 'grid', at: usual.now });
  });

  it('is walked through with arrows: to the shift that begins nearest', () => {
    expect([nearest([0, 120, 300], 130), nearest([0, 120, 300], 500), nearest([], 3)]).toEqual([1, 2, 0]);
  });
});
