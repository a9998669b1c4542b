import { DomainError, ForbiddenError } from '../../domain/errors.ts';
import type { IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import { type Invitation, letsIn } from '../../domain/session/invitation.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { openSession } from './open-session.ts';
import { providerOfAddress } from './provider-of-address.ts';
import type { SignedIn } from './who-is-signed-in.ts';

/** Whom an invitation is for, and what stands between them and it. */
export interface Invited {
  readonly invitation: Invitation;
  readonly user: User;
  /** Over which alone they get in. */
  readonly provider: IdentityProvider | undefined;
  /** Somebody else is signed in here: nobody's browser becomes another person's by a link they were sent. */
  readonly isSomebodyElses: boolean;
}

/**
 * Whom an invitation is for. Throws FORBIDDEN for one that nobody made, GONE for one that lets nobody in any more: used, too old, replaced,
 * sent to another address than theirs, or its user is gone or has been in. It changes nothing.
 */
export async function readInvitation(
  ctx: Context<'store' | 'tokens'>,
  token: string,
  here: SignedIn | undefined,
): Promise<Invited> {
  const id = ctx.tokens.idIn('INVITATION', token);
  if (id === undefined) throw new ForbiddenError('this invitation is not valid');
  const invitation = await ctx.store.invitations.get(id);
  const user = invitation && (await ctx.store.users.get(invitation.userId));
  if (invitation === undefined || user === undefined || user.hidden || !letsIn(invitation, user, ctx.clock.now()))
    throw new DomainError('GONE', 'this invitation was used before, is too old, or another one was sent');
  return {
    invitation,
    user,
    provider: await providerOfAddress(ctx, user.email, user),
    isSomebodyElses: here !== undefined && here.session.userId !== user.id,
  };
}

/**
 * Lets in who was invited, once, by a new secret. Throws FORBIDDEN where they get in over a provider alone, or somebody else is signed in,
 * GONE when the invitation was used meanwhile.
 */
export async function followInvitation(
  ctx: Context<'store'>,
  { invitation, user, provider, isSomebodyElses }: Invited,
  { here, userAgent }: { readonly here: SignedIn | undefined; readonly userAgent: string | undefined },
): Promise<string> {
  if (provider !== undefined) throw new ForbiddenError('this person gets in over an identity provider');
  if (isSomebodyElses) throw new ForbiddenError('somebody else is signed in here');
  const before = here?.session;
  return (await openSession(ctx, { guest: { user }, method: 'INVITATION', userAgent, invitation, before })).secret;
}
