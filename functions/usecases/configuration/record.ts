import type { AuditEntry } from '../../domain/audit/audit-entry.ts';
import { auditEntryOf, type Change } from '../../domain/audit/entry-of.ts';
import type { AuditKind } from '../../domain/audit/kind.ts';
import type { Context } from '../../ports/context.ts';

/** What nobody else has to hear of: somebody signs out themselves, and an app's tokens end as they do by their own rules. */
export const untold: readonly AuditEntry[] = [];

/** What the audit log says of a change; nothing when nothing was changed that is configuration. */
export function recordOf<E extends object>(ctx: Context<'actor'>, kind: AuditKind<E>, change: Change<E>): AuditEntry[] {
  const entry = auditEntryOf({ actor: ctx.actor, at: ctx.clock.now(), id: ctx.ids.next() }, kind, change);
  return entry === undefined ? [] : [entry];
}
