import { isDeepStrictEqual } from 'node:util';
import { namesSecret } from '../secret-names.ts';

/**
 * What the audit log says of a member: the value (`told`), only that it was set or changed (`secret`), nothing, because
 * it is no configuration (`unsaid`), or the value but for what its name calls a secret (`free`, for what comes from
 * outside). Of an object each member is named, so that a new one is not told by the way; of a list, what its elements are.
 */
export type Telling<T> =
  | 'told'
  | 'secret'
  | 'unsaid'
  | 'free'
  | (T extends readonly (infer Element)[] ? MembersOf<Element> : T extends object ? MembersOf<T> : never);

export type MembersOf<T> = T extends object ? { readonly [Name in keyof T]-?: Telling<NonNullable<T[Name]>> } : never;

type AnyTelling = 'told' | 'secret' | 'unsaid' | 'free' | { readonly [name: string]: AnyTelling };

/** What stands in the place of a secret. */
export const secretMark = '(secret)';

/** Both sides of one change; a side that is absent was not there. */
interface Sides {
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * What is to be told of a change from one value to another: of objects the members, of lists the elements with ids that
 * are not the same. Undefined when nothing is.
 */
export function changeBetween<T>(telling: Telling<T>, before: T | undefined, after: T | undefined): Sides | undefined {
  return difference(telling as AnyTelling, stored(before), stored(after));
}

/** Members that are undefined are not stored. */
const stored = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

function difference(telling: AnyTelling, before: unknown, after: unknown): Sides | undefined {
  if (telling === 'unsaid' || isDeepStrictEqual(before, after)) return undefined;
  if (telling === 'secret') return sides(mark(before), mark(after));
  if (isObject(before) && isObject(after)) return ofObjects(telling, before, after);
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(telling, before, after);
  return sides(shown(telling, before), shown(telling, after));
}

function ofObjects(telling: AnyTelling, before: Plain, after: Plain): Sides | undefined {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const change = difference(tellingOf(telling, name), before[name], after[name]);
    return change === undefined ? [] : [[name, change] as const];
  });
  if (changed.length === 0) return undefined;
  const of = (side: keyof Sides) =>
    Object.fromEntries(changed.flatMap(([name, change]) => (side in change ? [[name, change[side]]] : [])));
  return { before: of('before'), after: of('after') };
}

/** Elements with ids are compared with their like; where these are the same, what differs is the order. */
function ofLists(telling: AnyTelling, before: readonly unknown[], after: readonly unknown[]): Sides | undefined {
  const name = ['id', 'userId', 'from'].find((candidate) => areNamed(before, candidate) && areNamed(after, candidate));
  const whole = sides(shown(telling, before), shown(telling, after));
  if (name === undefined)
    return isDeepStrictEqual(whole?.before, whole?.after) && !hasSecrets(telling) ? undefined : whole;
  const of = (list: readonly unknown[]) => new Map((list as Plain[]).map((element) => [element[name], element]));
  const [old, next] = [of(before), of(after)];
  const changed = [...new Set([...old.keys(), ...next.keys()])].flatMap((id) => {
    const change = difference(telling, old.get(id), next.get(id));
    if (change === undefined) return [];
    const named = (side: unknown) => (isObject(side) ? { [name]: id, ...side } : side);
    return [sides(named(change.before), named(change.after))];
  });
  const isMoved = !isDeepStrictEqual([...old.keys()], [...next.keys()]);
  if (changed.length === 0) return isMoved ? whole : undefined;
  return {
    before: changed.flatMap((change) => ('before' in change ? [change.before] : [])),
    after: changed.flatMap((change) => ('after' in change ? [change.after] : [])),
  };
}

/** A value as it is told. */
function shown(telling: AnyTelling, value: unknown): unknown {
  if (telling === 'unsaid') return undefined;
  if (telling === 'secret') return mark(value);
  if (telling === 'told') return value;
  if (Array.isArray(value)) return value.map((element) => shown(telling, element));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const told = shown(tellingOf(telling, name), member);
      return told === undefined ? [] : [[name, told]];
    }),
  );
}

/** Who wrote this code named every member; one that a later version has added is not told. */
function tellingOf(telling: AnyTelling, name: string): AnyTelling {
  if (telling === 'free') return namesSecret(name) ? 'secret' : 'free';
  if (typeof telling === 'string') return telling;
  return Object.hasOwn(telling, name) ? (telling[name] ?? 'unsaid') : 'unsaid';
}

type Plain = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const areNamed = (list: readonly unknown[], name: string): boolean =>
  list.every((element) => isObject(element) && ['string', 'number'].includes(typeof element[name])) &&
  new Set(list.map((element) => (element as Plain)[name])).size === list.length;
const mark = (value: unknown) => (value === undefined ? undefined : secretMark);
const hasSecrets = (telling: AnyTelling): boolean =>
  telling === 'secret' ||
  telling === 'free' ||
  (typeof telling === 'object' && Object.values(telling).some(hasSecrets));
const sides = (before: unknown, after: unknown): Sides => ({
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});
