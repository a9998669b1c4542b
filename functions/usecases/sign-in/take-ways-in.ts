import type { Context } from '../../ports/context.ts';

/** Ends the sessions of a user who is gone, and takes their passkeys away. */
export async function takeWaysIn(ctx: Context<'store'>, userId: number): Promise<void> {
  await ctx.store.sessions.endAllOf(userId);
  for (const passkey of await ctx.store.passkeys.ofUser(userId)) await ctx.store.passkeys.delete(passkey);
}
