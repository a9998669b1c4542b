import { EscalationPolicy } from '../domain/escalation-policy/escalation-policy.ts';
import type { Store } from '../ports/store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import { entityOf, type Form } from './items.ts';
import { idAtEnd, keys, referrersOfKind } from './keys.ts';
import { allOf } from './pages.ts';
import type { Item, Table } from './table.ts';

const form: Form<EscalationPolicy> = { type: 'POLICY', schema: EscalationPolicy };

export const policyOf = (item: Item): EscalationPolicy => entityOf(form, item);

const targetKinds = { user: 'USER', schedule: 'SCHEDULE', team: 'TEAM' } as const;

/** Escalation policies, found by id, by name, by routing key and by whom they name. */
export function createPolicyStore(table: Table, term: AuditTerm): Store['policies'] {
  const { byUnique, ...policies } = createConfigurationItems(
    table,
    {
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
    },
    term,
  );
  return {
    ...policies,
    byRoutingKey: (key) => byUnique('ROUTING_KEY', key),
    async ofTarget(kind, id) {
      const partition = keys.configuration(targetKinds[kind], id).PK;
      const notes = await allOf(table, { partition, sort: { beginsWith: referrersOfKind('POLICY') } });
      const found = await policies.getMany(notes.map(({ SK }) => idAtEnd(SK)));
      return found.filter(({ levels }) =>
        levels.some(({ targets }) => targets.some((target) => target.kind === kind && target.id === id)),
      );
    },
  };
}
