import { createHash } from 'node:crypto';
import type { Scope } from '../../domain/access/scope.ts';
import { type App, isOffline } from '../../domain/oauth/app.ts';
import { narrowed } from '../../domain/oauth/authorization.ts';
import {
  type AccessClaims,
  accessSeconds,
  beyondMost,
  type Code,
  endOfGrant,
  type Grant,
  isFresh,
  RefreshClaims,
  refreshSeconds,
} from '../../domain/oauth/grant.ts';
import { OAuthError } from '../../domain/oauth/oauth-error.ts';
import { epochSecondsOf } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { untold } from '../configuration/record.ts';

type OAuthContext = Context<'store' | 'tokens' | 'settings'>;

export interface TokenAnswer {
  readonly token_type: 'Bearer';
  readonly access_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly refresh_token?: string;
  readonly refresh_token_expires_in?: number;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const nothing = (message: string) => new OAuthError('invalid_grant', message);

/**
 * Gives tokens for a code, once, to the app that it was given to. Throws OAuthError; a code that comes again takes away what it
 * gave before (RFC 6749 §4.1.2).
 */
export async function exchangeCode(
  ctx: OAuthContext,
  app: App,
  given: { readonly code: string; readonly redirectUri?: string; readonly verifier?: string },
): Promise<TokenAnswer> {
  const code = await ctx.store.grants.codeByHash(hashOf(given.code));
  if (code === undefined || code.appId !== app.id) throw nothing('the code is unknown');
  if (code.state === 'USED') return takeBack(ctx, code);
  if (!isFresh(code, ctx.clock.now())) throw nothing('the code is over');
  if (given.redirectUri !== undefined && given.redirectUri !== code.redirectUri)
    throw nothing('redirect_uri is not the one that the code was sent to');
  checkVerifier(code, given.verifier);
  if ((await ctx.store.users.get(code.userId)) === undefined) throw nothing('the user is gone');
  const { userId, scopes } = code;
  const now = ctx.clock.now();
  const begun: Grant = {
    id: ctx.ids.ulid(),
    appId: app.id,
    userId,
    scopes,
    createdAt: now,
    validUntil: endOfGrant(isOffline(scopes), now),
    serial: 0,
  };
  const { grant, refreshToken } = isOffline(scopes) ? withRefreshToken(ctx, begun) : { grant: begun };
  if (!(await ctx.store.grants.exchange(code, grant))) {
    const used = await ctx.store.grants.codeByHash(code.hash);
    return takeBack(ctx, used ?? code);
  }
  for (const { id } of beyondMost([...(await ctx.store.grants.ofUser(userId, app.id)).filter(isOther(grant)), grant]))
    await ctx.store.grants.end(id, untold);
  return answerOf(ctx, app, grant, { scopes, refreshToken });
}

const isOther =
  ({ id }: Grant) =>
  (grant: Grant): boolean =>
    grant.id !== id;

async function takeBack(ctx: OAuthContext, { grantId }: Code): Promise<never> {
  if (grantId !== undefined) await ctx.store.grants.end(grantId, untold);
  throw nothing('the code was used before');
}

/** Whoever began with PKCE ends with it, and nobody else does (RFC 7636, RFC 9700 §2.1.1). */
function checkVerifier({ challenge }: Code, verifier: string | undefined): void {
  if ((challenge === undefined) !== (verifier === undefined)) throw nothing('code_verifier does not fit the code');
  if (verifier === undefined) return;
  const isWellFormed = /^[A-Za-z0-9._~-]{43,128}$/.test(verifier);
  if (!isWellFormed || createHash('sha256').update(verifier).digest('base64url') !== challenge)
    throw nothing('code_verifier does not fit the code');
}

/**
 * Gives new tokens for the newest refresh token of a grant, which is used up by it. An older one is in two hands: the whole
 * grant ends. Throws OAuthError.
 */
export async function refresh(
  ctx: OAuthContext,
  app: App,
  given: { readonly refreshToken: string; readonly scope?: string },
): Promise<TokenAnswer> {
  const claims = RefreshClaims.safeParse(ctx.tokens.open('REFRESH', given.refreshToken));
  const grant = claims.success ? await ctx.store.grants.get(claims.data.grant) : undefined;
  if (!claims.success || grant === undefined || grant.appId !== app.id) throw nothing('the refresh token is unknown');
  if (claims.data.serial !== grant.serial || hashOf(given.refreshToken) !== grant.refreshHash) {
    await ctx.store.grants.end(grant.id, untold);
    throw nothing('the refresh token was used before: ask the user again');
  }
  const scopes = narrowed(grant.scopes, given.scope);
  if ((await ctx.store.users.get(grant.userId)) === undefined) throw nothing('the user is gone');
  const validUntil = endOfGrant(true, ctx.clock.now());
  const next = withRefreshToken(ctx, { ...grant, serial: grant.serial + 1, validUntil });
  if (!(await ctx.store.grants.advance(next.grant, grant))) {
    await ctx.store.grants.end(grant.id, untold);
    throw nothing('the refresh token was used before: ask the user again');
  }
  return answerOf(ctx, app, next.grant, { scopes, refreshToken: next.refreshToken });
}

function withRefreshToken(ctx: OAuthContext, grant: Grant): { readonly grant: Grant; readonly refreshToken: string } {
  const exp = epochSecondsOf(grant.validUntil);
  const claims: RefreshClaims = { grant: grant.id, serial: grant.serial, exp, jti: ctx.ids.secret() };
  const refreshToken = ctx.tokens.seal('REFRESH', claims);
  return { grant: { ...grant, refreshHash: hashOf(refreshToken) }, refreshToken };
}

function answerOf(
  ctx: OAuthContext,
  { clientId }: App,
  { id, userId }: Grant,
  { scopes, refreshToken }: { readonly scopes: readonly Scope[]; readonly refreshToken: string | undefined },
): TokenAnswer {
  const { publicUrl } = ctx.settings;
  const iat = epochSecondsOf(ctx.clock.now());
  const scope = scopes.join(' ');
  const claims: AccessClaims = {
    iss: publicUrl,
    aud: `${publicUrl}/api`,
    sub: String(userId),
    client_id: clientId,
    scope,
    iat,
    exp: iat + accessSeconds,
    jti: ctx.ids.ulid(),
    grant: id,
  };
  return {
    token_type: 'Bearer',
    access_token: ctx.tokens.seal('ACCESS', claims),
    expires_in: accessSeconds,
    scope,
    ...(refreshToken && { refresh_token: refreshToken, refresh_token_expires_in: refreshSeconds }),
  };
}
