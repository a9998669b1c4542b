import type * as z from 'zod';
import { closest } from '../domain/closest.ts';
import { InvalidInputError } from '../domain/errors.ts';
import { pathOf } from './json-body.ts';

/** Reads input by its schema; throws InvalidInputError that names the first wrong member as the caller wrote it. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input, { error: wordsFor });
  if (result.success) return result.data;
  const issue = deepest(result.error.issues[0] as z.core.$ZodIssue);
  throw new InvalidInputError(pathOf(...issue.path), issue.message);
}

/** The issue of the union member that got furthest: the one the caller meant. */
function deepest(issue: z.core.$ZodIssue): { readonly path: PropertyKey[]; readonly message: string } {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .map((issues) => issues[0])
    .filter((candidate) => candidate !== undefined)
    .map(deepest)
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (inner === undefined || inner.path.length === 0) return issue;
  return { path: [...issue.path, ...inner.path], message: inner.message };
}

/** What is wrong, in words of ours, where the schema has none of its own. */
function wordsFor(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && issue.code !== 'custom') return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? 'of another kind'}`;
    case 'too_small':
      return limitWords(issue.origin, issue.minimum, 'at least', issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return limitWords(issue.origin, issue.maximum, 'at most', issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_value':
      return choiceWords(issue.values.map(String), issue.input);
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? 'of another form'}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has members that are not known: ${issue.keys.join(', ').slice(0, 200)}`;
    case 'invalid_key':
      return 'has a name that is not allowed';
    default:
      return 'has a value that is not allowed';
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  url: 'an address (URL)',
  email: 'an e-mail address',
  uuid: 'a UUID',
};

const units: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', set: ' entries' };

function limitWords(origin: string, limit: number | bigint, ofSizes: string, ofNumbers: string): string {
  const unit = units[origin];
  return unit === undefined ? `must be ${ofNumbers} ${limit}` : `must have ${ofSizes} ${limit}${unit}`;
}

const mostShown = 30;

function choiceWords(values: readonly string[], input: unknown): string {
  const meant = typeof input === 'string' ? closest(input, values) : undefined;
  if (meant !== undefined) return `must be one of ${listed(values)}: did you mean ${meant}?`;
  return values.length === 1 ? `must be ${values[0]}` : `must be one of ${listed(values)}`;
}

const listed = (values: readonly string[]): string =>
  values.length > mostShown ? `${values.slice(0, mostShown).join(', ')} …` : values.join(', ');
