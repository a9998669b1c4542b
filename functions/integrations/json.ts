import { keptNumber } from '../domain/kept-number.ts';

/** No tool nests deeper; what does is made to exhaust the stack of those who read it. */
const deepest = 64;

/** The deepest nesting of brackets outside of strings, found without recursion. */
function depthOf(text: string): number {
  let depth = 0;
  let max = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (inString) {
      if (char === 0x5c) index++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) max = Math.max(max, ++depth);
    else if (char === 0x7d || char === 0x5d) depth--;
  }
  return max;
}

/**
 * Numbers that are not kept exactly, or not at all by the table, become the text they were written as. Broken Unicode is
 * mended. A member called `__proto__` is nobody's data.
 */
function storable(name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (name === '__proto__' || !name.isWellFormed()) return undefined;
  if (typeof value === 'string') return value.toWellFormed();
  return typeof value === 'number' ? keptNumber(value, context?.source) : value;
}

/** `JSON.parse` hands the reviver the source text of each number (ES2025; not in TypeScript's library yet). */
const parseWithSource = JSON.parse as (text: string, reviver: typeof storable) => unknown;

export type ParsedJson =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'too-deep' | 'not-json' };

/** Parses JSON that strangers wrote: never throws, never nests deeper than can be walked, keeps big numbers as text. */
export function parseJson(text: string): ParsedJson {
  if (depthOf(text) > deepest) return { kind: /^\s*[[{]/.test(text) ? 'too-deep' : 'not-json' };
  try {
    return { kind: 'json', value: parseWithSource(text, storable) };
  } catch {
    return { kind: 'not-json' };
  }
}
