import { IncidentTemplate } from '../domain/incident/incident-template.ts';
import type { IncidentTemplateStore } from '../ports/incident-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import type { Table } from './table.ts';

/** Incident templates, found by id and by name. */
export function createIncidentTemplateStore(table: Table, term: AuditTerm): IncidentTemplateStore {
  const { byUnique: _none, ...templates } = createConfigurationItems(
    table,
    {
      kind: 'INCIDENT_TEMPLATE',
      label: 'incident template',
      form: { type: 'INCIDENT_TEMPLATE', schema: IncidentTemplate },
      nameOf: ({ name }) => name,
      uniqueValues: () => [],
      references: ({ teams }) => teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}].id` })),
    },
    term,
  );
  return templates;
}
