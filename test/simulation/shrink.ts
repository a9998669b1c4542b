import { brokenPromises } from './check.ts';
import type { Plan } from './plan.ts';
import { runPlan } from './run.ts';
import type { Sabotage } from './sabotage.ts';

/** The same plan with as little as possible left in it that still breaks a promise; `runs` is how often it may be tried. */
export async function shrink(plan: Plan, runs = 200, sabotage?: Sabotage): Promise<Plan> {
  let left = runs;
  const fails = async (smaller: Plan): Promise<boolean> => {
    left -= 1;
    return brokenPromises(await runPlan(smaller, sabotage)).length > 0;
  };
  let smallest = plan;
  for (const calmer of [{ disorder: 0 }, { slowness: 0 }]) {
    const candidate = { ...smallest, ...calmer };
    if (await fails(candidate)) smallest = candidate;
  }
  for (const part of ['faults', 'operations'] as const) {
    for (let size = Math.ceil(smallest[part].length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let start = 0; start < smallest[part].length && left > 0; ) {
        const candidate = { ...smallest, [part]: smallest[part].toSpliced(start, size) };
        if (await fails(candidate)) smallest = candidate;
        else start += size;
      }
    }
  }
  return smallest;
}
