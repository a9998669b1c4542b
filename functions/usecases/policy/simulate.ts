import { InvalidInputError } from '../../domain/errors.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import { minus, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { simulatePolicy } from '../escalation/forecast.ts';
import { theNamed } from '../known.ts';
import type { SimulationInput } from './inputs.ts';
import { levelsFrom } from './levels.ts';

/** Who is on call in a year may still change, and who was last week is history. */
const imaginable = { before: { days: 1 }, after: { days: 366 } };

/** Who would be told, when, and why somebody would not: of a policy as it is stored, or as somebody is about to write it. */
export async function simulate(
  ctx: Context<'store' | 'settings' | 'actor'>,
  { policy, priority, at }: SimulationInput,
): Promise<object> {
  const now = ctx.clock.now();
  const when = at ?? now;
  if (when < minus(now, imaginable.before) || when > plus(now, imaginable.after))
    throw new InvalidInputError('at', 'must be from yesterday to a year ahead');
  return simulatePolicy(ctx, await policyToTry(ctx, policy), { priority: priority ?? 'HIGH', at: when });
}

async function policyToTry(
  ctx: Context<'store' | 'actor'>,
  { id, escalationRules, repeating, frequency, delayMin }: SimulationInput['policy'],
): Promise<EscalationPolicy> {
  const stored = id ? await theNamed(ctx, 'policy', { id, field: 'policy.id' }) : undefined;
  const now = ctx.clock.now();
  const levels = escalationRules
    ? await levelsFrom(ctx, escalationRules, {
        fieldOf: (index) => `policy.escalationRules[${index}]`,
        before: stored?.levels ?? [],
      })
    : stored?.levels;
  if (levels === undefined)
    throw new InvalidInputError('policy.escalationRules', 'is required without the id of a policy');
  return {
    id: 0,
    version: 0,
    name: '',
    levels,
    repeating: repeating ?? stored?.repeating ?? false,
    frequency: frequency ?? stored?.frequency ?? 1,
    delayMin: delayMin ?? stored?.delayMin ?? 0,
    teams: [],
    createdAt: now,
    updatedAt: now,
  };
}
