import type { Keyword } from '../../domain/reply/keyword.ts';
import type { Target } from '../../domain/subscriber/page-subscriber.ts';
import type { Context } from '../../ports/context.ts';

/**
 * Nobody is told at a target any more, of whatever page. Where its owner has complained of us, or has texted STOP, it is not asked again
 * either, whoever names it. Returns whether anybody was told there. Repeating it changes nothing.
 */
export async function forgetTarget(
  ctx: Context<'store'>,
  target: Target,
  { isBlocked }: { readonly isBlocked: boolean },
): Promise<boolean> {
  if (isBlocked) await ctx.store.subscribers.block(target);
  const found = await ctx.store.subscribers.ofTarget(target);
  for (const subscriber of found) await ctx.store.subscribers.delete(subscriber, []);
  if (found.length === 0) return false;
  ctx.log.info('a subscriber is told nothing any more', { type: target.type, isBlocked });
  return true;
}

/** What a number's owner texts to carriers' words counts for subscriptions, too. Returns whether they subscribed to anything. */
export async function heedKeyword(ctx: Context<'store'>, number: string, keyword: Keyword): Promise<boolean> {
  const target = { type: 'SMS' as const, target: number };
  if (keyword === 'STOP') return forgetTarget(ctx, target, { isBlocked: true });
  if (keyword === 'START') await ctx.store.subscribers.unblock(target);
  return false;
}
