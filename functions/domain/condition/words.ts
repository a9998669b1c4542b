import { listOperators, type Operator, type orderOperators, textOperators } from './condition.ts';

/** Operators that are written as words, with what they stand for. */
const wordOperators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['matches', '=='],
  ['regex', 'regex'],
  ['in', 'in'],
  ['is_in', 'is_in'],
  ...[...textOperators, ...listOperators].map((word) => [word, word] as const),
]);

/** Operators of signs; the longer ones first. */
export const signOperators: readonly (readonly [sign: string, operator: Operator, isNegated: boolean])[] = [
  ['==', '==', false],
  ['!=', '==', true],
  ...['>=', '<=', '>', '<'].map((sign) => [sign, sign as (typeof orderOperators)[number], false] as const),
];

export interface OperatorWord {
  readonly operator: Operator;
  readonly isNegated: boolean;
}

/** The operator that a word is, also with `not_` before it. */
export function operatorNamed(word: string): OperatorWord | undefined {
  const isNegated = word.startsWith('not_');
  const operator = wordOperators.get(isNegated ? word.slice(4) : word);
  return operator && { operator, isNegated };
}

export const operatorWords: readonly string[] = [...wordOperators.keys()];

const connectives = ['and', 'or', 'not'];

/** Words that stand for themselves in other languages; here they have to be quoted. */
const reserved = [
  'break',
  'at',
  'do',
  'as',
  'const',
  'continue',
  'def',
  'else',
  'end',
  'eq',
  'function',
  'for',
  'gte',
  'gt',
  'if',
  'import',
  'is',
  'let',
  'lte',
  'lt',
  'loop',
  'namespace',
  'package',
  'require',
  'return',
  'var',
  'void',
  'when',
  'while',
];
const notValues: ReadonlySet<string> = new Set([...reserved, ...connectives]);

/** Whether a word cannot be a text without quotes. */
export const isReserved = (word: string): boolean => notValues.has(word) || operatorNamed(word) !== undefined;
