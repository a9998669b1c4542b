import { describe, expect, it } from 'vitest';
import { dateText, epochTime, isoTime } from '../../../functions/domain/template/dates.ts';

const ofEpoch = (value: unknown, milliseconds = 1000) => epochTime(value, milliseconds)?.toISOString();
const ofIso = (value: unknown) => isoTime(value)?.toISOString();

describe('a time', () => {
  it.each([
    ['S', '2008-01-02T00:05:06Z', '1/2/08, 12:05 AM'],
    ['S', '2199-12-31T12:00:00Z', '12/31/99, 12:00 PM'],
    ['M', '2026-09-09T13:09:08Z', 'Sep 9, 2026, 1:09:08 PM'],
    ['x', '2026-09-09T11:59:59Z', 'Sep 9, 2026, 11:59:59 AM'],
    ['L', '2026-05-30T23:00:00Z', 'May 30, 2026 at 11:00:00 PM UTC'],
    ['F', '2026-02-01T01:02:03Z', 'Sunday, February 1, 2026 at 1:02:03 AM Coordinated Universal Time'],
  ])('in style %s is written as American English writes it: %s', (style, at, text) => {
    expect(dateText(new Date(at), style)).toBe(text);
  });

  it.each<[unknown, string | undefined]>([
    [0, '1970-01-01T00:00:00.000Z'],
    ['1.9999', '1970-01-01T00:00:01.999Z'],
    [' -1 ', '1969-12-31T23:59:59.000Z'],
    [8.64e12, '+275760-09-13T00:00:00.000Z'],
    [8.64e12 + 1, undefined],
    [-8.64e12, '-271821-04-20T00:00:00.000Z'],
    [Number.NaN, undefined],
    ['x1', undefined],
    ['1x', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['', undefined],
    [null, undefined],
    [['5'], undefined],
  ])('of so many seconds since 1970: %s', (value, text) => expect(ofEpoch(value)).toBe(text));

  it('of milliseconds is in milliseconds', () => expect(ofEpoch('1500', 1)).toBe('1970-01-01T00:00:01.500Z'));

  it.each<[unknown, string | undefined]>([
    [' 2026-03-01 ', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T09:30', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01 09:30:15 +0130', '2026-03-01T08:00:15.000Z'],
    ['2026-03-01T09:30:15-02', '2026-03-01T11:30:15.000Z'],
    ['2026-03-01t09:30:15.123456789z', '2026-03-01T09:30:15.123Z'],
    ['2026-03-01T09:30:15.5Z', '2026-03-01T09:30:15.500Z'],
    ['2026-13-01', undefined],
    ['x2026-03-01', undefined],
    ['2026-03-01x', undefined],
    ['2026-03-01T09:30+02:30x', undefined],
    [undefined, undefined],
    [20_260_301, undefined],
  ])('as ISO 8601 writes it: %s', (value, text) => expect(ofIso(value)).toBe(text));
});
