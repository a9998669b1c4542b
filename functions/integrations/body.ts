import { parseJson } from './json.ts';
import { mend } from './mend.ts';
import { multipartFields } from './multipart.ts';
import { isRecord } from './reader.ts';

/**
 * What a body turned out to be. Nobody trusts the Content-Type: SNS sends JSON as text/plain, curl as a form. `isMended`:
 * it was JSON that somebody's template had broken.
 */
export type ParsedBody =
  | { readonly kind: 'json' | 'form' | 'text'; readonly value: unknown; readonly isMended?: true }
  | { readonly kind: 'empty' | 'too-deep' };

const formPattern = /^[^\s={}[\]"<>&]+=[^\s{}"<>]*$/;

/** JSON as it stands, or mended where that is possible. */
function jsonOf(text: string): ParsedBody | undefined {
  const json = parseJson(text);
  if (json.kind === 'json') return { kind: 'json', value: json.value };
  if (json.kind === 'too-deep') return { kind: 'too-deep' };
  const mended = mend(text);
  const again = mended === undefined ? undefined : parseJson(mended);
  return again?.kind === 'json' ? { kind: 'json', value: again.value, isMended: true } : undefined;
}

/** A text that holds JSON as that JSON; tools that put a body into a body do so at most twice. */
export function unpackedText(value: unknown, levels = 2): unknown {
  if (levels === 0 || typeof value !== 'string' || !/^\s*[[{"]/.test(value)) return value;
  const json = jsonOf(value.trim());
  return json !== undefined && 'value' in json ? unpackedText(json.value, levels - 1) : value;
}

/** The fields of a form; values that hold JSON are parsed, and a single field that does is the body. */
function fieldsOf(pairs: Iterable<readonly [string, string]>): unknown {
  const fields = [...pairs]
    .filter(([name]) => name !== '__proto__')
    .map(([name, value]) => [name.toWellFormed(), unpackedText(value.toWellFormed())] as const);
  const only = fields.length === 1 ? fields[0]?.[1] : undefined;
  return isRecord(only) || Array.isArray(only) ? only : Object.fromEntries(fields);
}

/** What the query of an address says, as if it had been sent as a form. */
export function parseQuery(query: string): ParsedBody {
  const pairs = [...new URLSearchParams(query)];
  return pairs.length === 0 ? { kind: 'empty' } : { kind: 'form', value: fieldsOf(pairs) };
}

/** Finds out what a body is by looking at it. */
export function parseBody(raw: string): ParsedBody {
  const text = raw.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'empty' };
  if (formPattern.test(text)) return { kind: 'form', value: fieldsOf(new URLSearchParams(text)) };
  const parts = multipartFields(text);
  if (parts !== undefined) return { kind: 'form', value: fieldsOf(parts) };
  const json = jsonOf(text);
  if (json === undefined) return { kind: 'text', value: text };
  if (!('value' in json) || typeof json.value !== 'string') return json;
  return { ...json, value: unpackedText(json.value) };
}
