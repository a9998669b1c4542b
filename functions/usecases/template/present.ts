import { elementsOf, sourceOf, type TemplateForms } from '../../domain/template/forms.ts';

/** A template in the form that the reader asks for, whichever it was saved in; that one is as it was sent. */
export function presentTemplate(forms: TemplateForms, asText: boolean): object {
  const { textTemplate: _text, elements: _elements, ...rest } = forms;
  return { ...rest, ...(asText ? { textTemplate: sourceOf(forms) } : { elements: elementsOf(forms) }) };
}
