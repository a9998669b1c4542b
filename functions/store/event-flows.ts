import { EventFlow, FlowIntegration } from '../domain/event-flow/event-flow.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { EventFlowStore, FlowIntegrationStore } from '../ports/event-flow-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import { entityOf, type Form } from './items.ts';
import { attributesOfFlowKey } from './keyed-sources.ts';
import { idAtEnd, keys, referrersOfKind } from './keys.ts';
import { allOf } from './pages.ts';
import type { Item, Table } from './table.ts';

const flowForm: Form<EventFlow> = { type: 'EVENT_FLOW', schema: EventFlow, asJson: ['root', 'named'] };

/** Reads a flow from its item. */
export const flowOf = (item: Item): EventFlow => entityOf(flowForm, item);

/** Event flows, found by id and by name; the graph is one text. */
export function createEventFlowStore(table: Table, term: AuditTerm): EventFlowStore {
  const { byUnique: _none, ...flows } = createConfigurationItems(
    table,
    {
      kind: 'EVENT_FLOW',
      label: 'event flow',
      form: flowForm,
      nameOf: ({ name }) => name,
      uniqueValues: () => [],
      references: ({ teams, named }) => [
        ...teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}].id` })),
        ...(named ?? []),
      ],
    },
    term,
  );
  return flows;
}

/** Entries of flows, found by id and by their flow; their keys are among those of sources, and encrypted like them. */
export function createFlowIntegrationStore(table: Table, cipher: Cipher, term: AuditTerm): FlowIntegrationStore {
  const {
    byUnique: _key,
    byName: _none,
    ...integrations
  } = createConfigurationItems(
    table,
    {
      kind: 'FLOW_INTEGRATION',
      label: 'event flow integration',
      form: {
        type: 'FLOW_INTEGRATION',
        schema: FlowIntegration,
        secret: ['integrationKey'],
        cipher,
        whenSealed: { integrationKey: '' },
      },
      uniqueValues: ({ integrationKey, integrationType, eventFlowId }) => [
        {
          kind: 'INTEGRATION_KEY',
          value: integrationKey,
          label: 'the integration key',
          carries: attributesOfFlowKey({ flowId: eventFlowId, integrationType }),
        },
      ],
      references: ({ eventFlowId }) => [{ kind: 'event-flow', id: eventFlowId, field: 'eventFlowId' }],
    },
    term,
  );
  return {
    ...integrations,
    async ofFlow(flowId) {
      const partition = keys.configuration('EVENT_FLOW', flowId).PK;
      const notes = await allOf(table, { partition, sort: { beginsWith: referrersOfKind('FLOW_INTEGRATION') } });
      const found = await integrations.getMany(notes.map(({ SK }) => idAtEnd(SK)));
      return found.filter(({ eventFlowId }) => eventFlowId === flowId);
    },
  };
}
