import type { Api } from '../../../client/api.ts';

export type Integration = Api<'Integration'>;

/** A tool that events come from; mail and text messages have no catalogue entry of their own. */
export interface Tool {
  readonly slug: string;
  readonly name: string;
  readonly integrationType: string;
  readonly aliases: readonly string[];
  readonly integration?: Integration;
}

export const slugOf = ({ integrationPath }: Pick<Integration, 'integrationPath'>): string =>
  integrationPath.split('/').at(-1) ?? '';

export const mailTypes: ReadonlySet<string> = new Set(['EMAIL', 'EMAIL2']);
export const isMail = (type: string): boolean => mailTypes.has(type);
export const isText = (type: string): boolean => type === 'SMS';

/** All tools by name, our own form and what people write by hand first. */
export function toolsOf(
  integrations: readonly Integration[],
  names: { readonly mail: string; readonly text: string },
): Tool[] {
  const [own, ...others] = integrations.map(
    (integration): Tool => ({
      slug: slugOf(integration),
      name: integration.name,
      integrationType: integration.integrationType,
      aliases: integration.aliases,
      integration,
    }),
  );
  return [
    ...(own ? [own] : []),
    { slug: 'email', name: names.mail, integrationType: 'EMAIL2', aliases: ['mail', 'smtp'] },
    { slug: 'sms', name: names.text, integrationType: 'SMS', aliases: ['text'] },
    ...others.sort((a, b) => a.name.localeCompare(b.name)),
  ];
}

/** The first letters of a tool's name, in the place of a logo: `Prometheus Alertmanager` → `PA`. */
export function initialsOf(name: string): string {
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [first = '?', second] = parts;
  return second === undefined ? first.slice(0, 2) : `${first.charAt(0)}${second.charAt(0)}`.toUpperCase();
}

/** Fills in where events go, in a text of the catalogue. */
export interface Address {
  readonly url: string;
  readonly key: string;
}

/** The address of a source, as another tool of the same type calls it. */
export const addressFor = (url: string, slug: string | undefined): string =>
  slug === undefined ? url : url.replace(/(\/events\/)[^/]+(\/[^/]+)$/, `$1${slug}$2`);

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** Something to be typed as it is; an address or a key is worth a button. */
  | { readonly kind: 'code'; readonly text: string; readonly isValue: boolean };

export type Step =
  | { readonly kind: 'line'; readonly parts: readonly Part[] }
  | { readonly kind: 'block'; readonly text: string };

const fence = /```[a-z]*\n?([\s\S]*?)```/g;

/** How a tool is set up, step by step, from the sentences of the catalogue: code in backticks, blocks between fences. */
export function stepsOf(setup: string, address: Address): Step[] {
  const fill = (text: string) =>
    text.replaceAll('{url}', address.url).replaceAll('{key}', address.key).replaceAll('{host}', hostOf(address.url));
  const steps: Step[] = [];
  let at = 0;
  for (const found of setup.matchAll(fence)) {
    steps.push(...linesIn(setup.slice(at, found.index), address));
    steps.push({ kind: 'block', text: fill(found[1] ?? '').trim() });
    at = found.index + found[0].length;
  }
  steps.push(...linesIn(setup.slice(at), address));
  return steps;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** Sentences end with a full stop before a capital letter or a backtick; not within code. */
function linesIn(text: string, address: Address): Step[] {
  return sentencesOf(text.trim()).map((sentence) => ({ kind: 'line', parts: partsOf(sentence, address) }));
}

function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let isCode = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '`') isCode = !isCode;
    if (isCode || text[at] !== '.' || !/^\.\s+[\p{Lu}`"]/u.test(text.slice(at, at + 4))) continue;
    sentences.push(text.slice(start, at + 1));
    start = at + 1;
  }
  sentences.push(text.slice(start));
  return sentences.map((sentence) => sentence.trim()).filter(Boolean);
}

function partsOf(sentence: string, { url, key }: Address): Part[] {
  const values: Readonly<Record<string, string>> = { '{url}': url, '{key}': key, '{host}': hostOf(url) };
  const fill = (text: string) => text.replaceAll(/\{(?:url|key|host)\}/g, (name) => values[name] ?? name);
  const pieces = sentence.split(/(`[^`]*`|\{(?:url|key|host)\})/).filter(Boolean);
  return pieces.map((piece, index): Part => {
    // Within quotes it is a part of something larger.
    const isAlone = !/["'=/]$/.test(pieces[index - 1] ?? '');
    if (values[piece] !== undefined) return { kind: 'code', text: values[piece], isValue: isAlone };
    if (!piece.startsWith('`')) return { kind: 'text', text: piece };
    const inner = piece.slice(1, -1);
    return { kind: 'code', text: fill(inner), isValue: inner.includes('{url}') || inner.length > 40 };
  });
}
