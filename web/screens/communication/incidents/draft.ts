import { fillTemplate, type TemplateVariables } from '../../../../functions/domain/incident/template-variables.ts';
import { worst } from '../../../../functions/domain/service/status.ts';
import type { Api } from '../../../client/api.ts';
import type { ServiceStatus } from '../../../ui/service-status.tsx';

type Incident = Api<'Incident'>;
type Template = Api<'IncidentTemplate'>;
export type IncidentStatus = Incident['status'];

export interface Named {
  readonly id: number;
  readonly name?: string | undefined;
}

/** What an incident does to one service while it is open. */
export interface Affected {
  readonly service: Named;
  readonly impact: ServiceStatus;
}

/** An incident as it is being written: what nobody has touched is undefined, and as the template has it. */
export interface Draft {
  readonly summary?: string;
  readonly status?: IncidentStatus;
  readonly message?: string;
  readonly notifies?: boolean;
  readonly affected: readonly Affected[];
  readonly template?: Template;
}

/** What an incident comes from, as far as templates tell of it. */
export interface Occasion {
  readonly services: readonly (Named & Pick<Api<'Service'>, 'description' | 'status' | 'teams'>)[];
  readonly alert?: Api<'Alert'> | undefined;
}

/** What is worst of what services are in is said of a service that joins, until somebody says something else. */
export const firstImpact: ServiceStatus = 'PARTIAL_OUTAGE';

/** The draft with exactly these services; what was said of those that stay is kept. */
export const withServices = (draft: Draft, services: readonly Named[]): Draft => ({
  ...draft,
  affected: services.map(
    (service) =>
      draft.affected.find((one) => one.service.id === service.id) ?? {
        service,
        impact: draft.affected.at(-1)?.impact ?? firstImpact,
      },
  ),
});

/** The draft with something else said of one service. */
export const withImpact = (draft: Draft, serviceId: number, impact: ServiceStatus): Draft => ({
  ...draft,
  affected: draft.affected.map((one) => (one.service.id === serviceId ? { ...one, impact } : one)),
});

const joined = (values: readonly (string | number | undefined)[]): string => values.filter(Boolean).join(', ');

/** What a template's variables stand for, as the API fills them in. */
export function variablesOf({ affected }: Draft, { services, alert }: Occasion): TemplateVariables {
  const named = affected.flatMap(({ service }) => services.find(({ id }) => id === service.id) ?? []);
  return {
    serviceId: joined(affected.map(({ service }) => service.id)),
    serviceName: joined(affected.map(({ service }) => service.name)),
    serviceDescription: joined(named.map(({ description }) => description)),
    serviceStatus: worst(affected.map(({ impact }) => impact)),
    serviceStatusOld: joined([...new Set(named.map(({ status }) => status))]),
    teamNames: joined([...new Set(named.flatMap(({ teams }) => teams.map(({ name }) => name)))]),
    ...(alert && aboutAlert(alert)),
  };
}

const aboutAlert = (alert: Api<'Alert'>): TemplateVariables => ({
  alertId: alert.id,
  ...(alert.details !== undefined && { alertDetails: alert.details }),
  alertSummary: alert.summary,
  alertStatus: alert.status,
  alertPriority: alert.priority,
  alertSourceId: alert.alertSource.id,
  ...(alert.alertSource.name !== undefined && { alertSourceName: alert.alertSource.name }),
  ...(alert.escalationPolicy && {
    escalationPolicyId: alert.escalationPolicy.id,
    ...(alert.escalationPolicy.name !== undefined && { escalationPolicyName: alert.escalationPolicy.name }),
  }),
});

/** What an incident says. */
export interface Said {
  readonly summary: string;
  readonly status: IncidentStatus;
  readonly message: string;
  readonly sendNotification: boolean;
}

/** What a draft says: as it was written, and for the rest as its template has it. */
export function saidBy(draft: Draft, occasion: Occasion): Said {
  const { template } = draft;
  const variables = template && variablesOf(draft, occasion);
  const filled = (text: string | undefined) => (variables && text ? fillTemplate(text, variables) : '');
  return {
    summary: draft.summary ?? (filled(template?.summary).replaceAll(/\s+/g, ' ').trim() || (template?.name ?? '')),
    status: draft.status ?? (template?.status as IncidentStatus | undefined) ?? 'INVESTIGATING',
    message: draft.message ?? filled(template?.message),
    sendNotification: draft.notifies ?? template?.sendNotification ?? true,
  };
}

/** How affected services are sent. */
export const affectedBody = (affected: readonly Affected[]) =>
  affected.map(({ service, impact }) => ({ impact, service: { id: service.id } }));

/** A new incident as the API takes it. */
export const newIncidentBody = (draft: Draft, occasion: Occasion) => ({
  ...saidBy(draft, occasion),
  affectedServices: affectedBody(draft.affected),
  ...(draft.template && { templateId: draft.template.id }),
  ...(occasion.alert && { alertId: occasion.alert.id }),
});

/** What is to be said next of an incident: its summary, status and services stay until somebody changes them, its text is new. */
export const nextDraft = (incident: Incident, status: IncidentStatus = incident.status): Draft => ({
  summary: incident.summary,
  status,
  message: '',
  notifies: incident.sendNotification,
  affected: incident.affectedServices.map(({ service, impact }) => ({
    service: { id: service.id, name: service.name },
    impact: impact as ServiceStatus,
  })),
});

/** An update as the API takes it. */
export const updateBody = (draft: Draft) => {
  const { summary, status, message, sendNotification } = saidBy(draft, { services: [] });
  return { summary, status, message, sendNotification, affectedServices: affectedBody(draft.affected) };
};
