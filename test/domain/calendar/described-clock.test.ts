import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { describedClock } from '../../../functions/domain/calendar/described-clock.ts';

const observance = (kind: 'STANDARD' | 'DAYLIGHT', from: string, to: string, start: string, ...more: string[]) => [
  `BEGIN:${kind}`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  `DTSTART:${start}`,
  ...more,
  `END:${kind}`,
];
const clockOf = (...observances: string[][]) => {
  const lines = ['BEGIN:VTIMEZONE', 'TZID:Ours', ...observances.flat(), 'END:VTIMEZONE'];
  return describedClock(new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown as unknown[]));
};
const shown = (clock: ReturnType<typeof clockOf>, instant: string) =>
  clock && new Date(clock.wallTimeAt(Date.parse(instant))).toISOString();
const first = (clock: ReturnType<typeof clockOf>, wallTime: string) =>
  clock && new Date(clock.firstInstantAt(Date.parse(`${wallTime}Z`))).toISOString();

describe('the clock that a calendar describes', () => {
  it('shows before its first change what it was changed from', () => {
    const clock = clockOf(observance('STANDARD', '+0530', '+0100', '20260601T000000'));
    expect(shown(clock, '2026-05-01T00:00:00Z')).toBe('2026-05-01T05:30:00.000Z');
    expect(first(clock, '2026-05-01T05:30:00')).toBe('2026-05-01T00:00:00.000Z');
    expect(shown(clock, '2026-07-01T00:00:00Z')).toBe('2026-07-01T01:00:00.000Z');
    expect(first(clock, '2026-07-01T01:00:00')).toBe('2026-07-01T00:00:00.000Z');
  });

  it('shows the hours west of UTC', () => {
    const clock = clockOf(observance('STANDARD', '-0500', '-0500', '19700101T000000'));
    expect(shown(clock, '2026-07-01T00:00:00Z')).toBe('2026-06-30T19:00:00.000Z');
  });

  it.each(['+1400', '+2300', '-2330'])('takes an offset of %s', (offset) => {
    expect(clockOf(observance('STANDARD', offset, offset, '19700101T000000'))).toBeDefined();
  });

  it.each([
    // Without a day the rule keeps the one it starts on, in the months that have it.
    ['the day it starts on', '20200615T000000', 'BYMONTH=6', '2026-06-15'],
    ['the last day of a month', '20200630T000000', 'BYMONTH=6', '2026-06-30'],
    ['a date, without a weekday', '20200610T000000', 'BYMONTH=6;BYMONTHDAY=10', '2026-06-10'],
    ['the first Sunday', '20200607T000000', 'BYMONTH=6;BYDAY=1SU', '2026-06-07'],
    ['the second Sunday', '20200614T000000', 'BYMONTH=6;BYDAY=2SU', '2026-06-14'],
    ['the last Sunday', '20200628T000000', 'BYMONTH=6;BYDAY=-1SU', '2026-06-28'],
    ['the Sunday among some days', '20200614T000000', 'BYMONTH=6;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14', '2026-06-14'],
  ])('changes each year on %s', (_what, start, rule, day) => {
    const winter = observance('STANDARD', '+0200', '+0100', '20200101T000000', 'RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=1WE');
    const clock = clockOf(winter, observance('DAYLIGHT', '+0100', '+0200', start, `RRULE:FREQ=YEARLY;${rule}`));
    const change = Date.parse(`${day}T00:00:00+01:00`);
    expect(clock?.wallTimeAt(change - 1)).toBe(change - 1 + 3_600_000);
    expect(clock?.wallTimeAt(change)).toBe(change + 7_200_000);
  });

  it('does not change in a year whose month lacks the day', () => {
    const winter = observance('STANDARD', '+0200', '+0100', '20200601T000000', 'RRULE:FREQ=YEARLY;BYMONTH=6');
    const leap = observance('DAYLIGHT', '+0100', '+0200', '20200229T000000', 'RRULE:FREQ=YEARLY;BYMONTH=2');
    const clock = clockOf(winter, leap);
    expect(shown(clock, '2024-04-01T00:00:00Z')).toBe('2024-04-01T02:00:00.000Z');
    expect(shown(clock, '2025-04-01T00:00:00Z')).toBe('2025-04-01T01:00:00.000Z');
  });

  it.each([
    ['20250601T000000', '+02:00'],
    ['20250531T230000Z', '+02:00'],
    ['20250531T225959Z', '+01:00'],
    ['20250531', '+01:00'],
  ])('changes for the last time not after %s', (until, offset) => {
    const winter = observance('STANDARD', '+0200', '+0100', '20200101T000000', 'RRULE:FREQ=YEARLY;BYMONTH=1');
    const rule = `RRULE:FREQ=YEARLY;BYMONTH=6;UNTIL=${until}`;
    const clock = clockOf(winter, observance('DAYLIGHT', '+0100', '+0200', '20200601T000000', rule));
    expect(shown(clock, `2025-07-01T00:00:00${offset}`)).toBe('2025-07-01T00:00:00.000Z');
  });

  it.each([
    ['every Sunday of a month', 'FREQ=YEARLY;BYMONTH=6;BYDAY=SU'],
    ['no month', 'FREQ=YEARLY;BYDAY=1SU'],
    ['each month', 'FREQ=MONTHLY;BYDAY=1SU'],
  ])('is none with a rule of %s', (_what, rule) => {
    expect(clockOf(observance('DAYLIGHT', '+0100', '+0200', '20200607T000000', `RRULE:${rule}`))).toBeUndefined();
  });
});
