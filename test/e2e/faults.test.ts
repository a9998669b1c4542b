import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { type BrokenCall, everyBreak, nameOf, sampleOf } from './fault-matrix.ts';
import { rehearse, runAll } from './fault-runs.ts';
import { answeredStory, type Story, unansweredStory } from './fault-stories.ts';
import { judge } from './fault-verdict.ts';
import { tenOClock } from './stage.ts';

/**
 * Every AWS call of the two main stories is broken in every way, one at a time, and the outcome stays the same. The
 * whole matrix takes a long time: FAULTS=all runs it, a number as many cases of each story; otherwise some, others each day.
 */
const { FAULTS } = process.env;
const wanted = FAULTS === 'all' ? Number.POSITIVE_INFINITY : Number(FAULTS ?? 60);
const today = Math.floor(Date.now() / 86_400_000);
const longest = FAULTS === undefined ? 600_000 : 3_600_000;

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still' });
  // Its alerts every five minutes are no part of the stories.
  await cloud.control('POST', 'stop', { rule: 'canary' });
});
afterAll(() => cloud.stop());

const only = (cases: readonly BrokenCall[]) =>
  cases.filter((broken) => nameOf(broken).includes(process.env.FAULT ?? ''));

async function repeatedSends(): Promise<number> {
  const logs = await cloud.logs();
  return logs.filter(({ line }) => /"RepeatedSends":\s*\[?1/.test(line)).length;
}

describe('with any one AWS call broken in any way', () => {
  it.each<Story>([answeredStory, unansweredStory])(
    'the story "$name" ends as without',
    { timeout: longest },
    async (story) => {
      const startedAt = performance.now();
      const { sites, clean } = await rehearse(cloud, story);
      const cases = sampleOf(only(everyBreak(sites)), wanted, today);
      const counted = await repeatedSends();
      const runs = await runAll(cloud, story, cases);

      const verdicts = runs.map((run) => judge(run, clean.outcome));
      const notMet = runs.filter(({ struck }) => !struck);
      const twice = verdicts.reduce((sum, verdict) => sum + verdict.repeatedSends, 0);
      const repeats = (await repeatedSends()) - counted;
      console.info(
        [
          `${story.name}: ${sites.length} calls, ${cases.length} broken in ${Math.round((performance.now() - startedAt) / 1000)} s,`,
          `${notMet.length} not met, ${twice} sent twice, ${repeats} repeats counted`,
          ...notMet.map(({ broken }) => broken && `  not met: ${nameOf(broken)}`),
        ].join('\n'),
      );
      expect(verdicts.flatMap(({ complaints }) => complaints)).toEqual([]);
      expect(twice).toBeLessThanOrEqual(repeats);
    },
  );
});
