import type { ClaimedPerson } from '../../domain/identity-provider/claims.ts';
import type { Team } from '../../domain/team/team.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { asTocsin, writeChanged } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { withMember, withoutMember } from '../team/from-input.ts';
import { maxMembers } from '../team/inputs.ts';
import { teamKind } from '../team/kind.ts';

type Given = NonNullable<ClaimedPerson['teams']>;

/**
 * Makes the user a member of the teams that a provider gives, and takes them out of those that it gave before and gives no more.
 * Memberships that somebody else gave stay as they are, in those teams too. Returns the teams that had no room.
 */
export async function giveTeams(
  ctx: Context<'store'>,
  user: User,
  given: Given,
  before: readonly number[],
): Promise<readonly number[]> {
  const full: number[] = [];
  for (const { teamId, teamRole } of given) {
    const isOwn = before.includes(teamId);
    const role = user.role === 'STAKEHOLDER' ? 'STAKEHOLDER' : teamRole;
    await changeTeam(ctx, teamId, async (team) => {
      const member = team.members.find(({ userId }) => userId === user.id);
      if (member !== undefined && (!isOwn || member.role === role)) return team;
      if (member === undefined && team.members.length >= maxMembers) {
        full.push(teamId);
        return team;
      }
      return withMember(asTocsin(ctx), team, { user: { id: user.id }, role });
    });
  }
  for (const teamId of before.filter((id) => !given.some((team) => team.teamId === id)))
    await changeTeam(ctx, teamId, async (team) =>
      team.members.some(({ userId }) => userId === user.id) ? withoutMember(ctx, team, user.id) : team,
    );
  return full;
}

/** A team that is gone has no members. */
const changeTeam = (ctx: Context<'store'>, id: number, decide: (team: Team) => Promise<Team>): Promise<void> =>
  retryOnConflict(async () => {
    const team = await ctx.store.teams.get(id);
    if (team === undefined) return;
    const next = await decide(team);
    if (next !== team) await writeChanged(asTocsin(ctx), teamKind, next, team);
  });
