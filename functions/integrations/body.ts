import { parseJson } from './json.ts';
import { isRecord, unpacked } from './reader.ts';

/** What a body turned out to be. Nobody trusts the Content-Type: SNS sends JSON as text/plain, curl as a form. */
export type ParsedBody =
  | { readonly kind: 'json' | 'form' | 'text'; readonly value: unknown }
  | { readonly kind: 'empty' | 'too-deep' };

const formPattern = /^[^\s={}[\]"<>&]+=[^\s{}"<>]*$/;

/** The fields of a form; values that hold JSON are parsed, and a single field that does is the body. */
function parseForm(text: string): unknown {
  const fields = [...new URLSearchParams(text)].map(([name, value]) => [name, unpacked(value)] as const);
  const only = fields.length === 1 ? fields[0]?.[1] : undefined;
  return isRecord(only) ? only : Object.fromEntries(fields);
}

/** Finds out what a body is by looking at it. */
export function parseBody(raw: string): ParsedBody {
  const text = raw.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'empty' };
  if (formPattern.test(text)) return { kind: 'form', value: parseForm(text) };
  const json = parseJson(text);
  if (json.kind === 'json') return json;
  return json.kind === 'too-deep' ? { kind: 'too-deep' } : { kind: 'text', value: text };
}
