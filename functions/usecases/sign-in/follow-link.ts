import { DomainError, ForbiddenError } from '../../domain/errors.ts';
import type { SignInAttempt } from '../../domain/session/attempt.ts';
import { type Session, SignInMethod } from '../../domain/session/session.ts';
import type { Context } from '../../ports/context.ts';
import { guestOf } from './guest-of.ts';
import { type Guest, hashOf, openSession } from './open-session.ts';
import { providerOfAddress } from './provider-of-address.ts';

export interface Follower {
  readonly token: string;
  /** The status page on whose host it is opened; undefined on the API's. */
  readonly page: number | undefined;
  /** The secret of the browser that opens the link; absent when it has none. */
  readonly browserSecret: string | undefined;
  readonly userAgent: string | undefined;
  /** The session this browser has. */
  readonly before: Session | undefined;
}

/**
 * What a link stands for. Throws FORBIDDEN for one that nobody made, or that leads to another host; GONE for one that was used or is too
 * old. It changes nothing.
 */
export async function readLink(
  ctx: Context<'store' | 'tokens'>,
  { token, page }: Pick<Follower, 'token' | 'page'>,
): Promise<SignInAttempt> {
  const id = ctx.tokens.idIn('SIGN_IN', token);
  if (id === undefined) throw new ForbiddenError('this link is not valid');
  const attempt = await ctx.store.signInAttempts.get(id);
  if (attempt?.kind !== 'LINK')
    throw new DomainError('GONE', 'this link was used before, or is older than ten minutes');
  if (attempt.page !== page) throw new ForbiddenError('this link leads to another host');
  return attempt;
}

/**
 * Lets in whoever asked for the link, once, in the browser they asked with: in any other one it is left as it was, so
 * that nobody can be signed in as somebody else by a link they were sent.
 */
export async function followLink(
  ctx: Context<'store' | 'tokens'>,
  { token, page, browserSecret, userAgent, before }: Follower,
): Promise<{ readonly secret: string; readonly to: string }> {
  const attempt = await readLink(ctx, { token, page });
  if (browserSecret === undefined || hashOf(browserSecret) !== attempt.browserHash)
    throw new ForbiddenError('this link works only in the browser that asked for it');
  const guest = await stillExpected(ctx, attempt);
  const method = methodOf(attempt);
  const { secret } = await openSession(ctx, { guest, method, userAgent, attempt, before, page });
  return { secret, to: attempt.to };
}

/** By which way they had signed in on the API's host, where they come from there. */
const methodOf = ({ details }: SignInAttempt): SignInMethod => SignInMethod.safeParse(details?.method).data ?? 'LINK';

/** Their address may be somebody else's by now, or no longer let anybody in. */
async function stillExpected(ctx: Context<'store'>, attempt: SignInAttempt): Promise<Guest> {
  const { userId, email = '', page } = attempt;
  const guest = await guestOf(ctx, email, page);
  const isOver =
    guest === undefined ||
    guest.user?.id !== userId ||
    (methodOf(attempt) !== 'OIDC' && (await providerOfAddress(ctx, email, guest.user)) !== undefined);
  if (isOver) throw new DomainError('GONE', 'nobody may sign in with this address any more');
  return guest.user === undefined ? { email } : { user: guest.user };
}
