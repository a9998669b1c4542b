import type { Alert, AlertNews, Responder } from '../../domain/alert/alert.ts';
import { isOpen } from '../../domain/alert/alert.ts';
import type { Ending } from '../../domain/notification/ending.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { Instant } from '../../domain/time.ts';
import { contactById, contactProblem } from '../../domain/user/contact-use.ts';
import { pushTargetOf } from '../../domain/user/push-targets.ts';
import { isMuted, type User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

/** The part of the facts that an answer changes. */
export interface AlertFacts {
  readonly alert?: Alert | undefined;
  /** For an assignment: what the person has to do with the alert. */
  readonly responder?: Responder | undefined;
  /** The alerts a summary names: those that still wait for an answer. */
  readonly alerts: readonly Alert[];
}

/** What a notification is about and whom it is for, as of now. */
export interface Facts extends AlertFacts {
  readonly user?: User | undefined;
}

/** Those of a summary's alerts that still wait for an answer. */
export async function stillPending(ctx: Context<'store'>, alertIds: readonly number[]): Promise<Alert[]> {
  const named = await ctx.store.alerts.getMany(alertIds);
  return named.filter(({ status }) => status === 'PENDING');
}

/** Reads the part that an answer changes, consistently. */
export async function readAlertFacts(
  ctx: Context<'store'>,
  { kind, alertId, alertIds, userId, news }: Notification,
): Promise<AlertFacts> {
  if (alertIds !== undefined) return { alerts: await stillPending(ctx, alertIds) };
  if (alertId === undefined) return { alerts: [] };
  const isAssignment = (kind === 'ASSIGNMENT' || news !== undefined) && userId !== undefined;
  const [alert, responder] = await Promise.all([
    ctx.store.alerts.get(alertId),
    isAssignment ? ctx.store.alerts.responder(alertId, userId) : undefined,
  ]);
  return { alert, responder, alerts: [] };
}

/**
 * Why this notification must not be sent any more (design.md §2): a page needs a pending alert and the same run, an
 * assignment an open alert that the person was not taken off and has not answered, a summary one alert at least that
 * nobody has answered, news an accepted alert that is still theirs, any other update none of it. Muted people get none
 * of these, and a contact has to be usable still. Undefined: send it.
 */
export function reasonNotToSend(notification: Notification, facts: Facts, now: Instant): Ending | undefined {
  return answeredMeanwhile(notification, facts) ?? notReachable(notification, facts.user, now);
}

/** The part of the question that an answer to the alert can change between two looks. */
export function answeredMeanwhile(
  notification: Notification,
  { alert, responder, alerts }: AlertFacts,
): Ending | undefined {
  const { kind } = notification;
  if (kind === 'SUMMARY') return alerts.length > 0 ? undefined : { status: 'CANCELLED', reason: 'ANSWERED' };
  if (kind !== 'PAGE' && kind !== 'ASSIGNMENT' && kind !== 'UPDATE') return undefined;
  if (alert === undefined) return { status: 'CANCELLED', reason: 'ALERT_GONE' };
  if (kind === 'UPDATE') return notification.news && newsOutdated(notification, notification.news, alert, responder);
  if (!isOpen(alert)) return { status: 'CANCELLED', reason: alert.status };
  if (kind === 'ASSIGNMENT') {
    if (responder === undefined) return { status: 'CANCELLED', reason: 'RESPONDER_REMOVED' };
    return responder.status === 'ACCEPTED' ? { status: 'CANCELLED', reason: 'ACCEPTED' } : undefined;
  }
  if (alert.status !== 'PENDING') return { status: 'CANCELLED', reason: alert.status };
  return notification.run === alert.escalation.run ? undefined : { status: 'CANCELLED', reason: 'SUPERSEDED' };
}

/**
 * News is told while somebody has the alert; when one of them has answered it, all are spared what their rules, or calls to their
 * numbers that were still on, have delayed. A pending alert pages with all that is new in it.
 */
function newsOutdated(
  { at }: Notification,
  news: AlertNews,
  alert: Alert,
  responder: Responder | undefined,
): Ending | undefined {
  if (alert.status === 'RESOLVED') return { status: 'CANCELLED', reason: 'RESOLVED' };
  if (alert.status === 'PENDING') return { status: 'CANCELLED', reason: 'SUPERSEDED' };
  if (responder === undefined) return { status: 'CANCELLED', reason: 'RESPONDER_REMOVED' };
  const isAnswered = [alert.newsSeenAt, responder.acceptedAt].some((seen) => seen !== undefined && seen >= news.at);
  return at > news.at && isAnswered ? { status: 'CANCELLED', reason: 'ACCEPTED' } : undefined;
}

function notReachable(notification: Notification, user: User | undefined, now: Instant): Ending | undefined {
  const { kind, channel, userId, contactId } = notification;
  const isAsked = kind === 'CONFIRMATION' || kind === 'VERIFICATION' || kind === 'TEST';
  if (isAsked || channel === 'NULL' || userId === undefined) return undefined;
  if (user === undefined) return { status: 'CANCELLED', reason: 'USER_GONE' };
  if (isMuted(user, now)) return { status: 'SUPPRESSED', reason: 'MUTED' };
  if (channel === 'PUSH') {
    const isKnown = pushTargetOf(user, notification.target) !== undefined;
    return isKnown ? undefined : { status: 'FAILED', reason: 'NO_DEVICE' };
  }
  if (contactId === undefined) return undefined;
  const problem = contactProblem(contactById(user, contactId), channel);
  return problem && { status: 'FAILED', reason: problem };
}
