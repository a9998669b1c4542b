import type { Configuration, PolicySketch, RuleSketch } from './plan.ts';

/** Whom a level wakes, and by what: `SMS to user 2 after 5`. */
export interface ExpectedLevel {
  readonly pass: number;
  readonly level: number;
  readonly minutes: number;
  readonly pages: readonly {
    readonly userId: number;
    readonly method: RuleSketch['method'];
    readonly delayMin: number;
  }[];
}

/** What one run of an escalation goes along. */
export interface RunOfAlert {
  readonly priority: 'HIGH' | 'LOW';
  readonly policyId: number | undefined;
  /** The only person of the run: the alert was assigned to them. */
  readonly onlyUserId?: number | undefined;
  /** The level it starts with, from 0. */
  readonly startLevel: number;
}

/**
 * The rules of escalation, told once more and as simply as possible: the levels that a run notifies, in their order, if
 * nobody answers. It knows nothing of steps, claims and times; levels that reach nobody are left out.
 */
export function expectedLevels({ users, policies }: Configuration, run: RunOfAlert): ExpectedLevel[] {
  const pagesOf = (userIds: readonly number[]): ExpectedLevel['pages'] =>
    [...new Set(userIds)].flatMap((userId) => {
      const user = users.find(({ id }) => id === userId);
      if (user === undefined || user.muted) return [];
      return user.rules
        .filter(({ type }) => type === `${run.priority}_PRIORITY`)
        .map(({ method, delayMin }) => ({ userId, method, delayMin }));
    });
  if (run.onlyUserId !== undefined)
    return reaching([{ pass: 0, level: 0, minutes: 0, pages: pagesOf([run.onlyUserId]) }]);

  const policy = policies.find(({ id }) => id === run.policyId);
  if (policy === undefined) return [];
  const all = passesOf(policy, run.startLevel).map(({ pass, level }) => ({
    pass,
    level,
    minutes: policy.levels[level]?.minutes ?? 0,
    pages: pagesOf(policy.levels[level]?.users ?? []),
  }));
  // A low-priority alert tells one level and goes no further.
  return reaching(run.priority === 'LOW' ? all.slice(0, 1) : all);
}

const reaching = (levels: readonly ExpectedLevel[]): ExpectedLevel[] => levels.filter(({ pages }) => pages.length > 0);

function passesOf({ levels, repeats }: PolicySketch, startLevel: number): { pass: number; level: number }[] {
  const places: { pass: number; level: number }[] = [];
  for (let pass = 0; pass <= repeats; pass++)
    for (let level = pass === 0 ? startLevel : 0; level < levels.length; level++) places.push({ pass, level });
  return places;
}
