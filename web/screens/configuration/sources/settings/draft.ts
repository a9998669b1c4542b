import type { Api, Paths } from '../../../../client/api.ts';

/** A source as the API reads it out, with all that is asked for. */
export type Source = Api<'Source'>;

/** What may be written of one. */
export type SourceBody = Paths['/alert-sources/{id}'] extends {
  put: { requestBody: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

/** What has to be asked for: a change would lose whatever is not sent back. */
export const everything = [
  'summaryTemplate',
  'detailsTemplate',
  'routingTemplate',
  'alertKeyTemplate',
  'linkTemplates',
  'priorityTemplate',
  'severityTemplate',
  'servicesTemplate',
  'eventFilter',
  'eventTypeFilterCreate',
  'eventTypeFilterAccept',
  'eventTypeFilterResolve',
  'textTemplate',
] as const;

/** What the API says of a source, and nobody writes. */
const readOnly: ReadonlySet<string> = new Set([
  'id',
  'status',
  'integrationUrl',
  'integrationKey',
  'warnings',
  'createdAt',
  'updatedAt',
  'bidirectional',
]);

export interface Template {
  readonly textTemplate?: string;
  readonly [member: string]: unknown;
}
export interface Mapping {
  readonly value: string;
  readonly priority?: 'HIGH' | 'LOW';
  readonly severity?: number;
}
export interface Mapped {
  readonly valueTemplate: Template;
  readonly mappings: readonly Mapping[];
}
export interface LinkTemplate {
  readonly text?: string | null;
  readonly linkTextTemplate?: Template | null;
  readonly hrefTemplate: Template;
}
export interface MailPredicate {
  readonly field: string;
  readonly criteria: string;
  readonly value: string;
}

/** A source while its settings are edited; members that no form shows are kept as they are. */
export interface Draft {
  readonly name: string;
  readonly integrationType: string;
  readonly escalationPolicy: { readonly id: number; readonly name?: string };
  readonly integrationKey?: string;
  readonly active: boolean;
  readonly teams: readonly { readonly id: number; readonly name?: string }[];
  readonly alertPriorityRule: string;
  readonly severity?: number;
  readonly supportHours?: { readonly id?: number; readonly name?: string; readonly [member: string]: unknown };
  readonly autoRaiseAlerts?: boolean;
  readonly alertCreation: string;
  readonly alertGroupingWindow?: string;
  readonly scoreThreshold?: number;
  readonly autoResolutionTimeout?: string;
  readonly eventFilter?: string;
  readonly eventTypeFilterCreate?: string;
  readonly eventTypeFilterAccept?: string;
  readonly eventTypeFilterResolve?: string;
  readonly summaryTemplate?: Template;
  readonly detailsTemplate?: Template;
  readonly alertKeyTemplate?: Template;
  readonly routingTemplate?: Template;
  readonly linkTemplates?: readonly LinkTemplate[];
  readonly priorityTemplate?: Mapped;
  readonly severityTemplate?: Mapped;
  readonly services?: readonly { readonly id: number; readonly name?: string }[];
  readonly servicesTemplate?: readonly Template[];
  readonly autoCreateServices?: boolean;
  readonly emailFiltered?: boolean;
  readonly emailPredicates?: readonly MailPredicate[];
  readonly filterOperator?: string;
  readonly emailResolveFiltered?: boolean;
  readonly emailResolvePredicates?: readonly MailPredicate[];
  readonly resolveFilterOperator?: string;
  readonly resolveKeyExtractor?: { readonly field: string; readonly criteria: string; readonly value: string };
  readonly metadata?: {
    readonly requireSignature?: boolean;
    readonly signingSecret?: string;
    readonly oneEventPerAlert?: boolean;
    readonly [member: string]: unknown;
  };
}

/** What is edited of a source. */
export const draftOf = (source: Source): Draft =>
  Object.fromEntries(
    Object.entries(source).filter(([member, value]) => !readOnly.has(member) && value !== null && value !== undefined),
  ) as unknown as Draft;

/** Nothing: a template without text, an empty text, a list of nothing. What is absent is taken away by a change. */
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && 'textTemplate' in value && value.textTemplate === '' && !('valueTemplate' in value));

const needsWindow: ReadonlySet<string> = new Set(['ONE_ALERT_GROUPED_PER_WINDOW', 'INTELLIGENT_GROUPING']);
export const groupsByWindow = (creation: string): boolean => needsWindow.has(creation);
export const goesByHours = (rule: string): boolean => rule.endsWith('_DURING_SUPPORT_HOURS');

/** What is sent of a draft: without what is empty, and without what belongs to a choice that is not made. */
export function bodyOf(draft: Draft): Draft {
  const cut = {
    ...draft,
    name: draft.name.trim(),
    ...(!groupsByWindow(draft.alertCreation) && { alertGroupingWindow: undefined }),
    ...(draft.alertCreation !== 'INTELLIGENT_GROUPING' && { scoreThreshold: undefined }),
    ...(!goesByHours(draft.alertPriorityRule) && { supportHours: undefined, autoRaiseAlerts: undefined }),
    ...(mappedIsEmpty(draft.priorityTemplate) && { priorityTemplate: undefined }),
    ...(mappedIsEmpty(draft.severityTemplate) && { severityTemplate: undefined }),
    servicesTemplate: draft.servicesTemplate?.filter((template) => !isNothing(template)),
    metadata: draft.metadata && withoutNothing(draft.metadata),
  };
  // Owners that are not mentioned stay: none has to be said.
  return { ...withoutNothing(cut), teams: draft.teams.map(({ id }) => ({ id })) };
}

const mappedIsEmpty = (mapped: Mapped | undefined): boolean =>
  mapped === undefined || (!mapped.valueTemplate.textTemplate && mapped.mappings.length === 0);

const withoutNothing = <Members extends object>(members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => !isNothing(value))) as Members;

/** Whether both would be saved as the same. */
export const isSame = (one: Draft, other: Draft): boolean =>
  JSON.stringify(sorted(bodyOf(one))) === JSON.stringify(sorted(bodyOf(other)));

const sorted = (members: object): unknown =>
  Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** A template of this text; undefined of none. */
export const templateOf = (text: string): Template | undefined => (text === '' ? undefined : { textTemplate: text });
