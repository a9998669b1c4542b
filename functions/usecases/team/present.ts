import type { Team } from '../../domain/team/team.ts';
import type { Context } from '../../ports/context.ts';
import { peopleOf } from '../user/people.ts';

/** Teams on the wire, with the names of their members. */
export async function presentTeams(ctx: Context<'store' | 'actor'>, teams: readonly Team[]): Promise<object[]> {
  const presentPerson = await peopleOf(
    ctx,
    teams.flatMap(({ members }) => members.map(({ userId }) => userId)),
  );
  return teams.map(({ id, name, visibility, members, createdAt, updatedAt }) => ({
    id,
    name,
    visibility,
    members: members.map(({ userId, role }) => ({ user: presentPerson(userId), role })),
    createdAt,
    updatedAt,
  }));
}
