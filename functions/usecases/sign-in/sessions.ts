import { NotFoundError } from '../../domain/errors.ts';
import type { Session } from '../../domain/session/session.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf, untold } from '../configuration/record.ts';
import { ownUser } from '../user/change.ts';
import { sessionKind } from './kinds.ts';

/** Where somebody is signed in, as they see it themselves: oldest first. On a status page's host they see what is for that page. */
export async function ownSessions(ctx: Context<'store'>, own: Session): Promise<readonly Session[]> {
  if (own.userId === undefined) return [own];
  const sessions = await ctx.store.sessions.ofUser(own.userId);
  return sessions.filter(({ page }) => own.page === undefined || page === own.page);
}

/** Ends one of the caller's own sessions, the present one too. Throws NotFoundError when they have none of this id. */
export async function endOwnSession(ctx: Context<'store'>, own: Session, id: string): Promise<void> {
  const session = (await ownSessions(ctx, own)).find((one) => one.id === id);
  if (session === undefined) throw new NotFoundError('session', id);
  await ctx.store.sessions.end(session, untold);
}

/** A user's sessions, for whoever may change the user. */
export async function sessionsOf(ctx: Context<'store' | 'actor'>, userId: number): Promise<readonly Session[]> {
  const user = await ownUser(ctx, userId);
  return ctx.store.sessions.ofUser(user.id);
}

/** Signs a user out on one browser. */
export async function endSessionOf(ctx: Context<'store' | 'actor'>, userId: number, id: string): Promise<void> {
  const session = (await sessionsOf(ctx, userId)).find((one) => one.id === id);
  if (session === undefined || !(await endFor(ctx, session))) throw new NotFoundError('session', id);
}

/** Signs a user out everywhere. */
export async function endSessionsOf(ctx: Context<'store' | 'actor'>, userId: number): Promise<void> {
  for (const session of await sessionsOf(ctx, userId)) await endFor(ctx, session);
}

const endFor = (ctx: Context<'store' | 'actor'>, session: Session): Promise<boolean> =>
  ctx.store.sessions.end(session, recordOf(ctx, sessionKind, { what: 'delete', before: session }));
