import { can, canSomewhere } from '../../domain/access/can.ts';
import { contentOf } from '../../domain/audit/content.ts';
import type { AuditKind } from '../../domain/audit/kind.ts';
import { type LastChange, PreconditionError } from '../../domain/errors.ts';
import { minus } from '../../domain/time.ts';
import { isOfEdition } from '../../platform/entity-tag.ts';
import type { HttpReply } from '../../platform/http.ts';
import type { ApiContext, Call } from './route.ts';

/** Which state of an entity there is: another one as soon as somebody has set something else, and only then. */
export const editionOf = <E extends object>({ tokens }: Pick<ApiContext, 'tokens'>, kind: AuditKind<E>, entity: E) =>
  tokens.editionOf(`${kind.kind} ${contentOf(kind, entity)}`);

/** The answer with the tag by which a writer says what they have read. */
export const ofEdition = <E extends object>(ctx: ApiContext, kind: AuditKind<E>, entity: E, reply: HttpReply) => ({
  ...reply,
  edition: editionOf(ctx, kind, entity),
});

/**
 * What a change with `If-Match` looks at before it is decided: throws PreconditionError when the entity is not as the caller has
 * read it. Nothing without that header.
 */
export function asItWasRead<E extends object>(
  { ctx, headers }: Pick<Call, 'ctx' | 'headers'>,
  kind: AuditKind<E>,
): ((current: E) => Promise<void>) | undefined {
  const ifMatch = headers['if-match'];
  if (ifMatch === undefined) return undefined;
  return async (current) => {
    if (isOfEdition(ifMatch, editionOf(ctx, kind, current))) return;
    const what = `${kind.kind.replaceAll('-', ' ')} ${kind.idOf(current)}`;
    throw new PreconditionError(`${what} is not as it was read: read it again`, await lastChange(ctx, kind, current));
  };
}

/** Nobody has a form open for longer. */
const lookedBack = { days: 31 };

/** When it was changed last, and by whom as far as the caller may know that person; other callers only for readers of the audit log. */
async function lastChange<E extends object>(
  { store, actor, clock }: ApiContext,
  kind: AuditKind<E>,
  entity: E,
): Promise<LastChange | undefined> {
  const of = { entityKind: kind.kind, entityId: String(kind.idOf(entity)), from: minus(clock.now(), lookedBack) };
  const [entry] = await store.audit.list(of, { offset: 0, limit: 1 });
  if (entry === undefined) return undefined;
  const { kind: by, id } = entry.actor;
  const isKnown = by === 'user' && id !== undefined && can(actor, 'user:read', { id });
  return { changedAt: entry.at, ...((isKnown || canSomewhere(actor, 'audit:read')) && { changedBy: entry.actor }) };
}
