import { OutageOverride } from '../domain/service/outage-override.ts';
import type { Service } from '../domain/service/service.ts';
import type { StatusChange } from '../domain/service/timeline.ts';
import type { Instant } from '../domain/time.ts';
import type { Recorded, ServiceStore, ServiceWrite } from '../ports/service-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { keys, olderChangesPrefix, outageOverridePrefix, servicePartition } from './keys.ts';
import { allOf } from './pages.ts';
import { changeService, serviceForm, withRoom } from './service-items.ts';
import type { Table, WriteOperation } from './table.ts';
import { type Step, writeInTurn, writeSteps } from './writes.ts';

const overrideForm: Form<OutageOverride> = { type: 'OUTAGE_OVERRIDE', schema: OutageOverride };

/** Services by id and name; what was in the past stands in the service's own item as far as it has room, and beside it. */
export function createServiceStore(table: Table, term: AuditTerm): ServiceStore {
  const { byUnique: _none, ...services } = createConfigurationItems(
    table,
    {
      kind: 'SERVICE',
      label: 'service',
      form: serviceForm,
      nameOf: ({ name }) => name,
      uniqueValues: () => [],
      references: ({ teams, dependencies }) => [
        ...teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}].id` })),
        ...dependencies.map(({ serviceId }) => ({ kind: 'service' as const, id: serviceId, field: 'service.id' })),
      ],
    },
    term,
  );

  async function changesOf({ id, changes, olderChangesUntil }: Service, from: Instant): Promise<StatusChange[]> {
    const first = changes[0];
    if (olderChangesUntil === undefined || (first !== undefined && first.at <= from)) return changes;
    const older = await allOf(table, { partition: servicePartition(id), sort: { beginsWith: olderChangesPrefix } });
    return [...older.flatMap((item) => JSON.parse(String(item.changes)) as StatusChange[]), ...changes];
  }

  async function overrides(serviceId: number): Promise<OutageOverride[]> {
    const sort = { beginsWith: outageOverridePrefix };
    const items = await allOf(table, { partition: servicePartition(serviceId), sort });
    return items.map((item) => entityOf(overrideForm, item));
  }

  async function writeOverride(operation: WriteOperation, write: ServiceWrite, audit: readonly Step[]): Promise<void> {
    const never = () => new Error('an unconditional write was refused');
    await writeSteps(table, [changeService(write), { operation, refused: never }, ...audit]);
  }
  const keyOf = ({ serviceId, id }: OutageOverride) => keys.outageOverride(serviceId, id);

  return {
    ...services,

    save: async (service, previous, audit) => services.save(await withRoom(table, service), previous, audit),

    async delete(service, how) {
      await services.delete(service, how);
      const rest = await allOf(table, { partition: servicePartition(service.id) });
      await writeInTurn(
        table,
        rest.map(({ PK, SK }) => ({ delete: { PK, SK } })),
      );
    },

    async recorded(some, from) {
      const found = await Promise.all(
        some.map(async (service): Promise<[number, Recorded]> => {
          const [changes, said] = await Promise.all([
            changesOf(service, from),
            service.firstOverrideFrom === undefined ? [] : overrides(service.id),
          ]);
          return [service.id, { changes, overrides: said }];
        }),
      );
      return new Map(found);
    },

    async override(serviceId, id) {
      const item = await table.get(keys.outageOverride(serviceId, id), { consistent: true });
      return item && entityOf(overrideForm, item);
    },

    overrides,

    saveOverride: (override, write, audit) =>
      writeOverride(
        { put: itemAt(keyOf(override), attributesOf(overrideForm, override)) },
        write,
        auditSteps(audit, term.auditDays),
      ),

    deleteOverride: (override, write, audit) =>
      writeOverride({ delete: keyOf(override) }, write, auditSteps(audit, term.auditDays)),
  };
}
