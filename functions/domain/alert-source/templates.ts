import type { Priority } from '../event/event.ts';
import { readForms } from '../template/forms.ts';
import type { Template } from '../template/template.ts';
import { isObject, type Members } from './template-members.ts';

/** A value that stands for another one, when a template gives it. */
export interface Mapping<Result> {
  readonly value: string;
  readonly result: Result;
}

export interface Mapped<Result> {
  readonly template: Template;
  readonly mappings: readonly Mapping<Result>[];
}

/** What the templates of a source are, read; those that say nothing are left out, and so is what cannot be read any more. */
export interface SourceTemplates {
  readonly alertKey?: Template | undefined;
  readonly summary?: Template | undefined;
  readonly details?: Template | undefined;
  readonly links: readonly { readonly href: Template; readonly text: Template | undefined }[];
  readonly routing?: Template | undefined;
  readonly priority?: Mapped<Priority> | undefined;
  readonly severity?: Mapped<number> | undefined;
  readonly services: readonly Template[];
}

const asTemplate = (forms: unknown): Template | undefined => {
  const read = isObject(forms) ? readForms(forms) : undefined;
  return read?.ok ? read.template : undefined;
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function mappedFrom<Result>(value: unknown, member: string): Mapped<Result> | undefined {
  const template = isObject(value) ? asTemplate(value.valueTemplate) : undefined;
  if (template === undefined) return undefined;
  const mappings = listOf((value as Members).mappings).filter(isObject);
  return { template, mappings: mappings.map((one) => ({ value: String(one.value), result: one[member] as Result })) };
}

/** The text of a link as a template, or as the text that was there before templates. */
function linkFrom(value: unknown): SourceTemplates['links'] {
  if (!isObject(value)) return [];
  const href = asTemplate(value.hrefTemplate);
  const plain =
    typeof value.text === 'string' && value.text !== '' ? [{ kind: 'text' as const, text: value.text }] : undefined;
  return href === undefined ? [] : [{ href, text: asTemplate(value.linkTextTemplate) ?? plain }];
}

/** Reads the templates among the settings of a source. */
export const templatesOf = (settings: Members): SourceTemplates => ({
  alertKey: asTemplate(settings.alertKeyTemplate),
  summary: asTemplate(settings.summaryTemplate),
  details: asTemplate(settings.detailsTemplate),
  links: listOf(settings.linkTemplates).flatMap(linkFrom),
  routing: asTemplate(settings.routingTemplate),
  priority: mappedFrom<Priority>(settings.priorityTemplate, 'priority'),
  severity: mappedFrom<number>(settings.severityTemplate, 'severity'),
  services: listOf(settings.servicesTemplate)
    .map(asTemplate)
    .filter((one) => one !== undefined),
});
