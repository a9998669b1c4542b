import type { AuditEntry } from '../domain/audit/audit-entry.ts';

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
export const auditCsvHead = line(columns.map(([name]) => name));

/** An entry as a line of the table. */
export const auditCsvLine = (entry: AuditEntry): string => line(columns.map(([, read]) => read(entry)));

function line(values: readonly unknown[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/**
 * Always in quotes. What a spreadsheet would take for a formula is text of somebody else's making: an apostrophe before it
 * keeps it text.
 */
function cell(value: unknown): string {
  const text = value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  const isFormula = typeof value !== 'number' && /^[\s]*[=+\-@\t\r\n|%＝＋－＠]/.test(text);
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}
