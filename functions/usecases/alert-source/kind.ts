import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { always } from '../../domain/audit/kind.ts';
import type { Kind } from '../configuration/kind.ts';

/** Alert sources. */
export const sourceKind: Kind<AlertSource> = {
  kind: 'source',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.sources,
  members: {
    ...always,
    name: 'told',
    integrationType: 'told',
    policyId: 'told',
    integrationKey: 'secret',
    alertCreation: 'told',
    alertPriorityRule: 'told',
    severity: 'told',
    active: 'told',
    teams: 'told',
    extras: 'free',
    named: 'unsaid',
    metadata: 'secret',
    hidden: 'unsaid',
  },
};
