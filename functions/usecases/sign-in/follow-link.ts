import { DomainError, ForbiddenError } from '../../domain/errors.ts';
import type { SignInAttempt } from '../../domain/session/attempt.ts';
import type { Session } from '../../domain/session/session.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { hashOf, openSession } from './open-session.ts';
import { providerOfAddress } from './provider-of-address.ts';

export interface Follower {
  readonly token: string;
  /** The secret of the browser that opens the link; absent when it has none. */
  readonly browserSecret: string | undefined;
  readonly userAgent: string | undefined;
  /** The session this browser has. */
  readonly before: Session | undefined;
}

/** What a link stands for. Throws FORBIDDEN for one that nobody made, GONE for one that was used or is too old. It changes nothing. */
export async function readLink(ctx: Context<'store' | 'tokens'>, token: string): Promise<SignInAttempt> {
  const id = ctx.tokens.idIn('SIGN_IN', token);
  if (id === undefined) throw new ForbiddenError('this link is not valid');
  const attempt = await ctx.store.signInAttempts.get(id);
  if (attempt?.kind !== 'LINK')
    throw new DomainError('GONE', 'this link was used before, or is older than ten minutes');
  return attempt;
}

/**
 * Lets in whoever asked for the link, once, in the browser they asked with: in any other one it is left as it was, so
 * that nobody can be signed in as somebody else by a link they were sent.
 */
export async function followLink(
  ctx: Context<'store' | 'tokens'>,
  { token, browserSecret, userAgent, before }: Follower,
): Promise<{ readonly secret: string; readonly to: string }> {
  const attempt = await readLink(ctx, token);
  if (browserSecret === undefined || hashOf(browserSecret) !== attempt.browserHash)
    throw new ForbiddenError('this link works only in the browser that asked for it');
  const user = await userOf(ctx, attempt);
  const { secret } = await openSession(ctx, { guest: { user }, method: 'LINK', userAgent, attempt, before });
  return { secret, to: attempt.to };
}

/** Their address may be somebody else's by now. */
async function userOf(ctx: Context<'store'>, { userId, email }: SignInAttempt): Promise<User> {
  const user = userId === undefined ? undefined : await ctx.store.users.get(userId);
  const isOver =
    user === undefined || user.email.toLowerCase() !== email || (await providerOfAddress(ctx, email, user));
  if (isOver) throw new DomainError('GONE', 'nobody may sign in with this address any more');
  return user;
}
