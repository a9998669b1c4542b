import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from '../../functions/domain/temporal.ts';
import { parseLocal } from '../../functions/domain/wall-time.ts';
import { isTimeZone, zoneOf } from '../../functions/domain/zone.ts';

const someZones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/St_Johns',
  'UTC',
];
const instants = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2045, 0, 1) });

describe('a local time in a zone', () => {
  it.each([
    ['Europe/Berlin', '2026-01-15T09:00', '2026-01-15T08:00:00.000Z', 'in winter'],
    ['Europe/Berlin', '2026-07-15T09:00', '2026-07-15T07:00:00.000Z', 'in summer'],
    ['Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00:00.000Z', 'at the start of the gap'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00:00.000Z', 'in the gap: the first instant after it'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z', 'at the end of the gap'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z', 'shown twice: the first of the two'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z', 'after what is shown twice'],
    ['America/New_York', '2026-03-08T02:15', '2026-03-08T07:00:00.000Z', 'in the gap'],
    ['America/New_York', '2026-11-01T01:15', '2026-11-01T05:15:00.000Z', 'shown twice'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30:00.000Z', 'in the gap of half an hour'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z', 'in the half hour shown twice'],
    ['America/Sao_Paulo', '2018-11-04T00:00', '2018-11-04T03:00:00.000Z', 'at the midnight that was skipped'],
    ['America/Sao_Paulo', '2018-02-17T23:30', '2018-02-18T01:30:00.000Z', 'before the midnight that came twice'],
    ['America/Sao_Paulo', '2026-11-04T00:00', '2026-11-04T03:00:00.000Z', 'since Brazil gave the change up'],
    ['Asia/Kolkata', '2026-03-29T02:30', '2026-03-28T21:00:00.000Z', 'where nothing ever changes'],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00.000Z', 'on the day that Samoa left out'],
    ['Europe/Berlin', '2026-03-01', '2026-02-28T23:00:00.000Z', 'as a date: its midnight'],
    ['Europe/Berlin', '2026-03-01T09:00-05:00', '2026-03-01T14:00:00.000Z', 'with an offset: exactly that'],
    ['Europe/Berlin', '2026-03-01T09:00:30Z', '2026-03-01T09:00:30.000Z', 'in UTC: exactly that'],
  ])('%s %s is %s, %s', (zone, local, instant) => {
    expect(parseLocal(local, zone)).toBe(instant);
  });

  it.each([
    '',
    'tomorrow',
    '2026-02-30T09:00',
    '2026-13-01',
    '2026-01-01T24:00',
    '2026-01-01 09:00',
    '2026-01-01T9:00',
  ])('is none in %j', (text) => {
    expect(parseLocal(text, 'Europe/Berlin')).toBeUndefined();
  });
});

describe('a zone', () => {
  it('shows what Temporal says, at any instant', () => {
    fc.assert(
      fc.property(fc.constantFrom(...someZones), instants, (name, instant) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
        expect(zoneOf(name).wallTimeAt(instant)).toBe(instant + zoned.offsetNanoseconds / 1e6);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the first instant at which its clock shows a time or a later one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...someZones), instants, (name, wallTime) => {
        const zone = zoneOf(name);
        const first = zone.firstInstantAt(wallTime);
        expect(zone.wallTimeAt(first)).toBeGreaterThanOrEqual(wallTime);
        expect(zone.wallTimeAt(first - 1)).toBeLessThan(wallTime);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with Temporal wherever a time is shown once or twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...someZones), instants, (name, wallTime) => {
        const local = Temporal.Instant.fromEpochMilliseconds(wallTime).toZonedDateTimeISO('UTC').toPlainDateTime();
        const zoned = local.toZonedDateTime(name, { disambiguation: 'earlier' });
        fc.pre(zoned.toPlainDateTime().equals(local));
        expect(zoneOf(name).firstInstantAt(wallTime)).toBe(zoned.epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Europe/Atlantis', false],
    ['+02:00', false],
    ['', false],
  ])('%j is one: %s', (name, expected) => {
    expect(isTimeZone(name)).toBe(expected);
  });

  it('that is unknown is refused by name', () => {
    expect(() => zoneOf('Europe/Atlantis')).toThrow('Europe/Atlantis is not a time zone');
  });
});
