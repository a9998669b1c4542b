import type { AlertAction } from './alert-action.ts';
import { automationOf, policyOf } from './effect.ts';

/** What an alert action names, each with the member that names it. */
export interface NamedByAction {
  readonly kind:
    | 'source'
    | 'connector'
    | 'team'
    | 'policy'
    | 'service'
    | 'incident-template'
    | 'support-hours'
    | 'schedule';
  readonly id: number;
  readonly field: string;
}

/** What must not be deleted while an action names it; sources may be, and are left out of it then. */
export function referencesOf(action: Omit<AlertAction, 'id' | 'version' | 'createdAt' | 'updatedAt'>): NamedByAction[] {
  const { alertSourceIds, connectorId, teams, named = [] } = action;
  return [
    ...alertSourceIds.map((id, index) => ({ kind: 'source' as const, id, field: `alertSources[${index}].id` })),
    ...(connectorId === undefined ? [] : [{ kind: 'connector' as const, id: connectorId, field: 'connectorId' }]),
    ...teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}].id` })),
    ...namedByParams(action),
    ...named,
  ];
}

/** What the params of actions within Tocsin name. */
export function namedByParams(
  action: Pick<AlertAction, 'connectorType' | 'params'>,
): (NamedByAction & { readonly kind: 'policy' | 'service' | 'incident-template' })[] {
  const policyId = policyOf(action);
  const automation = automationOf(action);
  return [
    ...(policyId === undefined ? [] : [{ kind: 'policy' as const, id: policyId, field: 'params.escalationPolicyId' }]),
    ...(automation?.serviceIds ?? []).map((id, index) => ({
      kind: 'service' as const,
      id,
      field: `params.serviceIds[${index}]`,
    })),
    ...(automation?.templateId === undefined
      ? []
      : [{ kind: 'incident-template' as const, id: automation.templateId, field: 'params.templateId' }]),
  ];
}
