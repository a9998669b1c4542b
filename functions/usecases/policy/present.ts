import type { EscalationLevel, EscalationPolicy, Target } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Context } from '../../ports/context.ts';
import { ownersPresenter } from '../owners.ts';

/** Targets on the wire by kind and id, with the names of those that are there. */
type Targets = ReadonlyMap<string, object>;

/** Escalation policies on the wire, with the names of those they notify. */
export async function presentPolicies(ctx: Context<'store'>, policies: readonly EscalationPolicy[]): Promise<object[]> {
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
export async function presentLevels(ctx: Context<'store'>, levels: readonly EscalationLevel[]): Promise<object[]> {
  const targets = await targetsOf(ctx, levels);
  return levels.map((level) => presentLevel(level, targets));
}

const keyOf = ({ kind, id }: Target): string => `${kind} ${id}`;

/** Reads what the levels name; nothing of a kind that they do not name. */
async function targetsOf(ctx: Context<'store'>, levels: readonly EscalationLevel[]): Promise<Targets> {
  const targets = levels.flatMap((level) => level.targets);
  const read = async <T>(kind: Target['kind'], getMany: (ids: readonly number[]) => Promise<T[]>): Promise<T[]> => {
    const ids = new Set(targets.filter((target) => target.kind === kind).map(({ id }) => id));
    return ids.size === 0 ? [] : getMany([...ids]);
  };
  const [users, schedules, teams] = await Promise.all([
    read('user', ctx.store.users.getMany),
    read('schedule', ctx.store.schedules.getMany),
    read('team', ctx.store.teams.getMany),
  ]);
  return new Map<string, object>([
    ...users.map(({ id, firstName, lastName }) => [keyOf({ kind: 'user', id }), { id, firstName, lastName }] as const),
    ...schedules.map(({ id, name, type }) => [keyOf({ kind: 'schedule', id }), { id, name, type }] as const),
    ...teams.map(({ id, name }) => [keyOf({ kind: 'team', id }), { id, name }] as const),
  ]);
}

/** Clients read either the plural or, older ones, the single form: both are given. */
function presentLevel({ escalationTimeout, targets }: EscalationLevel, known: Targets): object {
  const ofKind = (kind: Target['kind']): object[] =>
    targets.filter((target) => target.kind === kind).map((target) => known.get(keyOf(target)) ?? { id: target.id });
  const [users, schedules, teams] = [ofKind('user'), ofKind('schedule'), ofKind('team')];
  return { escalationTimeout, user: users[0], users, schedule: schedules[0], schedules, team: teams[0], teams };
}
