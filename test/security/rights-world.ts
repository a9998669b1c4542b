import type { Role } from '../../functions/domain/access/actor.ts';
import { type ApiHarness, apiHarness } from '../api/api-harness.ts';
import { aChatAccount } from '../support/chat-accounts.ts';
import { anEventMessage } from '../support/factories.ts';
import { aGrant } from '../support/grants.ts';

export const roles: readonly Role[] = ['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER', 'ADMIN', 'OWNER'];

/** Somebody else, whose things are asked for. */
export const otherId = 30;

type Bodies = Readonly<Record<string, object>>;

async function create(api: ApiHarness, path: string, body: object, key?: string): Promise<number> {
  const answer = await api.call('POST', path, { body, ...(key && { key }) });
  if (answer.status > 201) throw new Error(`POST ${path} was answered ${answer.status}: ${answer.text}`);
  return answer.body.id;
}

const week = { start: '2026-03-01T00:00:00Z', end: '2026-03-08T00:00:00Z' };
const nextWeek = { start: '2026-03-09T00:00:00Z', end: '2026-03-16T00:00:00Z' };

/** An account in which every kind of thing exists once, as other people's, and a caller of one role. */
export async function aTenant(role: Role) {
  const api = await apiHarness();
  const key = role === 'OWNER' ? 'owner-key' : (await api.userOf(role, 20)).key;
  const callerId = role === 'OWNER' ? 1 : 20;
  const other = await api.userOf('USER', otherId);
  await api.userOf('USER', 31);
  const policy = {
    name: 'Policy',
    routingKey: 'main',
    escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }],
  };
  const policyId = await create(api, '/api/escalation-policies', policy);
  const source = { name: 'Source', integrationType: 'API', escalationPolicy: { id: policyId } };
  const sourceId = await create(api, '/api/alert-sources', source);
  const flow = { name: 'Flow', root: { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED' }] } };
  const flowId = await create(api, '/api/event-flows', flow);
  const entry = { eventFlowId: flowId, integrationType: 'API' };
  const entryId = await create(api, '/api/event-flow-integrations', entry);
  const schedule = {
    name: 'Schedule',
    timezone: 'Europe/Berlin',
    type: 'STATIC',
    shifts: [{ user: { id: otherId }, ...week }],
  };
  const scheduleId = await create(api, '/api/schedules', schedule);
  const ownShift = { user: { id: callerId }, ...nextWeek };
  const isHandler = roles.indexOf(role) >= roles.indexOf('RESPONDER');
  const ownScheduleId = await create(api, '/api/schedules', {
    ...schedule,
    name: 'Own',
    shifts: [isHandler ? ownShift : { user: { id: otherId }, ...nextWeek }],
  });
  const override = { user: { id: otherId }, start: '2026-03-04T00:00:00Z', end: '2026-03-05T00:00:00Z' };
  await api.call('PUT', `/api/schedules/${scheduleId}/overrides`, { body: override });
  const overrides = await api.call('GET', `/api/schedules/${scheduleId}/overrides`);
  const team = { name: 'Team', members: [{ user: { id: otherId }, role: 'USER' }] };
  const teamId = await create(api, '/api/teams', team);
  const day = { start: '09:00', end: '17:00' };
  const days = Object.fromEntries(
    ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'].map((name) => [name, day]),
  );
  const hours = { name: 'Hours', timezone: 'Europe/Berlin', supportDays: days };
  const hoursId = await create(api, '/api/support-hours', hours);
  const maintenance = { summary: 'Work', ...nextWeek, alertSources: [{ id: sourceId }] };
  const maintenanceId = await create(api, '/api/maintenance-windows', maintenance);
  const service = { name: 'Service' };
  const serviceId = await create(api, '/api/services', service);
  const neededId = await create(api, '/api/services', { name: 'Needed' });
  const furtherId = await create(api, '/api/services', { name: 'Further' });
  const needs = { service: { id: neededId } };
  const dependencyId = await create(api, `/api/services/${serviceId}/dependencies`, needs);
  const past = { service: { id: serviceId }, from: '2026-03-01T00:00:00Z', until: '2026-03-01T01:00:00Z' };
  const outage = { ...past, status: 'MAJOR_OUTAGE' };
  const outageId = await create(api, '/api/service-outages/overrides', outage);
  const affectedServices = [{ impact: 'DEGRADED', service: { id: serviceId } }];
  const incident = { summary: 'Slow', status: 'INVESTIGATING', affectedServices };
  const incidentId = await create(api, '/api/incidents', incident);
  const template = { name: 'Template', summary: 'Slow' };
  const templateId = await create(api, '/api/incident-templates', template);
  const metric = { name: 'Metric', aggregationType: 'AVG', displayType: 'GRAPH' };
  const metricId = await create(api, '/api/metrics', metric);
  const reached = { url: 'https://prometheus.example.com', authType: 'NONE' };
  const dataSource = { name: 'Data', type: 'PROMETHEUS', metadata: reached };
  const dataSourceId = await create(api, '/api/metric-data-sources', dataSource);
  const quietId = await create(api, '/api/alert-sources', { ...source, name: 'Quiet' });
  const rule = { serviceStatus: 'DEGRADED', service: { id: serviceId }, alertSource: { id: sourceId } };
  const ruleId = await create(api, '/api/automation-rules', rule);
  const pipeline = { name: 'Pipeline', integrationType: 'GITHUB' };
  const pipelineId = await create(api, '/api/deployment-pipelines', pipeline);
  const connector = { name: 'Connector', type: 'github', params: { apiKey: 'k' } };
  const connectorId = await create(api, '/api/connectors', connector);
  const webhook = { connectorType: 'webhook', params: { webhookUrl: 'https://hooks.example.com/a' } };
  const action = { name: 'Action', ...webhook, triggerTypes: ['alert-created'] };
  const more: number[] = [];
  for (const name of ['Second', 'Third', 'Fourth', 'Fifth'])
    more.push(await create(api, '/api/alert-sources', { ...source, name }));
  const [second, third, ...attached] = more;
  const actionId = await create(api, '/api/alert-actions', { ...action, alertSourceIds: attached });
  const byHand = { ...action, triggerMode: 'MANUAL', alertSourceIds: [sourceId] };
  const alertActionId = await create(api, '/api/alert-actions', byHand);
  const connection = { name: 'Connection', ...webhook, triggerTypes: ['incident-created'] };
  const connectionId = await create(api, '/api/v1/connections', connection);
  const page = { name: 'Page', subdomain: 'page', visibility: 'PUBLIC', services: [{ id: serviceId }] };
  const pageId = await create(api, '/api/status-pages', page);
  const groupId = await create(api, `/api/status-pages/${pageId}/groups`, { name: 'Page' });
  const outside = [{ target: 'reader@example.org', type: 'EMAIL' }];
  const imported = await api.call('POST', `/api/status-pages/${pageId}/subscribers_bulk`, {
    query: 'import=true',
    body: outside,
  });
  const subscriberId = imported.body[0].id;
  const monitor = { name: 'Monitor', intervalSec: 60 };
  const monitorId = await create(api, '/api/heartbeat-monitors', monitor);
  const provider = { name: 'Provider', issuer: 'https://id.example.org', clientId: 'tocsin', domains: ['example.org'] };
  const app = { name: 'App', redirectUris: ['https://app.example.com/callback'] };
  const appId = await create(api, '/api/developers/apps', app);
  const providerId = await create(api, '/api/identity-providers', provider);
  const chatApp = { botToken: 'xoxb-1-a', signingSecret: 'a-signing-secret' };
  await api.call('PUT', '/api/chat-apps/slack', { body: chatApp });
  const alert = { summary: 'Disk full', alertSource: { id: sourceId } };
  const alertId = await create(api, '/api/alerts', alert);
  await create(api, `/api/alerts/${alertId}/responders`, { user: { id: otherId } });
  const event = anEventMessage({}, { eventId: 'event-0', sourceId });
  const { v: _version, eventId, ...facts } = event;
  await api.store.events.record({ id: eventId, ...facts, flow: { id: flowId, integrationId: 1 }, outcome: 'CREATED' });
  const userPath = `/api/users/${otherId}`;
  const apiKeyId = await create(api, `${userPath}/api-keys`, { name: 'Other' });
  const now = api.clock.now();
  const session = { id: '01SESSION', hash: 'hash', userId: otherId, createdAt: now, lastSeenAt: now } as const;
  await api.store.sessions.create({ ...session, email: 'other@example.com', method: 'LINK', userAgent: 'Firefox' });
  const chatAccountId = await aChatAccount(api, otherId);
  const grantId = await aGrant(api, { userId: otherId, appId });
  await create(api, `${userPath}/ical-feed`, {});
  const phoneId = await create(api, `${userPath}/contacts/phone-numbers`, { regionCode: 'DE', target: '15123450002' });
  const emailId = await create(api, `${userPath}/contacts/emails`, { target: 'more@example.com' });
  const testOf = async (contact: string): Promise<number> =>
    (await api.call('POST', `${userPath}/contacts/${contact}/test`)).body.id;
  const deviceId = await create(api, `${userPath}/devices`, { platform: 'GCM', token: 'a-token' });
  const tests: Readonly<Record<string, number>> = {
    '/api/users/{user}/contacts/emails': await testOf(`emails/${emailId}`),
    '/api/users/{user}/contacts/phone-numbers': await testOf(`phone-numbers/${phoneId}`),
    '/api/users/{user}/devices': (await api.call('POST', `${userPath}/devices/${deviceId}/test`)).body.id,
  };
  const preferences = {
    alerts: { method: 'EMAIL', contact: { id: emailId }, delayMin: 3, type: 'HIGH_PRIORITY' },
    duties: { method: 'EMAIL', contact: { id: emailId }, beforeMin: 60, type: 'ON_CALL' },
    updates: { method: 'EMAIL', contact: { id: emailId }, type: 'ALERT_ACCEPTED' },
    subscriptions: { method: 'EMAIL', contact: { id: emailId } },
  };
  const ruleIds: Record<string, number> = {};
  for (const [kind, rule] of Object.entries(preferences))
    ruleIds[kind] = await create(api, `${userPath}/notification-preferences/${kind}`, rule);
  const coverage = {
    colleague: { id: 31 },
    shifts: [{ schedule: { id: scheduleId }, start: '2026-03-06T00:00:00Z', end: '2026-03-07T00:00:00Z' }],
  };
  const coverageId = await create(api, '/api/coverage-requests', coverage, other.key);

  const ids: Readonly<Record<string, number | string>> = {
    '/api/alerts': alertId,
    '/api/alert-sources': sourceId,
    '/api/event-flows': flowId,
    '/api/event-flow-integrations': entryId,
    '/api/escalation-policies': policyId,
    '/api/schedules': scheduleId,
    '/api/teams': teamId,
    '/api/support-hours': hoursId,
    '/api/maintenance-windows': maintenanceId,
    '/api/heartbeat-monitors': monitorId,
    '/api/services': serviceId,
    '/api/status-pages': pageId,
    '/api/metrics': metricId,
    '/api/metric-data-sources': dataSourceId,
    '/api/deployment-pipelines': pipelineId,
    '/api/connectors': connectorId,
    '/api/alert-actions': actionId,
    '/api/v1/connections': connectionId,
    '/api/incidents': incidentId,
    '/api/incident-templates': templateId,
    '/api/identity-providers': providerId,
    '/api/developers/apps': appId,
    '/api/coverage-requests': coverageId,
    '/api/users': otherId,
    '/api/users/{user}/contacts/emails': emailId,
    '/api/users/{user}/contacts/phone-numbers': phoneId,
    '/api/users/{user}/devices': deviceId,
    '/api/users/{user}/api-keys': apiKeyId,
    '/api/users/{user}/sessions': session.id,
    '/api/users/{user}/grants': grantId,
    '/api/users/{user}/chat-accounts': chatAccountId,
    ...Object.fromEntries(
      Object.entries(ruleIds).map(([kind, id]) => [`/api/users/{user}/notification-preferences/${kind}`, id]),
    ),
  };
  const names: Readonly<Record<string, string>> = {
    '/api/alert-sources': 'Source',
    '/api/event-flows': 'Flow',
    '/api/escalation-policies': 'Policy',
    '/api/schedules': 'Schedule',
    '/api/teams': 'Team',
    '/api/support-hours': 'Hours',
    '/api/heartbeat-monitors': 'Monitor',
    '/api/services': 'Service',
    '/api/status-pages': 'Page',
    '/api/metrics': 'Metric',
    '/api/metric-data-sources': 'Data',
    '/api/deployment-pipelines': 'Pipeline',
    '/api/connectors': 'Connector',
    '/api/alert-actions': 'Action',
    '/api/v1/connections': 'Connection',
    '/api/incident-templates': 'Template',
    '/api/identity-providers': 'Provider',
    '/api/developers/apps': 'App',
  };
  const own = { email: role === 'OWNER' ? 'admin@example.com' : 'user20@example.com', firstName: 'A', lastName: 'B' };
  const profile = { email: `user${otherId}@example.com`, firstName: 'A', lastName: 'B' };
  const bodies: Bodies = {
    '/api/alerts': alert,
    '/api/alerts/{id}/snooze': { until: '2026-03-02T12:00:00Z' },
    '/api/alerts/{id}/responders': { user: { id: 31 } },
    '/api/alerts/{id}/comments': { content: 'x' },
    '/api/alerts/{id}/actions': { alertActionId },
    '/api/alert-sources': source,
    '/api/conditions/evaluate': { condition: 'event.severity > 2' },
    '/api/alert-sources/{id}/template-preview': { template: { textTemplate: '{{ summary }}' } },
    '/api/event-flows': flow,
    '/api/event-flows/{id}/dry-run': { event: { eventType: 'ALERT', summary: 'Disk full' } },
    '/api/event-flow-integrations': entry,
    '/api/escalation-policies': policy,
    '/api/escalation-policies/simulate': { policy: { escalationRules: policy.escalationRules } },
    '/api/escalation-policies/{id}/levels/{level}': policy.escalationRules[0] ?? {},
    '/api/schedules': schedule,
    '/api/schedules/{id}/overrides': override,
    '/api/teams': team,
    '/api/teams/{id}/members': { user: { id: 31 } },
    '/api/support-hours': hours,
    '/api/support-hours/{id}/exceptions/import': { calendar: 'x' },
    '/api/maintenance-windows': maintenance,
    '/api/heartbeat-monitors': monitor,
    '/api/services': service,
    '/api/services/{id}/private-subscribers': [{ id: 31, type: 'USER' }],
    '/api/services/{id}/dependencies': { service: { id: furtherId } },
    '/api/services/{id}/dependencies/{dependency}': { ...needs, type: 'SOFT' },
    '/api/service-outages/overrides': outage,
    '/api/service-outages/overrides/{override}': { ...outage, status: 'DEGRADED' },
    '/api/status-pages': { ...page, subdomain: 'other' },
    '/api/status-pages/{id}/audiences/{team}': { services: [serviceId] },
    '/api/status-pages/{id}/private-subscribers': [{ id: 31, type: 'USER' }],
    '/api/status-pages/{id}/subscribers_bulk': outside,
    '/api/status-pages/{id}/groups': { name: 'Shop' },
    '/api/status-pages/{id}/groups/{group}': { name: 'Shop' },
    '/api/metrics': metric,
    '/api/metric-data-sources': dataSource,
    '/api/deployment-pipelines': pipeline,
    '/api/connectors': connector,
    '/api/chat-apps/{type}': { ...chatApp, botToken: 'xoxb-1-b' },
    '/api/alert-actions': action,
    '/api/v1/connections': connection,
    'PUT /api/alert-actions/{id}/add-source': { alertSourceId: second },
    'POST /api/alert-actions/{id}/add-source': { alertSourceId: third },
    'PUT /api/alert-actions/{id}/remove-source': { alertSourceId: attached[0] },
    'POST /api/alert-actions/{id}/remove-source': { alertSourceId: attached[1] },
    '/api/incidents': incident,
    '/api/incidents/publish-info': incident,
    '/api/incidents/{id}/private-subscribers': [{ id: 31, type: 'USER' }],
    '/api/incident-templates': template,
    '/api/automation-rules': { ...rule, service: { id: furtherId }, alertSource: { id: quietId } },
    '/api/automation-rules/{rule}': { ...rule, serviceStatus: 'PARTIAL_OUTAGE' },
    '/api/developers/apps': app,
    '/api/identity-providers': { ...provider, domains: ['other.example.org'] },
    '/api/users': { ...profile, email: 'new@example.com' },
    '/api/users/{id}': profile,
    '/api/users/current': own,
    '/api/users/search-email': { email: profile.email },
    '/api/users/{user}/contacts/emails': { target: 'another@example.com' },
    '/api/users/{user}/contacts/emails/search-target': { target: 'more@example.com' },
    '/api/users/{user}/contacts/phone-numbers': { regionCode: 'DE', target: '15123450003' },
    '/api/users/{user}/contacts/phone-numbers/search-target': { target: '15123450002' },
    '/api/users/{user}/devices': { platform: 'GCM', token: 'b-token' },
    '/api/on-calls/take': { user: { id: otherId }, from: week.start, until: week.end, dryRun: true },
    '/api/coverage-requests': {
      colleague: { id: 31 },
      shifts: [{ schedule: { id: ownScheduleId }, start: '2026-03-10T00:00:00Z', end: '2026-03-11T00:00:00Z' }],
    },
    ...Object.fromEntries(
      Object.entries(preferences).map(([kind, rule]) => [`/api/users/{user}/notification-preferences/${kind}`, rule]),
    ),
  };
  const queries: Readonly<Record<string, string>> = {
    'GET /api/automation-rules': `service=${serviceId}`,
    'GET /api/service-outages': `service=${serviceId}`,
    'GET /api/service-outages/overrides': `service=${serviceId}`,
    'GET /api/escalation-policies/resolve': 'routing-key=main',
    'PUT /api/alerts/{id}/assign': `user=${otherId}`,
    'POST /api/status-pages/{id}/subscribers_bulk': 'import=true',
    'GET /api/reports/api-keys/usage': 'from=2026-03-01&until=2026-03-02',
  };

  /** The request of a route: its path with the ids of what exists, and a body it takes. */
  function requestOf(method: string, path: string) {
    const collection = path.replace(/\/(\{id\}|name\/|\{override\}|\{event\}).*$/, '');
    const filled = path
      .replace('{id}', String(ids[collection]))
      .replace('{user}', String(otherId))
      .replace('{override}', String(path.startsWith('/api/service-outages') ? outageId : overrides.body[0]?.id))
      .replace('{rule}', String(ruleId))
      .replace('{dependency}', String(dependencyId))
      .replace('{team}', String(teamId))
      .replace('{group}', String(groupId))
      .replace('{subscriber}', '31')
      .replace('{subscriberId}', String(subscriberId))
      .replace('{test}', String(tests[collection]))
      .replace('{event}', 'event-0')
      .replace('{level}', '0')
      .replace('{type}', 'slack')
      .replace('{name+}', names[collection] ?? '');
    const body =
      bodies[`${method} ${path}`] ??
      bodies[path] ??
      (method === 'PUT' ? bodies[path.replace(/\/\{id\}$/, '')] : undefined);
    return { path: filled, query: queries[`${method} ${path}`] ?? '', ...(body && { body }) };
  }

  return { ...api, key, callerId, requestOf };
}

export type Tenant = Awaited<ReturnType<typeof aTenant>>;
