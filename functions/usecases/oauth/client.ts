import { createHash, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import { admitWithin } from '../../domain/notification/quota.ts';
import type { App } from '../../domain/oauth/app.ts';
import { OAuthError } from '../../domain/oauth/oauth-error.ts';
import type { Context } from '../../ports/context.ts';
import { isWithinQuota } from '../notification/within-quota.ts';

/** Who an app says it is. */
export interface ClientClaim {
  readonly clientId: string;
  readonly secret?: string;
  readonly sourceIp: string;
}

/** Wrong secrets of one app from one address. */
const wrongSecrets = { most: 20, within: { minutes: 15 } } as const;

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

const refused = () => new OAuthError('invalid_grant', 'the client is unknown, or its secret is wrong');

/**
 * The app, if it is the one it says it is: by its secret, or without one where it cannot keep one. Throws OAuthError, the same
 * for an unknown app and a wrong secret; after many wrong secrets also for a right one, for a quarter of an hour.
 */
export async function authenticateClient(ctx: Context<'store'>, claim: ClientClaim): Promise<App> {
  const { clientId, secret, sourceIp } = claim;
  const app = await ctx.store.apps.byClientId(clientId);
  if (app === undefined) throw refused();
  if (app.type === 'PUBLIC') {
    if (secret !== undefined) throw refused();
    return app;
  }
  const guesses = `OAUTH#${app.id}#${createHash('sha256').update(sourceIp).digest('hex')}`;
  const again = { id: guesses, scope: ctx.ids.ulid(), now: ctx.clock.now() };
  if (admitWithin(wrongSecrets, await ctx.store.windows.get(guesses), again) === undefined)
    throw new DomainError('RATE_LIMITED', 'too many wrong secrets: try again in a quarter of an hour');
  const expected = Buffer.from(app.secretHash ?? '', 'hex');
  const given = secret === undefined ? undefined : hashOf(secret);
  if (given !== undefined && given.length === expected.length && timingSafeEqual(given, expected)) return app;
  await isWithinQuota(ctx, wrongSecrets, guesses, again.scope);
  throw refused();
}
