import type { IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { pageUrlAt } from '../../domain/page/address.ts';
import { attemptOf, type LinkRequest } from '../../domain/session/link.ts';
import type { Language } from '../../domain/user/user.ts';
import type { Context, Settings } from '../../ports/context.ts';
import { pageSignInText, signInOverText, signInText } from '../../render/account-texts.ts';
import { accountMail, guestMail } from '../notification/account-mail.ts';
import { type Expected, guestOf } from './guest-of.ts';
import { providerOfAddress } from './provider-of-address.ts';

type SendContext = Context<'store' | 'notifications' | 'settings'>;

/**
 * Sends the link that somebody asked for, if the address lets them in; nobody else is told anything. Who
 * gets in over an identity provider alone is told that instead. Doing it again sends the
 * same mail, once.
 */
export async function sendLink(ctx: SendContext, request: LinkRequest): Promise<void> {
  const { signIn } = request;
  const guest = await guestOf(ctx, signIn.email, signIn.page);
  if (guest === undefined) return;
  const { user } = guest;
  const attempt = attemptOf(request, user?.id);
  if (ctx.clock.now() >= attempt.expiresOn) return;
  const language = user?.language ?? signIn.language ?? 'en';
  const provider = await providerOfAddress(ctx, signIn.email, user);
  if (provider === undefined) await ctx.store.signInAttempts.create(attempt);
  const words =
    provider === undefined
      ? linkTo(ctx, request, guest, language)
      : signInOverText(language, overOf(ctx, provider, guest, request));
  const about = ['SIGN_IN', attempt.id] as const;
  const now = ctx.clock.now();
  const mail =
    user === undefined
      ? guestMail({ scope: `GUESTS#${signIn.page}`, email: signIn.email, language }, about, words, now)
      : accountMail(user, about, words, now);
  await ctx.store.notifications.add([mail]);
  await ctx.notifications.send([{ message: messageOf(mail), channel: mail.channel }]);
}

/** The link itself is made when the mail is: nothing that is stored lets anybody in. */
function linkTo(
  { settings }: SendContext,
  { signIn }: LinkRequest,
  { page }: Expected,
  language: Language,
): Pick<Notification, 'subject' | 'text' | 'link'> {
  const link = { purpose: 'SIGN_IN' as const, id: signIn.attemptId };
  // To the host that knows the browser; whether it is still ours, or the page's, is looked at now.
  if (page === undefined) return { ...signInText(language), link: { ...link, origin: ownUrl(settings, signIn) } };
  const origin = pageUrlAt(settings, page, signIn.host).slice(0, -1);
  return { ...pageSignInText(language, page.name), link: { ...link, origin } };
}

/** The console's address or the API's: on whichever they have asked. */
const ownUrl = (
  { publicUrl, consoleUrl }: Pick<Settings, 'publicUrl' | 'consoleUrl'>,
  { host }: LinkRequest['signIn'],
): string => (host === new URL(consoleUrl).hostname ? consoleUrl : publicUrl);

/** To a page they come back from there. */
const overOf = (
  { settings }: Context<'settings'>,
  { id, name, label }: IdentityProvider,
  { page }: Expected,
  { signIn }: LinkRequest,
) => ({
  name: label ?? name,
  address:
    page === undefined
      ? `${ownUrl(settings, signIn)}/auth/oidc/${id}/start`
      : `${pageUrlAt(settings, page, signIn.host)}auth/main?to=${encodeURIComponent(signIn.to)}`,
});
