import { always } from '../../domain/audit/kind.ts';
import type { EventFlow, FlowIntegration } from '../../domain/event-flow/event-flow.ts';
import type { Kind } from '../configuration/kind.ts';

/** Event flows. */
export const eventFlowKind: Kind<EventFlow> = {
  kind: 'event-flow',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.eventFlows,
  members: {
    ...always,
    name: 'told',
    teams: 'told',
    root: 'told',
    named: 'unsaid',
  },
};

/** Entries of event flows. */
export const flowIntegrationKind: Kind<FlowIntegration> = {
  kind: 'event-flow-integration',
  idOf: ({ id }) => id,
  nameOf: ({ integrationType }) => integrationType,
  store: (store) => store.flowIntegrations,
  members: {
    ...always,
    eventFlowId: 'told',
    integrationType: 'told',
    integrationKey: 'secret',
  },
};
