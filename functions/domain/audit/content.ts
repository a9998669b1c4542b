import type { AuditKind } from './kind.ts';

/**
 * What somebody has set of an entity, as text that is the same for the same content: all members that are configuration,
 * with secrets, so it is nobody's to see.
 */
export const contentOf = <E extends object>({ members }: Pick<AuditKind<E>, 'members'>, entity: E): string =>
  JSON.stringify(written(members as AnyTelling, entity));

type AnyTelling = string | { readonly [name: string]: AnyTelling };

/** Members in one order, without those that are not set and those that are no configuration. */
function written(telling: AnyTelling, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => written(telling, element));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([name, member]) => [name, typeof telling === 'string' ? telling : telling[name], member] as const)
    .filter(([, told, member]) => told !== undefined && told !== 'unsaid' && member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, told, member]) => [name, written(told as AnyTelling, member)]);
}
