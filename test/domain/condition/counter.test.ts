import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countersOf } from '../../../functions/domain/condition/asked.ts';
import {
  type CounterState,
  counterNamed,
  countUp,
  nameOfCounter,
  windowSeconds,
} from '../../../functions/domain/condition/counter.ts';
import { instantOf } from '../../../functions/domain/time.ts';
import { conditionOf, evaluated, now } from './read.ts';

const at = (seconds: number) => instantOf(Date.parse(now) + seconds * 1000);

/** What a counter of ten minutes shows at each of these seconds. */
function shownAt(seconds: readonly number[], limit?: number): number[] {
  let state: CounterState | undefined;
  return seconds.map((second) => {
    const counted = countUp(state, { seconds: 600 }, at(second), limit);
    state = counted.state;
    return counted.shown;
  });
}

describe('a window', () => {
  it.each<[what: string, seconds: number[], shown: number[]]>([
    ['counts each evaluation, beginning with 1', [0, 1, 1, 300], [1, 2, 3, 4]],
    ['ends its length after its first evaluation', [0, 599.999, 600], [1, 2, 1]],
    [
      'begins anew with the next evaluation, not at the end of the last one',
      [0, 900, 1400, 1499, 1500],
      [1, 1, 2, 3, 1],
    ],
    ['takes in what is a little late', [10, 5, 11], [1, 2, 3]],
    ['is not changed by what is a whole window late', [1000, 400, 401, 1001], [1, 1, 2, 3]],
  ])('%s', (_what, seconds, shown) => {
    expect(shownAt(seconds)).toEqual(shown);
  });

  it('never shows more than what came within its length, nor loses one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 }), (moments) => {
        const seconds = moments.toSorted((a, b) => a - b);
        const shown = shownAt(seconds);
        shown.forEach((count, index) => {
          expect(count).toBeLessThanOrEqual(
            seconds.filter((one, other) => other <= index && one > (seconds[index] ?? 0) - 600).length,
          );
          expect(count === 1 || count === (shown[index - 1] ?? 0) + 1).toBe(true);
        });
      }),
    );
  });
});

describe('a resetting counter', () => {
  it.each<[what: string, limit: number, shown: number[]]>([
    ['begins anew after its limit', 3, [1, 2, 3, 1, 2, 3, 1]],
    ['stays at 1 with a limit of 1', 1, [1, 1, 1, 1, 1, 1, 1]],
  ])('%s', (_what, limit, shown) => {
    expect(shownAt([0, 1, 2, 3, 4, 5, 6], limit)).toEqual(shown);
  });

  it('begins a new window after its limit', () => {
    expect(shownAt([0, 500, 700, 1299, 1300], 2)).toEqual([1, 2, 1, 2, 1]);
    expect(shownAt([0, 100, 200, 700], 2)).toEqual([1, 2, 1, 2]);
  });
});

describe('what a condition counts', () => {
  const asked = (text: string, event: unknown = {}) =>
    countersOf(conditionOf(text), { roots: { event }, now }).map((one) => [nameOfCounter(one), one.limit]);

  it.each<[text: string, counters: [name: string, limit: number | undefined][]]>([
    ['true', []],
    ['trigger_count.10m > 3', [['trigger_count.600s', undefined]]],
    ['trigger_count.10m > 3 or trigger_count.PT10M > 5', [['trigger_count.600s', undefined]]],
    ['false and trigger_count.5s > 3', [['trigger_count.5s', undefined]]],
    ['not (3 < trigger_count.2d)', [['trigger_count.172800s', undefined]]],
    ['resetting_trigger_count.10m >= 3', [['resetting_trigger_count.600s', 3]]],
    ['resetting_trigger_count.10m == 3', [['resetting_trigger_count.600s', 3]]],
    ['resetting_trigger_count.10m > 3', [['resetting_trigger_count.600s', 4]]],
    ['resetting_trigger_count.10m > 3.5', [['resetting_trigger_count.600s', 4]]],
    ['resetting_trigger_count.10m >= 3.5', [['resetting_trigger_count.600s', 4]]],
    ['3 <= resetting_trigger_count.10m', [['resetting_trigger_count.600s', 3]]],
    ['3 < resetting_trigger_count.10m', [['resetting_trigger_count.600s', 4]]],
    ["resetting_trigger_count.10m >= '3'", [['resetting_trigger_count.600s', 3]]],
    ['resetting_trigger_count.10m >= event.limit', [['resetting_trigger_count.600s', 7]]],
    ['resetting_trigger_count.10m >= event.absent', [['resetting_trigger_count.600s', undefined]]],
    ['resetting_trigger_count.10m >= 0', [['resetting_trigger_count.600s', 1]]],
    ['resetting_trigger_count.10m >= 5 or resetting_trigger_count.10m >= 3', [['resetting_trigger_count.600s', 3]]],
    ['resetting_trigger_count.10m >= 3 or resetting_trigger_count.10m >= 5', [['resetting_trigger_count.600s', 3]]],
    ['resetting_trigger_count.10m >= 3 or resetting_trigger_count.10m', [['resetting_trigger_count.600s', 3]]],
    [
      'trigger_count.1m > 1 and resetting_trigger_count.1m > 1',
      [
        ['trigger_count.60s', undefined],
        ['resetting_trigger_count.60s', 2],
      ],
    ],
  ])('%s', (text, counters) => {
    expect(asked(text, { limit: 7 })).toEqual(counters);
  });

  it('shows 1 where nobody says more', () => {
    expect(evaluated('trigger_count.10m == 1 and resetting_trigger_count.2d == 1').result).toBe(true);
    const counters = new Map([['trigger_count.600s', 4]]);
    expect(evaluated('trigger_count.PT10M == 4 and resetting_trigger_count.10m == 1', {}, { counters }).result).toBe(
      true,
    );
  });
});

it.each<[text: string, seconds: number | undefined]>([
  ['5s', 5],
  ['10s', 10],
  ['10m', 600],
  ['2h', 7_200],
  ['2d', 172_800],
  ['48h', 172_800],
  ['PT5S', 5],
  ['PT3M', 180],
  ['PT1H30M', 5_400],
  ['P1D', 86_400],
  ['P1DT12H', 129_600],
  ['P2D', 172_800],
  ['4s', undefined],
  ['0m', undefined],
  ['49h', undefined],
  ['P2DT1S', undefined],
  ['P', undefined],
  ['PT', undefined],
  ['P1DT', undefined],
  ['1w', undefined],
  ['1.5m', undefined],
  ['-5m', undefined],
  ['5', undefined],
  ['m', undefined],
  ['', undefined],
])('%j are %s seconds', (text, seconds) => {
  expect(windowSeconds(text)).toBe(seconds);
});

it.each([
  ['trigger_count.3m', 'trigger_count.180s'],
  ['trigger_count.PT3M', 'trigger_count.180s'],
  ['resetting_trigger_count.3m', 'resetting_trigger_count.180s'],
  ['trigger_count', undefined],
  ['trigger_count.', undefined],
  ['trigger_count.1s', undefined],
  ['xtrigger_count.3m', undefined],
  ['count.3m', undefined],
])('%s is the counter %s', (name, counter) => {
  const found = counterNamed(name);
  expect(found && nameOfCounter(found)).toBe(counter);
});
