import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { secondsBetween } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** SQS holds a message back for at most this long; what is later waits in the due index. */
export const longestQueueDelaySeconds = 900;

/** Queues notifications that are written, each for its time; those further ahead are left to the due index. */
export async function queueInTime(
  ctx: Context<'notifications'>,
  notifications: readonly Notification[],
): Promise<void> {
  const now = ctx.clock.now();
  const messages = notifications.flatMap((notification) => {
    const delaySeconds = Math.max(0, secondsBetween(now, notification.at));
    if (delaySeconds > longestQueueDelaySeconds) return [];
    const { channel } = notification;
    return [{ message: messageOf(notification), channel, ...(delaySeconds > 0 && { delaySeconds }) }];
  });
  if (messages.length > 0) await ctx.notifications.send(messages);
}
