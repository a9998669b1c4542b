import { notificationId } from '../../domain/notification/id.ts';
import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import { attemptOf, type LinkRequest } from '../../domain/session/link.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { signInText } from '../../render/account-texts.ts';

/**
 * Sends the link that somebody asked for, if the address is a user's; nobody else is told anything. Doing it again sends the
 * same mail, once.
 */
export async function sendLink(ctx: Context<'store' | 'notifications'>, request: LinkRequest): Promise<void> {
  const user = await ctx.store.users.byEmail(request.signIn.email);
  if (user === undefined || user.hidden) return;
  const attempt = attemptOf(request, user.id);
  if (ctx.clock.now() >= attempt.expiresOn) return;
  await ctx.store.signInAttempts.create(attempt);
  const mail = mailOf(user, attempt.id, ctx.clock.now());
  await ctx.store.notifications.add([mail]);
  await ctx.notifications.send([{ message: messageOf(mail), channel: mail.channel }]);
}

/** The link itself is made when the mail is: nothing that is stored lets anybody in. */
const mailOf = (user: User, attemptId: string, now: Notification['createdAt']): Notification => ({
  scope: `USER#${user.id}`,
  id: notificationId(['SIGN_IN', attemptId]),
  kind: 'VERIFICATION',
  channel: 'EMAIL',
  target: user.email,
  language: user.language,
  userId: user.id,
  ...signInText(user.language),
  link: { purpose: 'SIGN_IN', id: attemptId },
  ...queuedFor(now, now),
});
