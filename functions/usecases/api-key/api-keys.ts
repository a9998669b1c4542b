import { createHash } from 'node:crypto';
import * as z from 'zod';
import { ConflictError, NotFoundError } from '../../domain/errors.ts';
import type { ApiKey } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { Name } from '../inputs.ts';
import { ownUser } from '../user/change.ts';

/** What every API key begins with, so that a leaked one tells what it is. */
const prefix = 'tocsin_';
const maxKeysOfUser = 50;

export const ApiKeyInput = z.object({ name: Name.nullish() });
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

/** The user's keys; what they are is known only by their hash. */
export async function listApiKeys(ctx: Context<'store' | 'actor'>, userId: number): Promise<ApiKey[]> {
  const user = await ownUser(ctx, userId);
  return ctx.store.apiKeys.ofUser(user.id);
}

/** Makes a key that acts with the user's rights. The key itself is in the answer and nowhere else. */
export async function createApiKey(
  ctx: Context<'store' | 'actor'>,
  userId: number,
  { name }: ApiKeyInput,
): Promise<{ readonly apiKey: ApiKey; readonly key: string }> {
  const keys = await listApiKeys(ctx, userId);
  if (keys.length >= maxKeysOfUser) throw new ConflictError(`a user has at most ${maxKeysOfUser} API keys`);
  const key = `${prefix}${ctx.ids.secret()}`;
  const hash = createHash('sha256').update(key).digest('hex');
  const apiKey: ApiKey = { id: ctx.ids.next(), hash, userId, name: name ?? 'API key', createdAt: ctx.clock.now() };
  await ctx.store.apiKeys.create(apiKey);
  return { apiKey, key };
}

/** Revokes a key of the user. Throws NotFoundError when the user has none of this id. */
export async function deleteApiKey(ctx: Context<'store' | 'actor'>, userId: number, keyId: number): Promise<void> {
  const key = (await listApiKeys(ctx, userId)).find(({ id }) => id === keyId);
  if (key === undefined) throw new NotFoundError('API key', keyId);
  await ctx.store.apiKeys.delete(key);
}

/** A key on the wire, without what it could be used by. */
export const presentApiKey = ({ id, name, createdAt }: ApiKey): object => ({ id, name, createdAt });
