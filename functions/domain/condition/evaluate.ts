import { compilePattern } from '../pattern.ts';
import type { Instant } from '../time.ts';
import type {
  Comparison,
  Condition,
  ListOperator,
  Membership,
  Operand,
  OrderOperator,
  TextOperator,
} from './condition.ts';
import { compareNumbers } from './numbers.ts';
import { areEqual, asNumber, asText, foundAt, isNil, type Surroundings, timeIn } from './values.ts';

/** What a condition is evaluated with. */
export interface Situation extends Surroundings {
  /** Whether a time is within hours or shifts, for what `membershipsAsked` names. */
  readonly isIn?: (membership: Membership, at: Instant) => boolean;
}

/** Why a part of a condition is false though nobody may have meant it so; `position` is where its operator or value stands. */
export interface Note {
  readonly position: number;
  readonly message: string;
}

export interface Evaluation {
  readonly result: boolean;
  readonly notes: readonly Note[];
  /** It was given up as too large a work; the result says nothing then. */
  readonly isUnfinished: boolean;
  readonly steps: number;
}

/** An evaluation that takes more than this is given up: about a second. */
export const mostSteps = 1_000_000;
const mostNotes = 20;

/** Steps for a unit of a pattern's own cost, and for reading one that stands in the data. */
const stepsPerPatternCost = 2_500;
const stepsToCompile = 10_000;
/** A step looks at so many characters. */
const charactersPerStep = 50;

interface Work extends Situation {
  readonly notes: Note[];
  steps: number;
}

/** Ends an evaluation that takes too long. */
class TooMuch extends Error {}

/**
 * Whether a condition is true of what it sees. Total: what is absent or of the wrong kind makes its comparison false, and
 * a note says so. Bounded: beyond `mostSteps` it is given up.
 */
export function evaluate(condition: Condition, situation: Situation): Evaluation {
  const work: Work = { ...situation, notes: [], steps: 0 };
  try {
    const result = isTrue(condition, work);
    return { result, notes: work.notes, isUnfinished: false, steps: work.steps };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const message = 'this condition takes too long with this data, and was given up';
    return { result: false, notes: [...work.notes, { position: 0, message }], isUnfinished: true, steps: work.steps };
  }
}

function isTrue(condition: Condition, work: Work): boolean {
  switch (condition.kind) {
    case 'or':
      return condition.parts.some((part) => isTrue(part, work));
    case 'and':
      return condition.parts.every((part) => isTrue(part, work));
    case 'not':
      return !isTrue(condition.part, work);
    case 'comparison':
      return holds(condition.comparison, work) !== condition.comparison.isNegated;
    case 'value':
      return isTrueAlone(condition.operand, work);
  }
}

function isTrueAlone(operand: Operand, work: Work): boolean {
  spend(work, 1);
  const value = foundAt(operand, work);
  if (typeof value !== 'boolean')
    note(work, operand.position, `${shown(operand, value)} is not true or false, so it counts as false`);
  return value === true;
}

function holds(comparison: Comparison, work: Work): boolean {
  spend(work, 1);
  const { left, right, operator } = comparison;
  const value = foundAt(left, work);
  switch (operator) {
    case '==':
      return isEqual(value, foundAt(right, work), work);
    case '>':
    case '>=':
    case '<':
    case '<=':
      return isInOrder(comparison, operator, work);
    case 'in':
      return isAmong(comparison, value, work);
    case 'is_in':
      return isWithin(comparison, value, work);
    case 'regex':
      return isFound(comparison, value, work);
    case 'contains_any':
    case 'starts_with_any':
    case 'ends_with_any':
      return hasAny(comparison, operator, value, work);
    default:
      return has(comparison, operator, value, work);
  }
}

function isEqual(left: unknown, right: unknown, work: Work): boolean {
  if (typeof left === 'string' && typeof right === 'string') spendOn(work, left, right);
  return areEqual(left, right);
}

function isInOrder(comparison: Comparison, operator: OrderOperator, work: Work): boolean {
  const [left, right] = [comparison.left, comparison.right].map((operand) => numberOf(operand, comparison, work));
  if (left === undefined || right === undefined) return false;
  const order = compareNumbers(left, right);
  if (order === 0) return operator === '>=' || operator === '<=';
  return order > 0 ? operator === '>' || operator === '>=' : operator === '<' || operator === '<=';
}

function numberOf(operand: Operand, comparison: Comparison, work: Work) {
  const value = foundAt(operand, work);
  const number = asNumber(value);
  if (number === undefined) doubt(work, comparison, `${shown(operand, value)} is not a number`);
  return number;
}

function isAmong(comparison: Comparison, value: unknown, work: Work): boolean {
  const list = listOf(comparison, work);
  return (
    list?.some((one) => {
      spend(work, 1);
      return isEqual(value, one, work);
    }) ?? false
  );
}

function listOf(comparison: Comparison, work: Work): readonly unknown[] | undefined {
  const value = foundAt(comparison.right, work);
  if (Array.isArray(value)) return value;
  doubt(work, comparison, `${shown(comparison.right, value)} is not a list`);
  return undefined;
}

function textOf(operand: Operand, value: unknown, comparison: Comparison, work: Work): string | undefined {
  const text = asText(value);
  if (text === undefined) doubt(work, comparison, `${shown(operand, value)} is not a text`);
  else spendOn(work, text);
  return text;
}

function has(comparison: Comparison, operator: TextOperator, value: unknown, work: Work): boolean {
  const text = textOf(comparison.left, value, comparison, work);
  const part = textOf(comparison.right, foundAt(comparison.right, work), comparison, work);
  if (text === undefined || part === undefined) return false;
  switch (operator) {
    case 'exact_matches':
      return text === part;
    case 'exact_contains':
      return text.includes(part);
    default:
      return hasPart(operator, text.toLowerCase(), part.toLowerCase());
  }
}

function hasAny(comparison: Comparison, operator: ListOperator, value: unknown, work: Work): boolean {
  const text = textOf(comparison.left, value, comparison, work)?.toLowerCase();
  const list = listOf(comparison, work);
  if (text === undefined || list === undefined) return false;
  return list.some((one) => {
    const part = asText(one);
    spendOn(work, text, part ?? '');
    return part !== undefined && hasPart(partOperator[operator], text, part.toLowerCase());
  });
}

const partOperator = { contains_any: 'contains', starts_with_any: 'starts_with', ends_with_any: 'ends_with' } as const;

function hasPart(operator: 'contains' | 'starts_with' | 'ends_with', text: string, part: string): boolean {
  if (operator === 'contains') return text.includes(part);
  return operator === 'starts_with' ? text.startsWith(part) : text.endsWith(part);
}

function isFound(comparison: Comparison & { readonly operator: 'regex' }, value: unknown, work: Work): boolean {
  const text = textOf(comparison.left, value, comparison, work);
  const pattern = patternOf(comparison, work);
  if (text === undefined || pattern === undefined) return false;
  spend(work, pattern.costOf(text.length) * stepsPerPatternCost);
  return pattern.isIn(text);
}

function patternOf(comparison: Comparison & { readonly operator: 'regex' }, work: Work) {
  if (comparison.pattern !== undefined) return comparison.pattern;
  const source = textOf(comparison.right, foundAt(comparison.right, work), comparison, work);
  if (source === undefined) return undefined;
  spend(work, stepsToCompile);
  const pattern = compilePattern(source, { ignoresCase: true });
  if (typeof pattern !== 'string') return pattern;
  doubt(work, comparison, `the pattern ${pattern}`);
  return undefined;
}

function isWithin(comparison: Comparison & { readonly operator: 'is_in' }, value: unknown, work: Work): boolean {
  const at = timeIn(value);
  if (at === undefined) doubt(work, comparison, `${shown(comparison.left, value)} is not a time`);
  return at !== undefined && (work.isIn?.(comparison.membership, at) ?? false);
}

function spend(work: Work, steps: number): void {
  work.steps += steps;
  if (work.steps > mostSteps) throw new TooMuch();
}

const spendOn = (work: Work, ...texts: readonly string[]): void =>
  spend(work, Math.ceil(texts.reduce((sum, { length }) => sum + length, 0) / charactersPerStep));

const doubt = (work: Work, { position, isNegated }: Comparison, why: string): void =>
  note(work, position, `${why}, so this comparison is false${isNegated ? ', and its negation true' : ''}`);

function note({ notes }: Work, position: number, message: string): void {
  const isKnown = notes.some((one) => one.position === position && one.message === message);
  if (notes.length < mostNotes && !isKnown) notes.push({ position, message });
}

/** A value as notes name it: what is written in the condition, or what was found. */
function shown(operand: Operand, value: unknown): string {
  if (isNil(value)) return operand.kind === 'path' ? `nil (${cut(operand.text)})` : 'nil';
  return said(value);
}

function said(value: unknown): string {
  if (typeof value === 'string') return `'${cut(value)}'`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : String(value);
}

const cut = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59)}…`.toWellFormed());
