import { describe, expect, it } from 'vitest';
import { adviceFor, stepsOf, type TimedRule } from '../../../web/screens/me/notifications/steps.ts';

let id = 0;
const rule = (method: string, delayMin: number): TimedRule => ({ id: ++id, method, delayMin, contact: null });

describe('rules as a line of time', () => {
  it('are in the order of what happens, calls last of what happens at once', () => {
    const rules = [rule('VOICE', 5), rule('EMAIL', 0), rule('SMS', 2), rule('VOICE', 0), rule('PUSH', 0)];
    expect(stepsOf(rules).map(({ at, rules: own }) => [at, ...own.map(({ method }) => method)])).toEqual([
      [0, 'PUSH', 'EMAIL', 'VOICE'],
      [2, 'SMS'],
      [5, 'VOICE'],
    ]);
    expect(stepsOf([])).toEqual([]);
  });
});

describe('advice', () => {
  it.each<[string | undefined, TimedRule[]]>([
    ['NONE', []],
    ['QUIET', [rule('EMAIL', 0)]],
    ['LATE', [rule('EMAIL', 0), rule('VOICE', 6)]],
    [undefined, [rule('PUSH', 5)]],
    [undefined, [rule('EMAIL', 0), rule('SMS', 2), rule('VOICE', 10)]],
  ])('is %s', (advice, rules) => expect(adviceFor(rules)).toBe(advice));
});
