import { closest } from '../closest.ts';
import { compilePattern } from '../pattern.ts';
import type { Comparison, Condition, Membership, Operand, Operator } from './condition.ts';
import { readOperand, wordPattern } from './read-operand.ts';
import { type Place, skip, type TextProblem, take, Unreadable, unreadable } from './reader.ts';
import { isReserved, operatorNamed, operatorWords, signOperators } from './words.ts';

/** A condition has at most so many characters. */
export const longestCondition = 16_384;
/** Parentheses stand at most so deep in each other. */
const deepest = 200;
/** So many patterns a condition may hold: each is a program of its own. */
const mostPatterns = 100;

export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: TextProblem };

/** Each is a question to the table. */
const mostMemberships = 60;

interface Parsing extends Place {
  depth: number;
  patterns: number;
  memberships: number;
}

const blanks = /\s*/y;

/**
 * Reads a condition: `and` binds tighter than `or`, `not` negates the comparison or the parenthesis behind it. Never
 * throws: what cannot be read is told with its position.
 */
export function parseCondition(text: string): ParsedCondition {
  if (text.length > longestCondition) return refused(longestCondition, `has more than ${longestCondition} characters`);
  const parsing: Parsing = { text, at: 0, depth: 0, patterns: 0, memberships: 0 };
  try {
    const condition = readOr(parsing);
    if (parsing.at < text.length) throw leftOver(parsing);
    return { ok: true, condition };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    throw error;
  }
}

const refused = (position: number, message: string): ParsedCondition => ({ ok: false, problem: { position, message } });

const readOr = (parsing: Parsing): Condition => readChain(parsing, 'or', readAnd);
const readAnd = (parsing: Parsing): Condition => readChain(parsing, 'and', readNot);

function readChain(parsing: Parsing, kind: 'or' | 'and', readPart: (parsing: Parsing) => Condition): Condition {
  const first = readPart(parsing);
  const parts = [first];
  while (skipWord(parsing, kind)) parts.push(readPart(parsing));
  return parts.length === 1 ? first : { kind, parts };
}

function readNot(parsing: Parsing): Condition {
  return skipWord(parsing, 'not') ? { kind: 'not', part: readPrimary(parsing) } : readPrimary(parsing);
}

function readPrimary(parsing: Parsing): Condition {
  if (parsing.text[parsing.at] !== '(') return readComparison(parsing);
  if (++parsing.depth > deepest) throw new Unreadable(parsing.at, `is nested deeper than ${deepest} levels`);
  parsing.at++;
  const inner = readOr(parsing);
  if (!skip(parsing, ')')) throw parsing.at < parsing.text.length ? leftOver(parsing) : unreadable(parsing, "')'");
  parsing.depth--;
  return inner;
}

function readComparison(parsing: Parsing): Condition {
  const left = readOperand(parsing);
  take(parsing, blanks);
  const negation = parsing.at;
  const isNegated = skipWord(parsing, 'not');
  const position = parsing.at;
  const sign = signOperators.find(([text]) => skip(parsing, text));
  const found = sign ? { operator: sign[1], isNegated: sign[2] } : readOperatorWord(parsing);
  if (found === undefined) {
    if (isNegated) throw unreadable(parsing, "an operator after 'not'");
    return { kind: 'value', operand: left };
  }
  take(parsing, blanks);
  const right = readOperand(parsing);
  const place = { position: isNegated ? negation : position, isNegated: isNegated !== found.isNegated };
  return { kind: 'comparison', comparison: comparisonOf(parsing, found.operator, { ...place, left, right }) };
}

/** The operator that the next word is, if it is one; the place stays before other words. */
function readOperatorWord(parsing: Parsing) {
  const start = parsing.at;
  const word = take(parsing, wordPattern);
  const found = word === undefined ? undefined : operatorNamed(word);
  if (found === undefined) parsing.at = start;
  return found;
}

function comparisonOf(
  parsing: Parsing,
  operator: Operator,
  sides: Pick<Comparison, 'position' | 'isNegated' | 'left' | 'right'>,
): Comparison {
  const { right } = sides;
  if (operator === 'is_in') {
    const membership = membershipOf(right);
    if (++parsing.memberships > mostMemberships)
      throw new Unreadable(right.position, `has more than ${mostMemberships} comparisons with is_in`);
    return { ...sides, operator, membership };
  }
  if (operator !== 'regex') return { ...sides, operator };
  if (right.kind !== 'literal' || typeof right.value === 'object') return { ...sides, operator };
  if (++parsing.patterns > mostPatterns) throw new Unreadable(right.position, `has more than ${mostPatterns} patterns`);
  const pattern = compilePattern(String(right.value), { ignoresCase: true });
  if (typeof pattern === 'string') throw new Unreadable(right.position, `the pattern ${pattern}`);
  return { ...sides, operator, pattern };
}

/** Reads which hours or which schedule an object names. */
function membershipOf(right: Operand): Membership {
  const form = '{"id": 1, "type": "SUPPORT_HOUR"} or {"id": 1, "type": "ON_CALL_SCHEDULE"}';
  const value = right.kind === 'literal' ? right.value : undefined;
  if (typeof value !== 'object' || value === null || !('id' in value) || !('type' in value))
    throw new Unreadable(right.position, `${form} is expected here`);
  const { id, type } = value;
  if (type !== 'SUPPORT_HOUR' && type !== 'ON_CALL_SCHEDULE')
    throw new Unreadable(right.position, `the type must be SUPPORT_HOUR or ON_CALL_SCHEDULE`);
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0)
    throw new Unreadable(right.position, 'the id must be a whole number');
  return { type, id };
}

/** Goes behind a word and the blanks around it, if it stands here as a whole; else behind the blanks before it. */
function skipWord(parsing: Parsing, word: string): boolean {
  take(parsing, blanks);
  const start = parsing.at;
  if (take(parsing, wordPattern) !== word) {
    parsing.at = start;
    return false;
  }
  take(parsing, blanks);
  return true;
}

/** What cannot follow a whole condition, with what was probably meant. */
function leftOver(parsing: Parsing): Unreadable {
  const { at } = parsing;
  if (parsing.text[at] === '=')
    return new Unreadable(at, "'and', 'or' or an operator is expected here: did you mean ==?");
  if (parsing.text[at] === ')') return new Unreadable(at, "this ')' closes nothing");
  const word = take(parsing, wordPattern) ?? '';
  const meant = meantBy(word);
  const hint = meant === undefined ? '' : `: did you mean ${meant}?`;
  return new Unreadable(at, `'and', 'or' or an operator is expected here${hint}`);
}

function meantBy(word: string): string | undefined {
  if (word === '&&' || word === '||') return word === '&&' ? 'and' : 'or';
  return isReserved(word) ? undefined : closest(word, ['and', 'or', ...operatorWords]);
}
