import { notificationId } from '../../domain/notification/id.ts';
import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import type { Instant } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

/**
 * A mail about somebody's account, to the address they sign in with, muted or not. `about` makes it different from all others: the same
 * one is sent once.
 */
export const accountMail = (
  user: User,
  about: readonly (string | number)[],
  words: Pick<Notification, 'subject' | 'text' | 'link'>,
  now: Instant,
): Notification => ({
  scope: `USER#${user.id}`,
  id: notificationId(about),
  kind: 'VERIFICATION',
  channel: 'EMAIL',
  target: user.email,
  language: user.language,
  userId: user.id,
  ...words,
  ...queuedFor(now, now),
});

/** Whether this deployment can send mails. */
export const canSendMail = ({ settings }: Context<'settings'>): boolean =>
  settings.configuredChannels?.includes('EMAIL') ?? true;

/** Stores mails and queues them, where mail is configured; what gets lost on the way the tick sends. */
export async function sendAccountMails(
  ctx: Context<'store' | 'notifications' | 'settings'>,
  mails: readonly Notification[],
): Promise<void> {
  if (!canSendMail(ctx)) return;
  await ctx.store.notifications.add(mails);
  await ctx.notifications.send(mails.map((mail) => ({ message: messageOf(mail), channel: mail.channel })));
}
