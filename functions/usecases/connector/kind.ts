import { always } from '../../domain/audit/kind.ts';
import type { Connector } from '../../domain/connector/connector.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Kind } from '../configuration/kind.ts';

/** Connectors. What lets somebody in may stand in any of their params. */
export const connectorKind: Kind<Connector> = {
  kind: 'connector',
  idOf: ({ id }) => wireIdOf(id),
  nameOf: ({ name }) => name,
  store: (store) => store.connectors,
  members: { ...always, type: 'told', name: 'told', params: 'secret' },
};
