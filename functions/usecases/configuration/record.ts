import type { AuditEntry } from '../../domain/audit/audit-entry.ts';
import { auditEntryOf, type Change } from '../../domain/audit/entry-of.ts';
import type { AuditKind } from '../../domain/audit/kind.ts';
import type { Context } from '../../ports/context.ts';

/** What the audit log says of a change; nothing when nothing was changed that is configuration. */
export function recordOf<E extends object>(ctx: Context<'actor'>, kind: AuditKind<E>, change: Change<E>): AuditEntry[] {
  const entry = auditEntryOf({ actor: ctx.actor, at: ctx.clock.now(), id: ctx.ids.next() }, kind, change);
  return entry === undefined ? [] : [entry];
}
