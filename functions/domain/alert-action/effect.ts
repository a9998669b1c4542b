import * as z from 'zod';
import { AutomationTrigger } from '../automation/automation-rule.ts';
import type { Effect } from '../automation/effect.ts';
import { ServiceStatus } from '../service/status.ts';
import { wireIdOf } from '../wire-id.ts';
import type { AlertAction } from './alert-action.ts';

type Described = Pick<AlertAction, 'connectorType' | 'params'>;

/** What the params of `automation_rule` say, as far as it takes effect. */
const Automation = z.object({
  alertType: AutomationTrigger,
  serviceStatus: ServiceStatus,
  serviceIds: z.array(z.number()).transform((ids) => [...new Set(ids)]),
  templateId: z
    .number()
    .nullish()
    .transform((id) => id || undefined),
  sendNotification: z.boolean().nullish(),
  resolveIncident: z.boolean().nullish(),
});

/** What an action asks of services; undefined for one that asks nothing of them. */
export const automationOf = ({ connectorType, params }: Described) =>
  connectorType === 'automation_rule' ? Automation.safeParse(params).data : undefined;

/** The policy that an action moves alerts to; undefined for one that moves none. */
export const policyOf = ({ connectorType, params }: Described): number | undefined =>
  connectorType === 'reroute' ? z.number().safeParse(params.escalationPolicyId).data : undefined;

/** What an `automation_rule` action asks of services, be it by itself or by hand. What resolves the incident brings services back, too. */
export function effectByHand(action: AlertAction): Effect | undefined {
  const automation = automationOf(action);
  if (automation === undefined) return undefined;
  const { alertType, serviceStatus, serviceIds, templateId, sendNotification, resolveIncident } = automation;
  return {
    key: wireIdOf(action.id),
    on: alertType,
    since: action.createdAt,
    serviceIds,
    serviceStatus,
    ...(templateId !== undefined && { templateId }),
    sendNotification: sendNotification ?? false,
    resolveIncident: resolveIncident ?? false,
    resolveService: resolveIncident ?? false,
  };
}

/** What an automatic action does to services by itself, as automation rules do it; undefined for any other. */
export function effectOfAction(action: AlertAction): Effect | undefined {
  const effect = action.triggerMode === 'AUTOMATIC' ? effectByHand(action) : undefined;
  return (
    effect && {
      ...effect,
      ...(action.conditions !== undefined && { conditions: action.conditions }),
      ...(action.alertFilter !== undefined && { alertFilter: action.alertFilter }),
    }
  );
}
