import { App } from '../domain/oauth/app.ts';
import type { AppStore } from '../ports/oauth-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import type { Table } from './table.ts';

/** Apps, found by id, by name and by their client id. */
export function createAppStore(table: Table, term: AuditTerm): AppStore {
  const { byUnique, ...apps } = createConfigurationItems(
    table,
    {
      kind: 'APP',
      label: 'app',
      form: { type: 'APP', schema: App },
      nameOf: ({ name }) => name,
      uniqueValues: ({ clientId }) => [{ kind: 'CLIENT_ID', value: clientId, label: 'this client id' }],
      references: () => [],
    },
    term,
  );
  return { ...apps, byClientId: (clientId) => byUnique('CLIENT_ID', clientId) };
}
