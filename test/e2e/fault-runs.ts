import type { FaultSpec } from '../../local/aws/faults.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { type BrokenCall, type CallSite, callSitesOf, type Phase, withColdCalls } from './fault-matrix.ts';
import { acceptAlert, type Cast, type Outcome, outcomeOf, postAlert, type Story } from './fault-stories.ts';

/** Seconds between two alerts of a round: neither levels (300 s) nor delayed rules (60, 120 s) of two ever meet. */
const stagger = 7;
/** How many alerts share the passing of time; all are told of before the second level of the first. */
const roundSize = 40;
/** After the answer: long enough for every redelivery and the watchdog. */
const aftermath = 600;

export interface Run {
  readonly broken: BrokenCall | undefined;
  readonly cast: Cast;
  posts: number;
  /** Whether the call was made, and so broken. */
  struck: boolean;
}

export interface FinishedRun extends Run {
  readonly outcome: Outcome;
}

/** The number of the latest call to AWS. */
export const latestSeq = async (cloud: LocalCloud) => (await cloud.requests()).at(-1)?.seq ?? 0;

/** Tells the story without faults, twice: with functions that have just started, and again. */
export async function rehearse(cloud: LocalCloud, story: Story): Promise<{ sites: CallSite[]; clean: FinishedRun }> {
  await cloud.control('POST', 'kill-workers');
  const cold = await rehearseOnce(cloud, story);
  const warm = await rehearseOnce(cloud, story);
  return { sites: withColdCalls(warm.sites, cold.sites), clean: warm.clean };
}

async function rehearseOnce(cloud: LocalCloud, story: Story): Promise<{ sites: CallSite[]; clean: FinishedRun }> {
  const cast = await story.cast(cloud);
  const sites: CallSite[] = [];
  let seen = await latestSeq(cloud);
  const note = async (phase: Phase) => {
    const requests = await cloud.requests(seen);
    seen = requests.at(-1)?.seq ?? seen;
    sites.push(...callSitesOf(phase, requests));
  };
  const posts = await postAlert(cloud, cast);
  await cloud.settle();
  await note('post');
  await cloud.advance(story.lasts);
  await note('wait');
  if (story.answered) {
    await acceptAlert(cloud, cast, await cloud.outbox());
    await note('reply');
    await cloud.advance(aftermath);
    await note('after');
  }
  const outcome = await outcomeOf(cloud, cast, await cloud.outbox());
  return { sites, clean: { broken: undefined, cast, posts, struck: false, outcome } };
}

/** The calls of one tick that finds nothing to do. */
export async function rehearseTick(cloud: LocalCloud): Promise<CallSite[]> {
  const seen = await latestSeq(cloud);
  await cloud.advance(60);
  return callSitesOf('tick', await cloud.requests(seen));
}

/** Tells the story once for each broken call of a tick, one alert and one broken tick a minute. */
export async function runTicks(cloud: LocalCloud, story: Story, broken: readonly BrokenCall[]): Promise<FinishedRun[]> {
  const before = (await cloud.outbox()).at(-1)?.seq ?? 0;
  const runs: Run[] = [];
  for (const each of broken) {
    const cast = await story.cast(cloud);
    const run: Run = { broken: each, cast, posts: await postAlert(cloud, cast), struck: false };
    runs.push(run);
    await breakWhile(cloud, run, 'tick', async () => void (await cloud.advance(60)));
  }
  await cloud.advance(story.lasts);
  return finish(cloud, runs, before);
}

/** Tells the story once for each broken call, many side by side. `report` hears of each round. */
export async function runAll(
  cloud: LocalCloud,
  story: Story,
  broken: readonly BrokenCall[],
  report: (finished: readonly FinishedRun[]) => Promise<void>,
): Promise<FinishedRun[]> {
  const finished: FinishedRun[] = [];
  for (const each of roundsOf(broken)) {
    const round = await runRound(cloud, story, each);
    await report(round);
    finished.push(...round);
  }
  return finished;
}

const isAimed = ({ site }: BrokenCall) => site.phase === 'wait';

/**
 * What functions do only once, after their start, and not at once, needs a round of its own, or another alert warms them;
 * so does what follows a receipt, which may name neither alert nor person.
 */
const isAlone = (each: BrokenCall) => isAimed(each) && (each.site.cold || each.site.function === 'handle-reply');

function roundsOf(broken: readonly BrokenCall[]): BrokenCall[][] {
  // What breaks at once comes first: time stands still then, and no other alert does anything.
  const together = broken.filter((each) => !isAlone(each)).sort((a, b) => Number(isAimed(a)) - Number(isAimed(b)));
  const rounds = broken.filter(isAlone).map((each) => [each]);
  for (let start = 0; start < together.length; start += roundSize)
    rounds.push(together.slice(start, start + roundSize));
  return rounds;
}

async function runRound(cloud: LocalCloud, story: Story, round: readonly BrokenCall[]): Promise<FinishedRun[]> {
  const runs: Run[] = [];
  const before = (await cloud.outbox()).at(-1)?.seq ?? 0;
  for (const broken of round) {
    const run: Run = { broken, cast: await story.cast(cloud), posts: 0, struck: false };
    runs.push(run);
    if (broken.site.cold) await cloud.control('POST', 'kill-workers');
    await breakWhile(cloud, run, 'post', async () => {
      run.posts = await postAlert(cloud, run.cast);
      await cloud.settle();
    });
    if (isAimed(broken)) {
      await aim(cloud, run);
      await cloud.advance(stagger);
    }
  }
  await cloud.advance(story.lasts);
  await readStrikes(cloud, runs);
  await cloud.faults.clear();
  if (story.answered) {
    for (const run of runs) {
      const messages = await cloud.outbox(before);
      await breakWhile(cloud, run, 'reply', () => acceptAlert(cloud, run.cast, messages));
      // A broken batch of changes is tried again later; those of the next alert wait behind it.
      if (run.broken?.site.function === 'on-change') await cloud.advance(60);
    }
    for (const run of runs) if (run.broken?.site.phase === 'after') await aim(cloud, run);
    await cloud.advance(aftermath);
    await readStrikes(cloud, runs);
    await cloud.faults.clear();
  }
  return finish(cloud, runs, before);
}

/** Ends the runs: reads how each of them came out. `before` is the number of the last message before them. */
export async function finish(cloud: LocalCloud, runs: readonly Run[], before: number): Promise<FinishedRun[]> {
  const messages = await cloud.outbox(before);
  const finished: FinishedRun[] = [];
  for (const run of runs) finished.push({ ...run, outcome: await outcomeOf(cloud, run.cast, messages) });
  return finished;
}

const faultOf = ({ site, kind, count }: BrokenCall, about?: string[]) => {
  const { function: name, service, action, skip } = site;
  return { function: name, service, action, skip, kind, count, ...(about && { about }) };
};

/** Breaks the run's call when it belongs to this phase, in which nothing but this run goes on. */
export async function breakWhile(cloud: LocalCloud, run: Run, phase: Phase, work: () => Promise<void>): Promise<void> {
  const isNow = run.broken?.site.phase === phase;
  if (isNow && run.broken) await cloud.faults.add(faultOf(run.broken));
  await work();
  if (!isNow) return;
  const [fault] = await cloud.control<readonly { struck: number }[]>('GET', 'faults');
  run.struck = (fault?.struck ?? 0) > 0;
  await cloud.faults.clear();
}

/** Breaks the run's call wherever others go on at the same time: only calls about its alert or its people count. */
async function aim(cloud: LocalCloud, { broken, cast }: Run): Promise<void> {
  if (!broken) return;
  await cloud.faults.add(faultOf(broken, isAlone(broken) ? undefined : await textsAbout(cloud, cast)));
}

async function textsAbout(cloud: LocalCloud, { source, people }: Cast): Promise<string[]> {
  const { body } = await cloud.api('GET', `/api/alerts?sources=${source.id}`);
  const addresses = people.flatMap(({ phone, email, device, browser }) =>
    [phone, email, device, browser].filter((address) => address !== undefined),
  );
  return [...body.map(({ id }: { id: number }) => String(id)), ...addresses];
}

async function readStrikes(cloud: LocalCloud, runs: readonly Run[]): Promise<void> {
  const faults = await cloud.control<readonly (FaultSpec & { struck: number })[]>('GET', 'faults');
  for (const run of runs) {
    const { phone } = run.cast.people[0] ?? {};
    const own = runs.length === 1 ? faults[0] : faults.find(({ about }) => about?.some((text) => text === phone));
    if (own) run.struck = own.struck > 0;
  }
}
