import { NotFoundError } from '../../domain/errors.ts';
import type { Passkey } from '../../domain/session/passkey.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { passkeyKind } from './kinds.ts';

/** A passkey on the wire: nothing of its key. */
export const presentPasskey = ({ id, name, createdAt, lastUsedAt }: Passkey) => ({ id, name, createdAt, lastUsedAt });

/** A user's passkey; throws NotFoundError when they have none of this id. */
async function passkeyOf(ctx: Context<'store'>, userId: number, id: string): Promise<Passkey> {
  const passkey = (await ctx.store.passkeys.ofUser(userId)).find((one) => one.id === id);
  if (passkey === undefined) throw new NotFoundError('passkey', id);
  return passkey;
}

/** Calls one of the user's passkeys something else. */
export async function renamePasskey(
  ctx: Context<'store' | 'actor'>,
  userId: number,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Passkey> {
  const before = await passkeyOf(ctx, userId, id);
  const after = { ...before, name };
  const isThere = await ctx.store.passkeys.rename(
    before,
    name,
    recordOf(ctx, passkeyKind, { what: 'update', before, after }),
  );
  if (!isThere) throw new NotFoundError('passkey', id);
  return after;
}

/** Takes one of the user's passkeys away: it lets nobody in from then on. Sessions it has opened go on. */
export async function removePasskey(ctx: Context<'store' | 'actor'>, userId: number, id: string): Promise<void> {
  const before = await passkeyOf(ctx, userId, id);
  const isFirst = await ctx.store.passkeys.delete(before, recordOf(ctx, passkeyKind, { what: 'delete', before }));
  if (!isFirst) throw new NotFoundError('passkey', id);
}
