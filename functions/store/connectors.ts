import { Connector } from '../domain/connector/connector.ts';
import { wireIdOf } from '../domain/wire-id.ts';
import type { ConnectorStore } from '../ports/alert-action-store.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import type { Form } from './items.ts';
import type { Table } from './table.ts';

/** Connectors, found by id and by name; how the tools are reached is encrypted. */
export function createConnectorStore(table: Table, cipher: Cipher, term: AuditTerm): ConnectorStore {
  const {
    byUnique: _none,
    heldBy: _nothing,
    ...connectors
  } = createConfigurationItems(
    table,
    {
      kind: 'CONNECTOR',
      label: 'connector',
      form: {
        type: 'CONNECTOR',
        schema: Connector,
        secret: ['params'],
        cipher,
        whenSealed: { params: {} },
      } satisfies Form<Connector>,
      nameOf: ({ name }) => name,
      uniqueValues: () => [],
      references: () => [],
      carries: ({ id }) => ({ wireId: wireIdOf(id) }),
    },
    term,
  );
  return connectors;
}
