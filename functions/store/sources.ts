import { AlertSource } from '../domain/alert-source/alert-source.ts';
import { raisesAlerts, supportHoursIdOf } from '../domain/alert-source/support.ts';
import type { AlertSourceStore } from '../ports/alert-source-store.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import { attributesOf, entityOf, type Form } from './items.ts';
import { attributesOfKey } from './keyed-sources.ts';
import { keys } from './keys.ts';
import { allOf } from './pages.ts';
import type { Item, Table } from './table.ts';
import { armTimer } from './timers.ts';

const formOf = (cipher: Cipher): Form<AlertSource> => ({
  type: 'SOURCE',
  schema: AlertSource,
  asJson: ['extras'],
  secret: ['integrationKey', 'metadata'],
  cipher,
  whenSealed: { integrationKey: '' },
});

/** Reads a source from its item. */
export const sourceReader = (cipher: Cipher) => {
  const form = formOf(cipher);
  return (item: Item): AlertSource => entityOf(form, item);
};

/** Alert sources, found by id, by name and by integration key; the key and what `metadata` holds are encrypted. */
export function createAlertSourceStore(table: Table, cipher: Cipher, term: AuditTerm): AlertSourceStore {
  const form = formOf(cipher);
  const { byUnique, heldBy, ...sources } = createConfigurationItems(
    table,
    {
      kind: 'SOURCE',
      label: 'alert source',
      form,
      nameOf: ({ name }) => name,
      uniqueValues: (source) => [
        {
          kind: 'INTEGRATION_KEY',
          value: source.integrationKey,
          label: 'the integration key',
          carries: attributesOfKey(attributesOf(form, source, keys.configuration('SOURCE', source.id))),
        },
      ],
      references: (source) => [
        { kind: 'policy', id: source.policyId, field: 'escalationPolicy' },
        ...source.teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}]` })),
        ...[supportHoursIdOf(source)]
          .filter((id) => id !== undefined)
          .map((id) => ({ kind: 'support-hours' as const, id, field: 'supportHours.id' })),
        ...(source.named ?? []),
      ],
      besides: (next, previous) => {
        const source = next ?? previous;
        if (source === undefined) return [];
        if (next !== undefined && raisesAlerts(next)) return [armTimer('support', source.id, next.updatedAt)];
        const had = previous !== undefined && raisesAlerts(previous);
        return [
          ...(had ? [{ delete: keys.timer('support', source.id) }] : []),
          ...(next === undefined
            ? [{ delete: keys.maintenanceOfSource(source.id) }, { delete: keys.actionsOfSource(source.id) }]
            : []),
        ];
      },
    },
    term,
  );
  return {
    ...sources,
    byIntegrationKey: (key) => byUnique('INTEGRATION_KEY', key),
    heldBesidesActions: (id) => heldBy(id, 'ALERT_ACTION'),
    async policiesInUse() {
      const entries = await allOf(table, { index: 'list', partition: 'SOURCE' });
      return new Set(entries.map(({ policyId }) => Number(policyId)));
    },
  };
}
