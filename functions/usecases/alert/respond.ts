import type { Alert, Responder } from '../../domain/alert/alert.ts';
import {
  type AlertTransition,
  addResponder as add,
  removeResponder as remove,
} from '../../domain/alert/transitions.ts';
import { DomainError, NotFoundError } from '../../domain/errors.ts';
import { reach } from '../../domain/escalation/reachability.ts';
import { sentOnce } from '../../domain/escalation/sent-once.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { Instant } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { theNamed } from '../known.ts';
import { toldBeside } from '../notification/planned.ts';
import { queueInTime } from '../notification/queue-in-time.ts';
import { retryOnConflict } from '../retry.ts';
import { checkPerson } from '../user/check-person.ts';
import type { ChangeContext } from './change.ts';
import { loadAlert } from './read.ts';
import { entries } from './timeline.ts';

export type RespondContext = ChangeContext & Context<'notifications'>;

/**
 * Adds a person to an open alert and tells them at once, by their rules for the alert's priority. Throws NOT_ALLOWED
 * when they respond already.
 */
export async function addResponder(
  ctx: RespondContext,
  { alertId, userId }: { alertId: number; userId: number },
): Promise<Responder> {
  const now = ctx.clock.now();
  const { responder, notifications } = await retryOnConflict(async () => {
    const alert = await loadAlert(ctx, 'alert:respond', alertId);
    const [person, present] = await Promise.all([
      theNamed(ctx, 'user', { id: userId, field: 'user.id' }),
      ctx.store.alerts.responder(alertId, userId),
    ]);
    checkPerson(person, userId, 'user.id');
    if (present !== undefined)
      throw new DomainError('NOT_ALLOWED', `user ${userId} responds to alert ${alertId} already`);
    const transition = add(alert, { actor: ctx.actor, person }, now);
    const notifications = assignmentsOf(alert, person, now);
    await save(ctx, transition, notifications);
    const [responder] = transition.responders ?? [];
    if (responder === undefined) throw new Error('adding a responder gives one');
    return { responder, notifications };
  });
  await queueInTime(ctx, notifications);
  return responder;
}

/** Takes a person off the alert's responders. Throws NotFoundError when they are none. */
export async function removeResponder(
  ctx: ChangeContext,
  { alertId, userId }: { alertId: number; userId: number },
): Promise<void> {
  await retryOnConflict(async () => {
    const alert = await loadAlert(ctx, 'alert:respond', alertId);
    const responder = await ctx.store.alerts.responder(alertId, userId);
    if (responder === undefined) throw new NotFoundError('responder', userId);
    await save(ctx, remove(alert, ctx.actor, responder), []);
  });
}

const save = (
  ctx: ChangeContext,
  transition: AlertTransition,
  notifications: readonly Notification[],
): Promise<Alert> =>
  ctx.store.alerts.save(transition.alert, {
    log: entries(ctx, transition.alert.id, transition.log),
    ...(transition.responders && { responders: transition.responders }),
    ...(transition.removeResponders && { removeResponders: transition.removeResponders }),
    notifications,
  });

/** The notifications that tell a person of their assignment; they do not depend on the escalation's run. */
export const assignmentsOf = (alert: Alert, person: User, now: Instant): Notification[] =>
  sentOnce(reach(person, alert.priority, now).notifications).fresh.map((planned) =>
    toldBeside(alert, planned, { kind: 'ASSIGNMENT', reason: ['ASSIGNMENT', now], now }),
  );
