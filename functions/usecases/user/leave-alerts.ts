import type { Alert } from '../../domain/alert/alert.ts';
import { leftBehind } from '../../domain/alert/left-behind.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { changeAlert } from '../alert/change.ts';
import { assignmentsOf } from '../alert/respond.ts';
import { queueInTime } from '../notification/queue-in-time.ts';
import { openAlertsOf } from './belongings.ts';

/**
 * Leaves no open alert to somebody who is about to go: the successor responds to it and is told, or it goes on without them.
 * What was done is not done again, so that it may be repeated.
 */
export async function leaveAlerts(
  ctx: Context<'store' | 'workflow' | 'notifications' | 'actor'>,
  person: User,
  successor?: User,
): Promise<void> {
  const { store, actor, clock } = ctx;
  for (const { id } of await openAlertsOf(ctx, person.id)) {
    let told: readonly Notification[] = [];
    await changeAlert(ctx, id, async (alert) => {
      const now = clock.now();
      const [responders, policy] = await Promise.all([
        store.alerts.responders(id),
        alert.policy && store.policies.get(alert.policy.id),
      ]);
      const leaving = { actor, person, successor, responders, hasPolicy: policy !== undefined };
      const transition = leftBehind(alert, leaving, now);
      // Whoever is asked by a level that is still to come is told by it.
      const isTold = successor && transition?.responders && !transition.ends && isUnderWay(alert);
      told = isTold ? assignmentsOf(alert, successor, now) : [];
      return transition && { ...transition, notifications: told };
    });
    await queueInTime(ctx, told);
  }
}

const isUnderWay = ({ status, escalation }: Alert): boolean => status === 'PENDING' && escalation.level >= 0;
