import { instantOf, millisecondsOf, parseInstant } from '../instants.ts';
import { readPath } from '../path.ts';
import type { Instant } from '../time.ts';
import type { Operand, Roots } from './condition.ts';
import { type Counter, nameOfCounter } from './counter.ts';
import { compareNumbers, type Numeric, numberIn } from './numbers.ts';

/** What values are read from. */
export interface Surroundings {
  readonly roots: Roots;
  readonly now: Instant;
  /** What counters show, by name; one that is not among them shows 1. */
  readonly counters?: ReadonlyMap<string, number>;
}

/** What an operand comes to: plain JSON, a whole number beyond 2^53, or undefined where there is nothing. */
export function foundAt(operand: Operand, { roots, now, counters }: Surroundings): unknown {
  switch (operand.kind) {
    case 'literal':
      return operand.value;
    case 'path':
      return readPath(roots[operand.root], operand.steps);
    case 'now':
      return millisecondsOf(now);
    case 'counter':
      return shownBy(operand.counter, counters);
  }
}

const shownBy = (counter: Counter, counters: Surroundings['counters']): number =>
  counters?.get(nameOfCounter(counter)) ?? 1;

export const isNil = (value: unknown): value is null | undefined => value === null || value === undefined;

const isNumeric = (value: unknown): value is Numeric => typeof value === 'number' || typeof value === 'bigint';

/** A number, or a text that is one. */
export const asNumber = (value: unknown): Numeric | undefined =>
  isNumeric(value) ? value : typeof value === 'string' ? numberIn(value) : undefined;

/** Texts, and what is cast to one; undefined for nil, lists and objects. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isNumeric(value) || typeof value === 'boolean' ? String(value) : undefined;
}

/**
 * Whether two values are the same: texts whatever their case, a number or boolean against a text by what the text says,
 * nil only with nil, lists and objects with nothing.
 */
export function areEqual(left: unknown, right: unknown): boolean {
  if (isNil(left) && isNil(right)) return true;
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase();
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return asText(left)?.toLowerCase() === asText(right)?.toLowerCase();
  const [a, b] = [asNumber(left), asNumber(right)];
  return a !== undefined && b !== undefined && compareNumbers(a, b) === 0;
}

/** Below this a number of a time counts seconds, from it on milliseconds: the year 5138, and March 1973. */
const firstMilliseconds = 100_000_000_000;
const latestTime = 8_640_000_000_000_000;

/** The time that a value says: ISO text (UTC where it names no zone), epoch seconds or milliseconds. */
export function timeIn(value: unknown): Instant | undefined {
  const number = asNumber(value);
  if (number === undefined) return typeof value === 'string' ? timeInText(value) : undefined;
  const epoch = Number(number);
  const milliseconds = Math.abs(epoch) < firstMilliseconds ? epoch * 1000 : epoch;
  return Math.abs(milliseconds) <= latestTime ? canonical(milliseconds) : undefined;
}

function timeInText(text: string): Instant | undefined {
  if (text.length > 40) return undefined;
  const iso = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T');
  const [day] = /^\d{4}-\d{2}-\d{2}$/.exec(iso) ?? [];
  return parseInstant(day === undefined ? iso : `${day}T00:00Z`) ?? parseInstant(`${iso}Z`);
}

/** Instants have years of four digits. */
function canonical(milliseconds: number): Instant | undefined {
  const instant = instantOf(milliseconds);
  return /^\d/.test(instant) ? instant : undefined;
}
