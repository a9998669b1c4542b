import { closest } from '../../domain/closest.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { type Instant, parseInstant } from '../../domain/time.ts';
import type { Page } from '../../ports/page.ts';

/** How many entries a page has when nobody asks, and at most (wire-api §1.4). */
export interface PageLimits {
  readonly default: number;
  readonly max: number;
}

/** What `readPage` reads. */
export const pageParameters = ['start-index', 'max-results'] as const;

/** Reads `start-index` and `max-results`; more than the maximum is refused, not cut. */
export function readPage(query: URLSearchParams, limits: PageLimits): Page {
  const offset = integer(query, 'start-index') ?? 0;
  const limit = integer(query, 'max-results') ?? limits.default;
  if (limit < 1 || limit > limits.max) throw new InvalidInputError('max-results', `must be from 1 to ${limits.max}`);
  return { offset, limit };
}

function integer(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new InvalidInputError(name, 'must be a whole number from 0');
  return Number(text);
}

/**
 * Refuses a parameter that is nearly the name of one that is read: whoever writes `statuses` for `states` would take the
 * whole list for the answer. Others are nobody's business.
 */
export function refuseMisspelt(query: URLSearchParams, known: readonly string[]): void {
  for (const name of [...new Set(query.keys())].slice(0, mostNames)) {
    const meant = known.includes(name) ? undefined : closest(name, known);
    if (meant !== undefined) throw new InvalidInputError(name, `is not read here: did you mean ${meant}?`);
  }
}

const mostNames = 50;

/** All values of a repeated parameter under its name and aliases; a comma separates values too. */
export const readList = (query: URLSearchParams, ...names: readonly string[]): string[] =>
  names
    .flatMap((name) => query.getAll(name))
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');

/** The opt-in properties asked for; unknown ones are nobody's business. */
export const readIncludes = (query: URLSearchParams): ReadonlySet<string> => new Set(readList(query, 'include'));

/** Whether a flag is set: `name=true`, or `name` alone. */
export const readFlag = (query: URLSearchParams, name: string): boolean =>
  query.get(name) === 'true' || query.get(name) === '';

/** Reads the id of something; 400 naming the parameter when it is none. */
export function readId(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^[1-9]\d{0,15}$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new InvalidInputError(name, 'must be an id');
  return Number(text);
}

/** Reads a point in time; 400 naming the parameter when it is none. */
export function readInstant(query: URLSearchParams, name: string): Instant | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const instant = parseInstant(text.replace(/ (?=\d{2}:?\d{2}$)/, '+'));
  if (instant === undefined) throw new InvalidInputError(name, 'must be an ISO-8601 date-time with a zone or offset');
  return instant;
}

/** Reads numeric ids. */
export function readIds(query: URLSearchParams, ...names: readonly string[]): number[] {
  return readList(query, ...names).map((text) => {
    if (!/^\d{1,15}$/.test(text)) throw new InvalidInputError(names[0] ?? '', 'must be ids');
    return Number(text);
  });
}

/** Reads values of an enumeration. */
export function readEnums<T extends string>(query: URLSearchParams, allowed: readonly T[], ...names: string[]): T[] {
  return readList(query, ...names).map((text) => {
    const value = allowed.find((candidate) => candidate === text);
    if (value === undefined) throw new InvalidInputError(names[0] ?? '', `must be one of ${allowed.join(', ')}`);
    return value;
  });
}
