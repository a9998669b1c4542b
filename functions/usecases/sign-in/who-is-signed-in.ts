import { type Session, seenAgain } from '../../domain/session/session.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { hashOf } from './open-session.ts';

/** A session that lets its browser in; without a user where somebody is let in by their address alone. */
export interface SignedIn {
  readonly session: Session;
  readonly user: User | undefined;
}

/** Who is signed in by this secret, noted as seen now; undefined when the session has ended or its user is gone. */
export async function whoIsSignedIn(ctx: Context<'store'>, secret: string): Promise<SignedIn | undefined> {
  const session = await ctx.store.sessions.byHash(hashOf(secret));
  if (session === undefined) return undefined;
  const user = session.userId === undefined ? undefined : await ctx.store.users.get(session.userId);
  if (session.userId !== undefined && user === undefined) return undefined;
  const seen = seenAgain(session, ctx.clock.now());
  if (seen !== undefined) await ctx.store.sessions.touch(seen);
  return { session: seen ?? session, user };
}
