import { describe, expect, it } from 'vitest';
import {
  dayLength,
  dayOf,
  parseMoment,
  parseTimeOfDay,
  parseWallTime,
  toInstant,
  wallTimeText,
  weekdayOf,
  weekLength,
  weekOf,
} from '../../functions/domain/wall-time.ts';
import { zoneOf } from '../../functions/domain/zone.ts';

describe('a time on the wall', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T09:05', '2026-03-01T09:05:00.000Z'],
    ['2026-03-01T23:59:58', '2026-03-01T23:59:58.000Z'],
    ['2026-03-01T09:05:07.25', '2026-03-01T09:05:07.250Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('%s is read', (text, expected) => {
    expect(parseWallTime(text)).toBe(Date.parse(expected));
    expect(wallTimeText(Date.parse(expected))).toBe(expected.slice(0, 19));
  });

  it.each([
    '',
    'x2026-03-01',
    '2026-03-01x',
    '2026-02-29',
    '2026-13-01',
    '2026-03-01T24:00',
    '2026-03-01T09:60',
    '2026-03-01T09',
    '2026-03-01T09:00Z',
    '2026-03-01T09:00:00.',
  ])('is none in %j', (text) => expect(parseWallTime(text)).toBeUndefined());

  it('is that of a zone for an exact time, and as written for a local one', () => {
    const berlin = zoneOf('Europe/Berlin');
    const instant = Date.parse('2026-03-29T01:00:00Z');
    expect(parseMoment('2026-03-29T02:30', berlin)).toEqual({ instant, wallTime: Date.parse('2026-03-29T02:30:00Z') });
    expect(parseMoment('2026-03-29T01:00Z', berlin)).toEqual({ instant, wallTime: Date.parse('2026-03-29T03:00:00Z') });
    expect(parseMoment('soon', berlin)).toBeUndefined();
  });
});

describe('a time of the day', () => {
  it.each([
    ['00:00', 0],
    ['00:01', 60],
    ['09:30', 34_200],
    ['09:30:15', 34_215],
    ['23:59:59', 86_399],
    ['24:00', 86_400],
    ['24:00:01', undefined],
    ['24:01', undefined],
    ['09:60', undefined],
    ['09:30:60', undefined],
    ['9:30', undefined],
    ['109:30', undefined],
    ['09:300', undefined],
  ])('%s is so many seconds after midnight: %s', (text, seconds) => {
    expect(parseTimeOfDay(text)).toBe(seconds === undefined ? undefined : seconds * 1000);
  });
});

describe('days and weeks', () => {
  const at = (text: string) => Date.parse(`${text}Z`);
  it.each([
    ['1970-01-01T00:00', 3, '1970-01-01', '1969-12-29'],
    ['1969-12-31T23:59', 2, '1969-12-31', '1969-12-29'],
    ['1969-12-28T12:00', 6, '1969-12-28', '1969-12-22'],
    ['2026-11-30T00:00', 0, '2026-11-30', '2026-11-30'],
    ['2026-12-06T23:59', 6, '2026-12-06', '2026-11-30'],
  ])('%s is day %i of its week', (text, weekday, day, monday) => {
    expect(weekdayOf(at(text))).toBe(weekday);
    expect(dayOf(at(text))).toBe(Date.parse(day));
    expect(weekOf(at(text))).toBe(Date.parse(monday));
    expect([dayLength, weekLength]).toEqual([86_400_000, 604_800_000]);
  });

  it('end with the years that a text can hold', () => {
    expect(toInstant(Date.parse('2026-11-30T00:00:00Z'))).toBe('2026-11-30T00:00:00.000Z');
    expect(toInstant(-1e17)).toBe('0000-01-01T00:00:00.000Z');
    expect(toInstant(1e17)).toBe('9999-12-31T23:59:59.999Z');
  });
});
