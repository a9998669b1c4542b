import { brokenPromises } from './check.ts';
import { planOf } from './generate.ts';
import type { Plan } from './plan.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';
import { storyOf } from './story.ts';

/** What came of one seed. */
export interface SeedResult {
  readonly seed: number;
  /** The promises it broke, one line each. */
  readonly broken: readonly string[];
  /** How much happened: events of the scheduler, alerts, messages, broken calls by kind, repeats that were counted. */
  readonly totals: Readonly<Record<string, number>>;
}

/** A failing seed made short: the plan, and its run told as a story. */
export interface ShortStory {
  readonly plan: Plan;
  readonly story: string;
}

/** Runs what a seed stands for and checks it. */
export const trySeed = (seed: number): Promise<SeedResult> => tryPlan(planOf(seed));

/** Runs a plan and checks it; what it throws is one more broken promise. */
export async function tryPlan(plan: Plan): Promise<SeedResult> {
  const { seed } = plan;
  try {
    const run = await runPlan(plan);
    const { events, received, counts, brokenCalls } = run;
    const totals = {
      events,
      'accepted source events': run.accepted.length,
      alerts: counts.AlertsCreated ?? 0,
      messages: received.length,
      'messages repeated unknowing, and counted': counts.RepeatedSends ?? 0,
      'executions restarted by the watchdog': counts.WatchdogRestarts ?? 0,
      ...countsOf(brokenCalls.map(({ kind }) => `broken calls: ${kind}`)),
    };
    return { seed, broken: brokenPromises(run), totals };
  } catch (error) {
    return { seed, broken: [`threw ${error instanceof Error ? error.stack : error}`], totals: {} };
  }
}

const countsOf = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

/** The shortest plan found that still breaks what a failing one breaks, with its story. */
export async function shorten(plan: Plan): Promise<ShortStory> {
  const short = await shrink(plan);
  const run = await runPlan(short);
  return { plan: short, story: storyOf(run, brokenPromises(run)) };
}
