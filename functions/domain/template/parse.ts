import { Unreadable } from './place.ts';
import type { Tag } from './tag.ts';
import { longestTemplate, type Part, type Template, type TemplateProblem } from './template.ts';
import { type Token, tokensOf } from './tokens.ts';

export type ParsedTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly problem: TemplateProblem };

/** Sections within sections. */
const deepest = 50;

/** Reads a template. Never throws: what cannot be read is told with its place. */
export const parseTemplate = (source: string): ParsedTemplate =>
  reading(source, (tokens) => ({ ok: true, template: nested(source, tokens) }));

/** Does something with the pieces of a template, or says what cannot be read. */
export function reading<Result>(
  source: string,
  use: (tokens: readonly Token[]) => Result,
): Result | { readonly ok: false; readonly problem: TemplateProblem } {
  if (source.length > longestTemplate) {
    const message = `is longer than ${longestTemplate} characters`;
    return { ok: false, problem: { position: longestTemplate, message } };
  }
  try {
    return use(tokensOf(source));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, problem: error.problem };
  }
}

interface Open {
  readonly tag: Tag | undefined;
  readonly parts: Part[];
}

/** Puts what stands between the tags of a section into it. Throws Unreadable for open, crossed and unopened ones. */
export function nested(source: string, tokens: readonly Token[]): Template {
  const open: Open[] = [{ tag: undefined, parts: [] }];
  for (const token of tokens) {
    const top = open[open.length - 1] as Open;
    if (token.kind === 'text') {
      if (token.text !== '') top.parts.push({ kind: 'text', text: token.text });
      continue;
    }
    const { tag } = token;
    if (tag.kind === 'value') {
      top.parts.push({ kind: 'value', name: tag.name, calls: tag.calls });
    } else if (tag.kind === 'close') {
      checkClosing(tag, top.tag);
      open.pop();
      const isInverted = top.tag?.kind === 'open-inverted';
      open[open.length - 1]?.parts.push({ kind: 'section', name: tag.name, isInverted, parts: top.parts });
    } else {
      if (open.length > deepest) throw new Unreadable(tag.at, `sections stand at most ${deepest} deep in each other`);
      open.push({ tag, parts: [] });
    }
  }
  const last = open.at(-1);
  if (last?.tag) throw new Unreadable(source.length, `ends before the section ${last.tag.written} does`);
  return open[0]?.parts ?? [];
}

function checkClosing(tag: Tag, opened: Tag | undefined): void {
  if (opened === undefined) throw new Unreadable(tag.at, `there is no section ${tag.written} that could end here`);
  if (JSON.stringify(opened.name) !== JSON.stringify(tag.name))
    throw new Unreadable(tag.nameAt, `the section ${opened.written} ends first`);
}
