import type { EscalationStep, PlannedNotification } from '../../domain/alert/alert.ts';
import { notificationId } from '../../domain/notification/id.ts';
import { alertScope, Channel, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import type { Instant } from '../../domain/time.ts';

/** The id of a planned notification: the same whenever it is asked for, so that writing it twice is harmless. */
export const plannedId = (
  alertId: number,
  stepId: number,
  { userId, contactId, ruleId }: PlannedNotification,
): number => notificationId([alertId, stepId, userId, contactId ?? 0, ruleId]);

/** The notification item of a plan: QUEUED, and in the due index until somebody has sent it. */
export function plannedNotification(
  { alertId, stepId, run }: Pick<EscalationStep, 'alertId' | 'stepId' | 'run'>,
  planned: PlannedNotification,
  facts: {
    readonly kind: 'PAGE' | 'ASSIGNMENT';
    readonly sourceId: number;
    readonly createdAt: Instant;
    /** The canary's pages are handed over to nobody. */
    readonly toNobody?: boolean;
  },
): Notification {
  return {
    scope: alertScope(alertId),
    id: plannedId(alertId, stepId, planned),
    kind: facts.kind,
    channel: facts.toNobody ? 'NULL' : Channel.parse(planned.method),
    target: planned.target,
    language: planned.language,
    alertId,
    userId: planned.userId,
    ...(planned.contactId !== undefined && { contactId: planned.contactId }),
    ruleId: planned.ruleId,
    sourceId: facts.sourceId,
    run,
    stepId,
    ...queuedFor(planned.at, facts.createdAt),
  };
}
