import { AuditEntry } from '../domain/audit/audit-entry.ts';
import { IdCollisionError } from '../domain/errors.ts';
import { epochSecondsOf, plus } from '../domain/time.ts';
import type { AuditEntries } from '../ports/configuration-store.ts';
import { ifAbsent } from './conditions.ts';
import { attributesOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Item } from './table.ts';
import type { Step } from './writes.ts';

/** How long entries are kept. */
export interface AuditTerm {
  readonly auditDays: number;
}

/** What was changed may have come from outside. */
export const auditForm: Form<AuditEntry> = { type: 'AUDIT', schema: AuditEntry, asJson: ['before', 'after'] };

/** The item of an entry. Its kind, action and actor stand apart, for filters. */
export const auditItem = (entry: AuditEntry, auditDays: number): Item =>
  itemAt(
    keys.auditEntry(entry.at, entry.id),
    attributesOf(auditForm, entry),
    { entityKind: entry.entity.kind },
    indexKeys.auditOfEntity(entry.entity, entry.at, entry.id),
    entry.actor.kind === 'user' ? indexKeys.auditOfActor(entry.actor.id ?? 0, entry.at, entry.id) : {},
    { expiresAt: epochSecondsOf(plus(entry.at, { days: auditDays })) },
  );

/** The steps that write entries with what they tell of. */
export const auditSteps = (entries: AuditEntries, auditDays: number): Step[] =>
  entries.map((entry) => ({
    operation: { put: auditItem(entry, auditDays), condition: ifAbsent },
    refused: () => new IdCollisionError(`audit entry ${entry.id}`),
  }));
