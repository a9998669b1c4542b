import { describe, expect, it } from 'vitest';
import { weeklySpan } from '../../../functions/domain/schedule/restrictions.ts';
import type { Restriction } from '../../../functions/domain/schedule/schedule.ts';
import { onCallAt, shifts } from '../../../functions/domain/schedule/shifts.ts';
import { at } from '../../support/factories.ts';
import { ada, aLayer, aSchedule, grace, weekly } from './factories.ts';

const hour = 3_600_000;

/** One person around the clock, but for the restrictions. */
const spansOf = (timezone: string, restrictions: Restriction[], from: string, until: string) =>
  shifts(
    aSchedule({
      timezone,
      layers: [aLayer({ startsOn: '2018-01-01T00:00', rotation: 'P520W', users: [ada], restrictions })],
    }),
    [],
    at(from),
    at(until),
  ).map(({ start, end }) => `${start.slice(0, 16)} ${end.slice(0, 16)}`);

describe('a restriction', () => {
  it.each<[string, Restriction, object | undefined]>([
    ['from day to day', weekly('MONDAY 22:00', 'TUESDAY 06:00'), { from: 22 * hour, until: 30 * hour }],
    ['over the end of the week', weekly('SUNDAY 22:00', 'MONDAY 06:00'), { from: 166 * hour, until: 174 * hour }],
    ['that ends where it begins', weekly('MONDAY 22:00', 'MONDAY 22:00'), undefined],
    ['that begins at no time', weekly('MONDAY 25:00', 'MONDAY 22:00'), undefined],
    ['that ends at no time', weekly('MONDAY 22:00', 'MONDAY 25:00'), undefined],
  ])('%s is a span of the week, or none', (_what, restriction, span) => {
    expect(weeklySpan(restriction)).toEqual(span);
  });
});

describe('a restriction is told in wall time', () => {
  it.each([
    {
      case: 'office hours in Berlin, over the change to summer time',
      zone: 'Europe/Berlin',
      restrictions: [weekly('SATURDAY 09:00', 'SATURDAY 17:00'), weekly('SUNDAY 09:00', 'SUNDAY 17:00')],
      from: '2026-03-27T00:00Z',
      until: '2026-03-31T00:00Z',
      spans: ['2026-03-28T08:00 2026-03-28T16:00', '2026-03-29T07:00 2026-03-29T15:00'],
    },
    {
      case: 'a Sunday night in Berlin, an hour shorter in March',
      zone: 'Europe/Berlin',
      restrictions: [weekly('SATURDAY 22:00', 'SUNDAY 06:00')],
      from: '2026-03-27T00:00Z',
      until: '2026-03-31T00:00Z',
      spans: ['2026-03-28T21:00 2026-03-29T04:00'],
    },
    {
      case: 'a Sunday night in Berlin, an hour longer in October',
      zone: 'Europe/Berlin',
      restrictions: [weekly('SATURDAY 22:00', 'SUNDAY 06:00')],
      from: '2026-10-23T00:00Z',
      until: '2026-10-27T00:00Z',
      spans: ['2026-10-24T20:00 2026-10-25T05:00'],
    },
    {
      case: 'that begins in the gap: at the first instant after it',
      zone: 'Europe/Berlin',
      restrictions: [weekly('SUNDAY 02:30', 'SUNDAY 04:00')],
      from: '2026-03-28T00:00Z',
      until: '2026-04-01T00:00Z',
      spans: ['2026-03-29T01:00 2026-03-29T02:00'],
    },
    {
      case: 'that lies in the gap: not at all',
      zone: 'Europe/Berlin',
      restrictions: [weekly('SUNDAY 02:10', 'SUNDAY 02:50')],
      from: '2026-03-28T00:00Z',
      until: '2026-04-01T00:00Z',
      spans: [],
    },
    {
      case: 'whose edges come twice: the first of each',
      zone: 'Europe/Berlin',
      restrictions: [weekly('SUNDAY 02:10', 'SUNDAY 02:50')],
      from: '2026-10-24T00:00Z',
      until: '2026-10-27T00:00Z',
      spans: ['2026-10-25T00:10 2026-10-25T00:50'],
    },
    {
      case: 'over the half hour that Lord Howe leaves out',
      zone: 'Australia/Lord_Howe',
      restrictions: [weekly('SUNDAY 01:00', 'SUNDAY 04:00')],
      from: '2026-10-02T00:00Z',
      until: '2026-10-06T00:00Z',
      spans: ['2026-10-03T14:30 2026-10-03T17:00'],
    },
    {
      case: 'over the half hour that Lord Howe has twice',
      zone: 'Australia/Lord_Howe',
      restrictions: [weekly('SUNDAY 01:00', 'SUNDAY 04:00')],
      from: '2026-04-03T00:00Z',
      until: '2026-04-07T00:00Z',
      spans: ['2026-04-04T14:00 2026-04-04T17:30'],
    },
    {
      case: 'in New York on the day its clock is set forward',
      zone: 'America/New_York',
      restrictions: [weekly('SUNDAY 00:00', 'SUNDAY 12:00')],
      from: '2026-03-07T12:00Z',
      until: '2026-03-09T12:00Z',
      spans: ['2026-03-08T05:00 2026-03-08T16:00'],
    },
    {
      case: 'in New York on the day its clock is set back',
      zone: 'America/New_York',
      restrictions: [weekly('SUNDAY 00:00', 'SUNDAY 12:00')],
      from: '2026-10-31T12:00Z',
      until: '2026-11-02T12:00Z',
      spans: ['2026-11-01T04:00 2026-11-01T17:00'],
    },
    {
      case: 'in São Paulo on the Sunday that began at one',
      zone: 'America/Sao_Paulo',
      restrictions: [weekly('SUNDAY 00:00', 'SUNDAY 06:00')],
      from: '2018-11-03T12:00Z',
      until: '2018-11-05T12:00Z',
      spans: ['2018-11-04T03:00 2018-11-04T08:00'],
    },
    {
      case: 'in Kolkata, the same all the year',
      zone: 'Asia/Kolkata',
      restrictions: [weekly('SUNDAY 09:00', 'SUNDAY 17:00')],
      from: '2026-03-22T12:00Z',
      until: '2026-04-04T12:00Z',
      spans: ['2026-03-29T03:30 2026-03-29T11:30'],
    },
    {
      case: 'over the week end, wrapping',
      zone: 'UTC',
      restrictions: [weekly('FRIDAY 17:00', 'MONDAY 09:00')],
      from: '2026-06-01T10:00Z',
      until: '2026-06-10T00:00Z',
      spans: ['2026-06-05T17:00 2026-06-08T09:00'],
    },
    {
      case: 'from Sunday to Monday, seen from its Monday',
      zone: 'UTC',
      restrictions: [weekly('SUNDAY 20:00', 'MONDAY 08:00')],
      from: '2026-06-08T03:00Z',
      until: '2026-06-08T04:00Z',
      spans: ['2026-06-07T20:00 2026-06-08T08:00'],
    },
    {
      case: 'for each day up to 24:00: what meets is one',
      zone: 'UTC',
      restrictions: [weekly('MONDAY 00:00', 'MONDAY 24:00'), weekly('TUESDAY 00:00', 'WEDNESDAY 00:00')],
      from: '2026-06-01T12:00Z',
      until: '2026-06-05T00:00Z',
      spans: ['2026-06-01T00:00 2026-06-03T00:00'],
    },
    {
      case: 'twice over the same time: no more than once',
      zone: 'UTC',
      restrictions: [weekly('MONDAY 08:00', 'MONDAY 12:00'), weekly('MONDAY 10:00', 'MONDAY 14:00')],
      from: '2026-06-01T00:00Z',
      until: '2026-06-02T00:00Z',
      spans: ['2026-06-01T08:00 2026-06-01T14:00'],
    },
  ])('$case', ({ zone, restrictions, from, until, spans }) => {
    expect(spansOf(zone, restrictions, from, until)).toEqual(spans);
  });
});

describe('the rotation runs on while nobody may be on call', () => {
  const mondays = aSchedule({
    timezone: 'UTC',
    layers: [
      aLayer({
        startsOn: '2026-06-01T00:00',
        rotation: 'P1D',
        users: [ada, grace],
        restrictions: [weekly('MONDAY 00:00', 'TUESDAY 00:00')],
      }),
    ],
  });

  it.each([
    ['the first Monday is Ada', '2026-06-01T12:00Z', ada],
    ['Tuesday would be Grace', '2026-06-02T12:00Z', undefined],
    ['the second Monday is Grace, seven turns later', '2026-06-08T12:00Z', grace],
    ['the third is Ada again', '2026-06-15T12:00Z', ada],
  ])('%s', (_case, instant, expected) => {
    expect(onCallAt(mondays, [], at(instant))).toBe(expected);
  });
});
