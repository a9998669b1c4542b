import { describe, expect, it } from 'vitest';
import {
  maintenanceAt,
  nextMaintenanceChange,
  occurrences,
} from '../../../functions/domain/maintenance/occurrences.ts';
import { validateMaintenance } from '../../../functions/domain/maintenance/validate.ts';
import { parseLocal } from '../../../functions/domain/wall-time.ts';
import { at } from '../../support/factories.ts';

/** Sunday 1 March 2026, one and a half to half past three in Berlin, and what recurs from there. */
const aWindow = (
  recurrence?: string,
  { start = '2026-03-01T01:30', end = '2026-03-01T03:30', timezone = 'Europe/Berlin' } = {},
) => ({
  timezone,
  start,
  end,
  startsAt: at(parseLocal(start, timezone) ?? ''),
  endsAt: at(parseLocal(end, timezone) ?? ''),
  recurrence,
});

const told = (window: ReturnType<typeof aWindow>, from: string, until: string) =>
  occurrences(window, at(from), at(until)).map(({ start, end }) => `${start.slice(0, 16)} ${end.slice(0, 16)}`);

describe('a window that happens once', () => {
  it.each([
    ['just before the start', '2026-03-01T00:29:59.999Z', false, { at: at('2026-03-01T00:30Z'), kind: 'start' }],
    ['at the start', '2026-03-01T00:30:00Z', true, { at: at('2026-03-01T02:30Z'), kind: 'end' }],
    ['just before the end', '2026-03-01T02:29:59.999Z', true, { at: at('2026-03-01T02:30Z'), kind: 'end' }],
    ['at the end', '2026-03-01T02:30:00Z', false, undefined],
    ['long before', '2025-03-01T00:00:00Z', false, { at: at('2026-03-01T00:30Z'), kind: 'start' }],
    ['long after', '2027-03-01T00:00:00Z', false, undefined],
  ])('%s', (_case, instant, during, next) => {
    expect(maintenanceAt(aWindow(), at(instant))).toBe(during);
    expect(nextMaintenanceChange(aWindow(), at(instant))).toEqual(next);
  });
});

describe('a window that recurs', () => {
  it.each([
    [
      'every Sunday, an hour shorter when the clock is set forward',
      'FREQ=WEEKLY;BYDAY=SU',
      '2026-03-22T00:00Z',
      '2026-04-06T00:00Z',
      ['2026-03-22T00:30 2026-03-22T02:30', '2026-03-29T00:30 2026-03-29T01:30', '2026-04-04T23:30 2026-04-05T01:30'],
    ],
    [
      'every Sunday, an hour longer when it is set back',
      'RRULE:FREQ=WEEKLY;BYDAY=SU',
      '2026-10-24T00:00Z',
      '2026-10-26T00:00Z',
      ['2026-10-24T23:30 2026-10-25T02:30'],
    ],
    [
      'on the last Sunday of a month',
      'FREQ=MONTHLY;BYDAY=-1SU',
      '2026-05-01T00:00Z',
      '2026-07-01T00:00Z',
      ['2026-05-30T23:30 2026-05-31T01:30', '2026-06-27T23:30 2026-06-28T01:30'],
    ],
    [
      'three times, the first counted',
      'FREQ=DAILY;COUNT=3',
      '2026-01-01T00:00Z',
      '2027-01-01T00:00Z',
      ['2026-03-01T00:30 2026-03-01T02:30', '2026-03-02T00:30 2026-03-02T02:30', '2026-03-03T00:30 2026-03-03T02:30'],
    ],
    [
      'first as it says, then by its rule',
      'FREQ=WEEKLY;BYDAY=WE;COUNT=2',
      '2026-01-01T00:00Z',
      '2027-01-01T00:00Z',
      ['2026-03-01T00:30 2026-03-01T02:30', '2026-03-04T00:30 2026-03-04T02:30'],
    ],
    [
      'until a day, that day included',
      'FREQ=DAILY;UNTIL=20260302',
      '2026-01-01T00:00Z',
      '2027-01-01T00:00Z',
      ['2026-03-01T00:30 2026-03-01T02:30', '2026-03-02T00:30 2026-03-02T02:30'],
    ],
    [
      'until an instant, as RFC 5545 has it',
      'FREQ=DAILY;UNTIL=20260302T003000Z',
      '2026-03-02T00:00Z',
      '2027-01-01T00:00Z',
      ['2026-03-02T00:30 2026-03-02T02:30'],
    ],
    ['until a moment before one', 'FREQ=DAILY;UNTIL=20260302T002959Z', '2026-03-02T00:00Z', '2027-01-01T00:00Z', []],
  ])('%s', (_case, rule, from, until, expected) => {
    expect(told(aWindow(rule), from, until)).toEqual(expected);
  });

  it('in the gap begins right after it, and is not left out', () => {
    const nightly = aWindow('FREQ=DAILY', { start: '2026-03-01T02:30', end: '2026-03-01T04:00' });
    expect(told(nightly, '2026-03-29T00:00Z', '2026-03-30T00:00Z')).toEqual(['2026-03-29T01:00 2026-03-29T02:00']);
  });

  it('is seen whole from within, also when it began days ago', () => {
    const long = aWindow('FREQ=MONTHLY', { start: '2026-03-01T00:00', end: '2026-03-11T00:00' });
    expect(told(long, '2026-05-09T00:00Z', '2026-05-09T01:00Z')).toEqual(['2026-04-30T22:00 2026-05-10T22:00']);
    expect(maintenanceAt(long, at('2026-05-10T21:59Z'))).toBe(true);
    expect(nextMaintenanceChange(long, at('2026-05-09T00:00Z'))).toEqual({ at: at('2026-05-10T22:00Z'), kind: 'end' });
  });

  it.each([
    ['while one is on: its end', '2026-03-08T01:00Z', { at: at('2026-03-08T02:30Z'), kind: 'end' }],
    ['between two: the next start', '2026-03-08T02:30Z', { at: at('2026-03-15T00:30Z'), kind: 'start' }],
    ['at a start: its end', '2026-03-15T00:30Z', { at: at('2026-03-15T02:30Z'), kind: 'end' }],
    ['after the last: none', '2026-03-15T02:30Z', undefined],
  ])('changes next %s', (_case, instant, expected) => {
    expect(nextMaintenanceChange(aWindow('FREQ=WEEKLY;COUNT=3'), at(instant))).toEqual(expected);
  });

  it('is found years later', () => {
    const yearly = aWindow('FREQ=YEARLY');
    expect(nextMaintenanceChange(yearly, at('2040-03-02T00:00Z'))?.at).toBe('2041-03-01T00:30:00.000Z');
  });
});

describe('a window that makes no sense', () => {
  it.each([
    ['an unknown zone', { timezone: 'Mars/Olympus' }, ['timezone']],
    ['unreadable times', { start: 'x', end: 'y' }, ['start', 'end']],
    ['an end at its start', { end: '2026-03-01T01:30' }, ['end']],
    ['an end before its start', { end: '2026-02-01T01:30' }, ['end']],
  ])('is refused for %s', (_case, wrong, fields) => {
    const window = { timezone: 'Europe/Berlin', start: '2026-03-01T01:30', end: '2026-03-01T03:30', ...wrong };
    expect(validateMaintenance(window).map(({ field }) => field)).toEqual(fields);
  });

  it.each([
    ['hello', 'must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=SU'],
    ['', 'must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=SU'],
    ['FREQ=DAILY\nEXDATE:20260302T003000Z', 'must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=SU'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=SU'],
    ['BYDAY=SU', 'must have a FREQ of HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY'],
    ['FREQ=SECONDLY', 'must have a FREQ of HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY'],
    ['FREQ=MINUTELY', 'must have a FREQ of HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY'],
    ['FREQ=DAILY;BYMINUTE=0,1,2', 'must not have several values of BYMINUTE'],
    ['FREQ=DAILY;DTSTART=20260101', 'must not have DTSTART'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL must be 1 to 1000'],
    ['FREQ=DAILY;COUNT=0', 'COUNT must be 1 to 5000'],
    ['FREQ=DAILY;COUNT=1000000', 'COUNT must be 1 to 5000'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20260401', 'must not have both COUNT and UNTIL'],
    ['FREQ=DAILY;UNTIL=tomorrow', 'must be an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=SU'],
    ['FREQ=DAILY;UNTIL=2026', 'UNTIL must be like 20261231 or 20261231T230000Z'],
    ['FREQ=DAILY;UNTIL=20260231', 'UNTIL is not a real time'],
    ['FREQ=WEEKLY;BYDAY=XX', 'has a part with a value that no rule has'],
    ['FREQ=DAILY;UNTIL=20200101T000000Z', 'has an UNTIL that lies before the start'],
    ['FREQ=HOURLY', 'must leave time between one occurrence and the next'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'names no date that can be found'],
    [`FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(300)}1`, 'must be at most 500 characters'],
  ])('is refused for the rule %j', (recurrence, message) => {
    expect(validateMaintenance(aWindow(recurrence))).toEqual([{ field: 'recurrence', message }]);
  });

  it.each([
    'FREQ=WEEKLY;BYDAY=SU',
    'FREQ=HOURLY;INTERVAL=6',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY',
  ])('is not one with the rule %s', (recurrence) => {
    expect(validateMaintenance(aWindow(recurrence))).toEqual([]);
  });
});
