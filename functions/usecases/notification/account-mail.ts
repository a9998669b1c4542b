import { notificationId } from '../../domain/notification/id.ts';
import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import type { Instant } from '../../domain/time.ts';
import type { Language, User } from '../../domain/user/user.ts';
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

/** A mail to somebody who is no user, at the address they asked with; the same one is sent once. */
export const guestMail = (
  { scope, email, language }: { readonly scope: string; readonly email: string; readonly language: Language },
  about: readonly (string | number)[],
  words: Pick<Notification, 'subject' | 'text' | 'link'>,
  now: Instant,
): Notification => ({
  scope,
  id: notificationId(about),
  kind: 'VERIFICATION',
  channel: 'EMAIL',
  target: email,
  language,
  ...words,
  ...queuedFor(now, now),
});

/** Whether this deployment can send mails. */
export const canSendMail = ({ settings }: Context<'settings'>): boolean =>
  settings.configuredChannels?.includes('EMAIL') ?? true;

/** Queues mails that are stored. What they tell of is done: when the queue does not take them, the tick sends them. */
export async function queueMails(ctx: Context<'notifications'>, mails: readonly Notification[]): Promise<void> {
  if (mails.length === 0) return;
  try {
    await ctx.notifications.send(mails.map((mail) => ({ message: messageOf(mail), channel: mail.channel })));
  } catch (error) {
    ctx.log.warn('mails were not queued: the tick sends them', { error });
  }
}
