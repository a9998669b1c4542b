import { compilePattern } from './pattern.ts';

/** How legacy filters look at a text (wire-api §4). */
export type TextCriteria =
  | 'CONTAINS_ANY_WORDS'
  | 'CONTAINS_NOT_WORDS'
  | 'CONTAINS_STRING'
  | 'CONTAINS_NOT_STRING'
  | 'IS_STRING'
  | 'IS_NOT_STRING'
  | 'MATCHES_REGEX'
  | 'MATCHES_NOT_REGEX';

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? []);

function hasWord(text: string, value: string): boolean {
  const words = wordsOf(text);
  return [...wordsOf(value)].some((word) => words.has(word));
}

const has = (text: string, value: string): boolean => text.toLowerCase().includes(value.toLowerCase());
const is = (text: string, value: string): boolean => text.trim().toLowerCase() === value.trim().toLowerCase();

function isMatched(text: string, value: string): boolean {
  const pattern = compilePattern(value);
  return typeof pattern !== 'string' && pattern.isIn(text);
}

const tests: Readonly<Record<TextCriteria, (text: string, value: string) => boolean>> = {
  CONTAINS_ANY_WORDS: hasWord,
  CONTAINS_NOT_WORDS: (text, value) => !hasWord(text, value),
  CONTAINS_STRING: has,
  CONTAINS_NOT_STRING: (text, value) => !has(text, value),
  IS_STRING: is,
  IS_NOT_STRING: (text, value) => !is(text, value),
  MATCHES_REGEX: isMatched,
  MATCHES_NOT_REGEX: (text, value) => !isMatched(text, value),
};

/** Whether a text is what is asked for. Case counts in patterns alone. */
export const meets = (criteria: TextCriteria, text: string, value: string): boolean => tests[criteria](text, value);

/** What is wrong with the value of a criterion: a pattern that cannot be read, and why. */
export function problemOfCriteria({
  criteria,
  value,
}: {
  readonly criteria: string;
  readonly value: string;
}): string | undefined {
  const isPattern = criteria === 'MATCHES_REGEX' || criteria === 'MATCHES_NOT_REGEX';
  const problem = isPattern ? compilePattern(value) : undefined;
  return typeof problem === 'string' ? problem : undefined;
}
