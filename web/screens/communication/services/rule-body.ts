import type { Api } from '../../../client/api.ts';
import type { Reference } from '../../../ui/references.ts';
import { type ServiceStatus, serviceStatusOf } from '../../../ui/service-status.tsx';

type Rule = Api<'AutomationRule'>;

/** An automation rule as it is being written. */
export interface RuleDraft {
  readonly source?: Reference | undefined;
  readonly alertType: Rule['alertType'];
  readonly status: ServiceStatus;
  readonly template?: Reference | undefined;
  readonly sendNotification: boolean;
  readonly resolveService: boolean;
  readonly resolveIncident: boolean;
}

export const newRule: RuleDraft = {
  alertType: 'CREATED',
  status: 'MAJOR_OUTAGE',
  sendNotification: false,
  resolveService: true,
  resolveIncident: true,
};

export const draftOfRule = (rule: Rule): RuleDraft => ({
  source: rule.alertSource,
  alertType: rule.alertType,
  status: serviceStatusOf(rule.serviceStatus ?? 'OPERATIONAL'),
  template: rule.template,
  sendNotification: rule.sendNotification,
  resolveService: rule.resolveService,
  resolveIncident: rule.resolveIncident,
});

/** A rule as the API takes it. */
export const ruleBody = ({ source, status, template, ...rest }: RuleDraft, serviceId: number) => ({
  ...rest,
  serviceStatus: status,
  ...(template && { template: { id: template.id } }),
  service: { id: serviceId },
  alertSource: { id: source?.id ?? 0 },
});
