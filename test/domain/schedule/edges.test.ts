import { describe, expect, it } from 'vitest';
import { dutiesOf, whoseDutiesChanged } from '../../../functions/domain/schedule/duty.ts';
import { parseTurnLength } from '../../../functions/domain/schedule/rotation.ts';
import { gapsBetween, nextShift } from '../../../functions/domain/schedule/shifts.ts';
import { validateLayers, validateShifts } from '../../../functions/domain/schedule/validate.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { at, tenOClock as now } from '../../support/factories.ts';

const hour = 3_600_000;

describe('the length of a turn', () => {
  it.each([
    ['PT720M', { clock: 'elapsed', milliseconds: 12 * hour }],
    ['PT60M', { clock: 'elapsed', milliseconds: hour }],
    ['PT8H', { clock: 'elapsed', milliseconds: 8 * hour }],
    ['P1W2D', { clock: 'wall', milliseconds: 9 * 24 * hour }],
    ['P7D', { clock: 'wall', milliseconds: 7 * 24 * hour }],
  ])('may be %s', (text, expected) => expect(parseTurnLength(text)).toEqual(expected));

  it.each(['PT90M', 'PT0H', 'P0D', 'P', 'PT', 'P1DT1H', 'P1M', 'xP1D', 'P1Dx', 'PT1H1M', 'PT1234567H'])(
    'is never %s',
    (text) => expect(parseTurnLength(text)).toBeUndefined(),
  );
});

describe('shifts entered by hand', () => {
  const shift = (start: string, end: string, userId = 1) => ({ userId, start, end });
  const of = (...shifts: ReturnType<typeof shift>[]) => ({
    timezone: 'UTC',
    editions: [{ from: now, layers: [], shifts }],
  });

  it('are looked for two years ahead, after the moment asked for', () => {
    const begin = plus(now, { days: 729, hours: 23 });
    const late = of(shift(begin, plus(begin, { hours: 1 })));
    expect(nextShift(late, [], now)?.start).toBe(begin);
    expect(nextShift(late, [], minus(now, { days: 1 }))).toBeUndefined();
    const two = of(shift(now, plus(now, { hours: 1 })), shift(plus(now, { hours: 5 }), plus(now, { hours: 6 }), 2));
    expect(nextShift(two, [], now)?.userId).toBe(2);
    expect(nextShift(two, [], minus(now, { milliseconds: 1 }))?.userId).toBe(1);
  });

  it('leave gaps between them; one that cannot be read leaves the others', () => {
    const shifts = [
      shift('2026-03-01T09:00', '2026-03-01T10:00'),
      shift('soon', 'later'),
      shift('2026-03-01T12:00', '2026-03-01T13:00'),
    ];
    expect(gapsBetween(shifts, 'UTC')).toEqual([{ start: at('2026-03-01T10:00Z'), end: at('2026-03-01T12:00Z') }]);
  });

  const notLocal = 'must be a date-time, local (2026-03-01T09:00) or with an offset';
  it.each<[string, ReturnType<typeof shift>[], object[]]>([
    ['no start', [shift('soon', '2026-03-01T10:00')], [{ field: 'shifts[0].start', message: notLocal }]],
    ['no end', [shift('2026-03-01T10:00', 'later')], [{ field: 'shifts[0].end', message: notLocal }]],
    [
      'neither',
      [shift('soon', 'later')],
      [
        { field: 'shifts[0].start', message: notLocal },
        { field: 'shifts[0].end', message: notLocal },
      ],
    ],
    [
      'an end at the start',
      [shift('2026-03-01T10:00', '2026-03-01T10:00')],
      [{ field: 'shifts[0].end', message: 'must be after start' }],
    ],
    ['nothing', [shift('2026-03-01T09:00', '2026-03-01T10:00'), shift('2026-03-01T10:00', '2026-03-01T11:00')], []],
    [
      'two at once, and a third',
      [
        shift('2026-03-01T09:00', '2026-03-01T12:00'),
        shift('2026-03-01T10:00', '2026-03-01T12:00'),
        shift('2026-03-01T11:00', '2026-03-01T13:00'),
      ],
      [
        { field: 'shifts[1].start', message: 'overlaps shifts[0]' },
        { field: 'shifts[2].start', message: 'overlaps shifts[0]' },
      ],
    ],
  ])('are told to have %s', (_what, shifts, expected) => {
    expect(validateShifts(shifts, 'UTC')).toEqual(expected);
  });

  const layer = (facts: object) =>
    validateLayers([{ startsOn: '2026-03-01T09:00', rotation: 'P1D', users: [1], ...facts }], 'UTC');
  it.each<[string, object, object[]]>([
    ['no end', {}, []],
    ['an end', { endsOn: '2026-03-01T09:01' }, []],
    ['an end that is none', { endsOn: 'later' }, [{ field: 'scheduleLayers[0].endsOn', message: notLocal }]],
    [
      'an end at its start',
      { endsOn: '2026-03-01T09:00' },
      [{ field: 'scheduleLayers[0].endsOn', message: 'must be after startsOn' }],
    ],
    [
      'a start that is none, and an end',
      { startsOn: 'soon', endsOn: '2026-03-01T09:00' },
      [{ field: 'scheduleLayers[0].startsOn', message: notLocal }],
    ],
  ])('and layers may have %s', (_what, facts, expected) => {
    expect(layer(facts)).toEqual(expected);
  });
});

describe('duties', () => {
  const duty = (userId: number, from: number, to: number) => ({
    userId,
    start: plus(now, { hours: from }),
    end: plus(now, { hours: to }),
  });

  it('are shifts of one person that meet', () => {
    expect(dutiesOf([duty(1, 0, 1), duty(1, 1, 2), duty(2, 2, 3), duty(1, 3, 4), duty(1, 5, 6)])).toEqual([
      duty(1, 0, 2),
      duty(2, 2, 3),
      duty(1, 3, 4),
      duty(1, 5, 6),
    ]);
  });

  it.each<[string, ReturnType<typeof duty>[], ReturnType<typeof duty>[], number[]]>([
    ['that stay', [duty(1, 0, 2)], [duty(1, 0, 2)], []],
    ['that are longer', [duty(1, 2, 3)], [duty(1, 2, 4)], [1]],
    ['that are longer beyond the time looked at', [duty(1, 2, 10)], [duty(1, 2, 12)], []],
    ['that began earlier, before the time looked at', [duty(1, -2, 3)], [duty(1, -4, 3)], []],
    ['that begin with the time looked at', [duty(1, 0, 3)], [duty(1, -1, 3)], []],
    ['that end before the time looked at', [duty(1, -2, 0)], [], []],
    ['that begin after the time looked at', [], [duty(1, 10, 11)], []],
    ['that change hands', [duty(1, 0, 2)], [duty(2, 0, 2)], [1, 2]],
  ])('%s are told to who has others now', (_which, before, after, expected) => {
    expect(whoseDutiesChanged(before, after, [now, plus(now, { hours: 10 })])).toEqual(expected);
  });
});
