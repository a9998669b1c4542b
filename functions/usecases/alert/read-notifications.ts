import { mayName } from '../../domain/access/can.ts';
import { alertScope, type Notification, type NotificationStatus } from '../../domain/notification/notification.ts';
import { shownEnd } from '../../domain/user/push-targets.ts';
import type { Context } from '../../ports/context.ts';
import { knownTo } from '../known.ts';
import { readAlert } from './read.ts';

/** The wire knows three states. What was held back or called off did not reach anybody. */
const wireStatus: Readonly<Record<NotificationStatus, 'SCHEDULED' | 'SUCCESS' | 'ERROR'>> = {
  QUEUED: 'SCHEDULED',
  SENDING: 'SCHEDULED',
  SENT: 'SUCCESS',
  DELIVERED: 'SUCCESS',
  FAILED: 'ERROR',
  SUPPRESSED: 'ERROR',
  AGGREGATED: 'ERROR',
  CANCELLED: 'ERROR',
};

/** Every notification about an alert, in whatever state, oldest first (wire-api §3.2). */
export async function readNotifications(ctx: Context<'store' | 'actor'>, alertId: number): Promise<object[]> {
  const alert = await readAlert(ctx, alertId);
  const notifications = (await ctx.store.notifications.list(alertScope(alertId))).filter(
    ({ channel }) => channel !== 'NULL',
  );
  const userIds = new Set(notifications.flatMap(({ userId }) => userId ?? []));
  const people = await knownTo(ctx, 'user', userIds);
  return notifications.map((notification) => {
    const user = people.get(notification.userId ?? 0);
    return {
      id: notification.id,
      method: notification.channel,
      target: targetOf(ctx, notification),
      subject: notification.subject ?? alert.summary,
      alertId,
      user: user && { id: user.id, firstname: user.firstName, lastname: user.lastName },
      notificationTime: notification.sentAt ?? notification.at,
      status: wireStatusOf(notification),
      errorMessage: errorOf(notification),
    };
  });
}

/** Addresses of people whom the reader may not know are nobody's business. */
function targetOf({ actor }: Context<'actor'>, { channel, target, userId }: Notification): string {
  if (userId !== undefined && !mayName(actor, userId)) return '';
  return channel === 'PUSH' ? shownEnd(target) : target;
}

/** A call that nobody took reached nobody, like what was held back. */
const reachedNobody = ({ status, notAnswered }: Notification): boolean => status === 'SENT' && notAnswered === true;

const wireStatusOf = (notification: Notification) =>
  reachedNobody(notification) ? 'ERROR' : wireStatus[notification.status];

const errorOf = (notification: Notification): string | undefined => {
  const { status, error } = notification;
  if (reachedNobody(notification)) return 'NOT_ANSWERED';
  return wireStatus[status] === 'ERROR' ? (error ?? status) : undefined;
};
