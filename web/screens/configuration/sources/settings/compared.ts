import { type Difference, differences } from '../../framework/differences.ts';
import { bodyOf, type Draft, type Mapped, type Template } from './draft.ts';
import type { settingWords } from './words.ts';

type Text = (typeof settingWords)['en'];

const textOf = (template: Template | null | undefined): string | undefined => template?.textTemplate;

const mappedText = (mapped: Mapped | undefined, text: Text): readonly string[] | undefined =>
  mapped && [
    textOf(mapped.valueTemplate) ?? '',
    ...mapped.mappings.map(({ value, priority, severity }) => {
      const becomes = priority === undefined ? severity : text.rules[priority];
      return `${text.mapValue} ${value}, ${text.mapTo} ${becomes ?? ''}`;
    }),
  ];

const rulesText = (rules: Draft['emailPredicates'], text: Text): readonly string[] | undefined =>
  rules?.map(({ field, criteria, value }) => {
    const words = [(text.mailField as Names)[field] ?? field, (text.criteria as Names)[criteria] ?? criteria, value];
    return words.join(' ');
  });

type Names = Readonly<Record<string, string>>;
const named = (names: Names, value: string | undefined) => value && (names[value] ?? value);

/** What the settings of a source say, as its form names it. */
function said(draft: Draft, text: Text): Readonly<Record<string, unknown>> {
  const body = bodyOf(draft);
  return {
    ...body,
    // Bodies have ids alone; people know names.
    teams: draft.teams,
    services: draft.services,
    escalationPolicy: draft.escalationPolicy,
    alertPriorityRule: named(text.rules, body.alertPriorityRule),
    alertCreation: text.creations[body.alertCreation]?.[0] ?? body.alertCreation,
    supportHours: body.supportHours && (body.supportHours.name ?? text.ownHours),
    summaryTemplate: textOf(body.summaryTemplate),
    detailsTemplate: textOf(body.detailsTemplate),
    alertKeyTemplate: textOf(body.alertKeyTemplate),
    routingTemplate: textOf(body.routingTemplate),
    linkTemplates: body.linkTemplates?.map(
      ({ text: plain, linkTextTemplate, hrefTemplate }) =>
        `${textOf(linkTextTemplate) ?? plain ?? ''} → ${textOf(hrefTemplate) ?? ''}`,
    ),
    priorityTemplate: mappedText(body.priorityTemplate, text),
    severityTemplate: mappedText(body.severityTemplate, text),
    servicesTemplate: body.servicesTemplate?.map(textOf),
    emailPredicates: rulesText(body.emailPredicates, text),
    emailResolvePredicates: rulesText(body.emailResolvePredicates, text),
  };
}

const secretPath = 'metadata.signingSecret';
const masked = (value: unknown) => (value === undefined ? undefined : '••••••••');

/** What is another in one edition of a source's settings than in the other; that secrets differ, and not what they are. */
export const settingDifferences = (theirs: Draft, mine: Draft, text: Text): readonly Difference[] =>
  differences(said(theirs, text), said(mine, text)).map((one) =>
    one.path === secretPath ? { ...one, before: masked(one.before), after: masked(one.after) } : one,
  );

/** How the form calls each member. */
export const settingFields = (text: Text): Names => ({
  name: text.name,
  escalationPolicy: text.policy,
  active: text.active,
  teams: text.teams,
  alertPriorityRule: text.rule,
  supportHours: text.supportHours,
  autoRaiseAlerts: text.raise,
  severity: text.severity,
  priorityTemplate: text.priorityByTemplate,
  severityTemplate: text.severityByTemplate,
  alertCreation: text.creation,
  alertGroupingWindow: text.window,
  scoreThreshold: text.threshold,
  autoResolutionTimeout: text.autoResolution,
  eventFilter: text.eventFilter,
  eventTypeFilterCreate: text.createWhen,
  eventTypeFilterAccept: text.acceptWhen,
  eventTypeFilterResolve: text.resolveWhen,
  summaryTemplate: text.summary,
  detailsTemplate: text.details,
  alertKeyTemplate: text.alertKey,
  routingTemplate: text.routing,
  linkTemplates: text.links,
  services: text.servicesFixed,
  servicesTemplate: text.servicesTemplates,
  autoCreateServices: text.autoCreate,
  emailFiltered: text.mailFilter,
  emailPredicates: text.mailFilter,
  filterOperator: text.operator,
  emailResolveFiltered: text.mailResolve,
  emailResolvePredicates: text.mailResolve,
  resolveFilterOperator: text.operator,
  resolveKeyExtractor: text.extractor,
  'metadata.requireSignature': text.requireSignature,
  'metadata.oneEventPerAlert': text.perAlert,
  [secretPath]: text.secret,
});
