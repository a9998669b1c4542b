import { DomainError, InvalidInputError } from '../domain/errors.ts';
import { keptNumber } from '../domain/kept-number.ts';

const maxBytes = 900 * 1024;
const maxDepth = 20;
/** Bodies of tools are read 64 levels deep; here they stand within something. */
const maxDataDepth = 70;
/** Sixty nodes in each other, each with the branch it stands in, and what the last one holds. */
const maxGraphDepth = 200;

/**
 * Reads a JSON body that the store can keep: text of at most 900 KB, at most 20 levels deep, numbers that stay exact
 * and well-formed Unicode. A member named `__proto__` is dropped like any unknown one. Undefined when
 * the body is empty; throws InvalidInputError naming the member otherwise.
 */
export function parseJsonBody(text: string): unknown {
  const body = readBody(text);
  checkMembers(body, maxDepth, true);
  return body;
}

/** The same of a graph, whose nodes stand in each other. */
export function parseGraphBody(text: string): unknown {
  const body = readBody(text);
  checkMembers(body, maxGraphDepth, true);
  return body;
}

/**
 * The same for bodies that hold what a tool sent, of which nothing is stored: as deep as those may be, and numbers that
 * do not stay exact are the texts they were written as. One member may be a graph, and as deep as these are.
 */
export function parseDataBody(text: string, graph?: string): unknown {
  const body = readBody(text);
  checkMembers(body, maxDataDepth, false, graph);
  const exact = body === undefined ? undefined : parseWithSource(text, keepNumbers);
  checkMembers(exact, maxDataDepth, false, graph);
  return exact;
}

const keepNumbers = (_name: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' ? keptNumber(value, context?.source) : value;

/** `JSON.parse` hands the reviver the source text of each number (ES2025; not in TypeScript's library yet). */
const parseWithSource = JSON.parse as (text: string, reviver: typeof keepNumbers) => unknown;

function readBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  if (Buffer.byteLength(text) > maxBytes) throw new DomainError('TOO_LARGE', 'the body is larger than 900 KB');
  return parse(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError('', 'the body is not valid JSON', { cause });
  }
}

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
  readonly deepest: number;
}

/** Walks without recursion, so that no nesting can exhaust the stack. */
function checkMembers(body: unknown, mostDeep: number, areNumbersKept: boolean, graph?: string): void {
  const open: Place[] = [{ value: body, path: '', depth: 1, deepest: mostDeep }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, path, depth, deepest } = place;
    if (typeof value === 'number' && areNumbersKept) checkNumber(value, path);
    else if (typeof value === 'string') checkText(value, path);
    else if (typeof value === 'object' && value !== null) {
      if (depth > deepest) throw new InvalidInputError(path.slice(0, 200), `is nested deeper than ${deepest} levels`);
      Reflect.deleteProperty(value, '__proto__');
      for (const [key, member] of Object.entries(value)) {
        checkText(key, path);
        const inside = pathOf(path, Array.isArray(value) ? Number(key) : key);
        const allowed = inside === graph ? maxGraphDepth : deepest;
        open.push({ value: member, path: inside, depth: depth + 1, deepest: allowed });
      }
    }
  }
}

function checkNumber(value: number, path: string): void {
  const isExact = Math.abs(value) <= Number.MAX_SAFE_INTEGER && (value === 0 || Math.abs(value) > 1e-100);
  if (!isExact) throw new InvalidInputError(path, 'is a number out of range');
}

function checkText(value: string, path: string): void {
  if (!value.isWellFormed()) throw new InvalidInputError(path, 'is not well-formed Unicode');
}

/** The path of a member as its writer would say it: `levels[0].users`. */
export function pathOf(...parts: readonly PropertyKey[]): string {
  let path = '';
  for (const part of parts) {
    if (typeof part === 'number') path += `[${part}]`;
    else path += path === '' ? String(part) : part === '' ? '' : `.${String(part)}`;
  }
  return path;
}
