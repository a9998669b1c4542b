import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { describedClock } from '../../../functions/domain/calendar/described-clock.ts';

type Change = {
  readonly from?: string;
  readonly to?: string;
  readonly start?: string;
  readonly more?: readonly string[];
};
const observance = ({ from = '+0100', to = '+0200', start = '20200101T000000', more = [] }: Change) => [
  'BEGIN:DAYLIGHT',
  ...(from === '' ? [] : [`TZOFFSETFROM:${from}`]),
  ...(to === '' ? [] : [`TZOFFSETTO:${to}`]),
  ...(start === '' ? [] : [`DTSTART:${start}`]),
  ...more,
  'END:DAYLIGHT',
];
const clockOf = (...changes: readonly Change[]) => {
  const lines = ['BEGIN:VTIMEZONE', 'TZID:Ours', ...changes.flatMap(observance), 'END:VTIMEZONE'];
  return describedClock(new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown as unknown[]));
};
/** How far a clock that goes to summer time by this rule, and never back, is from UTC at a local time of winter. */
const hoursAt = (clock: ReturnType<typeof clockOf>, local: string) => {
  const instant = Date.parse(`${local}+01:00`);
  return clock && (clock.wallTimeAt(instant) - instant) / 3_600_000;
};
const yearly = (rule: string, start = '20200601T000000') => clockOf({ start, more: [`RRULE:FREQ=YEARLY;${rule}`] });
/** The first moment of summer time: the rule is looked at in the year it starts. */
const isChange = (clock: ReturnType<typeof clockOf>, day: string) => {
  const change = Date.parse(`${day}T00:00:00+01:00`);
  return (
    clock !== undefined &&
    clock.wallTimeAt(change - 1) === change - 1 + 3_600_000 &&
    clock.wallTimeAt(change) === change + 7_200_000
  );
};

describe('a clock that is described', () => {
  it.each([
    ['MO', '2020-06-01'],
    ['TU', '2020-06-02'],
    ['WE', '2020-06-03'],
    ['TH', '2020-06-04'],
    ['FR', '2020-06-05'],
    ['SA', '2020-06-06'],
    ['SU', '2020-06-07'],
  ])('changes on the first %s', (weekday, day) => {
    expect(isChange(yearly(`BYMONTH=6;BYDAY=1${weekday}`, `${day.replaceAll('-', '')}T000000`), day)).toBe(true);
  });

  /* The start is a change itself: another clock goes back in January 2021, and the rule is looked at in the year after. */
  it.each([
    ['the last day but one of a month', 'BYMONTH=6;BYMONTHDAY=-2', '2021-06-29'],
    ['the last day of a month', 'BYMONTH=6;BYMONTHDAY=-1', '2021-06-30'],
    ['the first of some days', 'BYMONTH=6;BYMONTHDAY=3', '2021-06-03'],
    ['the first of several days', 'BYMONTH=6;BYMONTHDAY=3,10', '2021-06-03'],
    ['the first month', 'BYMONTH=1;BYMONTHDAY=20', '2021-01-20'],
    ['the last month', 'BYMONTH=12;BYMONTHDAY=20', '2021-12-20'],
    ['the second last Friday', 'BYMONTH=6;BYDAY=-2FR', '2021-06-18'],
    ['a Friday with a sign', 'BYMONTH=6;BYDAY=+1FR', '2021-06-04'],
  ])('changes every year on %s', (_what, rule, day) => {
    const back = { from: '+0200', to: '+0100', start: '20210102T000000' };
    expect(isChange(clockOf(back, { start: '20200115T000000', more: [`RRULE:FREQ=YEARLY;${rule}`] }), day)).toBe(true);
  });

  it('changes until the end of the century, and not in years before it began', () => {
    const winter = { from: '+0200', to: '+0100', start: '19600101T000000', more: ['RRULE:FREQ=YEARLY;BYMONTH=1'] };
    const summer = { start: '19600601T000000', more: ['RRULE:FREQ=YEARLY;BYMONTH=6'] };
    const clock = clockOf(winter, summer);
    expect([hoursAt(clock, '2100-03-01T00:00:00'), hoursAt(clock, '2100-07-01T00:00:00')]).toEqual([1, 2]);
    expect([hoursAt(clock, '2101-03-01T00:00:00'), hoursAt(clock, '1971-03-01T00:00:00')]).toEqual([2, 1]);
    expect(
      hoursAt(
        clockOf(
          { from: '+0200', to: '+0100', start: '20200101T000000' },
          { start: '20220615T000000', more: ['RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1'] },
        ),
        '2022-06-10T00:00:00',
      ),
    ).toBe(1);
  });

  it('changes on the days that are listed besides', () => {
    const back = { from: '+0200', to: '+0100', start: '20200901T000000', more: ['RDATE:20210901T000000'] };
    const clock = clockOf(back, {
      start: '20200601T000000',
      more: ['RDATE:20210601T000000', 'RDATE:20220601T000000Z'],
    });
    expect(
      ['2020-07-01', '2020-10-01', '2021-07-01', '2021-10-01', '2022-07-01'].map((day) =>
        hoursAt(clock, `${day}T00:00:00`),
      ),
    ).toEqual([2, 1, 2, 1, 2]);
  });

  it.each([
    ['20250601', 2],
    ['20250601T000000', 2],
    ['20250531', 1],
    ['20250531T230000Z', 2],
    ['20250531T225959Z', 1],
    ['20250531T235959', 1],
  ])('changes for the last time not after %s', (until, hours) => {
    const winter = { from: '+0200', to: '+0100', more: ['RRULE:FREQ=YEARLY;BYMONTH=1'] };
    const clock = clockOf(winter, { start: '20200601T000000', more: [`RRULE:FREQ=YEARLY;BYMONTH=6;UNTIL=${until}`] });
    expect(hoursAt(clock, '2025-07-01T00:00:00')).toBe(hours);
  });

  it('shows the same distance before its first change and after its last', () => {
    const clock = clockOf({ from: '-0330', to: '-0230', start: '20200601T000000' });
    expect((clock?.wallTimeAt(0) ?? 0) / 3_600_000).toBe(-3.5);
    expect((clock?.firstInstantAt(0) ?? 0) / 3_600_000).toBe(3.5);
    expect(clock?.firstInstantAt(Date.parse('2020-06-01T00:30:00Z'))).toBe(Date.parse('2020-06-01T03:30:00Z'));
    expect(clock?.firstInstantAt(Date.parse('2030-01-01T00:00:00Z'))).toBe(Date.parse('2030-01-01T02:30:00Z'));
  });

  it.each<[string, ReturnType<typeof clockOf>]>([
    ['no change', clockOf()],
    ['a change from nowhere', clockOf({ from: '' })],
    ['a change to nowhere', clockOf({ to: '' })],
    ['a change at no time', clockOf({ start: '' })],
    ['a change among which one is at no time', clockOf({}, { start: '' })],
    ['a further change at no time', clockOf({ more: ['RDATE:2021'] })],
    ['no month', yearly('BYMONTHDAY=5')],
    ['something that nobody knows', yearly('BYMONTH=6;BYDAY=1SU;BYHOUR=3')],
    ['every other year', yearly('BYMONTH=6;BYDAY=1SU;INTERVAL=2')],
    ['101 changes', clockOf(...Array.from({ length: 101 }, () => ({})))],
    ['21 rules', clockOf(...Array.from({ length: 21 }, () => ({ more: ['RRULE:FREQ=YEARLY;BYMONTH=6'] })))],
  ])('is none with %s', (_what, clock) => {
    expect(clock).toBeUndefined();
  });

  it('may have a hundred changes, or twenty rules', () => {
    expect(clockOf(...Array.from({ length: 100 }, () => ({})))).toBeDefined();
    expect(clockOf(...Array.from({ length: 20 }, () => ({ more: ['RRULE:FREQ=YEARLY;BYMONTH=6'] })))).toBeDefined();
    expect(clockOf({ to: '+2359' }, { to: '-2359' })).toBeDefined();
    expect(yearly('BYMONTH=6;BYDAY=1SU;INTERVAL=1;WKST=MO')).toBeDefined();
  });
});
