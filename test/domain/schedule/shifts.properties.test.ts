import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEdition } from '../../../functions/domain/schedule/edition.ts';
import { handOff, parseTurnLength, rotationFrom, turnAt } from '../../../functions/domain/schedule/rotation.ts';
import { DayOfWeek, type Override, type Schedule, type Shift } from '../../../functions/domain/schedule/schedule.ts';
import { gaps, onCallAt, shiftAt, shifts } from '../../../functions/domain/schedule/shifts.ts';
import { type Instant, instantOf, millisecondsOf, plus } from '../../../functions/domain/time.ts';
import { parseMoment } from '../../../functions/domain/wall-time.ts';
import { zoneOf } from '../../../functions/domain/zone.ts';
import { aSchedule } from './factories.ts';

const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
const minutesFrom = Date.UTC(2026, 2, 1) / 60_000;
/** Around both changes of the clock in the north, and the one in the south. */
const minutes = fc.integer({ min: minutesFrom, max: minutesFrom + 60 * 24 * 60 });
const instants = minutes.map((minute) => instantOf(minute * 60_000));
const localTexts = minutes.map((minute) => instantOf(minute * 60_000).slice(0, 16));
const rotations = fc.constantFrom('P1D', 'P2D', 'P7D', 'P1W', 'P2W', 'PT1H', 'PT8H', 'PT12H', 'PT25H');
const timesOfWeek = fc.record({
  dayOfWeek: fc.constantFrom(...DayOfWeek.options),
  time: fc.constantFrom('00:00', '01:45', '02:00', '02:15', '02:30', '03:00', '09:00', '17:00', '24:00'),
});
const layers = fc.record({
  startsOn: localTexts,
  endsOn: fc.option(localTexts, { nil: undefined }),
  rotation: rotations,
  users: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
  restrictions: fc.array(fc.record({ from: timesOfWeek, to: timesOfWeek }), { maxLength: 3 }),
});
const editions = fc
  .array(fc.record({ from: instants, layers: fc.array(layers, { maxLength: 3 }) }), { minLength: 1, maxLength: 3 })
  .map((all) =>
    all
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))
      .map(({ from, layers: some }) => ({ from, layers: some, shifts: [] })),
  );
const schedules = fc.record({ timezone: zones, editions }).map((content) => aSchedule(content));
const overridesOf = fc
  .array(
    fc.record({ userId: fc.integer({ min: 1, max: 6 }), start: instants, hours: fc.integer({ min: 1, max: 80 }) }),
    {
      maxLength: 5,
    },
  )
  .map((all) =>
    all.map(({ userId, start, hours }, id): Override => {
      const end = plus(start, { hours });
      return { id, scheduleId: 1, userId, start, end, startsAt: start, endsAt: end, createdAt: start };
    }),
  );
const windows = fc
  .tuple(instants, instants)
  .filter(([a, b]) => a !== b)
  .map(([a, b]): readonly [Instant, Instant] => (a < b ? [a, b] : [b, a]));

const around = (instant: Instant): Instant[] => [
  plus(instant, { milliseconds: -1 }),
  instant,
  plus(instant, { milliseconds: 1 }),
];
const touching = (all: readonly Shift[], [from, until]: readonly [Instant, Instant]) =>
  all.filter(({ start, end }) => start < until && end > from);

describe('shifts', () => {
  it('are in order and never two at once', () => {
    fc.assert(
      fc.property(schedules, overridesOf, windows, (schedule, overrides, [from, until]) => {
        const found = shifts(schedule, overrides, from, until);
        found.forEach((shift, index) => {
          expect(shift.start < shift.end).toBe(true);
          expect(shift.start >= (found[index - 1]?.end ?? '')).toBe(true);
        });
      }),
    );
  });

  it('agree with onCallAt at every edge, around it and anywhere', () => {
    fc.assert(
      fc.property(schedules, overridesOf, windows, instants, (schedule, overrides, [from, until], anywhere) => {
        const found = shifts(schedule, overrides, from, until);
        const edges = found.flatMap(({ start, end }) => [...around(start), ...around(end)]);
        for (const instant of [from, anywhere, ...edges]) {
          if (instant < from || instant >= until) continue;
          const shift = found.find(({ start, end }) => start <= instant && instant < end);
          expect(onCallAt(schedule, overrides, instant)).toBe(shift?.userId);
          expect(shiftAt(schedule, overrides, instant)).toEqual(shift);
        }
      }),
    );
  });

  it('are the same however a window is split', () => {
    fc.assert(
      fc.property(schedules, overridesOf, windows, instants, (schedule, overrides, [from, until], middle) => {
        const whole = shifts(schedule, overrides, from, until);
        fc.pre(from < middle && middle < until);
        const first = shifts(schedule, overrides, from, middle);
        const second = shifts(schedule, overrides, middle, until);
        expect(first).toEqual(touching(whole, [from, middle]));
        expect(second).toEqual(touching(whole, [middle, until]));
      }),
    );
  });

  it('cover exactly what the layers and overrides cover, each by the one that lies on top', () => {
    fc.assert(
      fc.property(schedules, overridesOf, fc.array(instants, { maxLength: 20 }), (schedule, overrides, moments) => {
        for (const instant of moments) {
          expect(onCallAt(schedule, overrides, instant)).toBe(expected(schedule, overrides, instant));
        }
      }),
    );
  });

  it('and gaps fill a window together, but for overrides', () => {
    fc.assert(
      fc.property(schedules, windows, (schedule, [from, until]) => {
        const parts = [...shifts(schedule, [], from, until), ...gaps(schedule, from, until)];
        const lengths = parts.map(
          ({ start, end }) =>
            Math.min(millisecondsOf(end), millisecondsOf(until)) -
            Math.max(millisecondsOf(start), millisecondsOf(from)),
        );
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(millisecondsOf(until) - millisecondsOf(from));
      }),
    );
  });
});

/** Asks the newest override, then each layer of the edition alone, from the last to the first. */
function expected(schedule: Schedule, overrides: readonly Override[], instant: Instant): number | undefined {
  const override = overrides.findLast(({ startsAt, endsAt }) => startsAt <= instant && instant < endsAt);
  if (override) return override.userId;
  const edition = schedule.editions.findLast(({ from }) => from <= instant) ?? schedule.editions[0];
  const alone = edition?.layers.map((layer) =>
    onCallAt({ timezone: schedule.timezone, editions: [{ ...edition, layers: [layer] }] }, [], instant),
  );
  return alone?.findLast((userId) => userId !== undefined);
}

describe('an edit', () => {
  it('changes nothing before it and is the whole truth after it', () => {
    fc.assert(
      fc.property(
        schedules,
        fc.array(layers, { maxLength: 3 }),
        instants,
        fc.array(instants, { maxLength: 20 }),
        (schedule, newLayers, now, moments) => {
          const edited = withEdition(schedule, { layers: newLayers, shifts: [] }, now);
          const from = edited.editions.at(-1)?.from ?? now;
          const anew = aSchedule({ timezone: schedule.timezone, layers: newLayers });
          for (const moment of moments) {
            expect(onCallAt(edited, [], moment)).toBe(onCallAt(moment < from ? schedule : anew, [], moment));
          }
        },
      ),
    );
  });
});

describe('the turn of an instant', () => {
  it('is the one whose hand-offs lie around it', () => {
    fc.assert(
      fc.property(zones, localTexts, rotations, instants, (name, startsOn, rotation, instant) => {
        const zone = zoneOf(name);
        const start = parseMoment(startsOn, zone);
        const length = parseTurnLength(rotation);
        if (!start || !length) throw new Error('the generator is wrong');
        const turns = rotationFrom(start, length, zone);
        const at = millisecondsOf(instant);
        fc.pre(at >= start.instant);
        const turn = turnAt(turns, at);
        expect(handOff(turns, turn)).toBeLessThanOrEqual(at);
        expect(handOff(turns, turn + 1)).toBeGreaterThan(at);
      }),
      { numRuns: 500 },
    );
  });
});
