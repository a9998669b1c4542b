import type * as z from 'zod';
import { InvalidInputError } from '../domain/errors.ts';
import { pathOf } from './json-body.ts';

/** Reads input by its schema; throws InvalidInputError that names the first wrong member as the caller wrote it. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = deepest(result.error.issues[0] as z.core.$ZodIssue);
  throw new InvalidInputError(pathOf(...issue.path), wordsOf(issue.message));
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

function wordsOf(message: string): string {
  if (message.endsWith('received undefined')) return 'is required';
  if (message === 'Invalid input') return 'has a value that is not allowed';
  return message.replace(/^Invalid input: /, '');
}
