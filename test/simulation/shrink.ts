import { brokenPromises } from './check.ts';
import type { Plan } from './plan.ts';
import { runPlan } from './run.ts';
import type { Sabotage } from './sabotage.ts';

/** What is broken, whichever alert and whenever: the same words with other numbers. */
export const kindOf = (broken: string): string => broken.replaceAll(/[\d.:TZ-]*\d[\d.:TZ-]*/g, '#');

/** Parts of a plan that are lists of things that may be left out: first what takes most time to run. */
const listsOf = [
  (plan: Plan) => list(plan.operations, (operations) => ({ ...plan, operations })),
  (plan: Plan) => list(plan.faults, (faults) => ({ ...plan, faults })),
  (plan: Plan) => list(plan.configuration.overrides, (overrides) => configured(plan, { overrides })),
  (plan: Plan) => list(plan.configuration.maintenance, (maintenance) => configured(plan, { maintenance })),
  (plan: Plan) => list(plan.configuration.heartbeats, (heartbeats) => configured(plan, { heartbeats })),
  (plan: Plan) => list(plan.configuration.subscribers ?? [], (subscribers) => configured(plan, { subscribers })),
  (plan: Plan) => list(plan.configuration.actions ?? [], (actions) => configured(plan, { actions })),
  (plan: Plan) => list(plan.configuration.browsers ?? [], (browsers) => configured(plan, { browsers })),
  (plan: Plan) => list(plan.configuration.pages ?? [], (pages) => configured(plan, { pages })),
];

const configured = (plan: Plan, changes: Partial<Plan['configuration']>): Plan => ({
  ...plan,
  configuration: { ...plan.configuration, ...changes },
});

interface Shortened {
  readonly length: number;
  without(start: number, count: number): Plan;
}

const list = <T>(items: readonly T[], withItems: (items: readonly T[]) => Plan): Shortened => ({
  length: items.length,
  without: (start, count) => withItems(items.toSpliced(start, count)),
});

/**
 * The same plan with as little as possible left in it that still breaks the same promise; `runs` is how often it may be
 * tried. What is left out leaves the rest as it is, so that most of what did not matter can go.
 */
export async function shrink(plan: Plan, runs = 300, sabotage?: Sabotage): Promise<Plan> {
  let left = runs;
  const brokenBy = async (candidate: Plan): Promise<Set<string>> =>
    new Set(brokenPromises(await runPlan(candidate, sabotage)).map(kindOf));
  const wanted = [...(await brokenBy(plan))];
  const fails = async (candidate: Plan): Promise<boolean> => {
    left -= 1;
    const broken = await brokenBy(candidate);
    return wanted.some((kind) => broken.has(kind));
  };
  let smallest = plan;
  const attempt = async (candidate: Plan): Promise<boolean> => {
    if (left <= 0 || !(await fails(candidate))) return false;
    smallest = candidate;
    return true;
  };
  let before: Plan;
  do {
    before = smallest;
    for (const calmer of [{ disorder: 0 }, { slowness: 0 }, { skew: 0 }])
      if (Object.entries(calmer).some(([name, value]) => smallest[name as keyof Plan] !== value))
        await attempt({ ...smallest, ...calmer });
    for (const part of listsOf)
      for (let size = part(smallest).length; size >= 1; size = Math.floor(size / 2))
        for (let start = 0; start < part(smallest).length; )
          if (left <= 0 || !(await attempt(part(smallest).without(start, size)))) start += size;
    while (smallest.calmAfter > 120 && (await attempt({ ...smallest, calmAfter: Math.ceil(smallest.calmAfter / 2) })));
  } while (smallest !== before && left > 0);
  return smallest;
}
