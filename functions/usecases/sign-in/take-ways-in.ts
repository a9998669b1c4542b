import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { passkeyKind } from './kinds.ts';

/** Ends the sessions of a user who is gone, and takes their passkeys and their invitation away. */
export async function takeWaysIn(ctx: Context<'store' | 'actor'>, userId: number): Promise<void> {
  await ctx.store.sessions.endAllOf(userId);
  await ctx.store.invitations.forget(userId);
  for (const passkey of await ctx.store.passkeys.ofUser(userId))
    await ctx.store.passkeys.delete(passkey, {
      audit: recordOf(ctx, passkeyKind, { what: 'delete', before: passkey }),
    });
}
