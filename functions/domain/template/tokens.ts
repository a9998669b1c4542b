import { Unreadable } from './place.ts';
import { readTag, type Tag } from './tag.ts';

/** A piece of a template, and where it stands in its source. */
export type Token = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tag'; readonly tag: Tag }
);

/** All patterns of a template have so many steps together: each is read anew for every event. */
const mostPatternSteps = 10_000;

/** The pieces of a template from its beginning to its end. Throws Unreadable. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let patternSteps = 0;
  for (let at = 0; at < source.length; ) {
    const next = source.indexOf('{{', at);
    const to = next < 0 ? source.length : next;
    if (to > at) tokens.push({ kind: 'text', from: at, to, text: source.slice(at, to) });
    if (next < 0) break;
    const tag = readTag(source, next);
    tokens.push({ kind: 'tag', from: next, to: tag.end, tag });
    for (const { pattern } of tag.calls) patternSteps += pattern?.size ?? 0;
    if (patternSteps > mostPatternSteps)
      throw new Unreadable(tag.nameAt, 'the patterns up to here are too large together');
    at = tag.end;
  }
  return withoutLinesOfSections(source, tokens);
}

/** A line that holds nothing but the tag of a section leaves no line: its text goes, its end included. */
function withoutLinesOfSections(source: string, tokens: readonly Token[]): Token[] {
  const bounds = tokens.map(({ from, to }) => ({ from, to }));
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'tag' || token.tag.kind === 'value') continue;
    const [before, after] = [bounds[index - 1], bounds[index + 1]];
    const [earlier, later] = [tokens[index - 1], tokens[index + 1]];
    const start = lineStart(source, token.from);
    const end = lineEnd(source, token.to);
    if (start === undefined || end === undefined) continue;
    if (before && earlier?.kind === 'text') before.to = Math.min(before.to, Math.max(start, earlier.from));
    if (after && later?.kind === 'text') after.from = Math.max(after.from, Math.min(end, later.to));
  }
  return tokens.map((token, index) => {
    const { from, to } = bounds[index] ?? token;
    return token.kind === 'text' ? { ...token, text: source.slice(from, Math.max(from, to)) } : token;
  });
}

/** Where the line begins when only blanks stand before this place. */
function lineStart(source: string, at: number): number | undefined {
  let start = at;
  while (isBlank(source[start - 1])) start--;
  return start === 0 || source[start - 1] === '\n' ? start : undefined;
}

/** Where the next line begins when only blanks stand behind this place. */
function lineEnd(source: string, at: number): number | undefined {
  let end = at;
  while (isBlank(source[end])) end++;
  if (end === source.length) return end;
  if (source[end] === '\r' && source[end + 1] === '\n') end++;
  return source[end] === '\n' ? end + 1 : undefined;
}

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';
