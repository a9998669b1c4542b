import { describe, expect, it } from 'vitest';
import { brokenPromises } from './check.ts';
import type { Sabotage } from './cloud.ts';
import { planOf } from './generate.ts';
import { runPlan } from './run.ts';

/** About half a minute on a busy machine; `npm run simulate` runs more. */
const seedsOfCi = 60;
const chunk = 10;

describe('simulated histories', () => {
  it.each(Array.from({ length: seedsOfCi / chunk }, (_nothing, index) => 1 + index * chunk))(
    'keep every promise from seed %i on',
    { timeout: 120_000 },
    async (first) => {
      for (let seed = first; seed < first + chunk; seed++)
        expect({ seed, broken: brokenPromises(await runPlan(planOf(seed))) }).toEqual({ seed, broken: [] });
    },
  );

  it.each<[string, Sabotage, number]>([
    ['a claim without its condition', 'no-claim-condition', 3],
    ['lost executions that nobody looks for', 'no-watchdog', 1],
    ['a broken read taken for an empty one', 'throttled-is-empty', 24],
    ['a send that does not look again after its mark', 'blind-send', 7],
  ])('find %s', async (_bug, sabotage, seed) => {
    expect(brokenPromises(await runPlan(planOf(seed), sabotage))).not.toEqual([]);
  });

  it('replay exactly', async () => {
    const [once, again] = [await runPlan(planOf(7)), await runPlan(planOf(7))];
    expect(once.writes.length).toBeGreaterThan(10);
    expect(again.writes).toEqual(once.writes);
  });
});
