import { ActionOfAlertInput, CommentInput, ManualAlertInput } from '../../../functions/usecases/alert/inputs.ts';
import { AlertActionInput, ConnectionInput } from '../../../functions/usecases/alert-action/inputs.ts';
import { AlertSourceInput } from '../../../functions/usecases/alert-source/inputs.ts';
import { ChatAppInput } from '../../../functions/usecases/chat-app/inputs.ts';
import { EvaluationInput } from '../../../functions/usecases/condition/inputs.ts';
import { ConnectorInput } from '../../../functions/usecases/connector/inputs.ts';
import { DeploymentPipelineInput } from '../../../functions/usecases/deployment-pipeline/inputs.ts';
import { EventFlowInput, FlowIntegrationInput } from '../../../functions/usecases/event-flow/inputs.ts';
import { HeartbeatMonitorInput } from '../../../functions/usecases/heartbeat/inputs.ts';
import { EscalationRuleInput, PolicyInput, RoutingKey } from '../../../functions/usecases/policy/inputs.ts';
import { TemplateInput, TemplatePreviewInput } from '../../../functions/usecases/template/inputs.ts';
import { chars, items, named, numbers, takes, words } from './bounds.ts';

const one = { id: 1 };
const teams = items(60, one);
const template = { textTemplate: 'x' };

const source = { name: 'Prometheus', integrationType: 'API', escalationPolicy: one };
const predicate = { field: 'EMAIL_FROM', criteria: 'IS_STRING', value: 'x' };
const mappings = (result: object) => ({ valueTemplate: template, mappings: [{ value: 'x', ...result }] });
takes('an alert source', AlertSourceInput, source, {
  name: words(255),
  teams,
  integrationKey: chars(255),
  severity: numbers(1, 5),
  'supportHours.timezone': chars(100),
  iconUrl: chars(2048),
  lightIconUrl: chars(2048),
  darkIconUrl: chars(2048),
  linkTemplates: items(10, { text: 'x', hrefTemplate: template }),
  services: items(15, one),
  servicesTemplate: items(10, template),
  eventFilter: chars(16_384),
  eventTypeFilterCreate: chars(16_384),
  eventTypeFilterAccept: chars(16_384),
  eventTypeFilterResolve: chars(16_384),
  emailPredicates: items(50, predicate),
  emailResolvePredicates: items(50, predicate),
  'heartbeat.summary': chars(1000),
  'heartbeat.intervalSec': numbers(1, Number.MAX_SAFE_INTEGER),
  'autotaskMetadata.userName': chars(1000),
  'autotaskMetadata.secret': chars(1000),
  'autotaskMetadata.webServer': chars(2048),
  'metadata.signingSecret': chars(1000),
});
takes(
  'what an alert source finds in mails and texts',
  AlertSourceInput,
  {
    ...source,
    supportHours: { supportDays: { MONDAY: { start: '08:00', end: '17:00' } } },
    linkTemplates: [{ text: 'x', hrefTemplate: template }],
    priorityTemplate: mappings({ priority: 'HIGH' }),
    severityTemplate: mappings({ severity: 1 }),
    emailPredicates: [predicate],
    resolveKeyExtractor: { field: 'EMAIL_BODY', criteria: 'MATCHES_REGEX', value: 'x' },
  },
  {
    'supportHours.supportDays.MONDAY.start': chars(20),
    'supportHours.supportDays.MONDAY.end': chars(20),
    'supportHours.supportDays': chars(20, named(null), 1),
    'linkTemplates.0.text': chars(1000, undefined, 1),
    'priorityTemplate.mappings': items(100, { value: 'x', priority: 'LOW' }),
    'priorityTemplate.mappings.0.value': chars(1000),
    'severityTemplate.mappings.0.severity': numbers(1, 5),
    'emailPredicates.0.value': chars(4096),
    'resolveKeyExtractor.value': chars(4096),
  },
);

const action = { name: 'Tell the shop', connectorType: 'webhook' };
takes('an alert action', AlertActionInput, action, {
  name: words(255),
  teams,
  alertSources: items(90, one),
  alertSourceIds: items(90, 1),
  connectorId: chars(100),
  triggerTypes: items(50, 'alert-created'),
  conditions: chars(16_384),
});
takes(
  'what an alert action filters by',
  AlertActionInput,
  {
    ...action,
    alertFilter: { operator: 'AND', predicates: [{ field: 'ALERT_SUMMARY', criteria: 'IS_STRING', value: 'x' }] },
  },
  {
    'alertFilter.predicates': items(50, { field: 'ALERT_SUMMARY', criteria: 'IS_STRING', value: 'x' }),
    'alertFilter.predicates.0.value': chars(4096),
  },
);
takes('a connection', ConnectionInput, action, { triggerTypes: items(50, 'incident-created') });
for (const [field, least, most] of [
  ['escalationEndedDelaySec', 30, 7200],
  ['notResolvedDelaySec', 60, 172_800],
  ['delaySec', 30, 7200],
] as const)
  takes(
    `${field}, which may be nothing`,
    AlertActionInput,
    { ...action, [field]: 0 },
    { [field]: numbers(least, most) },
  );

const alert = { summary: 'Disk is full', alertSource: one, images: [{ src: 'x' }], links: [{ href: 'x' }] };
takes('an alert of a person', ManualAlertInput, alert, {
  summary: words(1000),
  details: chars(65_536),
  images: items(20, { src: 'x' }),
  'images.0.src': chars(2048),
  'images.0.href': chars(2048),
  'images.0.alt': chars(1000),
  links: items(20, { href: 'x' }),
  'links.0.href': chars(2048),
  'links.0.text': chars(1000),
  responders: items(50, { user: one }),
});
takes('a comment', CommentInput, { content: 'x' }, { content: words(16_384) });
takes('an action of an alert', ActionOfAlertInput, { alertActionId: 'x' }, { alertActionId: chars(100) });

takes('a connector', ConnectorInput, { name: 'Jira', type: 'jira' }, { name: words(255) });
takes(
  'a name of a param',
  ConnectorInput,
  { name: 'Jira', type: 'jira', params: {} },
  {
    params: chars(255, named(1), 1),
  },
);
takes('an app of a chat', ChatAppInput, {}, { '': chars(100, named(1), 1) });

takes(
  'a try of a condition',
  EvaluationInput,
  { condition: 'true', counters: { 'trigger_count.10m': 0 } },
  {
    eventId: words(200),
    alertSourceId: numbers(1, Number.MAX_SAFE_INTEGER),
    'counters.trigger_count': numbers(0, Number.MAX_SAFE_INTEGER),
  },
);

const pipeline = { name: 'Shop', integrationType: 'API', params: { branchFilters: ['main'], eventFilters: ['push'] } };
takes('a deployment pipeline', DeploymentPipelineInput, pipeline, {
  name: words(255),
  'params.branchFilters': items(50, 'main'),
  'params.branchFilters.0': words(255),
  'params.eventFilters': items(50, 'push'),
  'params.signingSecret': chars(255),
  teams,
});

const branch = { id: 0, branchType: 'CATCH_ALL' };
takes(
  'an event flow',
  EventFlowInput,
  { name: 'Flow', root: { id: 0, nodeType: 'ROOT', branches: [branch] } },
  {
    name: words(255),
    'root.name': chars(255),
    'root.id': numbers(0, Number.MAX_SAFE_INTEGER),
  },
);
takes(
  'an entry of a flow',
  FlowIntegrationInput,
  { eventFlowId: 1, integrationType: 'API' },
  {
    eventFlowId: numbers(1, Number.MAX_SAFE_INTEGER),
  },
);
takes(
  'a heartbeat monitor',
  HeartbeatMonitorInput,
  { name: 'Backup', intervalSec: 60 },
  {
    name: words(255),
    alertSummary: chars(255),
    intervalSec: numbers(25, 2_678_400),
  },
);

takes(
  'a level',
  EscalationRuleInput,
  { escalationTimeout: 5 },
  {
    escalationTimeout: numbers(0, 525_600),
    users: items(30, one),
    schedules: items(30, one),
    teams: items(30, one),
  },
);
takes(
  'an escalation policy',
  PolicyInput,
  { name: 'Platform', escalationRules: [{ escalationTimeout: 5 }] },
  {
    name: words(255),
    escalationRules: items(30, { escalationTimeout: 5 }, 1),
    frequency: numbers(1, 9),
    delayMin: numbers(0, 15),
    routingKey: chars(255),
    teams,
  },
);
takes('a routing key', RoutingKey, 'database', { '': words(255) });

const element = { type: 'VAR', args: [{ S: 'x' }] };
takes(
  'a template',
  TemplateInput,
  { elements: [element] },
  {
    elements: items(1_000, element),
    'elements.0.func': chars(50),
    'elements.0.args': items(10, { S: 'x' }),
    'elements.0.args.0.N': chars(20),
  },
);
takes('a try of a template', TemplatePreviewInput, { template }, { eventId: words(200) });
