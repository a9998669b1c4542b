import type { LogEntry } from '../../domain/alert/log-entry.ts';
import type { Notification, NotificationStatus } from '../../domain/notification/notification.ts';
import { pushTargetOf } from '../../domain/user/push-targets.ts';
import { fullName, type User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

/** The statuses after which a notification needs nobody's care any more. */
type Ended = Exclude<NotificationStatus, 'QUEUED' | 'SENDING'>;

/**
 * Moves a notification to a state that ends its way, with its timeline entry in the same transaction, and counts it.
 * False when somebody else moved it first.
 */
export async function endNotification(
  ctx: Context<'store'>,
  before: Notification,
  ending: {
    readonly status: Ended;
    readonly reason?: string | undefined;
    readonly user?: User | undefined;
    /** False where an entry said enough before. */
    readonly logged?: boolean;
    readonly changes?: Partial<Pick<Notification, 'driver' | 'providerId' | 'sentAt' | 'error'>>;
  },
): Promise<boolean> {
  const { dueAt: _due, ...rest } = before;
  const after: Notification = { ...rest, ...ending.changes, status: ending.status };
  const moved = await ctx.store.notifications.move(
    after,
    stateOf(before),
    ending.logged === false ? [] : logOf(ctx, after, ending),
  );
  if (moved) ctx.metrics.count('Notifications', 1, { channel: after.channel, status: after.status });
  return moved;
}

/** What `move` compares: the state this function saw. */
export const stateOf = ({ status, at, sendingSince }: Notification) => ({
  status,
  ...(status === 'QUEUED' && { at }),
  ...(status === 'SENDING' && sendingSince !== undefined && { sendingSince }),
});

/** The timeline entry of a notification about an alert; none for those that belong to a person, a reply or nobody. */
export function logOf(
  ctx: Context,
  notification: Notification,
  {
    status,
    reason,
    user,
  }: { readonly status: string; readonly reason?: string | undefined; readonly user?: User | undefined },
): LogEntry[] {
  const { alertId, userId, channel, kind, target, driver, change } = notification;
  if (alertId === undefined || channel === 'NULL') return [];
  const device = user && pushTargetOf(user, target)?.name;
  const shownTarget = channel === 'PUSH' ? device : target;
  return [
    {
      id: ctx.ids.next(),
      alertId,
      timestamp: ctx.clock.now(),
      type: 'NotificationLogEntry',
      vars: {
        status,
        kind,
        channel,
        ...(shownTarget !== undefined && { target: shownTarget }),
        ...(userId !== undefined && { userId }),
        ...(user && { user: fullName(user) }),
        ...(reason !== undefined && reason !== '' && { reason: reason.slice(0, 300) }),
        ...(change !== undefined && { change }),
        ...(driver !== undefined && { driver }),
      },
    },
  ];
}
