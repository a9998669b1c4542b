import { InvalidInputError } from '../../domain/errors.ts';
import { readForms, type TemplateForms } from '../../domain/template/forms.ts';
import type { Template } from '../../domain/template/template.ts';

/** The template in either form, read; undefined when it says nothing. Throws InvalidInputError with the place that cannot be read. */
export function checkTemplate(forms: TemplateForms, field: string): Template | undefined {
  const read = readForms(forms);
  if (read.ok) return read.template;
  const { message, position } = read.problem;
  throw new InvalidInputError(field, message, { position });
}
