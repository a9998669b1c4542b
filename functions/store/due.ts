import { Instant } from '../domain/time.ts';
import type { DueKind, DueReference, DueStore, ReferenceOf } from '../ports/due-store.ts';
import { allOf, ifEquals, ifPresent } from './conditions.ts';
import { actionDeliveryPrefix, duePartition, idAtEnd, keys, workKey, workName } from './keys.ts';
import { entriesOf } from './pages.ts';
import type { Item, Key, Table } from './table.ts';

/** Work that waits for a time, whatever it is: read from the due index, leased by moving `dueAt`. The work's own
 * writes put its item anew and forget the leases. */
export function createDueStore(table: Table): DueStore {
  return {
    async list<Kind extends DueKind>(kind: Kind, until: Instant, limit: number) {
      const references: ReferenceOf<Kind>[] = [];
      if (limit <= 0) return references;
      const query = { index: 'due', partition: duePartition(kind), sort: { between: ['0', until] }, limit } as const;
      for await (const entry of entriesOf(table, query)) {
        references.push(referenceOf(kind, entry) as ReferenceOf<Kind>);
        if (references.length >= limit) break;
      }
      return references;
    },

    async lease(reference, until) {
      const key = keyOf(reference);
      const item = await table.get(key, { consistent: true });
      if (item?.duePK === undefined || item.dueAt !== reference.dueAt) return undefined;
      const leases = Number(item.leases ?? 0);
      const refusals = await table.write([
        {
          update: key,
          set: { dueAt: until, leases: leases + 1 },
          condition: allOf(ifEquals('duePK', String(item.duePK)), ifEquals('dueAt', reference.dueAt)),
        },
      ]);
      return refusals.length === 0 ? leases : undefined;
    },

    async giveUp(reference) {
      await table.write([{ update: keyOf(reference), remove: ['duePK', 'dueAt'], condition: ifPresent }]);
    },
  };
}

function referenceOf(kind: DueReference['kind'], { PK, SK, dueAt }: Item): DueReference {
  const due = { dueAt: Instant.parse(dueAt) };
  switch (kind) {
    case 'escalation':
    case 'automation':
    case 'auto-resolution':
      return { ...due, kind, alertId: idAtEnd(PK) };
    case 'action':
      return { ...due, kind, alertId: idAtEnd(PK), ...(SK.startsWith(actionDeliveryPrefix) && { id: idAtEnd(SK) }) };
    case 'step':
      return { ...due, kind, alertId: idAtEnd(PK), stepId: idAtEnd(SK) };
    case 'notification':
      return { ...due, kind, scope: PK, id: idAtEnd(SK) };
    case 'subscribers':
    case 'deployment':
      return { ...due, kind, work: workName({ PK, SK }) };
    case 'window':
      return { ...due, kind, id: PK.slice(keys.window('').PK.length) };
    case 'waiting':
      return { ...due, kind, id: PK.slice(keys.event('').PK.length) };
    default:
      return { ...due, kind, id: idAtEnd(PK) };
  }
}

function keyOf(reference: DueReference): Key {
  switch (reference.kind) {
    case 'escalation':
      return keys.alert(reference.alertId);
    case 'automation':
      return keys.automationOfAlert(reference.alertId);
    case 'auto-resolution':
      return keys.autoResolution(reference.alertId);
    case 'action':
      return reference.id === undefined
        ? keys.actionWatch(reference.alertId)
        : keys.actionDelivery(reference.alertId, reference.id);
    case 'step':
      return keys.step(reference.alertId, reference.stepId);
    case 'notification':
      return keys.notification(reference.scope, reference.id);
    case 'subscribers':
    case 'deployment':
      return workKey(reference.work);
    case 'window':
      return keys.window(reference.id);
    case 'waiting':
      return keys.event(reference.id);
    case 'heartbeat':
      return keys.heartbeat(reference.id);
    case 'maintenance':
      return keys.configuration('MAINTENANCE', reference.id);
    case 'incident':
      return keys.configuration('INCIDENT', reference.id);
    default:
      return keys.timer(reference.kind, reference.id);
  }
}
