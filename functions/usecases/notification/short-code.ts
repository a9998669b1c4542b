import { giveCode } from '../../domain/reply/short-codes.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';

const maxAttempts = 10;

/**
 * The short code by which this number answers the alert, remembered before it is sent: whatever reaches the phone can
 * be answered.
 */
export const shortCodeFor = (
  ctx: Context<'store'>,
  whom: { readonly address: string; readonly alertId: number; readonly userId: number },
): Promise<number> =>
  retryOnConflict(async () => {
    const known = await ctx.store.conversations.get(whom.address);
    const { code, conversation } = giveCode(known, whom, ctx.clock.now());
    await ctx.store.conversations.save(conversation);
    return code;
  }, maxAttempts);
