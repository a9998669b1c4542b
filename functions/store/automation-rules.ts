import { AutomationRule } from '../domain/automation/automation-rule.ts';
import { type Effect, effectOf } from '../domain/automation/effect.ts';
import { wireIdOf } from '../domain/wire-id.ts';
import type { AutomationRuleStore } from '../ports/automation-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { effectAttribute, effectsIn, sourceAutomationType } from './automation-items.ts';
import { createConfigurationItems } from './configuration.ts';
import { idAtEnd, keys, referrersOfKind, servicePartition } from './keys.ts';
import { allOf } from './pages.ts';
import type { Table, WriteOperation } from './table.ts';

/** What a source is told when a rule of its is written: what its alerts do, or that the rule is gone. */
function tellSources(next: AutomationRule | undefined, previous: AutomationRule | undefined): WriteOperation[] {
  const attribute = effectAttribute((next ?? previous)?.id ?? 0);
  const left = previous !== undefined && previous.sourceId !== next?.sourceId ? [previous.sourceId] : [];
  return [
    ...(next === undefined
      ? []
      : [
          {
            update: keys.automationOfSource(next.sourceId),
            set: { type: sourceAutomationType, [attribute]: JSON.stringify(effectOf(next)) },
          },
        ]),
    ...left.map((sourceId) => ({ update: keys.automationOfSource(sourceId), remove: [attribute] })),
  ];
}

/** Automation rules by id and by service. What alerts have to know of them stands in one item of their source. */
export function createAutomationRuleStore(table: Table, term: AuditTerm): AutomationRuleStore {
  const {
    byUnique: _none,
    byName: _unnamed,
    ...rules
  } = createConfigurationItems(
    table,
    {
      kind: 'AUTOMATION_RULE',
      label: 'automation rule',
      form: { type: 'AUTOMATION_RULE', schema: AutomationRule },
      uniqueValues: () => [],
      references: ({ serviceId, sourceId, templateId }) => [
        { kind: 'service', id: serviceId, field: 'service.id' },
        { kind: 'source', id: sourceId, field: 'alertSource.id' },
        ...(templateId === undefined
          ? []
          : [{ kind: 'incident-template' as const, id: templateId, field: 'template.id' }]),
      ],
      besides: tellSources,
      carries: ({ id }) => ({ wireId: wireIdOf(id) }),
    },
    term,
  );
  return {
    ...rules,

    async ofService(serviceId) {
      const sort = { beginsWith: referrersOfKind('AUTOMATION_RULE') };
      const notes = await allOf(table, { partition: servicePartition(serviceId), sort });
      const found = await rules.getMany(notes.map(({ SK }) => idAtEnd(SK)));
      return found.filter((rule) => rule.serviceId === serviceId).sort((a, b) => a.id - b.id);
    },

    async effectsOf(sourceId): Promise<Effect[]> {
      return effectsIn(await table.get(keys.automationOfSource(sourceId), { consistent: true }));
    },
  };
}
