import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import type { SignInAttempt } from '../../domain/session/attempt.ts';
import type { Invitation } from '../../domain/session/invitation.ts';
import { keptUserAgent, type Session, type SignInMethod } from '../../domain/session/session.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

/** Who is let in: a user, or somebody by their address alone. */
export type Guest = { readonly user: Pick<User, 'id' | 'email'> } | { readonly email: string };

export interface OpenSessionInput {
  readonly guest: Guest;
  readonly method: SignInMethod;
  readonly userAgent: string | undefined;
  /** What this session ends; it lets nobody in again. */
  readonly attempt?: SignInAttempt | undefined;
  /** By which they come; it lets nobody in again. */
  readonly invitation?: Invitation | undefined;
  /** An older session of this browser, which ends. */
  readonly before?: Session | undefined;
  /** The status page it is for. */
  readonly page?: number | undefined;
}

/** What is kept of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * Lets somebody in on one browser, always by a new secret, so that nobody can have planted it there. An invitation of theirs is over
 * then. Throws GONE when the attempt, or the invitation they come by, was used before or has expired.
 */
export async function openSession(
  ctx: Context<'store'>,
  { guest, method, userAgent, attempt, invitation, before, page }: OpenSessionInput,
): Promise<{ readonly session: Session; readonly secret: string }> {
  const secret = ctx.ids.secret();
  const now = ctx.clock.now();
  const session: Session = {
    id: ctx.ids.ulid(),
    hash: hashOf(secret),
    ...('user' in guest ? { userId: guest.user.id, email: guest.user.email } : { email: guest.email }),
    ...(page !== undefined && { page }),
    method,
    userAgent: keptUserAgent(userAgent),
    createdAt: now,
    lastSeenAt: now,
  };
  const isOpen = await ctx.store.sessions.create(session, { attempt, invitation, before });
  if (!isOpen) throw new DomainError('GONE', 'this attempt to sign in was used before or has expired');
  return { session, secret };
}
