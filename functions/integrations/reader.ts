import type { Link } from '../domain/event/event.ts';
import { parseJson } from './json.ts';

type Json = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is anything else. */
export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as a list; an empty one when it is anything else. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The member at the end of the path; undefined when any part of the way is missing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** Words, numbers and truth values as trimmed text; undefined when nothing readable is left. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** The first line that says something. */
export const firstLine = (value: unknown): string | undefined => text(text(value)?.split(/[\r\n]/, 1)[0]);

/** The first of the values that has text. */
export function firstText(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const found = text(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The parts that are there, joined; undefined when none is. */
export function joined(separator: string, ...parts: readonly (string | undefined)[]): string | undefined {
  const present = parts.filter((part) => part !== undefined && part !== '');
  return present.length === 0 ? undefined : present.join(separator);
}

/** "Host: db-1"; undefined where there is nothing to name. */
export function named(name: string, value: unknown): string | undefined {
  const found = text(value);
  return found === undefined ? undefined : `${name}: ${found}`;
}

/** Paragraphs of Markdown. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string | undefined => joined('\n\n', ...parts);

/** The value parsed when it is text that holds a JSON object or list, otherwise the value itself. */
export function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  const json = parseJson(value);
  return json.kind === 'json' ? json.value : value;
}

/** An absolute http(s) address; undefined for anything a browser would not open. */
export function webAddress(value: unknown): string | undefined {
  const found = text(value);
  if (found === undefined || !/^https?:\/\//i.test(found) || !URL.canParse(found)) return undefined;
  return found;
}

/** An address of which a tool has left the scheme out (`example.com/tickets/1`), with it. */
export const withScheme = (value: unknown): string | undefined => {
  const found = text(value);
  return found === undefined || /^[a-z]{1,20}:/i.test(found) || !/^[\w-]{1,63}\.[\w.-]{1,250}(?:[:/?]|$)/.test(found)
    ? webAddress(found)
    : webAddress(`https://${found}`);
};

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'", amp: '&' };

/** HTML that a ticket carries as text that can be read in a message. */
export const plainText = (value: unknown): string | undefined =>
  text(
    text(value)
      ?.replace(/<(?:br|\/p|\/div|\/li|\/tr)\b[^<>]{0,200}>/gi, '\n')
      .replace(/<\/?[a-z][^<>]{0,2000}>/gi, '')
      .replace(/&(lt|gt|quot|nbsp|apos|amp|#39);/g, (_, name: string) => entities[name] ?? "'")
      .replace(/[^\S\n]{0,100}\n\s{0,100}\n[^\S\n]{0,100}/g, '\n\n'),
  );

/** The named addresses that are addresses, each once. */
export function linksOf(...named: readonly (readonly [text: string, href: unknown])[]): Link[] | undefined {
  const links = new Map<string, Link>();
  for (const [name, value] of named) {
    const href = webAddress(value);
    if (href !== undefined && !links.has(href)) links.set(href, { href, text: name });
  }
  return links.size === 0 ? undefined : [...links.values()];
}

/** The members that have text, as labels. */
export function labelsOf(...values: readonly unknown[]): Record<string, string> | undefined {
  const entries = values
    .flatMap((value) => Object.entries(record(value)))
    .flatMap(([name, value]) => {
      const found = text(value);
      return found === undefined || name === '__proto__' ? [] : [[name, found] as const];
    });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The object without the named members; undefined when nothing is left. For what an adapter does not know itself. */
export function rest(value: unknown, ...known: readonly string[]): Record<string, unknown> | undefined {
  const entries = Object.entries(record(value)).filter(([name]) => !known.includes(name));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The value without members of these names, however deep: for what a tool should not have sent. */
export function withoutMembers(value: unknown, ...names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutMembers(one, ...names));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      names.includes(name) ? [] : [[name, withoutMembers(member, ...names)] as const],
    ),
  );
}
