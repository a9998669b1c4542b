import type { EscalationLevel, EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { presentOwners } from '../owners.ts';

type People = ReadonlyMap<number, User>;

/** Escalation policies on the wire, with the names of those they notify. */
export async function presentPolicies(ctx: Context<'store'>, policies: readonly EscalationPolicy[]): Promise<object[]> {
  const people = await peopleOf(
    ctx,
    policies.flatMap(({ levels }) => levels),
  );
  return policies.map((policy) => ({
    id: policy.id,
    name: policy.name,
    escalationRules: policy.levels.map((level) => presentLevel(level, people)),
    repeating: policy.repeating,
    frequency: policy.frequency,
    delayMin: policy.delayMin,
    routingKey: policy.routingKey,
    teams: presentOwners(policy.teams),
  }));
}

/** Escalation rules on the wire. */
export async function presentLevels(ctx: Context<'store'>, levels: readonly EscalationLevel[]): Promise<object[]> {
  const people = await peopleOf(ctx, levels);
  return levels.map((level) => presentLevel(level, people));
}

async function peopleOf(ctx: Context<'store'>, levels: readonly EscalationLevel[]): Promise<People> {
  const targets = levels.flatMap((level) => level.targets);
  const ids = new Set(targets.filter(({ kind }) => kind === 'user').map(({ id }) => id));
  const users = ids.size === 0 ? [] : await ctx.store.users.getMany([...ids]);
  return new Map(users.map((user) => [user.id, user]));
}

/** Clients read either the plural or, older ones, the single form: both are given. */
function presentLevel({ escalationTimeout, targets }: EscalationLevel, people: People): object {
  const users = targets.filter(({ kind }) => kind === 'user').map(({ id }) => presentPerson(id, people));
  const schedules = targets.filter(({ kind }) => kind === 'schedule').map(({ id }) => ({ id }));
  const teams = targets.filter(({ kind }) => kind === 'team').map(({ id }) => ({ id }));
  return { escalationTimeout, user: users[0], users, schedule: schedules[0], schedules, team: teams[0], teams };
}

function presentPerson(id: number, people: People): object {
  const user = people.get(id);
  return user === undefined ? { id } : { id, firstName: user.firstName, lastName: user.lastName };
}
