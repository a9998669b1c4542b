import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inSupportHours, nextSupportChange } from '../../../functions/domain/support-hours/in-support-hours.ts';
import type { SupportHours, SupportHoursException } from '../../../functions/domain/support-hours/support-hours.ts';
import { validateSupportHours } from '../../../functions/domain/support-hours/validate.ts';
import { type Instant, instantOf } from '../../../functions/domain/time.ts';
import { at } from '../../support/factories.ts';

const nineToFive = { start: '09:00', end: '17:00' };
const officeHours = {
  MONDAY: nineToFive,
  TUESDAY: nineToFive,
  WEDNESDAY: nineToFive,
  THURSDAY: nineToFive,
  FRIDAY: nineToFive,
  SATURDAY: null,
};

const hours = (content: Partial<SupportHours> = {}) => ({
  timezone: 'Europe/Berlin',
  supportDays: officeHours,
  exceptions: [],
  ...content,
});

const exception = (
  start: string,
  end: string,
  supportStatus: SupportHoursException['supportStatus'] = 'OUTSIDE',
): SupportHoursException => ({ name: 'Holiday', start, end, supportStatus });

describe('the hours of a weekday', () => {
  it.each([
    ['just before the start', '2026-11-16T07:59:59.999Z', false],
    ['at the start', '2026-11-16T08:00:00Z', true],
    ['just before the end', '2026-11-16T15:59:59.999Z', true],
    ['at the end', '2026-11-16T16:00:00Z', false],
    ['an hour earlier in UTC in summer', '2026-07-13T07:00:00Z', true],
    ['on a day that is null', '2026-11-21T10:00:00Z', false],
    ['on a day that is absent', '2026-11-22T10:00:00Z', false],
  ])('%s', (_case, instant, expected) => {
    expect(inSupportHours(hours(), at(instant))).toBe(expected);
  });

  it.each([
    ['00:00', '00:00', '2026-11-15T23:00:00Z', true],
    ['00:00', '00:00', '2026-11-16T22:59:59Z', true],
    ['00:00', '00:00', '2026-11-16T23:00:00Z', false],
    ['18:00', '24:00', '2026-11-16T22:59:59Z', true],
    ['18:00', '00:00', '2026-11-16T22:59:59Z', true],
    ['18:00', '00:00', '2026-11-16T23:00:00Z', false],
    ['22:00', '06:00', '2026-11-17T04:59:59Z', true],
    ['22:00', '06:00', '2026-11-17T05:00:00Z', false],
    ['22:00', '06:00', '2026-11-16T04:00:00Z', false],
  ])('a Monday from %s to %s contains %s: %s', (start, end, instant, expected) => {
    expect(inSupportHours(hours({ supportDays: { MONDAY: { start, end } } }), at(instant))).toBe(expected);
  });

  it.each([
    ['from the gap on', '02:30', '04:00', '2026-03-29T01:00:00Z', true],
    ['wholly in the gap', '02:10', '02:50', '2026-03-29T01:00:00Z', false],
    ['over the hour that comes twice', '01:00', '04:00', '2026-10-25T01:30:00Z', true],
    ['up to the first 02:30 of two', '01:00', '02:30', '2026-10-25T00:30:00Z', false],
  ])('a Sunday when the clock changes, %s', (_case, start, end, instant, expected) => {
    expect(inSupportHours(hours({ supportDays: { SUNDAY: { start, end } } }), at(instant))).toBe(expected);
  });
});

describe('exceptions', () => {
  it.each([
    ['a day off', [exception('2026-12-25', '2026-12-25')], '2026-12-25T10:00Z', false],
    ['a day off ends with the day', [exception('2026-12-23', '2026-12-24')], '2026-12-25T10:00Z', true],
    ['its midnight is that of the zone', [exception('2026-12-25', '2026-12-25', 'DURING')], '2026-12-24T23:00Z', true],
    [
      'an afternoon off, the end exclusive',
      [exception('2026-12-24T13:00', '2026-12-24T16:30')],
      '2026-12-24T15:30Z',
      true,
    ],
    ['a Saturday at work', [exception('2026-11-21T08:00Z', '2026-11-21T12:00Z', 'DURING')], '2026-11-21T08:00Z', true],
    ['NONE is no exception', [exception('2026-12-25', '2026-12-25', 'NONE')], '2026-12-25T10:00Z', true],
    [
      'NONE does not even undo another one',
      [exception('2026-12-24', '2026-12-31'), exception('2026-12-25', '2026-12-25', 'NONE')],
      '2026-12-25T10:00Z',
      false,
    ],
    [
      'the shorter wins, also when it stands first',
      [exception('2026-12-28', '2026-12-28', 'DURING'), exception('2026-12-24', '2026-12-31')],
      '2026-12-28T22:00Z',
      true,
    ],
    [
      'of two equally long the later wins',
      [exception('2026-12-28', '2026-12-28', 'DURING'), exception('2026-12-28', '2026-12-28')],
      '2026-12-28T10:00Z',
      false,
    ],
    ['one that cannot be read has no effect', [exception('Christmas', 'New Year')], '2026-12-25T10:00Z', true],
  ])('%s', (_case, exceptions, instant, expected) => {
    expect(inSupportHours(hours({ exceptions }), at(instant))).toBe(expected);
  });
});

describe('the next change', () => {
  it.each<[string, Partial<SupportHours>, string, string | undefined]>([
    ['is the end of the day', {}, '2026-11-16T08:00Z', '2026-11-16T16:00:00.000Z'],
    ['is the start of the next', {}, '2026-11-16T16:00Z', '2026-11-17T08:00:00.000Z'],
    ['skips the week end', {}, '2026-11-20T16:00Z', '2026-11-23T08:00:00.000Z'],
    [
      'skips midnights between days without a break',
      { supportDays: { MONDAY: { start: '00:00', end: '24:00' }, TUESDAY: { start: '00:00', end: '12:00' } } },
      '2026-11-16T08:00Z',
      '2026-11-17T11:00:00.000Z',
    ],
    [
      'is the start of a holiday',
      { exceptions: [exception('2026-11-17T10:00', '2026-11-18')] },
      '2026-11-17T08:30Z',
      '2026-11-17T09:00:00.000Z',
    ],
    [
      'comes after the holidays',
      { exceptions: [exception('2026-11-17', '2027-03-02')] },
      '2026-11-16T16:00Z',
      '2027-03-03T08:00:00.000Z',
    ],
    [
      'never comes for those who are always there',
      {
        supportDays: Object.fromEntries(
          ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'].map((day) => [
            day,
            { start: '00:00', end: '00:00' },
          ]),
        ),
      },
      '2026-11-16T16:00Z',
      undefined,
    ],
    [
      'is the end of a night that began the day before',
      { supportDays: { MONDAY: { start: '22:00', end: '06:00' } } },
      '2026-11-17T02:00Z',
      '2026-11-17T05:00:00.000Z',
    ],
    [
      'is a week away',
      { supportDays: { MONDAY: { start: '09:00', end: '17:00' } } },
      '2026-11-16T16:00Z',
      '2026-11-23T08:00:00.000Z',
    ],
    [
      'is two weeks away where the clock leaves out one time',
      { supportDays: { SUNDAY: { start: '02:10', end: '02:50' } } },
      '2026-03-22T01:50Z',
      '2026-04-05T00:10:00.000Z',
    ],
    ['never comes for those who are never there', { supportDays: {} }, '2026-11-16T16:00Z', undefined],
    [
      'is a single exception',
      { supportDays: {}, exceptions: [exception('2027-05-01', '2027-05-01', 'DURING')] },
      '2026-11-16T16:00Z',
      '2027-04-30T22:00:00.000Z',
    ],
  ])('%s', (_case, content, after, expected) => {
    expect(nextSupportChange(hours(content), at(after))).toBe(expected);
  });

  it('is where the answer changes, and nothing changes before it', () => {
    const instants = fc.integer({ min: Date.UTC(2026, 2, 20), max: Date.UTC(2026, 3, 5) });
    const times = fc.constantFrom('00:00', '02:30', '09:00', '17:00', '24:00');
    const days = fc.record({
      SATURDAY: fc.record({ start: times, end: times }),
      SUNDAY: fc.record({ start: times, end: times }),
      MONDAY: fc.record({ start: times, end: times }),
    });
    const exceptions = fc.array(
      fc.tuple(instants, instants, fc.constantFrom('DURING', 'OUTSIDE', 'NONE')).map(([start, end, status]) => ({
        name: 'x',
        start: instantOf(start),
        end: instantOf(end),
        supportStatus: status as SupportHoursException['supportStatus'],
      })),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        days,
        exceptions,
        instants,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (supportDays, some, after, part) => {
          const content = hours({ supportDays, exceptions: some });
          const before = inSupportHours(content, instantOf(after));
          const next = nextSupportChange(content, instantOf(after)) as Instant;
          expect(inSupportHours(content, next)).toBe(!before);
          const between = Math.floor(after + (Date.parse(next) - after) * part);
          fc.pre(between < Date.parse(next));
          expect(inSupportHours(content, instantOf(between))).toBe(before);
        },
      ),
    );
  });
});

describe('support hours that make no sense', () => {
  it.each<[string, Partial<SupportHours>, string[]]>([
    ['an unknown zone', { timezone: 'Mars/Olympus' }, ['timezone']],
    [
      'times that are none',
      { supportDays: { MONDAY: { start: '9', end: '25:00' } } },
      ['supportDays.MONDAY.start', 'supportDays.MONDAY.end'],
    ],
    ['an end at the start', { supportDays: { FRIDAY: { start: '09:00', end: '09:00' } } }, ['supportDays.FRIDAY.end']],
    [
      'an unreadable exception',
      { exceptions: [exception('2026-12-25', '2026-12-25'), exception('x', 'y')] },
      ['exceptions[1].start', 'exceptions[1].end'],
    ],
    [
      'an exception that ends before it starts',
      { exceptions: [exception('2026-12-25', '2026-12-24')] },
      ['exceptions[0].end'],
    ],
  ])('are refused for %s', (_case, content, fields) => {
    expect(validateSupportHours(hours(content)).map(({ field }) => field)).toEqual(fields);
  });

  it('are not those of an ordinary team', () => {
    const supportDays = { ...officeHours, SUNDAY: { start: '00:00', end: '00:00' } };
    expect(validateSupportHours(hours({ supportDays, exceptions: [exception('2026-12-25', '2026-12-25')] }))).toEqual(
      [],
    );
  });

  it('have at most a thousand exceptions', () => {
    const many = Array.from({ length: 1001 }, () => exception('2026-12-25', '2026-12-25'));
    expect(validateSupportHours(hours({ exceptions: many.slice(1) }))).toEqual([]);
    expect(validateSupportHours(hours({ exceptions: many }))).toEqual([
      { field: 'exceptions', message: 'must be at most 1000' },
    ]);
  });

  it.each([
    [{ start: '09:00', end: 'x' }, ['supportDays.MONDAY.end']],
    [{ start: 'x', end: '09:00' }, ['supportDays.MONDAY.start']],
    [{ start: '00:00', end: '00:00' }, []],
    [{ start: '00:00', end: '24:00' }, []],
  ])('say which part of %j is wrong', (day, fields) => {
    const found = validateSupportHours(hours({ supportDays: { MONDAY: day } }));
    expect(found.map(({ field }) => field)).toEqual(fields);
  });

  it('with hours of which one part cannot be read are outside on that day', () => {
    const half = (day: { start: string; end: string }) =>
      inSupportHours(hours({ supportDays: { MONDAY: day } }), at('2026-11-16T10:00Z'));
    expect(half({ start: '09:00', end: '17:00' })).toBe(true);
    expect(half({ start: 'x', end: '17:00' })).toBe(false);
    expect(half({ start: '09:00', end: 'x' })).toBe(false);
  });

  it.each([
    ['a start that cannot be read', exception('x', '2026-12-25')],
    ['an end that cannot be read', exception('2026-12-25', '2026-13-25')],
    ['an end at its start', exception('2026-12-25T10:00', '2026-12-25T10:00')],
  ])('with %s have no exception there', (_case, wrong) => {
    expect(inSupportHours(hours({ exceptions: [wrong] }), at('2026-12-25T10:00Z'))).toBe(true);
    expect(validateSupportHours(hours({ exceptions: [wrong] }))).toHaveLength(1);
  });
});
