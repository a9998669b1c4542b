import { describe, expect, it } from 'vitest';
import { onCallAt, shifts } from '../../../functions/domain/schedule/shifts.ts';
import { at } from '../../support/factories.ts';
import { ada, aLayer, alan, aSchedule, grace } from './factories.ts';

const handOffsOf = (timezone: string, startsOn: string, rotation: string, from: string, until: string) =>
  shifts(aSchedule({ timezone, layers: [aLayer({ startsOn, rotation })] }), [], at(from), at(until)).map(
    ({ start }) => start,
  );

describe('a hand-off keeps its wall time', () => {
  it.each([
    {
      case: 'daily in Berlin, over the change to summer time',
      zone: 'Europe/Berlin',
      startsOn: '2026-01-01T09:00',
      from: '2026-03-28T12:00Z',
      until: '2026-03-30T12:00Z',
      handOffs: ['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z'],
    },
    {
      case: 'daily in Berlin, over the change to winter time',
      zone: 'Europe/Berlin',
      startsOn: '2026-01-01T09:00',
      from: '2026-10-24T12:00Z',
      until: '2026-10-26T12:00Z',
      handOffs: ['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z', '2026-10-26T08:00:00.000Z'],
    },
    {
      case: 'daily in Berlin at 02:30, which 29 March does not have',
      zone: 'Europe/Berlin',
      startsOn: '2026-01-01T02:30',
      from: '2026-03-28T12:00Z',
      until: '2026-03-30T12:00Z',
      handOffs: ['2026-03-28T01:30:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'],
    },
    {
      case: 'daily in Berlin at 02:30, which 25 October has twice',
      zone: 'Europe/Berlin',
      startsOn: '2026-01-01T02:30',
      from: '2026-10-24T12:00Z',
      until: '2026-10-26T12:00Z',
      handOffs: ['2026-10-24T00:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    },
    {
      case: 'daily in New York at 02:15, which 8 March does not have',
      zone: 'America/New_York',
      startsOn: '2026-01-01T02:15',
      from: '2026-03-07T12:00Z',
      until: '2026-03-09T12:00Z',
      handOffs: ['2026-03-07T07:15:00.000Z', '2026-03-08T07:00:00.000Z', '2026-03-09T06:15:00.000Z'],
    },
    {
      case: 'daily in New York at 01:15, which 1 November has twice',
      zone: 'America/New_York',
      startsOn: '2026-01-01T01:15',
      from: '2026-10-31T12:00Z',
      until: '2026-11-02T12:00Z',
      handOffs: ['2026-10-31T05:15:00.000Z', '2026-11-01T05:15:00.000Z', '2026-11-02T06:15:00.000Z'],
    },
    {
      case: 'daily on Lord Howe at 02:15, in the half hour that 4 October leaves out',
      zone: 'Australia/Lord_Howe',
      startsOn: '2026-01-01T02:15',
      from: '2026-10-03T00:00Z',
      until: '2026-10-05T00:00Z',
      handOffs: ['2026-10-02T15:45:00.000Z', '2026-10-03T15:30:00.000Z', '2026-10-04T15:15:00.000Z'],
    },
    {
      case: 'daily on Lord Howe at 01:45, in the half hour that 5 April has twice',
      zone: 'Australia/Lord_Howe',
      startsOn: '2026-01-01T01:45',
      from: '2026-04-04T00:00Z',
      until: '2026-04-06T00:00Z',
      handOffs: ['2026-04-03T14:45:00.000Z', '2026-04-04T14:45:00.000Z', '2026-04-05T15:15:00.000Z'],
    },
    {
      case: 'daily in São Paulo at midnight, which 4 November 2018 did not have',
      zone: 'America/Sao_Paulo',
      startsOn: '2018-01-01T00:00',
      from: '2018-11-03T12:00Z',
      until: '2018-11-05T12:00Z',
      handOffs: ['2018-11-03T03:00:00.000Z', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    },
    {
      case: 'daily in São Paulo at 23:30, which 17 February 2018 had twice',
      zone: 'America/Sao_Paulo',
      startsOn: '2018-01-01T23:30',
      from: '2018-02-17T12:00Z',
      until: '2018-02-19T12:00Z',
      handOffs: ['2018-02-17T01:30:00.000Z', '2018-02-18T01:30:00.000Z', '2018-02-19T02:30:00.000Z'],
    },
    {
      case: 'daily in São Paulo since it has no summer time any more',
      zone: 'America/Sao_Paulo',
      startsOn: '2026-01-01T00:00',
      from: '2026-11-01T12:00Z',
      until: '2026-11-02T12:00Z',
      handOffs: ['2026-11-01T03:00:00.000Z', '2026-11-02T03:00:00.000Z'],
    },
    {
      case: 'daily in Kolkata, half an hour off and always the same',
      zone: 'Asia/Kolkata',
      startsOn: '2026-01-01T09:00',
      from: '2026-03-28T12:00Z',
      until: '2026-03-30T00:00Z',
      handOffs: ['2026-03-28T03:30:00.000Z', '2026-03-29T03:30:00.000Z'],
    },
    {
      case: 'weekly in Berlin, over both changes of a year',
      zone: 'Europe/Berlin',
      startsOn: '2026-03-23T09:00',
      rotation: 'P1W',
      from: '2026-03-24T00:00Z',
      until: '2026-04-01T00:00Z',
      handOffs: ['2026-03-23T08:00:00.000Z', '2026-03-30T07:00:00.000Z'],
    },
    {
      case: 'every 30 weeks in Berlin',
      zone: 'Europe/Berlin',
      startsOn: '2026-01-05T09:00',
      rotation: 'P30W',
      from: '2026-01-06T00:00Z',
      until: '2027-03-02T00:00Z',
      handOffs: ['2026-01-05T08:00:00.000Z', '2026-08-03T07:00:00.000Z', '2027-03-01T08:00:00.000Z'],
    },
    {
      case: 'daily in Samoa, which left out 30 December 2011',
      zone: 'Pacific/Apia',
      startsOn: '2011-12-01T09:00',
      from: '2011-12-30T00:00Z',
      until: '2011-12-31T00:00Z',
      handOffs: ['2011-12-29T19:00:00.000Z', '2011-12-30T10:00:00.000Z', '2011-12-30T19:00:00.000Z'],
    },
  ])('$case', ({ zone, startsOn, rotation = 'P1D', from, until, handOffs }) => {
    expect(handOffsOf(zone, startsOn, rotation, from, until)).toEqual(handOffs);
  });

  it('also when the layer starts at an instant instead of a local time', () => {
    expect(
      handOffsOf('Europe/Berlin', '2026-03-27T08:00:00Z', 'P1D', '2026-03-28T12:00Z', '2026-03-29T12:00Z'),
    ).toEqual(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z']);
  });

  it('also when the layer starts in a gap', () => {
    expect(handOffsOf('Europe/Berlin', '2026-03-29T02:30', 'P1D', '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });
});

describe('hours are hours that pass', () => {
  it.each([
    [
      'over the change to summer time',
      '2026-03-28T18:00',
      '2026-03-28T18:00Z',
      ['2026-03-28T17:00:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-29T09:00:00.000Z'],
    ],
    [
      'over the change to winter time',
      '2026-10-24T18:00',
      '2026-10-24T17:00Z',
      ['2026-10-24T16:00:00.000Z', '2026-10-25T00:00:00.000Z', '2026-10-25T08:00:00.000Z'],
    ],
  ])('%s', (_case, startsOn, from, handOffs) => {
    const until = new Date(Date.parse(from) + 16 * 3_600_000).toISOString();
    expect(handOffsOf('Europe/Berlin', startsOn, 'PT8H', from, until)).toEqual(handOffs);
  });

  it('so that 24 of them are not a day when the clock changes', () => {
    expect(handOffsOf('Europe/Berlin', '2026-03-28T09:00', 'PT24H', '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T08:00:00.000Z',
    ]);
  });
});

describe('who is on call around a hand-off', () => {
  const weekly = aSchedule({
    layers: [aLayer({ startsOn: '2026-03-02T09:00', rotation: 'P7D', users: [ada, grace] })],
  });
  const nightly = aSchedule({ layers: [aLayer({ startsOn: '2026-03-27T02:30', users: [ada, grace, alan] })] });

  it.each([
    ['before the layer starts', weekly, '2026-03-02T07:59:59.999Z', undefined],
    ['at the start of the layer', weekly, '2026-03-02T08:00:00Z', ada],
    ['just before a hand-off', weekly, '2026-03-30T06:59:59.999Z', grace],
    ['at the hand-off, an hour earlier in UTC than in winter', weekly, '2026-03-30T07:00:00Z', ada],
    ['a hundred years on, a moment before a hand-off', weekly, '2126-03-04T07:59:59Z', grace],
    ['a hundred years on, at the hand-off', weekly, '2126-03-04T08:00:00Z', ada],
    ['just before the gap that swallows the hand-off', nightly, '2026-03-29T00:59:59.999Z', grace],
    ['right after the gap', nightly, '2026-03-29T01:00:00Z', alan],
    ['when the clock shows 02:29 for the first time', nightly, '2026-10-25T00:29:00Z', grace],
    ['when it shows 02:30 for the first time', nightly, '2026-10-25T00:30:00Z', alan],
    ['when it shows 02:15 for the second time', nightly, '2026-10-25T01:15:00Z', alan],
    ['when it shows 02:30 for the second time', nightly, '2026-10-25T01:30:00Z', alan],
  ])('%s', (_case, schedule, instant, expected) => {
    expect(onCallAt(schedule, [], at(instant))).toBe(expected);
  });

  it('gives somebody who is listed twice a double share', () => {
    const double = aSchedule({ layers: [aLayer({ startsOn: '2026-06-01T00:00', users: [ada, ada, grace] })] });
    expect(shifts(double, [], at('2026-06-01T00:00Z'), at('2026-06-06T00:00Z')).map(({ userId }) => userId)).toEqual([
      ada,
      ada,
      grace,
      ada,
      ada,
      grace,
    ]);
  });
});
