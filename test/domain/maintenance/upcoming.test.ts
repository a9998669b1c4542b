import { describe, expect, it } from 'vitest';
import { renewalOf } from '../../../functions/domain/maintenance/renewal.ts';
import { upcomingOf } from '../../../functions/domain/maintenance/upcoming.ts';
import { isPlanned } from '../../../functions/domain/schedule/planned.ts';
import { at, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule } from '../../support/schedules.ts';

const window = (recurrence?: string) => ({
  timezone: 'UTC',
  start: '2026-11-21T11:00',
  end: '2026-11-21T12:00',
  startsAt: at('2026-11-21T11:00Z'),
  endsAt: at('2026-11-21T12:00Z'),
  ...(recurrence && { recurrence }),
});
const daily = 'RRULE:FREQ=DAILY';
const days = (rule: string | undefined, now: string) =>
  upcomingOf(window(rule), at(now)).map(({ start }) => start.slice(8, 13));

describe('the occurrences that sources are told of', () => {
  it.each<[string, string | undefined, string, string[]]>([
    ['the one to come', undefined, '2026-11-01T00:00Z', ['21T11']],
    ['the one that is on', undefined, '2026-11-21T11:30Z', ['21T11']],
    ['the one that ended less than an hour ago', undefined, '2026-11-21T12:59:59.999Z', ['21T11']],
    ['none that ended an hour ago', undefined, '2026-11-21T13:00Z', []],
    [
      'the next eight',
      daily,
      '2026-11-01T00:00Z',
      ['21T11', '22T11', '23T11', '24T11', '25T11', '26T11', '27T11', '28T11'],
    ],
    [
      'eight with the one that is on',
      daily,
      '2026-11-22T11:30Z',
      ['22T11', '23T11', '24T11', '25T11', '26T11', '27T11', '28T11', '29T11'],
    ],
    ['those that are left', `${daily};COUNT=3`, '2026-11-22T11:30Z', ['22T11', '23T11']],
    ['none when all is over', `${daily};COUNT=3`, '2026-11-24T00:00Z', []],
  ])('are %s', (_which, rule, now, expected) => {
    expect(days(rule, now)).toEqual(expected);
  });

  it('have to be told anew an hour after the first of them', () => {
    expect(renewalOf(upcomingOf(window(), at('2026-11-01T00:00Z')))).toBe(at('2026-11-21T13:00Z'));
    expect(renewalOf([])).toBeUndefined();
  });
});

describe('a schedule that names somebody', () => {
  const layer = (users: number[], endsOn?: string) => ({
    ...aSchedule([]),
    editions: [
      {
        from: tenOClock,
        layers: [{ startsOn: '2026-11-20T09:00', rotation: 'P1D', users, ...(endsOn && { endsOn }) }],
        shifts: [],
      },
    ],
  });
  const shift = (userId: number, end: string) => ({
    ...aSchedule([]),
    editions: [{ from: tenOClock, layers: [], shifts: [{ userId, start: '2026-11-20T09:00', end }] }],
  });
  const override = (userId: number, end: string) => anOverride(1, userId, '2026-11-20T09:00Z', end);
  // Ten o'clock is eleven in Berlin.
  it.each<[string, Parameters<typeof isPlanned>[0], Parameters<typeof isPlanned>[1], boolean]>([
    ['in a layer without an end', layer([2, 1]), [], true],
    ['in a layer of others', layer([2]), [], false],
    ['in a layer that ends later', layer([1], '2026-11-21T11:01'), [], true],
    ['in a layer that ends now', layer([1], '2026-11-21T11:00'), [], false],
    ['in a layer whose end cannot be read', layer([1], 'soon'), [], true],
    ['in a shift that is not over', shift(1, '2026-11-21T11:01'), [], true],
    ['in a shift that is over', shift(1, '2026-11-21T11:00'), [], false],
    ['in a shift of others', shift(2, '2026-11-30T11:00'), [], false],
    ['in an override that is not over', layer([2]), [override(1, '2026-11-21T10:00:01Z')], true],
    ['in an override that is over', layer([2]), [override(1, '2026-11-21T10:00Z')], false],
    ['in an override of others', layer([2]), [override(2, '2026-11-30T10:00Z')], false],
  ])('%s plans with them: %s', (_where, schedule, overrides, expected) => {
    expect(isPlanned(schedule, overrides, 1, tenOClock)).toBe(expected);
  });
});
