import type { Actor } from '../access/actor.ts';
import type { Instant } from '../time.ts';
import type { AuditEntry, Told } from './audit-entry.ts';
import type { AuditKind } from './kind.ts';
import { changeBetween, type Telling } from './telling.ts';

/** One write of an entity: what it is called, and the entity as it was and as it is. */
export interface Change<E> {
  /** After the kind, as `user:create` has it. */
  readonly what: string;
  readonly before?: E | undefined;
  readonly after?: E | undefined;
}

/** Who changes something, when, and the id of the entry. */
export interface Occasion {
  readonly actor: Actor;
  readonly at: Instant;
  readonly id: number;
}

/** An entry stands beside the entity in a transaction of 4 MB, and a hundred of them in one answer. */
export const maxToldBytes = 24_000;
const maxNameLength = 255;

/** The entry of a change; undefined when nothing was changed that is configuration, and for what nobody may see. */
export function auditEntryOf<E extends object>(
  { actor, at, id }: Occasion,
  { kind, idOf, nameOf, members }: AuditKind<E>,
  { what, before, after }: Change<E>,
): AuditEntry | undefined {
  const entity = after ?? before;
  if (entity === undefined || ('hidden' in entity && entity.hidden === true)) return undefined;
  const change = changeBetween(members as Telling<E>, before, after);
  if (change === undefined) return undefined;
  return {
    id,
    at,
    ...byWhom(actor),
    action: `${kind}:${what}`,
    entity: { kind, id: idOf(entity), name: nameOf(entity).slice(0, maxNameLength).toWellFormed() },
    ...bounded(change as { before?: Told; after?: Told }),
  };
}

/** Who acts, and how that got here. */
function byWhom(actor: Actor): Pick<AuditEntry, 'actor' | 'via' | 'keyId' | 'sessionId'> {
  const { kind, name } = actor;
  // Tools answer alerts, and configure nothing.
  if (kind === 'tool') return { actor: { kind: 'system', name }, via: actor.via };
  if (kind !== 'user')
    return { actor: { kind, name, ...(kind === 'source' && { id: actor.sourceId }) }, via: actor.via };
  const { userId, keyId, session } = actor;
  return {
    actor: { kind, id: userId, name },
    via: session !== undefined ? 'SESSION' : keyId !== undefined ? 'API_KEY' : actor.via,
    ...(keyId !== undefined && { keyId }),
    ...(session !== undefined && { sessionId: session.id }),
  };
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Leaves out the largest members of what is too large, and names them. */
function bounded({ before, after }: { readonly before?: Told; readonly after?: Told }) {
  const sides = { ...(before && { before: { ...before } }), ...(after && { after: { ...after } }) };
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const sizeOf = (name: string): number =>
    Object.values(sides).reduce((sum, side) => sum + (name in side ? bytesOf(side[name]) + name.length : 0), 0);
  const largest = names.map((name) => ({ name, bytes: sizeOf(name) })).sort((a, b) => b.bytes - a.bytes);
  let total = largest.reduce((sum, { bytes }) => sum + bytes, 0);
  const omitted: string[] = [];
  for (const { name, bytes } of largest) {
    if (total <= maxToldBytes) break;
    for (const side of Object.values(sides)) delete side[name];
    omitted.push(name);
    total -= bytes;
  }
  return { ...sides, ...(omitted.length > 0 && { omitted: omitted.sort() }) };
}
