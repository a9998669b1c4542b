import { authorizeAny } from '../../domain/access/authorize.ts';
import type { AuditEntry } from '../../domain/audit/audit-entry.ts';
import type { AuditFilter, AuditPosition } from '../../ports/audit-store.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';

/** A page of the audit log, newest first; `after` is the entry that the page before ended with. */
export async function listAudit(
  ctx: Context<'store' | 'actor'>,
  filter: AuditFilter,
  page: Page,
  after?: AuditPosition,
): Promise<AuditEntry[]> {
  authorizeAny(ctx.actor, 'audit:read');
  return ctx.store.audit.list(filter, page, after);
}

const readAtOnce = 50;

/** As many entries as are wanted and fit into so many bytes, newest first, and whether there may be more. */
export async function exportAudit(
  ctx: Context<'store' | 'actor'>,
  filter: AuditFilter,
  { limit, bytes, sizeOf }: { limit: number; bytes: number; sizeOf: (entry: AuditEntry) => number },
  after?: AuditPosition,
): Promise<{ readonly entries: AuditEntry[]; readonly isLast: boolean }> {
  const entries: AuditEntry[] = [];
  let total = 0;
  while (entries.length < limit) {
    const wanted = Math.min(readAtOnce, limit - entries.length);
    const part = await listAudit(ctx, filter, { offset: 0, limit: wanted }, entries.at(-1) ?? after);
    for (const entry of part) {
      total += sizeOf(entry);
      if (total > bytes && entries.length > 0) return { entries, isLast: false };
      entries.push(entry);
    }
    if (part.length < wanted) return { entries, isLast: true };
  }
  return { entries, isLast: false };
}
