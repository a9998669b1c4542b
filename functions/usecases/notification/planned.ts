import type { Alert, EscalationStep, PlannedNotification } from '../../domain/alert/alert.ts';
import { notificationId } from '../../domain/notification/id.ts';
import { alertScope, Channel, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import { type Instant, secondsBetween } from '../../domain/time.ts';
import { longestQueueDelaySeconds } from './queue-in-time.ts';

type AlertOfPlan = Pick<Alert, 'id'> & { readonly source: Pick<Alert['source'], 'id'> };

/**
 * The notification item of a plan: QUEUED, and in the due index until somebody has sent it. `reason` is what it is told
 * for besides its alert, person and rule: the same whenever it is asked for, so that writing it twice is harmless.
 */
export function plannedNotification(
  alert: AlertOfPlan,
  { userId, contactId, ruleId, method, target, language, at }: PlannedNotification,
  facts: {
    readonly kind: 'PAGE' | 'ASSIGNMENT' | 'UPDATE';
    readonly reason: readonly (string | number)[];
    readonly createdAt: Instant;
  },
): Notification {
  return {
    scope: alertScope(alert.id),
    id: notificationId([alert.id, ...facts.reason, userId, contactId ?? 0, ruleId]),
    kind: facts.kind,
    channel: Channel.parse(method),
    target,
    language,
    alertId: alert.id,
    userId,
    ...(contactId !== undefined && { contactId }),
    ruleId,
    sourceId: alert.source.id,
    ...queuedFor(at, facts.createdAt),
  };
}

/** The page that a step has planned; the canary's are handed over to nobody. */
export const pageOf = (
  alert: AlertOfPlan & Pick<Alert, 'hidden'>,
  { stepId, run }: Pick<EscalationStep, 'stepId' | 'run'>,
  planned: PlannedNotification,
  createdAt: Instant,
): Notification => ({
  ...plannedNotification(alert, planned, { kind: 'PAGE', reason: [stepId], createdAt }),
  ...(alert.hidden && { channel: 'NULL' }),
  run,
  stepId,
});

/**
 * What is told of an alert beside its escalation, and so is queued by whoever writes it: what is further ahead than a
 * queue holds a message back is taken up by the tick at its time.
 */
export const toldBeside = (
  alert: AlertOfPlan,
  planned: PlannedNotification,
  { kind, reason, now }: { kind: 'ASSIGNMENT' | 'UPDATE'; reason: readonly (string | number)[]; now: Instant },
): Notification => ({
  ...plannedNotification(alert, planned, { kind, reason, createdAt: now }),
  ...(secondsBetween(now, planned.at) > longestQueueDelaySeconds && { dueAt: planned.at }),
});
