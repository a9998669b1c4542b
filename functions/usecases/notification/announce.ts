import type { Alert } from '../../domain/alert/alert.ts';
import { reachWithUpdate } from '../../domain/escalation/reachability.ts';
import { messageOf, type Notification, type UpdateMessage } from '../../domain/notification/notification.ts';
import type { Context } from '../../ports/context.ts';
import { plannedNotification } from './planned.ts';

/**
 * Tells an alert's responders of a change, by their update preferences. Whoever made the change is not told, nor is
 * somebody whom the new level pages anyway. Repeating it tells nobody twice.
 */
export async function announceChange(ctx: Context<'store' | 'notifications'>, message: UpdateMessage): Promise<void> {
  const { alertId, announce, version } = message;
  const alert = await ctx.store.alerts.get(alertId);
  if (alert === undefined) return;
  const [responders, steps] = await Promise.all([
    ctx.store.alerts.responders(alertId),
    announce === 'ESCALATED' ? ctx.store.alerts.steps(alertId) : [],
  ]);
  const spared = new Set([actorOf(alert, announce), ...(steps.at(-1)?.responders ?? [])]);
  const users = await ctx.store.users.getMany(responders.map(({ userId }) => userId).filter((id) => !spared.has(id)));

  const now = ctx.clock.now();
  const notifications = users
    .flatMap((user) => reachWithUpdate(user, `ALERT_${announce}`, now).notifications)
    .map((planned): Notification => {
      const reason = ['UPDATE', announce, version];
      return { ...plannedNotification(alert, planned, { kind: 'UPDATE', reason, createdAt: now }), change: announce };
    });
  const written = await ctx.store.notifications.add(notifications);
  const fresh = notifications.filter(({ id }) => written.has(id));
  await ctx.notifications.send(fresh.map((one) => ({ message: messageOf(one), channel: one.channel })));
}

function actorOf({ acceptedBy, resolvedBy }: Alert, announce: UpdateMessage['announce']): number | undefined {
  const actor = announce === 'ACCEPTED' ? acceptedBy : announce === 'RESOLVED' ? resolvedBy : undefined;
  return actor?.kind === 'user' ? actor.id : undefined;
}
