import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days } from '../../../functions/domain/service/days.ts';
import type { ServiceStatus } from '../../../functions/domain/service/status.ts';
import { combined, type Interval, timeline } from '../../../functions/domain/service/timeline.ts';
import { historyFrom, outagesIn, uptime } from '../../../functions/domain/service/uptime.ts';
import { type Instant, minus, plus } from '../../../functions/domain/time.ts';

const i = (text: string): Instant => new Date(text).toISOString() as Instant;
const now = i('2026-11-28T12:00:00Z');
const long = i('2020-01-01T00:00:00Z');

type Stretch = readonly [from: string, until: string, status: ServiceStatus];
const pastOf = (stretches: readonly Stretch[], at = now): Interval[] =>
  timeline(
    [],
    stretches.map(([from, until, status]) => ({ from: i(from), until: i(until), status })),
    [],
    { from: historyFrom(at), until: at },
  );

describe('what counts as an outage', () => {
  const seconds = (...lengths: readonly (readonly [number, ServiceStatus])[]): Interval[] => {
    let from = now;
    return lengths.map(([length, status]) => {
      const until = plus(from, { seconds: length });
      const interval = { from, until, status };
      from = until;
      return interval;
    });
  };
  it.each([
    ['59 seconds do not', seconds([59, 'MAJOR_OUTAGE']), 0],
    ['60 seconds do', seconds([60, 'PARTIAL_OUTAGE']), 1],
    ['adjacent ones are one outage', seconds([30, 'PARTIAL_OUTAGE'], [30, 'MAJOR_OUTAGE']), 2],
    ['a run keeps its short parts', seconds([300, 'MAJOR_OUTAGE'], [1, 'PARTIAL_OUTAGE'], [300, 'MAJOR_OUTAGE']), 3],
    ['three short ones are one outage', seconds([20, 'MAJOR_OUTAGE'], [20, 'PARTIAL_OUTAGE'], [20, 'MAJOR_OUTAGE']), 3],
    ['a better second parts them', seconds([30, 'MAJOR_OUTAGE'], [1, 'DEGRADED'], [30, 'MAJOR_OUTAGE']), 0],
    ['degraded and maintenance never', seconds([900, 'DEGRADED'], [900, 'UNDER_MAINTENANCE']), 0],
  ] as const)('%s', (_case, intervals, count) => expect(outagesIn(intervals)).toHaveLength(count));
});

describe('uptime', () => {
  const tracked = { p30: 100, p60: 100, p90: 100 };
  it.each([
    ['without outages', [], long, tracked],
    [
      'of the reference: 24 hours with 5 minutes major and 30 partial',
      [
        ['2026-11-28T00:00:00Z', '2026-11-28T00:05:00Z', 'MAJOR_OUTAGE'],
        ['2026-11-28T06:00:00Z', '2026-11-28T06:30:00Z', 'PARTIAL_OUTAGE'],
      ],
      minus(now, { hours: 24 }),
      { p30: 99.028, p60: 99.028, p90: 99.028 },
    ],
    [
      'ends each window at its own edge',
      [['2026-10-14T12:00:00Z', '2026-10-15T12:00:00Z', 'MAJOR_OUTAGE']],
      long,
      { p30: 100, p60: 98.333, p90: 98.889 },
    ],
    [
      'counts only what lies within the window of an outage that reaches in',
      [['2026-08-29T00:00:00Z', '2026-08-31T12:00:00Z', 'MAJOR_OUTAGE']],
      long,
      { ...tracked, p90: 98.889 },
    ],
    [
      'judges before it cuts: 70 seconds of which 40 lie within',
      [['2026-08-30T11:59:30Z', '2026-08-30T12:00:40Z', 'MAJOR_OUTAGE']],
      long,
      { ...tracked, p90: 99.999 },
    ],
    [
      'leaves 59 seconds out',
      [['2026-11-28T11:00:00Z', '2026-11-28T11:00:59Z', 'MAJOR_OUTAGE']],
      minus(now, { hours: 2 }),
      tracked,
    ],
    [
      'never rounds up to 100',
      [['2026-11-28T11:00:00Z', '2026-11-28T11:01:00Z', 'PARTIAL_OUTAGE']],
      long,
      { p30: 99.999, p60: 99.999, p90: 99.999 },
    ],
    [
      'counts from when it is tracked',
      [['2026-11-28T11:00:00Z', '2026-11-28T12:00:00Z', 'MAJOR_OUTAGE']],
      minus(now, { hours: 4 }),
      { p30: 75, p60: 75, p90: 75 },
    ],
    [
      'does not count what lies before',
      [['2026-11-28T07:00:00Z', '2026-11-28T11:00:00Z', 'MAJOR_OUTAGE']],
      minus(now, { hours: 4 }),
      { p30: 25, p60: 25, p90: 25 },
    ],
    ['of a service made this moment', [], now, tracked],
    [
      'of one that was never up',
      [['2026-01-01T00:00:00Z', '2026-12-01T00:00:00Z', 'MAJOR_OUTAGE']],
      minus(now, { hours: 1 }),
      { p30: 0, p60: 0, p90: 0 },
    ],
  ] as const)('%s', (_case, stretches, since, expected) => {
    expect(uptime(pastOf(stretches), since, now)).toEqual(expected);
  });

  it('of a group combines the outages of its members', () => {
    const one = pastOf([['2026-11-28T11:00:00Z', '2026-11-28T11:00:40Z', 'MAJOR_OUTAGE']]);
    const other = pastOf([['2026-11-28T11:00:30Z', '2026-11-28T11:01:30Z', 'PARTIAL_OUTAGE']]);
    // 40 seconds major, then 50 partial: one outage of 90 seconds in an hour.
    expect(uptime(combined([one, other]), minus(now, { hours: 1 }), now).p90).toBe(98.472);
    expect(uptime(one, minus(now, { hours: 1 }), now).p90).toBe(100);
  });

  it('is between 0 and 100, and 100 only without outages', () => {
    const status = fc.constantFrom<ServiceStatus>('MAJOR_OUTAGE', 'PARTIAL_OUTAGE', 'DEGRADED');
    const stretch = fc.tuple(fc.integer({ min: 0, max: 130_000 }), fc.integer({ min: 1, max: 5000 }), status);
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 6 }), fc.integer({ min: 1, max: 200_000 }), (all, trackedMinutes) => {
        const past = timeline(
          [],
          all.map(([ago, length, was]) => {
            const from = minus(now, { minutes: ago });
            return { from, until: plus(from, { minutes: length }), status: was };
          }),
          [],
          { from: historyFrom(now), until: now },
        );
        const since = minus(now, { minutes: trackedMinutes });
        const outages = outagesIn(past);
        for (const [name, value] of Object.entries(uptime(past, since, now))) {
          const edge = minus(now, { days: Number(name.slice(1)) });
          const counts = outages.some(({ until }) => until > since && until > edge);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value === 100, `${name} ${value}`).toBe(!counts);
        }
      }),
    );
  });
});

describe('days', () => {
  const dayOf = (date: string, stretches: readonly Stretch[], zone: string, { at = now, since = long } = {}) =>
    days(pastOf(stretches, at), since, zone, at).find((day) => day.date === date);

  it('are 90, oldest first, the last one today in the zone', () => {
    const all = days(pastOf([]), long, 'Europe/Berlin', i('2026-11-28T23:30:00Z'));
    expect(all).toHaveLength(90);
    expect([all[0]?.date, all.at(-1)?.date]).toEqual(['2026-09-01', '2026-11-29']);
    expect(new Set(all.map(({ date }) => date)).size).toBe(90);
    expect(days(pastOf([]), long, 'UTC', i('2026-11-28T23:30:00Z')).at(-1)?.date).toBe('2026-11-28');
  });

  it.each<[string, string, readonly Stretch[], string, object]>([
    ['a quiet one', '2026-11-02', [], 'UTC', { worst: 'OPERATIONAL', majorSec: 0, partialSec: 0, uptime: 100 }],
    [
      'one with both',
      '2026-11-02',
      [
        ['2026-11-02T10:00:00Z', '2026-11-02T10:05:00Z', 'MAJOR_OUTAGE'],
        ['2026-11-02T12:00:00Z', '2026-11-02T12:30:00Z', 'PARTIAL_OUTAGE'],
      ],
      'UTC',
      { worst: 'MAJOR_OUTAGE', majorSec: 300, partialSec: 1800, uptime: 99.028 },
    ],
    [
      'one of 25 hours',
      '2026-10-25',
      [['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'MAJOR_OUTAGE']],
      'Europe/Berlin',
      { worst: 'MAJOR_OUTAGE', majorSec: 90_000, partialSec: 0, uptime: 0 },
    ],
    [
      'the part of an outage before midnight',
      '2026-11-02',
      [['2026-11-02T22:59:30Z', '2026-11-02T23:00:40Z', 'MAJOR_OUTAGE']],
      'Europe/Berlin',
      { worst: 'MAJOR_OUTAGE', majorSec: 30, partialSec: 0, uptime: 99.965 },
    ],
    [
      'the part after midnight',
      '2026-11-03',
      [['2026-11-02T22:59:30Z', '2026-11-02T23:00:40Z', 'MAJOR_OUTAGE']],
      'Europe/Berlin',
      { worst: 'MAJOR_OUTAGE', majorSec: 40, partialSec: 0, uptime: 99.954 },
    ],
    [
      'one that an outage ends with at midnight',
      '2026-11-03',
      [['2026-11-02T23:00:00Z', '2026-11-03T00:00:00Z', 'MAJOR_OUTAGE']],
      'UTC',
      { worst: 'OPERATIONAL', majorSec: 0, partialSec: 0, uptime: 100 },
    ],
    [
      'one with too short an outage',
      '2026-11-02',
      [['2026-11-02T10:00:00Z', '2026-11-02T10:00:59Z', 'MAJOR_OUTAGE']],
      'UTC',
      { worst: 'OPERATIONAL', majorSec: 0, partialSec: 0, uptime: 100 },
    ],
    [
      'one that was degraded',
      '2026-11-02',
      [['2026-11-02T10:00:00Z', '2026-11-02T10:00:59Z', 'DEGRADED']],
      'UTC',
      { worst: 'DEGRADED', majorSec: 0, partialSec: 0, uptime: 100 },
    ],
    [
      'today, of which half has passed',
      '2026-11-28',
      [['2026-11-28T06:00:00Z', '2026-11-29T00:00:00Z', 'MAJOR_OUTAGE']],
      'UTC',
      { worst: 'MAJOR_OUTAGE', majorSec: 21_600, partialSec: 0, uptime: 50 },
    ],
  ])('%s', (_case, date, stretches, zone, expected) => {
    expect(dayOf(date, stretches, zone)).toEqual({ date, ...expected });
  });

  it('of 23 hours is 23 hours long', () => {
    const at = i('2026-04-10T12:00:00Z');
    const whole: Stretch = ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 'PARTIAL_OUTAGE'];
    expect(dayOf('2026-03-29', [whole], 'Europe/Berlin', { at })).toMatchObject({ partialSec: 82_800, uptime: 70 });
  });

  it('are null before anything is known, and count from then on the first', () => {
    const since = i('2026-11-27T18:00:00Z');
    const stretches: Stretch[] = [['2026-11-27T21:00:00Z', '2026-11-28T00:00:00Z', 'MAJOR_OUTAGE']];
    expect(dayOf('2026-11-26', stretches, 'UTC', { since })).toEqual({
      date: '2026-11-26',
      worst: null,
      majorSec: 0,
      partialSec: 0,
      uptime: null,
    });
    expect(dayOf('2026-11-27', stretches, 'UTC', { since })).toMatchObject({ majorSec: 10_800, uptime: 50 });
    const midnight = days(pastOf([], i('2026-11-28T00:00:00Z')), long, 'UTC', i('2026-11-28T00:00:00Z'));
    expect(midnight.at(-1)).toMatchObject({ date: '2026-11-28', worst: null, uptime: null });
  });
});
