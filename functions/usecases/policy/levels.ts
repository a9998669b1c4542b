import { InvalidInputError } from '../../domain/errors.ts';
import type { EscalationLevel, Target } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Context } from '../../ports/context.ts';
import { newlyNamed } from '../known.ts';
import type { EscalationRuleInput } from './inputs.ts';

/** References to different people, schedules and teams that one policy may hold: as many as one transaction keeps. */
const maxDistinctTargets = 60;

interface Named {
  readonly target: Target;
  /** Where its id stands in the input. */
  readonly field: string;
}

/**
 * The levels that escalation rules ask for, in their order. `fieldOf` says where a rule stands in the input, `before` is what
 * stood there. Throws InvalidInputError, naming the first wrong member, for a level without targets and for a target that is not there.
 */
export async function levelsFrom(
  ctx: Context<'store' | 'actor'>,
  rules: readonly EscalationRuleInput[],
  { fieldOf, before }: { readonly fieldOf: (index: number) => string; readonly before: readonly EscalationLevel[] },
): Promise<EscalationLevel[]> {
  const levels = rules.map((rule, index) => ({ rule, named: targetsOf(rule, fieldOf(index)) }));
  await checkTargets(
    ctx,
    levels.flatMap(({ named }) => named),
    before.flatMap((level) => level.targets),
  );
  return levels.map(({ rule: { escalationTimeout }, named }) => ({
    escalationTimeout,
    targets: named.map(({ target }) => target),
  }));
}

function targetsOf(rule: EscalationRuleInput, field: string): Named[] {
  const prefix = field === '' ? '' : `${field}.`;
  const ofKind = (kind: Target['kind']): Named[] => {
    const plural = rule[`${kind}s`] ?? [];
    const single = rule[kind];
    if (plural.length > 0)
      return plural.map(({ id }, index) => ({ target: { kind, id }, field: `${prefix}${kind}s[${index}].id` }));
    return single ? [{ target: { kind, id: single.id }, field: `${prefix}${kind}.id` }] : [];
  };
  const targets = [...ofKind('user'), ...ofKind('schedule'), ...ofKind('team')];
  if (targets.length === 0) throw new InvalidInputError(`${prefix}users`, 'needs at least one user, schedule or team');
  return targets;
}

/** Targets that the policy has already may stay. */
async function checkTargets(
  ctx: Context<'store' | 'actor'>,
  targets: readonly Named[],
  before: readonly Target[],
): Promise<void> {
  const distinct = new Set(targets.map(({ target: { kind, id } }) => `${kind} ${id}`));
  if (distinct.size > maxDistinctTargets)
    throw new InvalidInputError('escalationRules', `name more than ${maxDistinctTargets} different targets`);
  await newlyNamed(
    ctx,
    targets.map(({ target, field }) => ({ ...target, field })),
    before,
  );
}
