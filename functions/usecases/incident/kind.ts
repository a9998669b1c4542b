import type { AuditKind } from '../../domain/audit/kind.ts';
import { always } from '../../domain/audit/kind.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { IncidentTemplate } from '../../domain/incident/incident-template.ts';
import type { Kind } from '../configuration/kind.ts';

/** Incidents. What was said when stands in their history. */
export const incidentKind: AuditKind<Incident> = {
  kind: 'incident',
  idOf: ({ id }) => id,
  nameOf: ({ summary }) => summary,
  members: {
    ...always,
    summary: 'told',
    status: 'told',
    message: 'told',
    sendNotification: 'told',
    affected: 'told',
    alerts: 'unsaid',
    openAlerts: 'unsaid',
    isAutomatic: 'told',
    subscribers: 'told',
    resolvedAt: 'unsaid',
    createdBy: 'unsaid',
    templateId: 'told',
    openedAt: 'unsaid',
    dueAt: 'unsaid',
  },
};

/** Incident templates. */
export const incidentTemplateKind: Kind<IncidentTemplate> = {
  kind: 'incident-template',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.incidentTemplates,
  members: {
    ...always,
    name: 'told',
    summary: 'told',
    status: 'told',
    message: 'told',
    sendNotification: 'told',
    teams: 'told',
  },
};
