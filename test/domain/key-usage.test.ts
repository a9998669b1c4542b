import { describe, expect, it } from 'vitest';
import { KeyUsage, quarterOf } from '../../functions/domain/access/key-usage.ts';
import { usageRows } from '../../functions/domain/access/usage-rows.ts';
import type { Instant } from '../../functions/domain/time.ts';

const at = (text: string) => text as Instant;
const usage = (quarter: string, ...counts: KeyUsage['counts']): KeyUsage => ({ quarter: at(quarter), counts });
const week = {
  from: at('2026-11-20T00:00:00.000Z'),
  until: at('2026-11-27T00:00:00.000Z'),
  timezone: 'UTC',
  scopes: [],
};

it.each([
  ['2026-11-21T10:00:00.000Z', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21T10:14:59.999Z', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21T10:15:00.000Z', '2026-11-21T10:15:00.000Z'],
  ['2026-11-21T23:59:59.999Z', '2026-11-21T23:45:00.000Z'],
])('%s lies in the quarter that begins at %s', (moment, quarter) => expect(quarterOf(at(moment))).toBe(quarter));

it('what was counted is kept as it is', () => {
  const one = usage('2026-11-21T10:00:00.000Z', [2, 'alert:r', 3]);
  expect(KeyUsage.parse(one)).toEqual(one);
  for (const counts of [[[2, 'alert:r']], [['2', 'alert:r', 3]], [[2, 'alert:r', '3']], [[2, 3, 3]]])
    expect(KeyUsage.safeParse({ ...one, counts }).success).toBe(false);
});

describe('the rows of a report', () => {
  it('add up what several functions counted, by user, scope and day', () => {
    const rows = usageRows(
      [
        usage('2026-11-21T10:00:00.000Z', [2, 'alert:r', 3], [1, 'alert:w', 1]),
        usage('2026-11-21T10:00:00.000Z', [2, 'alert:r', 4]),
        usage('2026-11-21T23:45:00.000Z', [2, 'alert:r', 1]),
        usage('2026-11-22T00:00:00.000Z', [2, 'alert:r', 1]),
      ],
      week,
    );
    expect(rows).toEqual([
      [1, 'alert:w', '2026-11-21', 1],
      [2, 'alert:r', '2026-11-21', 8],
      [2, 'alert:r', '2026-11-22', 1],
    ]);
  });

  it.each([
    ['UTC', '2026-11-21T18:15:00.000Z', '2026-11-21'],
    ['Asia/Kathmandu', '2026-11-21T18:00:00.000Z', '2026-11-21'],
    ['Asia/Kathmandu', '2026-11-21T18:15:00.000Z', '2026-11-22'],
    ['America/St_Johns', '2026-11-21T03:15:00.000Z', '2026-11-20'],
    ['America/St_Johns', '2026-11-21T03:30:00.000Z', '2026-11-21'],
  ])('in %s count %s on %s', (timezone, quarter, day) => {
    expect(usageRows([usage(quarter, [1, 'team:r', 1])], { ...week, timezone })).toEqual([[1, 'team:r', day, 1]]);
  });

  it('are in the order of users, however long their ids are', () => {
    const ids = [118_000_000_000_001, 200_000_000, 9, 10, 1_300_000_000_000];
    const counted = usage('2026-11-21T10:00:00.000Z', ...ids.map((id): [number, string, number] => [id, 'team:r', 1]));
    expect(usageRows([counted], week).map(([id]) => id)).toEqual([...ids].sort((a, b) => a - b));
  });

  it('hold what begins within the time, of which the end is none', () => {
    const around = ['2026-11-19T23:45:00.000Z', '2026-11-20T00:00:00.000Z', '2026-11-26T23:45:00.000Z'];
    const counted = [...around, '2026-11-27T00:00:00.000Z'].map((quarter) => usage(quarter, [1, 'team:r', 1]));
    expect(usageRows(counted, week).map(([, , day]) => day)).toEqual(['2026-11-20', '2026-11-26']);
  });

  it.each([
    [[], ['alert:r', 'alert:w', 'metric_source:r']],
    [['alert'], ['alert:r', 'alert:w']],
    [['alert:w'], ['alert:w']],
    [['metric'], []],
  ] as const)('hold the scopes %j', (scopes, expected) => {
    const counted = usage('2026-11-21T10:00:00.000Z', [1, 'alert:r', 1], [1, 'alert:w', 1], [1, 'metric_source:r', 1]);
    expect(usageRows([counted], { ...week, scopes }).map(([, scope]) => scope)).toEqual(expected);
  });
});
