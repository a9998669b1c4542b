import { InvalidInputError } from '../../domain/errors.ts';
import type { EscalationLevel, Target } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Context } from '../../ports/context.ts';
import type { EscalationRuleInput } from './inputs.ts';

/** References to different people, schedules and teams that one policy may hold: as many as one transaction keeps. */
const maxDistinctTargets = 60;

interface Named {
  readonly target: Target;
  /** Where its id stands in the input. */
  readonly field: string;
}

/**
 * The levels that escalation rules ask for, in their order. `fieldOf` says where a rule stands in the input. Throws
 * InvalidInputError, naming the first wrong member, for a level without targets and for a target that is not there.
 */
export async function levelsFrom(
  ctx: Context<'store'>,
  rules: readonly EscalationRuleInput[],
  fieldOf: (index: number) => string,
): Promise<EscalationLevel[]> {
  const targets = rules.map((rule, index) => targetsOf(rule, fieldOf(index)));
  await checkTargets(ctx, targets.flat());
  return rules.map(({ escalationTimeout }, index) => ({
    escalationTimeout,
    targets: (targets[index] ?? []).map(({ target }) => target),
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

async function checkTargets(ctx: Context<'store'>, targets: readonly Named[]): Promise<void> {
  const distinct = new Set(targets.map(({ target }) => textOf(target)));
  if (distinct.size > maxDistinctTargets)
    throw new InvalidInputError('escalationRules', `name more than ${maxDistinctTargets} different targets`);
  const idsOf = (kind: Target['kind']) => [
    ...new Set(targets.filter(({ target }) => target.kind === kind).map(({ target }) => target.id)),
  ];
  const { users, schedules, teams } = ctx.store;
  const [people, plans, groups] = await Promise.all([
    users.getMany(idsOf('user')),
    schedules.getMany(idsOf('schedule')),
    teams.getMany(idsOf('team')),
  ]);
  const shown = people.filter((user) => user.hidden !== true);
  const known = new Set([...named('user', shown), ...named('schedule', plans), ...named('team', groups)]);
  const missing = targets.find(({ target }) => !known.has(textOf(target)));
  if (missing) throw new InvalidInputError(missing.field, `there is no ${missing.target.kind} ${missing.target.id}`);
}

const textOf = ({ kind, id }: Target): string => `${kind} ${id}`;

const named = (kind: Target['kind'], entities: readonly { readonly id: number }[]): string[] =>
  entities.map(({ id }) => textOf({ kind, id }));
