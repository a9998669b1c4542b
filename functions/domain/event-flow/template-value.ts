import type { TemplateForms } from '../template/forms.ts';
import { isMembers } from './metadata.ts';

/** A template is a text, or in one of the forms that sources have. */
export const formsOf = (value: unknown): TemplateForms | undefined =>
  typeof value === 'string' ? { textTemplate: value } : isMembers(value) ? value : undefined;
