import type { AuditKind } from '../../domain/audit/kind.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { App } from '../../domain/oauth/app.ts';
import type { Grant } from '../../domain/oauth/grant.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { ownUser } from '../user/change.ts';

type GrantContext = Context<'store' | 'actor'>;

/** What people let apps do, as somebody takes it back. */
const grantKind: AuditKind<Grant> = {
  kind: 'grant',
  idOf: ({ id }) => id,
  nameOf: () => '',
  members: {
    id: 'unsaid',
    appId: 'told',
    userId: 'told',
    scopes: 'told',
    createdAt: 'told',
    validUntil: 'unsaid',
    serial: 'unsaid',
    refreshHash: 'secret',
  },
};

/** A grant with the app that has it. */
export interface GrantOfApp {
  readonly grant: Grant;
  readonly app: App;
}

/** What a user lets apps do, oldest first; what deleted apps had is worth nothing. */
export async function grantsOf(ctx: Context<'store'>, userId: number): Promise<GrantOfApp[]> {
  const grants = await ctx.store.grants.ofUser(userId);
  const apps = await ctx.store.apps.getMany([...new Set(grants.map(({ appId }) => appId))]);
  return grants.flatMap((grant) => {
    const app = apps.find(({ id }) => id === grant.appId);
    return app === undefined ? [] : [{ grant, app }];
  });
}

/** The same for whoever may change the user. */
export async function listGrants(ctx: GrantContext, userId: number): Promise<GrantOfApp[]> {
  const user = await ownUser(ctx, userId);
  return grantsOf(ctx, user.id);
}

/** Takes back what a user lets an app do: its tokens are worth nothing from then on. Throws NotFoundError for none of theirs. */
export async function withdrawGrant(ctx: GrantContext, userId: number, id: string): Promise<void> {
  const user = await ownUser(ctx, userId);
  const grant = (await ctx.store.grants.ofUser(user.id)).find((one) => one.id === id);
  if (grant === undefined || !(await end(ctx, grant))) throw new NotFoundError('grant', id);
}

/** Nobody who is deleted lets apps do anything any more. */
export async function endGrantsOf(ctx: GrantContext, userId: number): Promise<void> {
  for (const grant of await ctx.store.grants.ofUser(userId)) await end(ctx, grant);
}

const end = (ctx: GrantContext, grant: Grant): Promise<boolean> =>
  ctx.store.grants.end(grant.id, recordOf(ctx, grantKind, { what: 'delete', before: grant }));

/** A grant on the wire. */
export const presentGrant = ({ grant, app }: GrantOfApp): object => ({
  id: grant.id,
  app: { id: app.id, name: app.name },
  scopes: grant.scopes,
  createdAt: grant.createdAt,
  expiresAt: grant.validUntil,
});
