import type { Alert } from '../../domain/alert/alert.ts';
import { autoResolutionOf } from '../../domain/alert/auto-resolution.ts';
import { ownedBy } from '../../domain/alert/owners.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { priorityOf } from '../../domain/alert-source/priority.ts';
import { servicesOf } from '../../domain/alert-source/services.ts';
import { firstEscalation } from '../../domain/escalation/escalation.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { NormalisedEvent } from '../../domain/event/event.ts';
import { type Instant, latest, plus } from '../../domain/time.ts';

/**
 * The alert that an ALERT event creates: reported when the event was received, escalating from level 1 after the
 * policy's delay (features.md §1, §6).
 */
export function alertFrom(
  event: NormalisedEvent,
  facts: {
    readonly id: number;
    readonly source: AlertSource;
    readonly policy: EscalationPolicy | undefined;
    readonly receivedAt: Instant;
    /** Absent: when it was received. */
    readonly arrivedAt?: Instant;
    readonly now: Instant;
    /** Whether the source was in its support hours, as far as its rule asks. */
    readonly inSupportHours?: boolean | undefined;
    /** Whether alerts of the source do something to services. */
    readonly isAutomated?: boolean;
    /** Whether alerts of the source set actions in motion. */
    readonly hasActions?: boolean;
  },
): Alert {
  const { id, source, policy, receivedAt, now, inSupportHours, isAutomated, hasActions } = facts;
  const { arrivedAt = receivedAt } = facts;
  const services = servicesOf(source, event);
  const autoResolution = autoResolutionOf(source, now);
  const startAt = latest(now, plus(arrivedAt, { minutes: policy?.delayMin ?? 0 }));
  const severity = event.severity ?? source.severity;
  const alertKey = event.alertKey?.trim();
  return {
    id,
    version: 1,
    summary: event.summary ?? `Alert from ${source.name}`,
    ...(event.details && { details: event.details }),
    reportTime: receivedAt,
    status: 'PENDING',
    priority: priorityOf(source, event, inSupportHours === undefined ? {} : { inSupportHours }),
    ...(severity && { severity }),
    ...(alertKey && { alertKey }),
    source: { id: source.id, name: source.name, integrationType: source.integrationType },
    ...(policy && { policy: { id: policy.id, name: policy.name } }),
    ...ownedBy(source.teams, policy?.teams ?? []),
    ...(services.length > 0 && { services }),
    ...(autoResolution && { autoResolution }),
    ...(isAutomated && !source.hidden && { automation: 'PENDING' as const }),
    ...(hasActions && !source.hidden && { hasActions }),
    escalation: firstEscalation(startAt, receivedAt),
    ...(event.images && { images: event.images }),
    ...(event.links && { links: event.links }),
    ...(event.logs && { logs: event.logs }),
    ...(event.labels && { labels: event.labels }),
    ...(event.customDetails && { customDetails: event.customDetails }),
    ...(source.hidden && { hidden: true }),
  };
}
