import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { mayBeOnCall } from './check-person.ts';
import { refuseWhileNamed } from './places.ts';

/**
 * Promises that a change takes nobody off call by the way: a role that handles alerts is not taken away, and nobody is
 * muted (longer), while alerts look for them. Throws StillNamedError with the places.
 */
export async function refuseLoss(ctx: Context<'store' | 'actor'>, before: User, after: User): Promise<void> {
  if (mayBeOnCall(before) && !mayBeOnCall(after)) await refuseWhileNamed(ctx, before.id, { field: 'role' });
  const { mutedUntil } = after;
  const isLonger = mutedUntil !== undefined && mutedUntil > (before.mutedUntil ?? '') && mutedUntil > ctx.clock.now();
  if (isLonger) await refuseWhileNamed(ctx, before.id, { field: 'mutedUntil', until: mutedUntil });
}
