import { authorize } from '../../domain/access/authorize.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';

/** A user whose contacts, devices, rules and keys the actor may see and change. */
export async function ownUser(ctx: Context<'store' | 'actor'>, userId: number): Promise<User> {
  const user = await ctx.store.users.get(userId);
  const shown = user?.hidden === true ? undefined : user;
  authorize(ctx.actor, 'user:write', shown, userId);
  return shown;
}

/** Saves what `decide` makes of the user, deciding again when somebody else saved meanwhile. */
export const changeUser = (
  ctx: Context<'store' | 'actor'>,
  userId: number,
  decide: (user: User) => User | Promise<User>,
): Promise<User> =>
  retryOnConflict(async () => {
    const user = await ownUser(ctx, userId);
    return ctx.store.users.save({ ...(await decide(user)), updatedAt: ctx.clock.now() }, user);
  });
