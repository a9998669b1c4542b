import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServiceStatus, worst } from '../../../functions/domain/service/status.ts';
import { combined, type Interval, timeline } from '../../../functions/domain/service/timeline.ts';
import { type Instant, instantOf } from '../../../functions/domain/time.ts';

/** A time of the day all of this happens on. */
const t = (time: string): Instant => new Date(`2026-11-01T${time}Z`).toISOString() as Instant;
const range = { from: t('00:00:00'), until: t('12:00:00') };
const told = (intervals: readonly Interval[]) =>
  intervals.map(({ from, until, status }) => `${from.slice(11, 19)} ${until.slice(11, 19)} ${status}`);

describe('the worst of some statuses', () => {
  it.each([
    [[], 'OPERATIONAL'],
    [['OPERATIONAL', 'UNDER_MAINTENANCE'], 'UNDER_MAINTENANCE'],
    [['DEGRADED', 'UNDER_MAINTENANCE'], 'DEGRADED'],
    [['PARTIAL_OUTAGE', 'DEGRADED'], 'PARTIAL_OUTAGE'],
    [['PARTIAL_OUTAGE', 'MAJOR_OUTAGE', 'OPERATIONAL'], 'MAJOR_OUTAGE'],
  ] as const)('of %j is %s', (statuses, expected) => expect(worst(statuses)).toBe(expected));
});

describe('a timeline', () => {
  const major = { at: t('01:00:00'), status: 'MAJOR_OUTAGE' } as const;
  const better = { at: t('02:00:00'), status: 'OPERATIONAL' } as const;
  const early = { status: 'OPERATIONAL', from: t('01:30:00'), until: t('03:00:00') } as const;
  const late = { status: 'PARTIAL_OUTAGE', from: t('01:45:00'), until: t('02:30:00') } as const;
  const work = { start: t('00:30:00'), end: t('01:30:00') };

  it.each([
    ['without anything', [], [], [], ['00:00:00 12:00:00 OPERATIONAL']],
    [
      'of changes',
      [major, better],
      [],
      [],
      ['00:00:00 01:00:00 OPERATIONAL', '01:00:00 02:00:00 MAJOR_OUTAGE', '02:00:00 12:00:00 OPERATIONAL'],
    ],
    [
      'that begins with a change from before',
      [{ at: '2026-10-30T00:00:00.000Z' as Instant, status: 'DEGRADED' }, major],
      [],
      [],
      ['00:00:00 01:00:00 DEGRADED', '01:00:00 12:00:00 MAJOR_OUTAGE'],
    ],
    [
      'with planned work, where nothing worse holds',
      [major, better],
      [],
      [work],
      [
        '00:00:00 00:30:00 OPERATIONAL',
        '00:30:00 01:00:00 UNDER_MAINTENANCE',
        '01:00:00 02:00:00 MAJOR_OUTAGE',
        '02:00:00 12:00:00 OPERATIONAL',
      ],
    ],
    [
      'with an override over planned work and change',
      [major],
      [early],
      [work],
      [
        '00:00:00 00:30:00 OPERATIONAL',
        '00:30:00 01:00:00 UNDER_MAINTENANCE',
        '01:00:00 01:30:00 MAJOR_OUTAGE',
        '01:30:00 03:00:00 OPERATIONAL',
        '03:00:00 12:00:00 MAJOR_OUTAGE',
      ],
    ],
    [
      'with overrides that overlap: the one made last wins',
      [],
      [early, late],
      [],
      ['00:00:00 01:45:00 OPERATIONAL', '01:45:00 02:30:00 PARTIAL_OUTAGE', '02:30:00 12:00:00 OPERATIONAL'],
    ],
    [
      'with overrides the other way round',
      [],
      [late, { ...early, status: 'DEGRADED' }],
      [],
      ['00:00:00 01:30:00 OPERATIONAL', '01:30:00 03:00:00 DEGRADED', '03:00:00 12:00:00 OPERATIONAL'],
    ],
    [
      'with what reaches beyond the range',
      [],
      [{ status: 'DEGRADED', from: '2026-10-01T00:00:00.000Z' as Instant, until: t('01:00:00') }],
      [{ start: t('11:00:00'), end: '2026-11-02T00:00:00.000Z' as Instant }],
      ['00:00:00 01:00:00 DEGRADED', '01:00:00 11:00:00 OPERATIONAL', '11:00:00 12:00:00 UNDER_MAINTENANCE'],
    ],
  ] as const)('%s', (_case, changes, overrides, windows, expected) => {
    expect(told(timeline(changes, overrides, windows, range))).toEqual(expected);
  });

  it('of no time at all is empty', () => {
    expect(timeline([major], [], [], { from: t('05:00:00'), until: t('05:00:00') })).toEqual([]);
  });
});

const minute = (value: number): Instant => instantOf(Date.UTC(2026, 10, 1) + value * 60_000);
const minutes = fc.integer({ min: 0, max: 200 });
const statuses = fc.constantFrom(...ServiceStatus.options);
const spans = fc.tuple(minutes, fc.integer({ min: 1, max: 60 })).map(([a, length]) => [minute(a), minute(a + length)]);
const facts = fc.record({
  changes: fc
    .uniqueArray(fc.record({ at: minutes, status: statuses }), { selector: ({ at }) => at, maxLength: 8 })
    .map((all) => all.toSorted((a, b) => a.at - b.at).map(({ at, status }) => ({ at: minute(at), status }))),
  overrides: fc.array(
    fc.tuple(spans, statuses).map(([[from, until], status]) => ({ from, until, status }) as Interval),
    { maxLength: 4 },
  ),
  windows: fc.array(
    spans.map(([start, end]) => ({ start, end }) as { start: Instant; end: Instant }),
    { maxLength: 3 },
  ),
});
const over = { from: minute(20), until: minute(180) };

/** What the rules say of one instant, asked one by one. */
function expectedAt(
  { changes, overrides, windows }: typeof facts extends fc.Arbitrary<infer F> ? F : never,
  at: Instant,
) {
  const said = overrides.filter(({ from, until }) => from <= at && at < until).at(-1);
  if (said) return said.status;
  const own = changes.filter((change) => change.at <= at).at(-1)?.status ?? 'OPERATIONAL';
  return windows.some(({ start, end }) => start <= at && at < end) ? worst([own, 'UNDER_MAINTENANCE']) : own;
}
const statusIn = (intervals: readonly Interval[], at: Instant) =>
  intervals.find(({ from, until }) => from <= at && at < until)?.status;

describe('every timeline', () => {
  it('has no gaps, different neighbours, and at each minute what the rules say', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const intervals = timeline(all.changes, all.overrides, all.windows, over);
        expect([intervals[0]?.from, intervals.at(-1)?.until]).toEqual([over.from, over.until]);
        for (const [index, { from, until, status }] of intervals.entries()) {
          expect(from < until).toBe(true);
          const next = intervals[index + 1];
          if (next) expect([next.from, next.status === status]).toEqual([until, false]);
        }
        for (let value = 20; value < 180; value += 1)
          expect(statusIn(intervals, minute(value))).toBe(expectedAt(all, minute(value)));
      }),
    );
  });

  it('of a group is the worst of its members at each instant', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 4 }), (members) => {
        const timelines = members.map((all) => timeline(all.changes, all.overrides, all.windows, over));
        const whole = combined(timelines);
        for (let value = 20; value < 180; value += 1) {
          const at = minute(value);
          expect(statusIn(whole, at)).toBe(worst(timelines.flatMap((one) => statusIn(one, at) ?? [])));
        }
      }),
    );
    expect(combined([])).toEqual([]);
    const one = timeline([], [], [], over);
    expect(combined([[], one, []])).toEqual(one);
    const later = timeline([{ at: over.from, status: 'DEGRADED' }], [], [], { from: minute(100), until: over.until });
    expect(combined([one, later]).map(({ from, status }) => [from, status])).toEqual([
      [over.from, 'OPERATIONAL'],
      [minute(100), 'DEGRADED'],
    ]);
  });
});
