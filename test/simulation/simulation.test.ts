import { describe, expect, it } from 'vitest';
import { loadSimulation } from './bundle.ts';
import type { Sabotage } from './sabotage.ts';

/** About half a minute on a busy machine; `npm run simulate` runs more. */
const seedsOfCi = 60;
const chunk = 10;
/** Each bug put in on purpose must be found by one of so many seeds. */
const seedsPerBug = 150;

const { brokenPromises, planOf, runPlan } = await loadSimulation();

describe('simulated histories', () => {
  it.each(Array.from({ length: seedsOfCi / chunk }, (_nothing, index) => 1 + index * chunk))(
    'keep every promise from seed %i on',
    { timeout: 120_000 },
    async (first) => {
      for (let seed = first; seed < first + chunk; seed++)
        expect({ seed, broken: brokenPromises(await runPlan(planOf(seed))) }).toEqual({ seed, broken: [] });
    },
  );

  it.each<[Sabotage, string, RegExp]>([
    ['no-claim-condition', 'nothing is escalated after the answer', /when it was ACCEPTED|when it was RESOLVED/],
    ['send-before-claim', 'no message without its mark', /was sent without a mark/],
    ['run-not-raised', 'what was planned is void once others have the alert', /after the alert was assigned/],
    ['lost-start', 'no step is forgotten', /is due since/],
    ['random-notification-ids', 'pages are those that steps name', /is written 2 times/],
    ['throttled-is-empty', 'no accepted event is lost', /came out as SOURCE_DELETED/],
    ['blind-send', 'nobody is told after the answer', /was marked when the alert was/],
  ])('find the bug %s: %s', { timeout: 60_000 }, async (sabotage, _promise, broken) => {
    const findings: string[] = [];
    for (let seed = 1; seed <= seedsPerBug && !findings.some((one) => broken.test(one)); seed++)
      findings.push(...brokenPromises(await runPlan(planOf(seed), sabotage)));
    expect(findings).toContainEqual(expect.stringMatching(broken));
  });

  it('replay exactly', async () => {
    const [once, again] = [await runPlan(planOf(7)), await runPlan(planOf(7))];
    expect(once.writes.length).toBeGreaterThan(10);
    expect(again.writes).toEqual(once.writes);
  });
});
