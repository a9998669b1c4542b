import * as z from 'zod';
import { App, AuditEntry, IdentityProvider } from './account-answers.ts';
import {
  AlertAction,
  AlertActionResult,
  AlertActionTrigger,
  ChatAccount,
  ChatApp,
  Connection,
  Connector,
  ConnectorTypeDescription,
} from './action-answers.ts';
import { Deployment, DeploymentPipeline } from './deployment-answers.ts';
import { DryRun, EventFlow, FlowIntegration } from './flow-answers.ts';
import { Maintenance, SupportHours, SupportHoursImport } from './hours-answers.ts';
import { Metric, MetricDataSource, MetricSeries } from './metric-answers.ts';
import {
  Coverage,
  Level,
  OnCall,
  Override,
  Policy,
  Reachability,
  Schedule,
  ScheduleWithOverride,
  Shift,
  TakenShift,
} from './on-call-answers.ts';
import { AlertPlan, EscalationForecast, SimilarAlert } from './outlook-answers.ts';
import { Audience, PageGroup, PageSubscriber, StatusPage, Telling } from './page-answers.ts';
import {
  ApiKey,
  Device,
  Email,
  Grant,
  Invitation,
  Phone,
  Place,
  rule,
  Session,
  Team,
  User,
  WebPush,
} from './people-answers.ts';
import {
  AutomationRule,
  Dependency,
  Incident,
  IncidentTemplate,
  Outage,
  OutageOverride,
  PublishInfo,
  Service,
  Subscriber,
} from './service-answers.ts';
import { history, Id, Moment, Owners, Person, Reference } from './shapes.ts';
import { SystemStatus } from './system-answers.ts';

/*
 * What the API answers, for its description; every answer of the tests is held against these. Members that are absent
 * unless asked for, or unless there is something to say, are optional.
 */

const Responder = z.object({ user: Person, status: z.string(), acceptedAt: Moment.optional() });

const Alert = z.object({
  id: Id,
  summary: z.string(),
  details: z.string().optional(),
  reportTime: Moment,
  resolvedOn: Moment.optional(),
  status: z.enum(['PENDING', 'ACCEPTED', 'RESOLVED']),
  priority: z.enum(['HIGH', 'LOW']),
  severity: z.number().optional(),
  alertKey: z.string().optional(),
  alertSource: Reference.extend({ integrationType: z.string().optional() }),
  escalationPolicy: Reference.optional(),
  scalationPolicy: Reference.optional(),
  assignedTo: Person.extend({ email: z.string().optional() }).optional(),
  /** These five are left out where a list would be too long for one answer. */
  responders: z.array(Responder).optional(),
  nextEscalation: Moment.nullable(),
  snoozedUntil: Moment.optional(),
  images: z.array(z.looseObject({ src: z.string() })).optional(),
  links: z.array(z.looseObject({ href: z.string(), text: z.string().optional() })).optional(),
  logs: z.array(z.looseObject({})).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  services: z.array(Reference),
  linkedIncidentId: Id.optional(),
  mergeState: z.string(),
  nextEscalationRuleIndex: z.number().optional(),
  escalationRules: z.array(Level).optional(),
  nextEscalationUser: Person.nullable().optional(),
  customDetails: z.record(z.string(), z.unknown()).optional(),
  deployments: z.array(Deployment).optional(),
  /** Only where it is asked for. */
  execution: z.object({ name: z.string(), arn: z.string(), consoleUrl: z.string() }).optional(),
});

const LogEntry = z.object({
  id: Id,
  timestamp: Moment,
  logEntryType: z.string(),
  text: z.string(),
  alertId: Id,
  filterTypes: z.array(z.string()),
  vars: z.record(z.string(), z.unknown()).optional(),
  textPlain: z.string().optional(),
  alert: Alert.optional(),
});

const Notification = z.object({
  id: Id,
  method: z.string(),
  target: z.string(),
  subject: z.string(),
  alertId: Id,
  user: z.object({ id: Id, firstname: z.string(), lastname: z.string() }).optional(),
  notificationTime: Moment,
  status: z.enum(['SCHEDULED', 'SUCCESS', 'ERROR']),
  errorMessage: z.string().optional(),
});

/** Further settings of a source read back as they were written. */
const Source = z.looseObject({
  id: Id,
  name: z.string(),
  integrationType: z.string(),
  escalationPolicy: Reference,
  integrationKey: z.string().nullable(),
  integrationUrl: z.string().nullable(),
  alertCreation: z.string(),
  alertPriorityRule: z.string(),
  severity: z.number().optional(),
  active: z.boolean(),
  status: z.string(),
  teams: Owners,
  warnings: z.array(z.looseObject({ type: z.string(), message: z.string() })).optional(),
  ...history,
});

const SourceEvent = z.object({
  id: z.string(),
  alertSource: z.object({ id: Id }).nullable(),
  eventFlow: z.object({ id: Id }).optional(),
  waitUntil: Moment.optional(),
  integration: z.string(),
  receivedAt: Moment,
  outcome: z.string(),
  alertId: Id.nullable(),
  alertKey: z.string().optional(),
  note: z.string().optional(),
  event: z.unknown().optional(),
  body: z.string().nullable(),
  isBodyLeftOut: z.boolean().optional(),
});

const Monitor = z.object({
  id: Id,
  name: z.string(),
  state: z.enum(['UNKNOWN', 'HEALTHY', 'OVERDUE']),
  intervalSec: z.number(),
  alertSummary: z.string().optional(),
  alertSource: Reference.optional(),
  integrationKey: z.string().nullable(),
  integrationUrl: z.string().nullable().optional(),
  lastPingAt: Moment.optional(),
  teams: Owners,
  ...history,
});

/** Every answer by name: how the description refers to them. */
export const answers = {
  AlertAction,
  AlertActionResult,
  AlertActionTrigger,
  Connection,
  ChatAccount,
  ChatApp,
  Connector,
  ConnectorTypeDescription,
  Alert,
  AlertCount: z.object({ count: z.number() }),
  AlertNotification: Notification,
  AlertPlan,
  AlertResponder: Responder,
  ApiKey,
  App,
  AuditEntry,
  CoverageRequest: Coverage,
  Deployment,
  DeploymentPipeline,
  Device,
  DryRun,
  DutyRule: z.object({ ...rule, beforeMin: z.number(), type: z.string() }),
  EmailContact: Email,
  EscalationForecast,
  EscalationPolicy: Policy,
  EscalationRule: Level,
  Grant,
  Evaluation: z.object({
    result: z.boolean(),
    notes: z.array(z.object({ position: z.number(), message: z.string() })),
    eventId: z.string().nullable(),
  }),
  EventFlow,
  FlowIntegration,
  Feed: z.object({ url: z.string() }),
  TemplatePreview: z.object({
    text: z.string(),
    eventId: z.string().nullable(),
    payload: z.record(z.string(), z.unknown()),
  }),
  HeartbeatMonitor: Monitor,
  IdentityProvider,
  AutomationRule,
  Incident,
  IncidentTemplate,
  Integration: z.object({
    id: Id,
    name: z.string(),
    type: z.string(),
    integrationType: z.string(),
    integrationPath: z.string(),
    aliases: z.array(z.string()),
    documentationUrl: z.string().nullable(),
    resolves: z.string(),
    setup: z.string(),
    source: z.array(z.string()),
    sample: z.unknown(),
  }),
  Invitation,
  LogEntry,
  KeyUsage: z.tuple([Id, z.string(), z.string(), z.number()]),
  MaintenanceWindow: Maintenance,
  Metric,
  MetricDataSource,
  MetricSeries,
  Number: z.looseObject({}),
  OnCall,
  Outage,
  OutageOverride,
  Override,
  PhoneContact: Phone,
  Place,
  PublishInfo,
  Reachability,
  AlertRule: z.object({ ...rule, delayMin: z.number(), type: z.string() }),
  Schedule,
  Service,
  ServiceDependency: Dependency,
  SimilarAlert,
  Session,
  ScheduleWithOverride,
  Shift,
  Source,
  SourceEvent,
  Audience,
  PageGroup,
  PageSubscriber,
  StatusPage,
  Subscriber,
  SubscriptionRule: z.object(rule),
  SuggestedResponder: z.object({ group: z.string(), id: Id, name: z.string(), disabled: z.boolean() }),
  SupportHours,
  SupportHoursImport,
  SystemStatus,
  TakenShift,
  Team,
  Telling,
  TeamMember: z.object({ user: Person, role: z.string() }),
  TestMessage: z.object({
    id: Id,
    method: z.string(),
    target: z.string(),
    status: z.enum(['SCHEDULED', 'SENT', 'DELIVERED', 'ERROR']),
    errorMessage: z.string().optional(),
  }),
  UpdateRule: z.object({ ...rule, type: z.string() }),
  User,
  WebPush,
} as const;

export type AnswerName = keyof typeof answers;
