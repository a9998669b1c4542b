import { notificationId } from '../../domain/notification/id.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { closed } from '../../domain/notification/pacing.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import type { Window } from '../../domain/notification/windows.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';
import { queueFor } from './requeue.ts';

/**
 * Ends a pacing window: those of its held-back alerts that nobody has accepted are named in one message to its target;
 * when none is left, nothing is sent. Nothing happens before its end, or when it owes nothing. Repeating it is harmless.
 */
export const closeWindow = (ctx: Context<'store' | 'notifications'>, { id }: { id: string }): Promise<void> =>
  retryOnConflict(async () => {
    const window = await ctx.store.windows.get(id);
    if (window === undefined || window.dueAt === undefined || window.endsAt > ctx.clock.now()) return;
    await sendSummary(ctx, window);
    await ctx.store.windows.save(closed(window));
  });

async function sendSummary(ctx: Context<'store' | 'notifications'>, window: Window): Promise<void> {
  const { summary: recipient } = window;
  if (recipient === undefined) return;
  const held = [...new Set(window.aggregated.map(({ alertId }) => alertId))];
  const alerts = await ctx.store.alerts.getMany(held);
  const alertIds = alerts.filter(({ status }) => status === 'PENDING').map(({ id }) => id);
  const [only] = alertIds;
  if (only === undefined) return;

  const now = ctx.clock.now();
  const summary: Notification = {
    scope: `USER#${recipient.userId}`,
    id: notificationId(['summary', window.id, window.startedAt]),
    kind: 'SUMMARY',
    ...recipient,
    ...(alertIds.length === 1 && { alertId: only }),
    alertIds,
    ...queuedFor(now, now),
  };
  await ctx.store.notifications.add([summary]);
  await queueFor(ctx, summary);
}
