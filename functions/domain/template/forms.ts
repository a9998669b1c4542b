import { nested, reading } from './parse.ts';
import { Unreadable } from './place.ts';
import type { Argument, Call, Template, TemplateProblem } from './template.ts';
import { type Token, tokensOf } from './tokens.ts';

/** An argument as an element has it: a text or a number. */
export interface ElementArgument {
  readonly S?: string | null | undefined;
  readonly N?: number | string | null | undefined;
}

/**
 * A piece of a template in its other form: text, a value with at most one function, or a piece of the text form, for
 * sections and for values with several functions.
 */
export interface TemplateElement {
  readonly type: 'TEXT' | 'VAR' | 'RAW';
  readonly val?: string | null | undefined;
  readonly func?: string | null | undefined;
  readonly args?: readonly ElementArgument[] | null | undefined;
}

/** A template as clients write it: in one form or the other; of both the text counts. */
export interface TemplateForms {
  readonly textTemplate?: string | null | undefined;
  readonly elements?: readonly TemplateElement[] | null | undefined;
}

/** A template that was read. It is undefined when it says nothing at all, which is as good as none. */
export type ReadForms =
  | { readonly ok: true; readonly template: Template | undefined }
  | { readonly ok: false; readonly problem: TemplateProblem };

/** Reads a template in either form. Positions are those in its text form. */
export function readForms(forms: TemplateForms): ReadForms {
  const text = sourceOf(forms);
  if (text.trim() === '') return { ok: true, template: undefined };
  return reading(text, (tokens) => {
    if (!isWritten(forms.textTemplate)) checkElements(piecesOf(forms.elements));
    return { ok: true, template: nested(text, tokens) };
  });
}

/** The text form, whichever was written. What an older version has stored may be anything. */
export const sourceOf = ({ textTemplate, elements }: TemplateForms): string =>
  isWritten(textTemplate) ? textTemplate : piecesOf(elements).map(sourceOfElement).join('');

const isWritten = (text: unknown): text is string => typeof text === 'string' && text !== '';

const piecesOf = (elements: TemplateForms['elements']): readonly TemplateElement[] =>
  Array.isArray(elements) ? elements.filter((one) => typeof one === 'object' && one !== null) : [];

function sourceOfElement({ type, val, func, args }: TemplateElement): string {
  if (type !== 'VAR') return String(val ?? '');
  const call = func ? `.${func}(${(Array.isArray(args) ? args : []).map(sourceOfArgument).join(', ')})` : '';
  return `{{ ${val ?? ''}${call} }}`;
}

const sourceOfArgument = ({ S, N }: ElementArgument): string =>
  S !== undefined && S !== null ? `"${String(S).replace(/[\\"]/g, '\\$&')}"` : String(N ?? '');

/** Text must stay text and a value one value when they are written side by side. Throws Unreadable. */
function checkElements(elements: readonly TemplateElement[]): void {
  let at = 0;
  let text = '';
  for (const element of elements) {
    const source = sourceOfElement(element);
    text = element.type === 'TEXT' ? text + source : '';
    const tag = text.indexOf('{{');
    if (tag >= 0)
      throw new Unreadable(at + source.length - text.length + tag, 'a text cannot hold {{: that is for RAW');
    if (element.type === 'VAR') checkValue(source, at);
    at += source.length;
  }
}

function checkValue(source: string, at: number): void {
  const [first, ...others] = tokensOf(source);
  if (first?.kind !== 'tag' || first.tag.kind !== 'value')
    throw new Unreadable(at + '{{ '.length, 'a name is expected here');
  if (others.length > 0) throw new Unreadable(at + first.to, 'a value is one name and at most one function');
}

/** The elements of a template, as they were written or as its text has them; a text that cannot be read is one. */
export function elementsOf(forms: TemplateForms): readonly TemplateElement[] {
  const text = forms.textTemplate;
  if (!isWritten(text)) return forms.elements ?? [];
  const read = reading(text, (tokens) => ({ ok: true as const, elements: elementsFrom(text, tokens) }));
  return read.ok ? read.elements : [{ type: 'RAW', val: text }];
}

/** A section goes into one piece, from its first tag to its last. */
function elementsFrom(source: string, tokens: readonly Token[]): TemplateElement[] {
  const elements: TemplateElement[] = [];
  let depth = 0;
  let from = 0;
  for (const token of tokens) {
    const kind = token.kind === 'tag' ? token.tag.kind : 'text';
    if (depth === 0) from = token.from;
    if (kind === 'open' || kind === 'open-inverted') depth++;
    else if (kind === 'close') depth--;
    if (depth > 0) continue;
    elements.push(
      token.kind === 'tag' ? elementOf(source, from, token) : { type: 'TEXT', val: source.slice(from, token.to) },
    );
  }
  return elements;
}

function elementOf(source: string, from: number, { to, tag }: Token & { kind: 'tag' }): TemplateElement {
  const [call, ...others] = tag.calls;
  if (tag.kind !== 'value' || others.length > 0) return { type: 'RAW', val: source.slice(from, to) };
  return { type: 'VAR', val: tag.written, ...(call && elementCall(call)) };
}

const elementCall = ({ name, args }: Call): Pick<TemplateElement, 'func' | 'args'> => ({
  func: name,
  args: args.map((one: Argument) => (typeof one === 'number' ? { N: one } : { S: one })),
});
