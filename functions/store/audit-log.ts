import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import { earliest, latest, minus, plus } from '../domain/time.ts';
import type { AuditFilter, AuditPosition, AuditStore } from '../ports/audit-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Page } from '../ports/page.ts';
import { auditForm, auditItem } from './audit-items.ts';
import { allOf, type Condition, ifAbsent, ifEquals } from './conditions.ts';
import { entityOf, isLive } from './items.ts';
import { auditEntityPartition, auditOrder, auditPartition, auditUserPartition, monthsBack } from './keys.ts';
import { entriesOf, itemsInOrder, pageOf, pageSize } from './pages.ts';
import type { Item, Query, Table } from './table.ts';
import { writeInTurn } from './writes.ts';

const readAtOnce = 50;

/**
 * The audit log, a partition for each month. What was done to one entity is found by the index `list`, what one user has
 * done by `related`, month by month too.
 */
export function createAuditStore(table: Table, { clock, auditDays }: { clock: Clock; auditDays: number }): AuditStore {
  /** The first of the filter's conditions that leads to few entries decides where to look. */
  function queryOf(filter: AuditFilter, month: string): Query {
    const { entityKind, entityId, actorId, action } = filter;
    if (entityKind !== undefined && entityId !== undefined)
      return { index: 'list', partition: auditEntityPartition(entityKind, entityId, month) };
    if (actorId !== undefined) return { index: 'related', partition: auditUserPartition(actorId, month) };
    const conditions: Condition[] = [
      ...(entityKind === undefined ? [] : [ifEquals('entityKind', entityKind)]),
      ...(action === undefined ? [] : [ifEquals('action', action)]),
    ];
    const partition = auditPartition(month);
    return conditions.length === 0 ? { partition } : { partition, filter: allOf(...conditions) };
  }

  async function* itemsOf(filter: AuditFilter, limit: number, after: AuditPosition | undefined) {
    const now = clock.now();
    const newest = earliest(filter.until, after?.at, plus(now, { days: 1 })) ?? now;
    const kept = minus(now, { days: auditDays });
    const oldest = latest(filter.from ?? kept, kept);
    if (newest < oldest) return;
    const last = after === undefined || newest !== after.at ? newest : auditOrder(after.at, after.id);
    for (const month of monthsBack(newest, oldest)) {
      const query = queryOf(filter, month);
      const entries = entriesOf(table, { ...query, sort: { between: [oldest, last] }, order: 'descending', limit });
      yield* query.index === undefined ? entries : whole(entries, Math.min(limit, readAtOnce));
    }
  }

  /** The items of index entries, in their order. */
  async function* whole(entries: AsyncIterable<Item>, size: number) {
    let chunk: Item[] = [];
    for await (const entry of entries) {
      chunk.push(entry);
      if (chunk.length < size) continue;
      yield* await itemsInOrder(table, chunk);
      chunk = [];
    }
    yield* await itemsInOrder(table, chunk);
  }

  async function* entries(filter: AuditFilter, limit: number, after: AuditPosition | undefined) {
    const now = clock.now();
    for await (const item of itemsOf(filter, limit, after)) {
      const entry = entityOf(auditForm, item);
      if (isLive(item, now) && fits(entry, filter) && !isAt(entry, after)) yield entry;
    }
  }

  return {
    list: (filter, page: Page, after) => pageOf(entries(filter, pageSize(page), after), page),
    add: (added) =>
      writeInTurn(
        table,
        added.map((entry) => ({ put: auditItem(entry, auditDays), condition: ifAbsent })),
      ),
  };
}

const isAt = ({ at, id }: AuditEntry, position: AuditPosition | undefined): boolean =>
  position !== undefined && at === position.at && id === position.id;

const fits = ({ actor, entity, action }: AuditEntry, filter: AuditFilter): boolean =>
  (filter.actorId === undefined || (actor.kind === 'user' && actor.id === filter.actorId)) &&
  (filter.entityKind === undefined || entity.kind === filter.entityKind) &&
  (filter.entityId === undefined || String(entity.id) === filter.entityId) &&
  (filter.action === undefined || action === filter.action);
