import type { TemplateForms } from '../template/forms.ts';

/** The members of an alert source that hold templates. */
export const templateMembers = [
  'alertKeyTemplate',
  'summaryTemplate',
  'detailsTemplate',
  'linkTemplates',
  'routingTemplate',
  'priorityTemplate',
  'severityTemplate',
  'servicesTemplate',
] as const;

export type Members = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The value of a template member with each of its templates replaced; `field` says where a template stands in it, as
 * clients write it. Other members stay as they are.
 */
export function mapTemplates(
  member: string,
  value: unknown,
  replace: (forms: TemplateForms, field: string) => unknown,
): unknown {
  const one = (forms: unknown, field: string): unknown => (isObject(forms) ? replace(forms, field) : forms);
  const within = (owner: unknown, path: string, ...names: readonly string[]): unknown =>
    isObject(owner)
      ? {
          ...owner,
          ...Object.fromEntries(
            names
              .filter((name) => Object.hasOwn(owner, name))
              .map((name) => [name, one(owner[name], `${path}.${name}`)]),
          ),
        }
      : owner;
  switch (member) {
    case 'priorityTemplate':
    case 'severityTemplate':
      return within(value, member, 'valueTemplate');
    case 'linkTemplates':
      return Array.isArray(value)
        ? value.map((link, index) => within(link, `${member}[${index}]`, 'linkTextTemplate', 'hrefTemplate'))
        : value;
    case 'servicesTemplate':
      return Array.isArray(value) ? value.map((forms, index) => one(forms, `${member}[${index}]`)) : value;
    default:
      return (templateMembers as readonly string[]).includes(member) ? one(value, member) : value;
  }
}

/** Whether a source has templates; only then what reads them is loaded. */
export const hasTemplates = (settings: Members): boolean =>
  templateMembers.some((member) => settings[member] !== undefined && settings[member] !== null);
