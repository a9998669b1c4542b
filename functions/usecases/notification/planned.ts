import type { EscalationStep, PlannedNotification } from '../../domain/alert/alert.ts';
import { notificationId } from '../../domain/notification/id.ts';
import { alertScope, Channel, type Notification } from '../../domain/notification/notification.ts';
import { type Instant, plus } from '../../domain/time.ts';

/** The id of a planned notification: the same whenever it is asked for, so that writing it twice is harmless. */
export const plannedId = (
  alertId: number,
  stepId: number,
  { userId, contactId, ruleId }: PlannedNotification,
): number => notificationId([alertId, stepId, userId, contactId ?? 0, ruleId]);

/** How long after its time a notification that nobody has sent is taken up by the tick. */
const graceForSending = { seconds: 60 };

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
    status: 'QUEUED',
    at: planned.at,
    dueAt: plus(planned.at, graceForSending),
    attempts: 0,
    createdAt: facts.createdAt,
  };
}
