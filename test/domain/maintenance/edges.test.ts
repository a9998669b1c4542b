import { describe, expect, it } from 'vitest';
import { nextMaintenanceChange, occurrences } from '../../../functions/domain/maintenance/occurrences.ts';
import { validateMaintenance } from '../../../functions/domain/maintenance/validate.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { parseLocal } from '../../../functions/domain/wall-time.ts';
import { at } from '../../support/factories.ts';

const berlin = (start: string, end: string, recurrence?: string) => ({
  timezone: 'Europe/Berlin',
  start,
  end,
  startsAt: at(parseLocal(start, 'Europe/Berlin') ?? '2026-01-01T00:00Z'),
  endsAt: at(parseLocal(end, 'Europe/Berlin') ?? '2026-01-01T01:00Z'),
  ...(recurrence && { recurrence: `RRULE:${recurrence}` }),
});
const once = berlin('2026-03-01T09:00', '2026-03-01T10:00');
const weekly = berlin('2026-03-01T09:00', '2026-03-01T10:00', 'FREQ=WEEKLY');
const [start, end] = [once.startsAt, once.endsAt];

describe('a window', () => {
  it.each([
    ['until it begins', minus(start, { hours: 1 }), start, 0],
    ['until just after it begins', minus(start, { hours: 1 }), plus(start, { milliseconds: 1 }), 1],
    ['from its end', end, plus(end, { hours: 1 }), 0],
    ['from just before its end', minus(end, { milliseconds: 1 }), plus(end, { hours: 1 }), 1],
  ])('touches a time %s: %s to %s', (_when, from, until, count) => {
    expect(occurrences(once, from, until)).toHaveLength(count);
    expect(occurrences(weekly, from, until)).toHaveLength(count);
  });

  it.each([
    ['an unreadable rule', { ...once, recurrence: 'RRULE:FREQ=NEVER' }],
    ['an unreadable start', { ...weekly, start: 'soon' }],
    ['an unreadable end', { ...weekly, end: 'later' }],
  ])('with %s happens once', (_what, window) => {
    expect(occurrences(window, minus(start, { days: 1 }), plus(start, { days: 30 }))).toEqual([{ start, end }]);
  });

  it.each([
    ['a day and a half', { hours: 36 }],
    ['exactly a day', { days: 1 }],
    ['five days', { days: 5 }],
    ['a moment', { milliseconds: 1 }],
  ])('begins next in %s, once or every week', (_when, before) => {
    expect(nextMaintenanceChange(once, minus(start, before))).toEqual({ at: start, kind: 'start' });
    const second = plus(start, { days: 7 });
    expect(nextMaintenanceChange(weekly, minus(second, before))).toEqual({ at: second, kind: 'start' });
  });

  it('that the clock leaves out does not happen: the next one follows', () => {
    const inGap = berlin('2026-03-22T02:15', '2026-03-22T02:45', 'FREQ=WEEKLY');
    expect(occurrences(inGap, at('2026-03-28T00:00Z'), at('2026-03-30T00:00Z'))).toEqual([]);
    expect(nextMaintenanceChange(inGap, at('2026-03-23T00:00Z'))).toEqual({
      at: at('2026-04-05T00:15Z'),
      kind: 'start',
    });
  });
});

describe('what is wrong with planned work', () => {
  const problems = (from: string, to: string, recurrence?: string) =>
    validateMaintenance({ timezone: 'UTC', start: from, end: to, recurrence: recurrence && `RRULE:${recurrence}` });
  const local = 'must be a date-time, local (2026-03-01T09:00) or with an offset';
  const gap = 'must leave time between one occurrence and the next';

  it.each<[string, ReturnType<typeof problems>, object[]]>([
    ['a start that is none', problems('soon', '2026-03-01T10:00'), [{ field: 'start', message: local }]],
    ['an end that is none', problems('2026-03-01T09:00', 'later'), [{ field: 'end', message: local }]],
    [
      'neither',
      problems('soon', 'later'),
      [
        { field: 'start', message: local },
        { field: 'end', message: local },
      ],
    ],
    [
      'an end at the start',
      problems('2026-03-01T09:00', '2026-03-01T09:00'),
      [{ field: 'end', message: 'must be after start' }],
    ],
    ['nothing', problems('2026-03-01T09:00', '2026-03-01T10:00'), []],
    [
      'a day of each day',
      problems('2026-03-01T09:00', '2026-03-02T09:00', 'FREQ=DAILY'),
      [{ field: 'recurrence', message: gap }],
    ],
    ['almost a day of each day', problems('2026-03-01T09:00', '2026-03-02T08:59', 'FREQ=DAILY'), []],
    [
      'two days where two follow each other',
      problems('2026-03-02T09:00', '2026-03-04T08:00', 'FREQ=WEEKLY;BYDAY=MO,WE,TH'),
      [{ field: 'recurrence', message: gap }],
    ],
    [
      'five weeks of each month but February',
      problems('2026-03-31T00:00', '2026-04-30T00:00', 'FREQ=MONTHLY;BYMONTHDAY=-1'),
      [{ field: 'recurrence', message: gap }],
    ],
    ['one that comes once', problems('2026-03-01T09:00', '2026-03-05T09:00', 'FREQ=DAILY;COUNT=1'), []],
    ['the leap day', problems('2024-02-29T09:00', '2024-02-29T10:00', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'), []],
    [
      'an UNTIL before the start',
      problems('2026-03-01T09:00', '2026-03-01T10:00', 'FREQ=DAILY;UNTIL=20260228'),
      [{ field: 'recurrence', message: 'has an UNTIL that lies before the start' }],
    ],
  ])('is %s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });

  const leapDays = 'BYMONTH=2,3;BYMONTHDAY=1,29';
  it.each([
    ['the first leap day', '2025-03-01', `FREQ=YEARLY;INTERVAL=3;${leapDays}`, true],
    ['a leap day 55 years on', '2025-03-01', `FREQ=YEARLY;INTERVAL=55;${leapDays}`, true],
    ['a leap day 155 years on', '2025-03-01', `FREQ=YEARLY;INTERVAL=155;${leapDays}`, false],
    ['a leap day that is the fiftieth of them', '2026-01-01', 'FREQ=MONTHLY;BYMONTHDAY=1,29', true],
    ['a leap day that is the hundredth of them', '2024-03-01', 'FREQ=MONTHLY;BYMONTHDAY=1,29', false],
  ])('is the day after %s, as long as it is near', (_what, day, rule, isFound) => {
    const found = problems(`${day}T00:00`, `${day.slice(0, 8)}02T01:00`, rule);
    expect(found).toEqual(isFound ? [{ field: 'recurrence', message: gap }] : []);
  });

  it('is a start that the clock shows at the end again', () => {
    const window = { timezone: 'Europe/Berlin', start: '2026-10-25T02:30+02:00', end: '2026-10-25T02:30+01:00' };
    expect(validateMaintenance({ ...window, recurrence: 'RRULE:FREQ=DAILY' })).toEqual([
      { field: 'recurrence', message: 'needs a start that the clock shows before the end' },
    ]);
    expect(validateMaintenance(window)).toEqual([]);
    const longer = { ...window, end: '2026-10-25T02:31+01:00', recurrence: 'RRULE:FREQ=DAILY' };
    expect(validateMaintenance(longer)).toEqual([]);
  });
});
