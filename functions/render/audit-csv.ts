import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import { csvLine } from './csv.ts';

const columns: readonly (readonly [name: string, read: (entry: AuditEntry) => unknown])[] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['actorKind', ({ actor }) => actor.kind],
  ['actorId', ({ actor }) => actor.id],
  ['actorName', ({ actor }) => actor.name],
  ['via', ({ via }) => via],
  ['keyId', ({ keyId }) => keyId],
  ['sessionId', ({ sessionId }) => sessionId],
  ['action', ({ action }) => action],
  ['entityKind', ({ entity }) => entity.kind],
  ['entityId', ({ entity }) => entity.id],
  ['entityName', ({ entity }) => entity.name],
  ['before', ({ before }) => before],
  ['after', ({ after }) => after],
  ['omitted', ({ omitted }) => omitted?.join(' ')],
];

/** The first line of the table (RFC 4180). */
export const auditCsvHead = csvLine(columns.map(([name]) => name));

/** An entry as a line of the table. */
export const auditCsvLine = (entry: AuditEntry): string => csvLine(columns.map(([, read]) => read(entry)));
