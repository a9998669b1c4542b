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

/** Teams keep nothing from administrators and give nothing to stakeholders. */
async function teamAccess({ store }: Context<'store'>, { id, role }: User): Promise<TeamAccess | undefined> {
  if (role === 'ADMIN' || role === 'OWNER') return undefined;
  const teams = await everything((page) => store.teams.list(page));
  return teams.length === 0 ? undefined : teamAccessOf(id, teams);
}
