import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../functions/domain/audit/audit-entry.ts';
import { exportAudit } from '../../../functions/usecases/audit/list.ts';
import { aWorld } from '../../support/world.ts';

/** What is exported of so many entries, each as large as its number says. */
async function exported(count: number, wanted: { readonly limit: number; readonly bytes: number }) {
  const world = await aWorld();
  const own = world.as(1);
  const ctx = { ...own, actor: { ...own.actor, role: 'ADMIN' as const } };
  const entries = Array.from({ length: count }, (_, index) => ({ id: `${index + 1}` }) as unknown as AuditEntry);
  const asked: number[] = [];
  const list: typeof world.store.audit.list = async (_filter, { limit }, after) => {
    asked.push(limit);
    const start = after === undefined ? 0 : Number((after as unknown as AuditEntry).id);
    return entries.slice(start, start + limit);
  };
  const store = { ...world.store, audit: { ...world.store.audit, list } };
  const sizeOf = ({ id }: AuditEntry) => Number(id);
  const found = await exportAudit({ ...ctx, store }, {}, { ...wanted, sizeOf });
  return { count: found.entries.length, isLast: found.isLast, asked };
}

describe('an export of the audit log', () => {
  it.each<[string, number, { limit: number; bytes: number }, object]>([
    ['has all there are', 3, { limit: 100, bytes: 1000 }, { count: 3, isLast: true }],
    ['has none of none', 0, { limit: 100, bytes: 1000 }, { count: 0, isLast: true }],
    ['has as many as are wanted', 5, { limit: 3, bytes: 1000 }, { count: 3, isLast: false }],
    [
      'goes on over more than are read at once',
      120,
      { limit: 200, bytes: 100_000 },
      { count: 120, isLast: true, asked: [50, 50, 50] },
    ],
    [
      'reads no more than are wanted',
      200,
      { limit: 70, bytes: 100_000 },
      { count: 70, isLast: false, asked: [50, 20] },
    ],
    ['has what fits exactly', 3, { limit: 100, bytes: 6 }, { count: 3, isLast: true }],
    ['ends before what does not fit', 3, { limit: 100, bytes: 5 }, { count: 2, isLast: false }],
    ['has one, however large, so that it comes to an end', 3, { limit: 100, bytes: 0 }, { count: 1, isLast: false }],
  ])('%s', async (_what, count, wanted, expected) => {
    expect(await exported(count, wanted)).toMatchObject(expected);
  });

  it('is for administrators', async () => {
    const world = await aWorld();
    const asked = { limit: 1, bytes: 1, sizeOf: () => 1 };
    await expect(exportAudit(world.as(1), {}, asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
