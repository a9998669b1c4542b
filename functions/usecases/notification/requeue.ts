import { messageOf, type Notification, type NotificationMessage } from '../../domain/notification/notification.ts';
import { takenUpAt } from '../../domain/notification/queued.ts';
import { type Instant, secondsBetween } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { stateOf } from './record.ts';

/** The longest a queue can hold a message back. */
const longestDelaySeconds = 900;

/**
 * Puts a notification off until `at`: first its new time is written, then its message queued with a delay. When the
 * message is lost in between, the tick finds the item. Nothing happens when somebody else moved it first.
 */
export async function putOff(
  ctx: Context<'store' | 'notifications'>,
  notification: Notification,
  at: Instant,
  changes: Partial<Pick<Notification, 'error' | 'broughtForwardBy' | 'trouble'>> = {},
): Promise<boolean> {
  const { sendingSince: _since, retryAt: _retry, ...rest } = notification;
  const waiting: Notification = { ...rest, ...changes, status: 'QUEUED', at, dueAt: takenUpAt(at) };
  const moved = await ctx.store.notifications.move(waiting, stateOf(notification));
  if (moved) await queueFor(ctx, waiting);
  return moved;
}

/**
 * Leaves a notification that may have gone out as it is until `at`, when it is repeated or the next way is taken; a
 * receipt or an answer until then ends it.
 */
export async function keepUnsure(
  ctx: Context<'store' | 'notifications'>,
  sending: Notification,
  at: Instant,
  changes: Pick<Notification, 'error' | 'trouble'>,
): Promise<void> {
  const kept: Notification = { ...sending, ...changes, retryAt: at, dueAt: takenUpAt(at) };
  if (await ctx.store.notifications.move(kept, stateOf(sending))) await queueFor(ctx, { ...kept, at });
}

/** Queues the message of a notification for its time, or for the last moment a queue can wait until. */
export async function queueFor(ctx: Context<'notifications'>, notification: Notification): Promise<void> {
  const { channel, at } = notification;
  const wait = Math.ceil(secondsBetween(ctx.clock.now(), at));
  const delaySeconds = Math.min(longestDelaySeconds, Math.max(0, wait));
  await ctx.notifications.send([
    { message: messageOf(notification), channel, ...(delaySeconds > 0 && { delaySeconds }) },
  ]);
}

/** Seconds over which those who crowd around one window come back. */
const crowdSeconds = 5;

/**
 * Queues a message once more for a moment later, each of a crowd for another one: each round lets some of them through, so
 * this ends. False when the message does not say by which queue it goes; it is then for the queue to repeat.
 */
export async function queueInAMoment(ctx: Context<'notifications'>, message: NotificationMessage): Promise<boolean> {
  if (message.about === undefined) return false;
  const { channel } = message.about;
  await ctx.notifications.send([{ message, channel, delaySeconds: 1 + (message.id % crowdSeconds) }]);
  return true;
}
