import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/access/actor.ts';
import { firstBeyond, type Scope } from '../../domain/access/scope.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import { earliest, type Instant, plus } from '../../domain/time.ts';
import { type ApiKey, endOfSuccessor, isValidKey, keyText } from '../../domain/user/api-key.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { ownUser } from '../user/change.ts';
import type { ApiKeyInput, RotationInput } from './inputs.ts';
import { apiKeyKind } from './kind.ts';

type KeyContext = Context<'store' | 'actor'>;

/** A key and, this once, its text. */
export interface NewKey {
  readonly apiKey: ApiKey;
  readonly key: string;
}

const maxKeysOfUser = 50;
const usualOverlapHours = 24;

/** The user's keys; what they are is known only by their hash. */
export async function listApiKeys(ctx: KeyContext, userId: number): Promise<ApiKey[]> {
  const user = await ownUser(ctx, userId);
  return ctx.store.apiKeys.ofUser(user.id);
}

/** Makes a key that acts with the user's rights, at most as far as the caller's own scopes. Its text is told this once. */
export async function createApiKey(ctx: KeyContext, userId: number, input: ApiKeyInput): Promise<NewKey> {
  const keys = await listApiKeys(ctx, userId);
  const scopes = input.scopes ? [...new Set(input.scopes)] : undefined;
  const { expiresAt } = input;
  refuseBeyond(ctx.actor, scopes);
  if (expiresAt && expiresAt <= ctx.clock.now()) throw new InvalidInputError('expiresAt', 'must be in the future');
  refuseMoreThanEnough(keys, ctx.clock.now());
  const made = newKey(ctx, {
    userId,
    name: input.name ?? 'API key',
    ...(scopes && { scopes }),
    ...(expiresAt && { validUntil: expiresAt }),
  });
  await ctx.store.apiKeys.create(made.apiKey, recordOf(ctx, apiKeyKind, { what: 'create', after: made.apiKey }));
  return made;
}

/**
 * Makes a successor of a key, with its name, its scopes and the length of its life; the former one works on for the
 * overlap, unless its own end comes before.
 */
export async function rotateApiKey(
  ctx: KeyContext,
  userId: number,
  keyId: number,
  { overlapHours }: RotationInput,
): Promise<NewKey> {
  const keys = await listApiKeys(ctx, userId);
  const now = ctx.clock.now();
  const former = keyIn(keys, keyId);
  refuseBeyond(ctx.actor, former.scopes);
  if (!isValidKey(former, now)) throw new ConflictError(`API key ${keyId} has ended: make a new one`);
  refuseMoreThanEnough(keys, now);
  const { name, scopes } = former;
  const validUntil = endOfSuccessor(former, now);
  const made = newKey(ctx, { userId, name, ...(scopes && { scopes }), ...(validUntil && { validUntil }) });
  const endsAt = earliest(plus(now, { hours: overlapHours ?? usualOverlapHours }), former.validUntil);
  const ended = { ...former, validUntil: endsAt };
  const isThere = await ctx.store.apiKeys.replace(ended, made.apiKey, [
    ...recordOf(ctx, apiKeyKind, { what: 'create', after: made.apiKey }),
    ...recordOf(ctx, apiKeyKind, { what: 'update', before: former, after: ended }),
  ]);
  if (!isThere) throw new NotFoundError('API key', keyId);
  return made;
}

/** Revokes a key of the user. Throws NotFoundError when the user has none of this id. */
export async function deleteApiKey(ctx: KeyContext, userId: number, keyId: number): Promise<void> {
  const key = keyIn(await listApiKeys(ctx, userId), keyId);
  if (!(await removeKey(ctx, key))) throw new NotFoundError('API key', keyId);
}

/** A user who is deleted has no keys any more. */
export async function deleteApiKeysOf(ctx: KeyContext, userId: number): Promise<void> {
  for (const key of await ctx.store.apiKeys.ofUser(userId)) await removeKey(ctx, key);
}

const removeKey = (ctx: KeyContext, key: ApiKey): Promise<boolean> =>
  ctx.store.apiKeys.delete(key, recordOf(ctx, apiKeyKind, { what: 'delete', before: key }));

function newKey(ctx: KeyContext, what: Pick<ApiKey, 'userId' | 'name' | 'scopes' | 'validUntil'>): NewKey {
  const isLimited = what.scopes !== undefined || what.validUntil !== undefined;
  const key = keyText(ctx.ids.secret(), isLimited);
  const hash = createHash('sha256').update(key).digest('hex');
  const apiKey = { ...what, id: ctx.ids.next(), hash, createdAt: ctx.clock.now(), ...(isLimited && { isLimited }) };
  return { apiKey, key };
}

function keyIn(keys: readonly ApiKey[], keyId: number): ApiKey {
  const key = keys.find(({ id }) => id === keyId);
  if (key === undefined) throw new NotFoundError('API key', keyId);
  return key;
}

function refuseMoreThanEnough(keys: readonly ApiKey[], now: Instant): void {
  if (keys.filter((key) => isValidKey(key, now)).length >= maxKeysOfUser)
    throw new ConflictError(`a user has at most ${maxKeysOfUser} API keys`);
}

/** Nobody gets more out of a key by making another one with it. */
function refuseBeyond(actor: Actor, scopes: readonly Scope[] | undefined): void {
  if (actor.kind !== 'user' || actor.scopes === undefined) return;
  if (actor.appId !== undefined)
    throw new ForbiddenError('an app makes no keys, which would outlive what it was granted');
  if (scopes === undefined) throw new ForbiddenError('a key with scopes makes only keys with scopes');
  const beyond = firstBeyond(actor.scopes, scopes);
  if (beyond !== undefined) throw new ForbiddenError(`scopes: ${beyond} is more than the caller has`);
}
