import { createHash } from 'node:crypto';
import { ConflictError, DomainError } from '../../domain/errors.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { type Invitation, invitationQuota, letsIn, newInvitation } from '../../domain/session/invitation.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { invitationOverText, invitationText } from '../../render/invitation-texts.ts';
import { authorized } from '../configuration/change.ts';
import { recordOf } from '../configuration/record.ts';
import { accountMail, canSendMail, queueMails } from '../notification/account-mail.ts';
import { isWithinQuota } from '../notification/within-quota.ts';
import { userKind } from '../user/kind.ts';
import { invitationKind } from './kinds.ts';
import { providerOfAddress } from './provider-of-address.ts';

type InviteContext = Context<'store' | 'actor' | 'notifications' | 'settings'>;

/**
 * Invites somebody by mail, once more where they were invited before: the former link is void. Throws CONFLICT where mail is not
 * configured, RATE_LIMITED when the address had too many.
 */
export async function inviteUser(
  ctx: InviteContext,
  userId: number,
): Promise<{ readonly user: User; readonly invitation: Invitation }> {
  const user = await authorized(ctx, userKind, 'user:administer', { id: userId });
  if (!canSendMail(ctx)) throw new ConflictError('nobody can be invited: mail is not configured');
  const address = createHash('sha256').update(user.email.toLowerCase()).digest('hex');
  if (!(await isWithinQuota(ctx, invitationQuota, `INVITATION#${address}`, ctx.ids.ulid())))
    throw new DomainError('RATE_LIMITED', `${user.email} was sent too many invitations: try again in an hour`);
  const invitation = newInvitation(ctx.ids.ulid(), user, ctx.clock.now());
  const mail = accountMail(
    user,
    ['INVITATION', invitation.id],
    await wordsFor(ctx, user, invitation),
    invitation.sentAt,
  );
  await ctx.store.invitations.send(
    invitation,
    mail,
    recordOf(ctx, invitationKind, { what: 'create', after: invitation }),
  );
  await queueMails(ctx, [mail]);
  return { user, invitation };
}

/** Invites somebody who was just made, if that can be done: they are there in any case, and can be invited again. */
export async function inviteNewUser(ctx: InviteContext, user: User): Promise<void> {
  if (!canSendMail(ctx)) return;
  try {
    await inviteUser(ctx, user.id);
  } catch (error) {
    ctx.log.error('a new user was not invited', { userId: user.id, error });
  }
}

/** The link itself is made when the mail is: nothing that is stored lets anybody in. */
async function wordsFor(
  ctx: InviteContext,
  user: User,
  { id }: Invitation,
): Promise<Pick<Notification, 'subject' | 'text' | 'link'>> {
  const about = { from: ctx.actor.name, email: user.email };
  const provider = await providerOfAddress(ctx, user.email, user);
  if (provider === undefined) return { ...invitationText(user.language, about), link: { purpose: 'INVITATION', id } };
  const name = provider.label ?? provider.name;
  const address = `${ctx.settings.consoleUrl}/auth/oidc/${provider.id}/start`;
  return invitationOverText(user.language, { ...about, name, address });
}

/** An invitation on the wire: nothing that lets anybody in. */
export const presentInvitation = (invitation: Invitation, user: User, now: Invitation['sentAt']) => ({
  status: letsIn(invitation, user, now) ? ('PENDING' as const) : ('EXPIRED' as const),
  sentAt: invitation.sentAt,
  expiresAt: invitation.expiresOn,
});

/** What becomes of the invitations of those among these users who have one, by id. */
export async function invitationsOf(
  ctx: Context<'store'>,
  users: readonly User[],
): Promise<ReadonlyMap<number, ReturnType<typeof presentInvitation>>> {
  const now = ctx.clock.now();
  const found = new Map(
    (await ctx.store.invitations.ofUsers(users.map(({ id }) => id))).map((one) => [one.userId, one]),
  );
  return new Map(
    users.flatMap((user) => {
      const invitation = found.get(user.id);
      return invitation === undefined ? [] : [[user.id, presentInvitation(invitation, user, now)] as const];
    }),
  );
}
