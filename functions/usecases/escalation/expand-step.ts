import type { Alert, EscalationStep, Responder } from '../../domain/alert/alert.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { plannedNotification } from '../notification/planned.ts';

/** So many are written before they are handed over, so that of a thousand people the first do not wait for the last. */
const atOnce = 90;

/**
 * Writes the responders and notifications that a claimed step names, and passes those that are due to `handOver` as soon
 * as they are written. Repeating it finishes what is missing.
 */
export async function expandStep(
  ctx: Context<'store'>,
  alert: Alert,
  step: EscalationStep,
  handOver: (notifications: readonly Notification[]) => Promise<void>,
  knownUsers?: ReadonlyMap<number, User>,
): Promise<void> {
  const usersById =
    knownUsers ?? new Map((await ctx.store.users.getMany(step.responders)).map((user) => [user.id, user]));
  const responders = step.responders.flatMap((userId): Responder[] => {
    const user = usersById.get(userId);
    if (user === undefined) return [];
    const { firstName, lastName, email } = user;
    return [{ alertId: alert.id, userId, firstName, lastName, email, status: 'PENDING', addedAt: step.claimedAt }];
  });
  const notifications = step.notifications.map((planned) =>
    plannedNotification(step, planned, {
      kind: 'PAGE',
      sourceId: alert.source.id,
      createdAt: step.claimedAt,
      toNobody: alert.hidden === true,
    }),
  );
  const due = notifications.filter(({ at }) => at <= alert.escalation.takenUntil);
  const later = notifications.filter(({ at }) => at > alert.escalation.takenUntil);
  while (due.length > atOnce) {
    const first = due.splice(0, atOnce);
    await ctx.store.notifications.add(first);
    await handOver(first);
  }
  await ctx.store.alerts.expandStep(step, { alert, responders, notifications: [...due, ...later] }, ctx.clock.now());
  await handOver(due);
}
