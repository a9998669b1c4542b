import { type Session, seenAgain } from '../../domain/session/session.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { asTocsin } from '../configuration/write.ts';
import { sessionKind } from './kinds.ts';
import { hashOf } from './open-session.ts';
import { providerOfAddress } from './provider-of-address.ts';

/** A session that lets its browser in; without a user where somebody is let in by their address alone. */
export interface SignedIn {
  readonly session: Session;
  readonly user: User | undefined;
}

/**
 * Whether an identity provider has come to speak for the address since somebody signed in by another way: the session ends then, as
 * if it had been ended by hand.
 */
async function isBoundSince(ctx: Context<'store'>, session: Session, user: User | undefined): Promise<boolean> {
  if (session.method === 'OIDC') return false;
  const provider = await providerOfAddress(ctx, session.email, user);
  if (provider === undefined) return false;
  const audit = recordOf(asTocsin(ctx), sessionKind, { what: 'delete', before: session });
  await ctx.store.sessions.end(session, audit);
  return true;
}

/** Who is signed in by this secret, noted as seen now; undefined when the session has ended or its user is gone. */
export async function whoIsSignedIn(ctx: Context<'store'>, secret: string): Promise<SignedIn | undefined> {
  const session = await ctx.store.sessions.byHash(hashOf(secret));
  if (session === undefined) return undefined;
  const user = session.userId === undefined ? undefined : await ctx.store.users.get(session.userId);
  if (session.userId !== undefined && user === undefined) return undefined;
  if (await isBoundSince(ctx, session, user)) return undefined;
  const seen = seenAgain(session, ctx.clock.now());
  if (seen !== undefined) await ctx.store.sessions.touch(seen);
  return { session: seen ?? session, user };
}
