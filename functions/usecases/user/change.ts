import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { authorized, changeConfigured } from '../configuration/change.ts';
import { userKind } from './kind.ts';

/** A user whose contacts, devices, rules and keys the actor may see and change. */
export const ownUser = (ctx: Context<'store' | 'actor'>, userId: number): Promise<User> =>
  authorized(ctx, userKind, 'user:write', { id: userId });

/** Saves what `decide` makes of the user, deciding again when somebody else saved meanwhile. */
export const changeUser = (
  ctx: Context<'store' | 'actor'>,
  userId: number,
  decide: (user: User) => User | Promise<User>,
): Promise<User> =>
  changeConfigured(ctx, userKind, 'user:write', { id: userId }, async (user) => ({
    ...(await decide(user)),
    updatedAt: ctx.clock.now(),
  }));
