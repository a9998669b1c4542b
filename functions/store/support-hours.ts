import { SupportHours } from '../domain/support-hours/support-hours.ts';
import type { SupportHoursStore } from '../ports/support-hours-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import { idAtEnd, keys, referrersOfKind } from './keys.ts';
import { allOf } from './pages.ts';
import type { Table } from './table.ts';

/** Support hours, found by id, by name, and from there the sources that refer to them. */
export function createSupportHoursStore(table: Table, term: AuditTerm): SupportHoursStore {
  const { byUnique: _none, ...items } = createConfigurationItems(
    table,
    {
      kind: 'SUPPORT_HOURS',
      label: 'support hours',
      form: { type: 'SUPPORT_HOURS', schema: SupportHours },
      nameOf: ({ name }) => name,
      uniqueValues: () => [],
      references: ({ teams }) => teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}].id` })),
    },
    term,
  );
  return {
    ...items,
    async sourcesOf(id) {
      const partition = keys.configuration('SUPPORT_HOURS', id).PK;
      const notes = await allOf(table, { partition, sort: { beginsWith: referrersOfKind('SOURCE') } });
      return notes.map(({ SK }) => idAtEnd(SK));
    },
  };
}
