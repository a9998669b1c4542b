import type { EscalationLevel, EscalationPolicy, Target } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Context } from '../../ports/context.ts';
import { knownTo } from '../known.ts';
import { ownersPresenter } from '../owners.ts';
import { idsOf } from '../schedule/who-is-on-call.ts';

/** Targets on the wire by kind and id, with the names of those that are there and may be known. */
type Targets = ReadonlyMap<string, object>;

/** Escalation policies on the wire, with the names of those they notify. */
export async function presentPolicies(
  ctx: Context<'store' | 'actor'>,
  policies: readonly EscalationPolicy[],
): Promise<object[]> {
  const [targets, presentOwners] = await Promise.all([
    targetsOf(
      ctx,
      policies.flatMap(({ levels }) => levels),
    ),
    ownersPresenter(ctx, policies),
  ]);
  return policies.map((policy) => ({
    id: policy.id,
    name: policy.name,
    escalationRules: policy.levels.map((level) => presentLevel(level, targets)),
    repeating: policy.repeating,
    frequency: policy.frequency,
    delayMin: policy.delayMin,
    routingKey: policy.routingKey,
    teams: presentOwners(policy.teams),
  }));
}

/** Escalation rules on the wire. */
export async function presentLevels(
  ctx: Context<'store' | 'actor'>,
  levels: readonly EscalationLevel[],
): Promise<object[]> {
  const targets = await targetsOf(ctx, levels);
  return levels.map((level) => presentLevel(level, targets));
}

const keyOf = ({ kind, id }: Target): string => `${kind} ${id}`;

/** Reads what the levels name. */
async function targetsOf(ctx: Context<'store' | 'actor'>, levels: readonly EscalationLevel[]): Promise<Targets> {
  const targets = levels.flatMap((level) => level.targets);
  const [users, schedules, teams] = await Promise.all([
    knownTo(ctx, 'user', idsOf(targets, 'user')),
    knownTo(ctx, 'schedule', idsOf(targets, 'schedule')),
    knownTo(ctx, 'team', idsOf(targets, 'team')),
  ]);
  return new Map<string, object>([
    ...[...users.values()].map(
      ({ id, firstName, lastName }) => [keyOf({ kind: 'user', id }), { id, firstName, lastName }] as const,
    ),
    ...[...schedules.values()].map(
      ({ id, name, type }) => [keyOf({ kind: 'schedule', id }), { id, name, type }] as const,
    ),
    ...[...teams.values()].map(({ id, name }) => [keyOf({ kind: 'team', id }), { id, name }] as const),
  ]);
}

/** Clients read either the plural or, older ones, the single form: both are given. */
function presentLevel({ escalationTimeout, targets }: EscalationLevel, known: Targets): object {
  const ofKind = (kind: Target['kind']): object[] =>
    targets.filter((target) => target.kind === kind).map((target) => known.get(keyOf(target)) ?? { id: target.id });
  const [users, schedules, teams] = [ofKind('user'), ofKind('schedule'), ofKind('team')];
  return { escalationTimeout, user: users[0], users, schedule: schedules[0], schedules, team: teams[0], teams };
}
