import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { type BrokenCall, everyBreak, nameOf, sliceOf } from './fault-matrix.ts';
import { harms, rehearseRescue, runRescues } from './fault-rescues.ts';
import { type FinishedRun, rehearse, rehearseTick, runAll, runTicks } from './fault-runs.ts';
import { answeredStory, type Outcome, type Story, unansweredStory } from './fault-stories.ts';
import { judge } from './fault-verdict.ts';
import { tenOClock } from './stage.ts';

/*
 * Every AWS call of the two main stories is broken in every way, one at a time, and the outcome stays the same; then
 * every call of the rescue from what is lost altogether. All of it takes long: a run takes one slice of them, always the
 * same; FAULTS=slice:3 takes another, FAULTS=all takes all, FAULTS=<words> what has them in its name.
 */
const { FAULTS } = process.env;
const longest = 4 * 3_600_000;

function chosen(cases: readonly BrokenCall[]): BrokenCall[] {
  if (FAULTS === 'all') return [...cases];
  const slice = /^slice:(\d+)$/.exec(FAULTS ?? '')?.[1];
  if (slice !== undefined) return sliceOf(cases, Number(slice));
  if (FAULTS !== undefined) return cases.filter((broken) => nameOf(broken).includes(FAULTS));
  return sliceOf(cases, 0);
}

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canary: false });
});
afterAll(() => cloud.stop());

/** How many repeated sends the functions have counted in the log lines that are kept. */
async function repeatsCounted(since: number): Promise<number> {
  const logs = await cloud.logs(since);
  return logs.filter(({ line }) => /"RepeatedSends":/.test(line)).length;
}

const rehearsals = new Map<Story, ReturnType<typeof rehearse>>();

/** How a story goes that nothing breaks; told once. */
function rehearsalOf(story: Story): ReturnType<typeof rehearse> {
  const told = rehearsals.get(story) ?? rehearse(cloud, story);
  rehearsals.set(story, told);
  return told;
}

const latestLine = async () => (await cloud.logs()).at(-1)?.seq ?? 0;

/** Says how a number of runs went, and returns what is wrong with them. */
function account(runs: readonly FinishedRun[], clean: Outcome) {
  const verdicts = runs.map((run) => judge(run, clean));
  const complaints = verdicts.flatMap((verdict) => verdict.complaints);
  // How many workers start at once depends on the machine, and with it how often they read what is read at a start.
  const notMet = runs.flatMap(({ struck, broken }) => (struck || !broken || broken.site.cold ? [] : [nameOf(broken)]));
  const sentTwice = verdicts.reduce((sum, { repeatedSends }) => sum + repeatedSends, 0);
  return { complaints, notMet, sentTwice };
}

describe('with any one AWS call broken in any way', { timeout: longest }, () => {
  it.each<Story>([answeredStory, unansweredStory])('the story "$name" ends as without', async (story) => {
    const { sites, clean } = await rehearsalOf(story);
    const cases = chosen(everyBreak(sites));
    let repeats = 0;
    let line = await latestLine();
    const runs = await runAll(cloud, story, cases, async (round) => {
      repeats += await repeatsCounted(line);
      line = await latestLine();
      const { complaints, notMet } = account(round, clean.outcome);
      if (FAULTS !== undefined)
        console.info([`${round.length} of ${cases.length}`, ...complaints, ...notMet].join('\n'));
    });

    const { complaints, notMet, sentTwice } = account(runs, clean.outcome);
    console.info(
      `${story.name}: ${sites.length} calls, ${cases.length} cases, ${notMet.length} not met, ${sentTwice} messages twice, ${repeats} repeats counted\n${notMet.join('\n')}`,
    );
    expect(complaints).toEqual([]);
    expect(sentTwice).toBeLessThanOrEqual(repeats);
    expect(notMet).toEqual([]);
  });

  it('of the tick, an escalation goes on as without', async () => {
    const { clean } = await rehearsalOf(unansweredStory);
    const sites = await rehearseTick(cloud);
    const runs = await runTicks(cloud, unansweredStory, chosen(everyBreak(sites)));
    const { complaints, notMet } = account(runs, clean.outcome);
    expect(complaints).toEqual([]);
    expect(notMet).toEqual([]);
  });

  it.each(harms)('of the rescue from $name, it comes a little later', async (harm) => {
    const { sites, clean, toldInTime } = await rehearseRescue(cloud, harm);
    expect(toldInTime).toEqual(['EMAIL Grace', 'SMS Ada']);
    expect(clean.outcome.messages).toEqual(toldInTime);
    expect(clean.outcome.timeline).toContain('Nobody is left to notify');
    const line = await latestLine();
    const cases = chosen(everyBreak(sites));
    const runs = await runRescues(cloud, harm, cases);
    const { complaints, notMet, sentTwice } = account(runs, clean.outcome);
    const repeats = await repeatsCounted(line);
    console.info(
      `${harm.name}: ${sites.length} calls, ${cases.length} cases, ${sentTwice} messages twice, ${repeats} repeats counted`,
    );
    expect(complaints).toEqual([]);
    expect(sentTwice).toBeLessThanOrEqual(repeats);
    expect(notMet).toEqual([]);
  });
});
