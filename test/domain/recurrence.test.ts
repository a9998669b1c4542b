import { describe, expect, it } from 'vitest';
import { endsBefore, readRecurrence } from '../../functions/domain/recurrence.ts';
import { dayLength } from '../../functions/domain/wall-time.ts';
import { zoneOf } from '../../functions/domain/zone.ts';

/** A Sunday. */
const start = Date.parse('2026-03-01T09:00:00Z');
const berlin = zoneOf('Europe/Berlin');
const list = 'must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=SU';
const interval = 'INTERVAL must be 1 to 1000';
const count = 'COUNT must be 1 to 5000';
const until = 'UNTIL must be like 20261231 or 20261231T230000Z';
const frequency = 'must have a FREQ of HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY';
const long = (length: number) => `FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(250)}`.slice(0, length - 1).concat('1');

const days = (rule: string, from = start, to = start + 40 * dayLength) => {
  const recurrence = readRecurrence(rule, start, berlin);
  if (typeof recurrence === 'string') return recurrence;
  return recurrence.between(from, to).map((wallTime) => new Date(wallTime).toISOString().slice(5, 16));
};
const firstTwo = (rule: string) => {
  const found = days(rule);
  return typeof found === 'string' ? found : found.slice(0, 2);
};

describe('a rule', () => {
  it.each([
    ['', list],
    ['FREQ', list],
    ['FREQ=', list],
    ['freq=DAILY', list],
    ['xFREQ=DAILY', list],
    ['FREQ=DAILYx', list],
    ['FREQ=DAILY;', list],
    ['FREQ=DAILY;FREQ=DAILY', list],
    ['FREQ=DAILY;RRULE:COUNT=2', list],
    ['FREQ=DAILY;EXDATE=1', 'must not have EXDATE'],
    ['COUNT=2', frequency],
    ['FREQ=MINUTELY', frequency],
    ['FREQ=DAILY;BYMINUTE=1,2', 'must not have several values of BYMINUTE'],
    ['FREQ=DAILY;BYSECOND=1,2', 'must not have several values of BYSECOND'],
    ['FREQ=DAILY;INTERVAL=0', interval],
    ['FREQ=DAILY;INTERVAL=1001', interval],
    ['FREQ=DAILY;INTERVAL=+1', interval],
    ['FREQ=DAILY;INTERVAL=1E2', interval],
    ['FREQ=DAILY;COUNT=0', count],
    ['FREQ=DAILY;COUNT=5001', count],
    ['FREQ=DAILY;COUNT=2;UNTIL=20260401', 'must not have both COUNT and UNTIL'],
    ['FREQ=DAILY;UNTIL=2026', until],
    ['FREQ=DAILY;UNTIL=120260401', until],
    ['FREQ=DAILY;UNTIL=202604011', until],
    ['FREQ=DAILY;UNTIL=20260230', 'UNTIL is not a real time'],
    ['FREQ=DAILY;UNTIL=20260301T250000', 'UNTIL is not a real time'],
    ['FREQ=DAILY;UNTIL=20260301T250000Z', 'UNTIL is not a real time'],
    ['FREQ=WEEKLY;BYDAY=XX', 'has a part with a value that no rule has'],
    [long(501), 'must be at most 500 characters'],
  ])('%s %s', (rule, message) => expect(firstTwo(rule)).toBe(message));

  it.each<[string, readonly string[]]>([
    ['RRULE:FREQ=DAILY', ['03-01T09:00', '03-02T09:00']],
    ['FREQ=DAILY;INTERVAL=1', ['03-01T09:00', '03-02T09:00']],
    ['FREQ=HOURLY;INTERVAL=1000', ['03-01T09:00']],
    ['FREQ=DAILY;COUNT=5000', ['03-01T09:00', '03-02T09:00']],
    ['FREQ=DAILY;COUNT=1', ['03-01T09:00']],
    ['FREQ=WEEKLY;BYDAY=MO', ['03-01T09:00', '03-02T09:00']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', ['03-01T09:00', '03-31T09:00']],
    ['FREQ=YEARLY', ['03-01T09:00']],
  ])('%s recurs at %j', (rule, expected) => expect(firstTwo(rule)).toEqual(expected));

  it.each([
    'WKST=MO',
    'BYDAY=2SU',
    'BYHOUR=9,10',
    'BYMINUTE=0',
    'BYMONTH=3',
    'BYMONTHDAY=1',
    'BYSECOND=0',
    'BYDAY=SU;BYSETPOS=9',
    'BYWEEKNO=9',
    'BYYEARDAY=60',
  ])('may say %s', (part) => expect(days(`FREQ=YEARLY;${part}`)).toContain('03-01T09:00'));

  it('has at most five hundred characters', () => {
    expect(long(500)).toHaveLength(500);
    expect(firstTwo(long(500))).toHaveLength(2);
  });

  it.each([
    ['20260303', 3],
    ['20260303T090000', 3],
    ['20260303T085959', 2],
    ['20260303T080000Z', 3],
    ['20260303T075959Z', 2],
  ])('until %s recurs %i times', (last, times) => {
    expect(days(`FREQ=DAILY;UNTIL=${last}`)).toHaveLength(times);
  });

  it('is asked for what lies between two times and at them, and for what comes after one', () => {
    expect(days('FREQ=DAILY', start + dayLength, start + 2 * dayLength)).toEqual(['03-02T09:00', '03-03T09:00']);
    expect(days('FREQ=DAILY', start + dayLength + 1, start + 2 * dayLength - 1)).toEqual([]);
    const twice = readRecurrence('FREQ=DAILY;COUNT=2', start, berlin);
    if (typeof twice === 'string') throw new Error(twice);
    expect([start - 1, start, start + dayLength].map((one) => twice.after(one))).toEqual([
      start,
      start + dayLength,
      undefined,
    ]);
  });

  it.each([
    ['FREQ=DAILY;UNTIL=20260228', true],
    ['FREQ=DAILY;UNTIL=20260301', false],
    ['FREQ=DAILY;UNTIL=20260301T085959', true],
    ['FREQ=DAILY;UNTIL=20260301T090000', false],
    ['FREQ=DAILY;UNTIL=2026', false],
    ['FREQ=DAILY', false],
    ['nonsense', false],
  ])('%s ends before it begins: %s', (rule, expected) => expect(endsBefore(rule, start, berlin)).toBe(expected));
});
