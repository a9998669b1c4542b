import type { App } from '../../domain/oauth/app.ts';
import { AccessClaims, type Grant, RefreshClaims } from '../../domain/oauth/grant.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

type OAuthContext = Context<'store' | 'tokens'>;

/** What an access token stands for: as long as its grant, its app and its user are there. */
export interface Access {
  readonly claims: AccessClaims;
  readonly grant: Grant;
  readonly app: App;
  readonly user: User;
}

/** What an access token stands for now; undefined when it is forged, over or revoked. */
export async function accessBy(ctx: OAuthContext, token: string): Promise<Access | undefined> {
  const read = AccessClaims.safeParse(ctx.tokens.open('ACCESS', token));
  if (!read.success) return undefined;
  const claims = read.data;
  const grant = await ctx.store.grants.get(claims.grant);
  if (grant === undefined) return undefined;
  const [app, user] = await Promise.all([ctx.store.apps.get(grant.appId), ctx.store.users.get(grant.userId)]);
  if (app === undefined || user === undefined) return undefined;
  return claims.client_id === app.clientId && claims.sub === String(user.id) ? { claims, grant, app, user } : undefined;
}

/** The grant that a token of whatever kind belongs to, while it is there. */
export async function grantOf(ctx: OAuthContext, token: string): Promise<Grant | undefined> {
  const access = AccessClaims.safeParse(ctx.tokens.open('ACCESS', token));
  const refresh = RefreshClaims.safeParse(ctx.tokens.open('REFRESH', token));
  const id = access.success ? access.data.grant : refresh.success ? refresh.data.grant : undefined;
  return id === undefined ? undefined : ctx.store.grants.get(id);
}
