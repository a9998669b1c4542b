import type { Alert, EscalationStep, Responder } from '../../domain/alert/alert.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { plannedNotification } from '../notification/planned.ts';

/**
 * Writes the responders and notifications that a claimed step names. Repeating it finishes what is missing. Returns the
 * notifications, for handing over those that are due.
 */
export async function expandStep(
  ctx: Context<'store'>,
  alert: Alert,
  step: EscalationStep,
  knownUsers?: ReadonlyMap<number, User>,
): Promise<Notification[]> {
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
  await ctx.store.alerts.expandStep(step, { alert, responders, notifications }, ctx.clock.now());
  return notifications;
}
