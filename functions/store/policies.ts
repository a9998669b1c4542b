import { EscalationPolicy } from '../domain/escalation-policy/escalation-policy.ts';
import type { Store } from '../ports/store.ts';
import { createConfigurationItems } from './configuration.ts';
import { entityOf, type Form } from './items.ts';
import type { Item, Table } from './table.ts';

const form: Form<EscalationPolicy> = { type: 'POLICY', schema: EscalationPolicy };

export const policyOf = (item: Item): EscalationPolicy => entityOf(form, item);

/** Escalation policies, found by id, by name and by routing key. */
export function createPolicyStore(table: Table): Store['policies'] {
  const { byUnique, ...policies } = createConfigurationItems(table, {
    kind: 'POLICY',
    label: 'escalation policy',
    form,
    nameOf: ({ name }) => name,
    uniqueValues: ({ routingKey }) =>
      routingKey === undefined || routingKey === ''
        ? []
        : [{ kind: 'ROUTING_KEY', value: routingKey, label: `routingKey ${routingKey}` }],
    references: (policy) => [
      ...policy.levels.flatMap(({ targets }, level) =>
        targets.map(({ kind, id }) => ({ kind, id, field: `escalationRules[${level}].${kind}s` })),
      ),
      ...policy.teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}]` })),
    ],
  });
  return { ...policies, byRoutingKey: (key) => byUnique('ROUTING_KEY', key) };
}
