import type { IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import { messageOf } from '../../domain/notification/notification.ts';
import type { SignInAttempt } from '../../domain/session/attempt.ts';
import { attemptOf, type LinkRequest } from '../../domain/session/link.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { signInOverText, signInText } from '../../render/account-texts.ts';
import { accountMail } from '../notification/account-mail.ts';
import { providerOfAddress } from './provider-of-address.ts';

/**
 * Sends the link that somebody asked for, if the address is a user's; nobody else is told anything. Who
 * gets in over an identity provider alone is told that instead. Doing it again sends the
 * same mail, once.
 */
export async function sendLink(
  ctx: Context<'store' | 'notifications' | 'settings'>,
  request: LinkRequest,
): Promise<void> {
  const user = await ctx.store.users.byEmail(request.signIn.email);
  if (user === undefined || user.hidden) return;
  const attempt = attemptOf(request, user.id);
  if (ctx.clock.now() >= attempt.expiresOn) return;
  const provider = await providerOfAddress(ctx, user.email, user);
  if (provider === undefined) await ctx.store.signInAttempts.create(attempt);
  const words = provider === undefined ? linkTo(attempt, user) : signInOverText(user.language, overOf(ctx, provider));
  const mail = accountMail(user, ['SIGN_IN', attempt.id], words, ctx.clock.now());
  await ctx.store.notifications.add([mail]);
  await ctx.notifications.send([{ message: messageOf(mail), channel: mail.channel }]);
}

/** The link itself is made when the mail is: nothing that is stored lets anybody in. */
const linkTo = ({ id }: SignInAttempt, { language }: User) => ({
  ...signInText(language),
  link: { purpose: 'SIGN_IN' as const, id },
});

const overOf = ({ settings }: Context<'settings'>, { id, name, label }: IdentityProvider) => ({
  name: label ?? name,
  address: `${settings.publicUrl}/auth/oidc/${id}/start`,
});
