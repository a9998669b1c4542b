import type { Alert } from '../../domain/alert/alert.ts';
import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import type { Context } from '../../ports/context.ts';
import { noteTrouble } from './note-trouble.ts';

/**
 * Queues what is due. What cannot be queued stays in the due index and is found by the tick, up to 90 seconds late: that is
 * counted, because nothing else tells of it.
 */
export async function handOver(
  ctx: Context<'notifications'>,
  { id: alertId }: Pick<Alert, 'id'>,
  notifications: readonly Notification[],
): Promise<void> {
  if (notifications.length === 0) return;
  try {
    await ctx.notifications.send(notifications.map((one) => ({ message: messageOf(one), channel: one.channel })));
  } catch (error) {
    const count = notifications.length;
    noteTrouble(ctx, 'EscalationsStuck');
    ctx.log.warn('notifications not queued; the tick takes over', { alertId, count, error });
  }
}
