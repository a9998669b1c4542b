import type { Instant } from '../../functions/domain/time.ts';
import { several, somePolicy, someRules } from './operations/choices.ts';
import type { Configuration } from './plan.ts';
import type { Random } from './random.ts';

/** What stands at the beginning of a run. */
export function someConfiguration(random: Random, _startsAt: Instant): Configuration {
  const users = several(random, [1, 5], (index) => ({
    id: index + 1,
    rules: someRules(random),
    muted: random.chance(0.05),
  }));
  const none = { schedules: [], overrides: [], teams: [], supportHours: [], maintenance: [], heartbeats: [] };
  const policies = several(random, [1, 3], (index) => somePolicy(random, 900 + index, { ...none, users }));
  const sources = several(random, [1, 2], (index) => ({
    id: 800 + index,
    policyId: random.pick(policies).id,
    priority: random.chance(0.8) ? ('HIGH' as const) : ('LOW' as const),
    raises: false,
  }));
  return { ...none, users, policies, sources };
}
