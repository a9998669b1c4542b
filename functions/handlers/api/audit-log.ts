import type { AuditEntry } from '../../domain/audit/audit-entry.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { parseInstant } from '../../domain/time.ts';
import type { HttpReply } from '../../platform/http.ts';
import type { AuditFilter, AuditPosition } from '../../ports/audit-store.ts';
import { auditCsvHead, auditCsvLine } from '../../render/audit-csv.ts';
import { exportAudit, listAudit } from '../../usecases/audit/list.ts';
import { type PageLimits, pageParameters, readIds, readInstant, readPage } from './query.ts';
import { type Call, ok, type Route, route } from './route.ts';

const path = '/api/audit-log';
const page: PageLimits = { default: 50, max: 100 };
const csvPage: PageLimits = { default: 1000, max: 1000 };
const parameters = ['from', 'until', 'actor', 'entity', 'entity-id', 'action', 'cursor', 'format'];
/** An answer of a function holds 6 MB. */
const csvBytes = 4_000_000;

/** Who changed what: for administrators, and nobody's to change. */
export const auditLogRoutes: readonly Route[] = [
  route('GET', path, 'audit:read', list, { query: [...pageParameters, ...parameters] }),
];

async function list(call: Call): Promise<HttpReply> {
  const { ctx, query } = call;
  const filter = readFilter(query);
  const after = readCursor(query);
  if (wantsCsv(call)) return csv(call, filter, after);
  const range = readPage(query, page);
  const entries = await listAudit(ctx, filter, range, after);
  return withCursor(ok(entries), entries, entries.length < range.limit);
}

/** As many lines as one answer takes; the header `next-cursor` leads to the rest, which has no first line of its own. */
async function csv(call: Call, filter: AuditFilter, after: AuditPosition | undefined): Promise<HttpReply> {
  const { limit, offset } = readPage(call.query, csvPage);
  if (offset > 0) throw new InvalidInputError('start-index', 'is not for CSV: use the cursor');
  const sizeOf = (entry: AuditEntry) => Buffer.byteLength(JSON.stringify(auditCsvLine(entry)));
  const { entries, isLast } = await exportAudit(call.ctx, filter, { limit, bytes: csvBytes, sizeOf }, after);
  const reply = {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit-log.csv"',
    },
    body: `${after === undefined ? auditCsvHead : ''}${entries.map(auditCsvLine).join('')}`,
  };
  return withCursor(reply, entries, isLast);
}

function withCursor(reply: HttpReply, entries: readonly AuditEntry[], isLast: boolean): HttpReply {
  const end = isLast ? undefined : entries.at(-1);
  if (end === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'next-cursor': `${end.at}_${end.id}` } };
}

function wantsCsv({ query, headers }: Call): boolean {
  const format = query.get('format');
  if (format !== null && format !== 'csv' && format !== 'json')
    throw new InvalidInputError('format', 'must be csv or json');
  return format === null ? /^\s*text\/csv\b/i.test(headers.accept ?? '') : format === 'csv';
}

function readFilter(query: URLSearchParams): AuditFilter {
  const text = (name: string, form: RegExp, what: string): string | undefined => {
    const value = query.get(name);
    if (value === null || value === '') return undefined;
    if (!form.test(value)) throw new InvalidInputError(name, what);
    return value;
  };
  const actors = readIds(query, 'actor');
  if (actors.length > 1) throw new InvalidInputError('actor', 'must be one id');
  const entityKind = text('entity', /^[a-z-]{1,40}$/, 'must be a kind, such as policy');
  const entityId = text('entity-id', /^[\w-]{1,64}$/, 'must be an id');
  if (entityId !== undefined && entityKind === undefined)
    throw new InvalidInputError('entity', 'is required with entity-id');
  const from = readInstant(query, 'from');
  const until = readInstant(query, 'until');
  if (from !== undefined && until !== undefined && until < from)
    throw new InvalidInputError('until', 'lies before from');
  const action = text('action', /^[a-z-]{1,40}:[a-z-]{1,40}$/, 'must be an action, such as policy:update');
  return { from, until, actorId: actors[0], entityKind, entityId, action };
}

function readCursor(query: URLSearchParams): AuditPosition | undefined {
  const text = query.get('cursor');
  if (text === null || text === '') return undefined;
  const [, at = '', id = ''] = /^([\d:.TZ-]{24})_(\d{1,16})$/.exec(text) ?? [];
  const instant = parseInstant(at);
  if (instant === undefined || !Number.isSafeInteger(Number(id)))
    throw new InvalidInputError('cursor', 'must be what a next-cursor header said');
  return { at: instant, id: Number(id) };
}
