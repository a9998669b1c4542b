import * as z from 'zod';
import { autoResolutionTimeouts } from '../../domain/alert/auto-resolution-timeouts.ts';
import { AlertPriorityRule } from '../../domain/alert-source/alert-source.ts';
import { integrationTypes } from '../../domain/alert-source/integration-type.ts';
import { closest } from '../../domain/closest.ts';
import { groupingWindows } from '../../domain/event/grouping/grouping.ts';
import { integrations } from '../../integrations/catalogue.ts';
import { Id, line, Name, Reference, Teams, text } from '../inputs.ts';
import { TemplateInput as Template } from '../template/inputs.ts';

const LinkTemplate = z
  .looseObject({ text: text(1000).nullish(), linkTextTemplate: Template.nullish(), hrefTemplate: Template })
  .refine(({ text, linkTextTemplate }) => text || linkTextTemplate, 'needs text or linkTextTemplate');
const mappings = <T extends z.ZodRawShape>(result: T) =>
  z.looseObject({
    valueTemplate: Template,
    mappings: z.array(z.looseObject({ value: text(1000), ...result })).max(100),
  });
const Severity = z.number().int().min(1).max(5);

const groupings = [
  'ONE_ALERT_PER_EMAIL',
  'ONE_ALERT_PER_EMAIL_SUBJECT',
  'ONE_PENDING_ALERT_ALLOWED',
  'ONE_OPEN_ALERT_ALLOWED',
  'OPEN_RESOLVE_ON_EXTRACTION',
  'ONE_ALERT_GROUPED_PER_WINDOW',
  'INTELLIGENT_GROUPING',
] as const;
const formerGroupings = [
  'ONE_INCIDENT_PER_EMAIL',
  'ONE_INCIDENT_PER_EMAIL_SUBJECT',
  'ONE_PENDING_INCIDENT_ALLOWED',
  'ONE_OPEN_INCIDENT_ALLOWED',
] as const;
const windows = Object.keys(groupingWindows) as (keyof typeof groupingWindows)[];

const mailCriteria = ['CONTAINS_ANY_WORDS', 'CONTAINS_NOT_WORDS', 'CONTAINS_STRING', 'CONTAINS_NOT_STRING'] as const;
const exactCriteria = ['IS_STRING', 'IS_NOT_STRING', 'MATCHES_REGEX', 'MATCHES_NOT_REGEX'] as const;
const MailPredicates = z
  .array(
    z.looseObject({
      field: z.enum(['EMAIL_FROM', 'EMAIL_SUBJECT', 'EMAIL_BODY']),
      criteria: z.enum([...mailCriteria, ...exactCriteria]),
      value: text(4096),
    }),
  )
  .max(50);
const SupportDay = z.looseObject({ start: z.string().max(20), end: z.string().max(20) });

/** Writable members whose feature is not in this entity's own fields: checked, kept and echoed as sent. */
const kept = {
  alertGroupingWindow: z.enum(windows),
  scoreThreshold: z.number().min(0.1).max(0.995),
  autoResolutionTimeout: z.enum(autoResolutionTimeouts),
  supportHours: z.looseObject({
    id: Id.nullish(),
    timezone: z.string().max(100).nullish(),
    autoRaiseAlerts: z.boolean().nullish(),
    supportDays: z.record(z.string().max(20), SupportDay.nullable()).nullish(),
  }),
  autoRaiseAlerts: z.boolean(),
  setupStatus: z.enum(['CREATED', 'CREATED_ADVANCED', 'CREATED_BIDIRECTIONAL', 'FINISHED']),
  iconUrl: text(2048),
  lightIconUrl: text(2048),
  darkIconUrl: text(2048),
  summaryTemplate: Template,
  detailsTemplate: Template,
  routingTemplate: Template,
  alertKeyTemplate: Template,
  linkTemplates: z.array(LinkTemplate).max(10),
  priorityTemplate: mappings({ priority: z.enum(['HIGH', 'LOW']) }),
  severityTemplate: mappings({ severity: Severity }),
  services: z.array(z.looseObject({ id: Id })).max(15),
  servicesTemplate: z.array(Template).max(10),
  autoCreateServices: z.boolean(),
  eventFilter: text(16_384),
  eventTypeFilterCreate: text(16_384),
  eventTypeFilterAccept: text(16_384),
  eventTypeFilterResolve: text(16_384),
  incidentCreation: z.enum([...formerGroupings, ...groupings]),
  incidentPriorityRule: AlertPriorityRule,
  emailFiltered: z.boolean(),
  emailResolveFiltered: z.boolean(),
  emailPredicates: MailPredicates,
  emailResolvePredicates: MailPredicates,
  filterOperator: z.enum(['AND', 'OR']),
  resolveFilterOperator: z.enum(['AND', 'OR']),
  resolveKeyExtractor: z.looseObject({
    field: z.enum(['EMAIL_SUBJECT', 'EMAIL_BODY']),
    criteria: z.enum(['ALL_TEXT_BEFORE', 'ALL_TEXT_AFTER', 'MATCHES_REGEX']),
    value: text(4096),
  }),
  heartbeat: z.looseObject({ summary: text(1000).nullish(), intervalSec: z.number().int().positive().nullish() }),
  autotaskMetadata: z.looseObject({
    userName: text(1000).nullish(),
    secret: text(1000).nullish(),
    webServer: text(2048).nullish(),
  }),
};
export type KeptMember = keyof typeof kept;
export const keptMembers = Object.keys(kept) as KeptMember[];

const optional = Object.fromEntries(Object.entries(kept).map(([name, schema]) => [name, schema.nullish()])) as {
  [Member in KeptMember]: z.ZodOptional<z.ZodNullable<(typeof kept)[Member]>>;
};

/** Tools by all their names: type, name, path and what else they are called. */
const typeByName = new Map<string, string>([
  ...integrationTypes.map((type) => [type, type] as const),
  ...integrations.flatMap(({ slug, name, aliases, integrationType }) =>
    [name, slug, ...aliases].map((one) => [one, integrationType] as const),
  ),
]);

function unknownType(input: unknown): string {
  const meant = typeof input === 'string' ? closest(input, [...typeByName.keys()]) : undefined;
  const hint = meant === undefined ? 'GET /api/integrations lists them' : `did you mean ${typeByName.get(meant)}?`;
  return `is not a type of alert sources: ${hint}`;
}

/** What a client may write of an alert source (wire-api §4). */
export const AlertSourceInput = z.object({
  ...optional,
  name: Name,
  integrationType: z.enum(integrationTypes, {
    error: ({ input }) => (input === undefined ? 'is required' : unknownType(input)),
  }),
  escalationPolicy: Reference,
  integrationKey: line(255)
    .regex(/^[^\s/?#%]+$/, 'must not contain spaces, slashes or %, ? and #')
    .nullish()
    .or(z.literal('')),
  alertCreation: z.enum(groupings).nullish(),
  alertPriorityRule: AlertPriorityRule.nullish(),
  severity: Severity.nullish(),
  active: z.boolean().nullish(),
  teams: Teams,
  metadata: z
    .looseObject({
      requireSignature: z.boolean().nullish(),
      oneEventPerAlert: z.boolean().nullish(),
      signingSecret: text(1000).nullish(),
    })
    .nullish(),
});
export type AlertSourceInput = z.infer<typeof AlertSourceInput>;
