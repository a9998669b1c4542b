import { notificationId } from '../../domain/notification/id.ts';
import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

/** One contact as a message needs it. */
export interface Place {
  readonly id: number;
  readonly channel: 'EMAIL' | 'SMS' | 'VOICE' | 'PUSH';
  readonly target: string;
}

/** Stores a message to one of a user's contacts and queues it. */
export async function sendToContact(
  ctx: Context<'store' | 'notifications'>,
  user: User,
  place: Place,
  message: Pick<Notification, 'kind' | 'text' | 'subject'>,
): Promise<Notification> {
  const now = ctx.clock.now();
  const notification: Notification = {
    scope: `USER#${user.id}`,
    id: notificationId([message.kind, ctx.ids.next()]),
    ...message,
    channel: place.channel,
    target: place.target,
    language: user.language,
    userId: user.id,
    contactId: place.id,
    ...queuedFor(now, now),
  };
  await ctx.store.notifications.add([notification]);
  await ctx.notifications.send([{ message: messageOf(notification), channel: notification.channel }]);
  return notification;
}
