import type { Pattern } from '../pattern.ts';

/** Where a value stands: members and places in lists. `{{ . }}`, the item of the loop, has no steps. */
export type Name = readonly (string | number)[];

export type Argument = string | number;

/** A function that is applied to a value, with its arguments as they were checked. */
export interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
  /** The argument that is a pattern, as it was read. */
  readonly pattern?: Pattern;
}

/** What a template is made of, once it is read. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: Name; readonly calls: readonly Call[] }
  | { readonly kind: 'section'; readonly name: Name; readonly isInverted: boolean; readonly parts: readonly Part[] };

export type Template = readonly Part[];

/** Where a text cannot be read: the first character that does not fit, or the length of the text when it ends too early. */
export interface TemplateProblem {
  readonly position: number;
  readonly message: string;
}

/** Longer templates are refused. */
export const longestTemplate = 16_384;
