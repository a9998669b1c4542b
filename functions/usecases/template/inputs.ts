import * as z from 'zod';
import { longestTemplate } from '../../domain/template/template.ts';
import { text } from '../inputs.ts';

const mostElements = 1_000;

const Argument = z.looseObject({
  S: text(longestTemplate).nullish(),
  N: z.union([z.number(), text(20)]).nullish(),
});

const Element = z.looseObject({
  type: z.enum(['TEXT', 'VAR', 'RAW']),
  val: text(longestTemplate).nullish(),
  func: text(50).nullish(),
  args: z.array(Argument).max(10).nullish(),
});

/** A template: its text, or its elements. What else it says is kept. */
export const TemplateInput = z.looseObject({
  textTemplate: text(longestTemplate).nullish(),
  elements: z.array(Element).max(mostElements).nullish(),
});

/** A template to try, and what on: a body as the tool would send it, or what the source sent. */
export const TemplatePreviewInput = z.object({
  template: TemplateInput,
  payload: z.record(z.string(), z.unknown()).nullish(),
  eventId: z.string().min(1, 'must not be empty').max(200, 'must have at most 200 characters').nullish(),
});
export type TemplatePreviewInput = z.infer<typeof TemplatePreviewInput>;
