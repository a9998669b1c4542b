import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Context } from '../../ports/context.ts';

/** More keys than this are a mistake, and each costs a read. */
const mostTried = 20;

/** The keys of a comma-separated list, in its order. */
export const routingKeysOf = (list: string): string[] =>
  list
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
    .slice(0, mostTried);

/** The policy of the first key that has one; unknown keys are passed over. */
export async function policyByKeys(
  ctx: Context<'store'>,
  keys: readonly string[],
): Promise<EscalationPolicy | undefined> {
  for (const key of keys.slice(0, mostTried)) {
    const policy = key.length > 255 ? undefined : await ctx.store.policies.byRoutingKey(key);
    if (policy !== undefined && policy.hidden !== true) return policy;
  }
  return undefined;
}
