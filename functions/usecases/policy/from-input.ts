import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Context } from '../../ports/context.ts';
import { ownersFrom } from '../owners.ts';
import type { EscalationRuleInput, PolicyInput } from './inputs.ts';
import { levelsFrom } from './levels.ts';

/** The policy that the input describes; of a current one only id, owners that are not mentioned and history stay. */
export async function policyFrom(
  ctx: Context<'store' | 'actor'>,
  input: PolicyInput,
  current?: EscalationPolicy,
): Promise<EscalationPolicy> {
  const now = ctx.clock.now();
  const levels = await levelsFrom(ctx, input.escalationRules, {
    fieldOf: (index) => `escalationRules[${index}]`,
    before: current?.levels ?? [],
  });
  const routingKey = input.routingKey || undefined;
  await checkRoutingKey(ctx, routingKey, current);
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name: input.name,
    levels,
    repeating: input.repeating ?? false,
    frequency: input.frequency ?? 1,
    delayMin: input.delayMin ?? 0,
    ...(routingKey !== undefined && { routingKey }),
    teams: await ownersFrom(ctx, input.teams, current?.teams),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

async function checkRoutingKey(
  ctx: Context<'store'>,
  routingKey: string | undefined,
  current: EscalationPolicy | undefined,
): Promise<void> {
  if (routingKey === undefined || routingKey === current?.routingKey) return;
  const holder = await ctx.store.policies.byRoutingKey(routingKey);
  if (holder !== undefined && holder.id !== current?.id)
    throw new InvalidInputError('routingKey', `escalation policy ${holder.id} has this routing key`);
}

/** The policy with one level (zero-based) replaced. Throws NotFoundError for a level it does not have. */
export async function withLevel(
  ctx: Context<'store' | 'actor'>,
  policy: EscalationPolicy,
  index: number,
  rule: EscalationRuleInput,
): Promise<EscalationPolicy> {
  if (policy.levels[index] === undefined) throw new NotFoundError(`level of escalation policy ${policy.id}:`, index);
  const level = await levelsFrom(ctx, [rule], { fieldOf: () => '', before: policy.levels });
  return { ...policy, levels: policy.levels.toSpliced(index, 1, ...level), updatedAt: ctx.clock.now() };
}
