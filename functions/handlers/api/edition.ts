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

/**
 * What is read and changed by itself, though it stands in an entity and is saved with that: a group of a page, a dependency of a service.
 * What else changes of the entity is nothing to it.
 */
export interface Part<E extends object> {
  /** Of the entity, when the audit log tells by it who has changed the part. */
  readonly kind?: AuditKind<E>;
  readonly name: string;
  /** What somebody can set of it, as the entity has it; throws NotFoundError where there is none. */
  readonly contentIn: (entity: E) => readonly unknown[];
}

const editionOfPart = <E extends object>({ tokens }: Pick<ApiContext, 'tokens'>, part: Part<E>, entity: E) =>
  tokens.editionOf(`${part.name} ${JSON.stringify(part.contentIn(entity))}`);

/** The answer about a part with the tag by which a writer says what they have read. */
export const ofPartEdition = <E extends object>(
  ctx: Pick<ApiContext, 'tokens'>,
  part: Part<E>,
  entity: E,
  reply: HttpReply,
): HttpReply => ({ ...reply, edition: editionOfPart(ctx, part, entity) });

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
  const what = (current: E) => `${kind.kind.replaceAll('-', ' ')} ${kind.idOf(current)}`;
  const last = (current: E) => lastChange(ctx, kind, current);
  return unchanged(headers, what, (current) => editionOf(ctx, kind, current), last);
}

/** The same of a part: asked of the entity that it stands in. */
export const partAsItWasRead = <E extends object>(
  { ctx, headers }: Pick<Call, 'ctx' | 'headers'>,
  part: Part<E>,
): ((current: E) => Promise<void>) | undefined =>
  unchanged(
    headers,
    () => part.name,
    (current) => editionOfPart(ctx, part, current),
    async (current) => part.kind && lastChange(ctx, part.kind, current),
  );

function unchanged<E extends object>(
  { 'if-match': ifMatch }: Call['headers'],
  whatIn: (current: E) => string,
  editionIn: (current: E) => string,
  lastOf: (current: E) => Promise<LastChange | undefined>,
): ((current: E) => Promise<void>) | undefined {
  if (ifMatch === undefined) return undefined;
  return async (current) => {
    if (isOfEdition(ifMatch, editionIn(current))) return;
    throw new PreconditionError(`${whatIn(current)} is not as it was read: read it again`, await lastOf(current));
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
