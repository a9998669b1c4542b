import type { UserActor } from '../../domain/access/actor.ts';
import { type TeamAccess, teamAccessOf } from '../../domain/access/team-access.ts';
import { userActor } from '../../domain/access/user-actor.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { everything } from '../visible-page.ts';

/** A user who acts, with what their teams give and take. */
export async function actorWithTeams(ctx: Context<'store'>, user: User): Promise<UserActor> {
  const teams = await teamAccess(ctx, user);
  return { ...userActor(user), ...(teams && { teams }) };
}

/** The same, as far as these teams alone decide something. */
export async function actorAmong(ctx: Context<'store'>, user: User, teamIds: readonly number[]): Promise<UserActor> {
  if (isAdministrator(user)) return userActor(user);
  return { ...userActor(user), teams: teamAccessOf(user.id, await ctx.store.teams.getMany(teamIds)) };
}

const isAdministrator = ({ role }: Pick<User, 'role'>): boolean => role === 'ADMIN' || role === 'OWNER';

/** Teams keep nothing from administrators and give nothing to stakeholders. */
async function teamAccess({ store }: Context<'store'>, user: User): Promise<TeamAccess | undefined> {
  if (isAdministrator(user)) return undefined;
  const teams = await everything((page) => store.teams.list(page));
  return teams.length === 0 ? undefined : teamAccessOf(user.id, teams);
}
