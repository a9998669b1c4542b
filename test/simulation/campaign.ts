import { brokenPromises } from './check.ts';
import { planOf } from './generate.ts';
import { runPlan } from './run.ts';
import { shrink } from './shrink.ts';

export interface Campaign {
  readonly seeds: number;
  /** Seeds that broke a promise. */
  readonly failed: readonly number[];
  readonly faults: number;
  readonly messages: number;
  readonly repeated: number;
}

/** Runs `count` seeds from `first` on; a failing one is printed with what it broke and the shortest plan that still does. */
export async function runCampaign(first: number, count: number): Promise<Campaign> {
  const failed: number[] = [];
  let [faults, messages, repeated] = [0, 0, 0];
  for (let seed = first; seed < first + count; seed++) {
    const run = await runPlan(planOf(seed));
    faults += run.faults;
    messages += run.received.length;
    repeated += run.counts.RepeatedSends ?? 0;
    const broken = brokenPromises(run);
    if (broken.length === 0) continue;
    failed.push(seed);
    const { configuration, ...story } = await shrink(run.plan);
    console.log(`Seed ${seed}:\n  ${broken.slice(0, 5).join('\n  ')}\nShrunk to ${JSON.stringify(story)}`);
    console.log(`with ${JSON.stringify(configuration)}`);
  }
  return { seeds: count, failed, faults, messages, repeated };
}
