import { describe, expect, it } from 'vitest';
import type { ScheduleLayer } from '../../../functions/domain/schedule/schedule.ts';
import { validateLayers, validateShifts, validateTimezone } from '../../../functions/domain/schedule/validate.ts';
import { ada, aLayer, grace, weekly } from './factories.ts';

const fieldsOf = (problems: readonly { field: string }[]) => problems.map(({ field }) => field);

describe('the layers of a schedule', () => {
  it.each(['P1D', 'P7D', 'P1W', 'P2W', 'P1W3D', 'PT1H', 'PT8H', 'PT168H'])('may rotate every %s', (rotation) => {
    expect(validateLayers([aLayer({ rotation })], 'Europe/Berlin')).toEqual([]);
  });

  it.each([
    '',
    'P',
    'PT',
    'P0D',
    'PT0H',
    'P0W',
    'P1M',
    'P1Y',
    'PT30M',
    'PT1.5H',
    'P1DT12H',
    '-P1D',
    '7 days',
    'P99999D',
  ])('may not rotate every %j', (rotation) => {
    expect(fieldsOf(validateLayers([aLayer({ rotation })], 'Europe/Berlin'))).toEqual(['scheduleLayers[0].rotation']);
  });

  it.each<[string, Partial<ScheduleLayer>, string[]]>([
    ['a start that is none', { startsOn: 'soon' }, ['startsOn']],
    ['a start on a day that is none', { startsOn: '2026-02-30T09:00' }, ['startsOn']],
    ['an end that is none', { endsOn: '2026-13-01T00:00' }, ['endsOn']],
    ['an end before the start', { startsOn: '2026-03-01T09:00', endsOn: '2026-03-01T07:30:00Z' }, ['endsOn']],
    ['an end at the start', { startsOn: '2026-03-01T09:00', endsOn: '2026-03-01T08:00:00Z' }, ['endsOn']],
    ['nobody', { users: [] }, ['users']],
    ['an empty restriction', { restrictions: [weekly('MONDAY 09:00', 'MONDAY 09:00')] }, ['restrictions[0].from']],
    [
      'a restriction from the end of a day to the start of the next',
      { restrictions: [weekly('MONDAY 24:00', 'TUESDAY 00:00')] },
      ['restrictions[0].from'],
    ],
    [
      'times of the day that are none, in the second restriction',
      { restrictions: [weekly('MONDAY 09:00', 'MONDAY 17:00'), weekly('MONDAY 9:00', 'MONDAY 24:30')] },
      ['restrictions[1].from.time', 'restrictions[1].to.time'],
    ],
    ['several things', { startsOn: 'x', rotation: 'y', users: [] }, ['startsOn', 'users', 'rotation']],
  ])('may not have %s', (_case, wrong, fields) => {
    const problems = validateLayers([aLayer(), aLayer(wrong)], 'Europe/Berlin');
    expect(fieldsOf(problems)).toEqual(fields.map((field) => `scheduleLayers[1].${field}`));
  });

  it('may name a person twice, wrap over the end of the week and span a whole one', () => {
    const restrictions = [weekly('FRIDAY 17:00', 'MONDAY 09:00'), weekly('MONDAY 00:00', 'SUNDAY 24:00')];
    expect(validateLayers([aLayer({ users: [ada, ada, grace], restrictions })], 'Europe/Berlin')).toEqual([]);
  });

  it.each([
    ['layers', 50, (count: number) => Array.from({ length: count }, () => aLayer()), 'scheduleLayers'],
    [
      'users',
      500,
      (count: number) => [aLayer({ users: Array.from({ length: count }, () => ada) })],
      'scheduleLayers[0].users',
    ],
    [
      'restrictions',
      200,
      (count: number) => [
        aLayer({ restrictions: Array.from({ length: count }, () => weekly('MONDAY 09:00', 'MONDAY 17:00')) }),
      ],
      'scheduleLayers[0].restrictions',
    ],
  ])('are limited: %s to %i', (_case, most, layers, field) => {
    expect(validateLayers(layers(most), 'UTC')).toEqual([]);
    expect(validateLayers(layers(most + 1), 'UTC')).toEqual([{ field, message: `must be at most ${most}` }]);
  });

  it('rotate at most every ten years', () => {
    expect(validateLayers([aLayer({ rotation: 'P3660D' })], 'UTC')).toEqual([]);
    expect(validateLayers([aLayer({ rotation: 'PT87840H' })], 'UTC')).toEqual([]);
    expect(fieldsOf(validateLayers([aLayer({ rotation: 'P3661D' })], 'UTC'))).toEqual(['scheduleLayers[0].rotation']);
    expect(fieldsOf(validateLayers([aLayer({ rotation: 'PT87841H' })], 'UTC'))).toEqual(['scheduleLayers[0].rotation']);
  });

  it('must be there', () => {
    expect(fieldsOf(validateLayers([], 'Europe/Berlin'))).toEqual(['scheduleLayers']);
  });

  it.each(['Europe/Atlantis', '+02:00', '', 'Berlin'])('are not read in the zone %j', (timezone) => {
    expect(validateLayers([aLayer({ startsOn: 'x' })], timezone)).toEqual(validateTimezone(timezone));
    expect(fieldsOf(validateTimezone(timezone))).toEqual(['timezone']);
  });
});

describe('shifts entered by hand', () => {
  const shift = (start: string, end: string) => ({ userId: ada, start, end });

  it('may meet, stand in any order and leave gaps', () => {
    expect(
      validateShifts(
        [
          shift('2026-06-02T09:00', '2026-06-03T09:00'),
          shift('2026-06-01T09:00', '2026-06-02T09:00'),
          shift('2026-06-05T09:00Z', '2026-06-05T17:00Z'),
        ],
        'Europe/Berlin',
      ),
    ).toEqual([]);
  });

  it('are at most two thousand', () => {
    const many = Array.from({ length: 2001 }, (_, index) => {
      const day = new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
      return shift(`${day}T09:00`, `${day}T17:00`);
    });
    expect(validateShifts(many.slice(1), 'UTC')).toEqual([]);
    expect(validateShifts(many, 'UTC')).toEqual([{ field: 'shifts', message: 'must be at most 2000' }]);
  });

  it('are not read in a zone that is none', () => {
    expect(validateShifts([shift('x', 'y')], 'Berlin')).toEqual(validateTimezone('Berlin'));
  });

  it.each([
    ['unreadable at their end', [shift('2026-06-01T09:00', 'y')], ['shifts[0].end']],
    ['unreadable at their start', [shift('x', '2026-06-01T09:00')], ['shifts[0].start']],
    [
      'two at once, of which the longer says which',
      [
        shift('2026-06-01T09:00', '2026-06-01T12:00'),
        shift('2026-06-01T10:00', '2026-06-01T18:00'),
        shift('2026-06-01T17:00', '2026-06-01T20:00'),
      ],
      ['shifts[1].start', 'shifts[2].start'],
    ],
    ['unreadable', [shift('x', 'y')], ['shifts[0].start', 'shifts[0].end']],
    ['empty', [shift('2026-06-01T09:00', '2026-06-01T09:00')], ['shifts[0].end']],
    ['of no length in the gap', [shift('2026-03-29T02:10', '2026-03-29T02:50')], ['shifts[0].end']],
    [
      'two at once',
      [shift('2026-06-01T12:00', '2026-06-01T18:00'), shift('2026-06-01T09:00', '2026-06-01T12:30')],
      ['shifts[0].start'],
    ],
    [
      'two at once, told in different ways',
      [shift('2026-06-01T09:00', '2026-06-01T12:00'), shift('2026-06-01T09:30:00Z', '2026-06-01T12:00:00Z')],
      ['shifts[1].start'],
    ],
    [
      'within a long one, although others lie between',
      [
        shift('2026-06-01T00:00', '2026-06-30T00:00'),
        shift('2026-06-02T00:00', '2026-06-03T00:00'),
        shift('2026-06-05T00:00', '2026-06-06T00:00'),
      ],
      ['shifts[1].start', 'shifts[2].start'],
    ],
  ])('may not be %s', (_case, wrong, fields) => {
    expect(fieldsOf(validateShifts(wrong, 'Europe/Berlin'))).toEqual(fields);
  });

  it('that overlap name the one they overlap', () => {
    const problems = validateShifts(
      [
        shift('2026-06-01T17:00', '2026-06-01T20:00'),
        shift('2026-06-01T09:00', '2026-06-01T12:00'),
        shift('2026-06-01T10:00', '2026-06-01T18:00'),
      ],
      'UTC',
    );
    expect(problems).toEqual([
      { field: 'shifts[2].start', message: 'overlaps shifts[1]' },
      { field: 'shifts[0].start', message: 'overlaps shifts[2]' },
    ]);
  });
});
