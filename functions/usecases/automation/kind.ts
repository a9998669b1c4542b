import { always } from '../../domain/audit/kind.ts';
import type { AutomationRule } from '../../domain/automation/automation-rule.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Kind } from '../configuration/kind.ts';

/** Automation rules. */
export const automationRuleKind: Kind<AutomationRule> = {
  kind: 'automation-rule',
  idOf: ({ id }) => wireIdOf(id),
  nameOf: ({ alertType, serviceStatus }) => `${alertType} → ${serviceStatus ?? 'incident'}`,
  store: (store) => store.automationRules,
  members: {
    ...always,
    alertType: 'told',
    sourceId: 'told',
    serviceId: 'told',
    serviceStatus: 'told',
    templateId: 'told',
    sendNotification: 'told',
    resolveIncident: 'told',
    resolveService: 'told',
  },
};
