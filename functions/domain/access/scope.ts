import * as z from 'zod';

/**
 * What scopes are about: ilert's names, and `account` for what those have no word for (apps, identity providers, the audit
 * log). `profile` is the caller's own user; `offline_access` is for tokens that outlive the hour.
 */
export const scopeNames = [
  'profile',
  'offline_access',
  'policy',
  'schedule',
  'source',
  'support_hour',
  'monitor',
  'action',
  'connector',
  'maintenance',
  'report',
  'template',
  'service',
  'status_page',
  'team',
  'user',
  'alert',
  'incident',
  'metric',
  'metric_source',
  'account',
] as const;
export type ScopeName = (typeof scopeNames)[number];

/** Read, write and delete, from least to most: each contains those before it. */
const accesses = ['r', 'w', 'd'] as const;
export type Access = (typeof accesses)[number];

/** What an operation needs. */
export type NeededScope = `${ScopeName}:${Access}`;

/** What a key or token is allowed, as its owner wrote it: a name alone is reading. */
export type Scope = ScopeName | NeededScope;

const everyScope: readonly Scope[] = scopeNames.flatMap((name) => [
  name,
  ...accesses.map((access): NeededScope => `${name}:${access}`),
]);

const isScope = (text: string): text is Scope => (everyScope as readonly string[]).includes(text);

/** A scope as somebody asks for it. */
export const Scope = z
  .string()
  .refine(isScope, { error: 'must be a scope such as alert, alert:r, alert:w or alert:d' })
  .transform((text) => text as Scope);

/** A scope as it was stored: one of a newer version may be unknown here, and then allows nothing. */
export const StoredScope = z.string().transform((text) => text as Scope);

function partsOf(scope: Scope): { readonly name: ScopeName; readonly access: Access } {
  const [name, access = 'r'] = scope.split(':') as [ScopeName, Access?];
  return { name, access };
}

/** Whether one scope contains another: deleting contains writing, writing contains reading, users contain oneself. */
function contains(held: Scope, needed: Scope): boolean {
  const { name, access } = partsOf(held);
  const wanted = partsOf(needed);
  const isAbout = name === wanted.name || (name === 'user' && wanted.name === 'profile');
  return isAbout && accesses.indexOf(access) >= accesses.indexOf(wanted.access);
}

/** Whether scopes allow an operation; who has none at all to be held to (undefined) may do whatever their role may. */
export const allows = (held: readonly Scope[] | undefined, needed: Scope): boolean =>
  held === undefined || held.some((scope) => contains(scope, needed));

/** The first of the wanted scopes that the held ones do not contain. */
export const firstBeyond = (held: readonly Scope[] | undefined, wanted: readonly Scope[]): Scope | undefined =>
  wanted.find((scope) => !allows(held, scope));

/** Reads scopes separated by spaces, each once; undefined when one of them is none, or when there are none. */
export function readScopes(text: string): Scope[] | undefined {
  const words = [...new Set(text.split(' ').filter((word) => word !== ''))];
  return words.length > 0 && words.every(isScope) ? words : undefined;
}
