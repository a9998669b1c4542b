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
