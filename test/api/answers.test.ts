import { expect, it } from 'vitest';
import { operations } from '../../functions/handlers/api/description/operations.ts';
import { attach } from '../../functions/usecases/deployment/attach.ts';
import { aChatAccount } from '../support/chat-accounts.ts';
import { always, deploymentSender } from '../support/deployments.ts';
import { aGrant } from '../support/grants.ts';
import { type ApiAnswer, type ApiHarness, apiHarness, silentLog, silentMetrics } from './api-harness.ts';
import { badInputFixture } from './bad-input/fixture.ts';
import { goodBody } from './bad-input/spoil.ts';
import { seen } from './conformance.ts';

const { ids, filled, expectSound } = badInputFixture();

/** Every call with a body that is right for it, as far as calls before it left what it needs. */
async function askOneByOne(): Promise<void> {
  const calls = Object.keys(operations).map((name) => name.split(' ') as [string, string]);
  for (const wanted of ['GET', 'POST', 'PUT', 'DELETE'])
    for (const [method, path] of calls.filter(([verb]) => verb === wanted)) {
      const raw = method === 'GET' || method === 'DELETE' ? undefined : JSON.stringify(goodBody(path, ids));
      await expectSound(method, filled(path), raw === undefined ? {} : { raw });
    }
}

/** What only a story can ask for: alerts in each state, codes, people on call, deletions of what nothing refers to. */
async function liveThrough(): Promise<void> {
  const api = await apiHarness();
  const did = async (method: string, path: string, body?: unknown, query = '', key?: string) => {
    const answer = await api.call(method, `/api${path}`, {
      query,
      ...(key && { key }),
      ...(body !== undefined && { body }),
    });
    expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const made = async (path: string, body: unknown): Promise<number> => (await did('POST', path, body)).id;

  const ada = await made('/users', { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });
  await did('PUT', `/users/${ada}`, { email: 'ada@example.com', firstName: 'Ada', lastName: 'King' });
  await did('PUT', '/users/current', { email: 'admin@example.com', firstName: 'Account', lastName: 'Owner' });
  const { key: adas } = await did('POST', `/users/${ada}/api-keys`, { name: 'Ada' });
  const feed = await did('POST', '/users/1/ical-feed');
  await did('GET', new URL(feed.url).pathname.replace('/api', ''));
  for (const [kind, target] of [
    ['emails', 'a@example.org'],
    ['phone-numbers', '+4915123450001'],
  ] as const) {
    const own = `/users/${ada}/contacts/${kind}`;
    const id = await made(own, { regionCode: 'DE', target });
    await did('POST', `${own}/search-target`, { target });
    await did('PUT', `${own}/${id}`, { regionCode: 'DE', target: target.replace('a@', 'b@').replace('01', '02') });
    const another = { regionCode: 'DE', target: target.replace('a@', 'c@').replace('01', '03') };
    const unverified = await did('POST', own, another, '', adas);
    await did('POST', `${own}/${unverified.id}/verify`, undefined, '', adas);
    const test = await did('POST', `${own}/${id}/test`);
    await did('GET', `${own}/${id}/test/${test.id}`);
    await did('DELETE', `${own}/${id}`);
  }
  const devices = `/users/${ada}/devices`;
  const device = await made(devices, { platform: 'GCM', token: 'token-of-a-phone' });
  const tried = await did('POST', `${devices}/${device}/test`);
  await did('GET', `${devices}/${device}/test/${tried.id}`);
  const key = await made('/users/1/api-keys', { name: 'Terraform' });
  await did('POST', `/users/1/api-keys/${key}/rotate`);
  await did('DELETE', `/users/1/api-keys/${key}`);

  const levels = { escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }] };
  const policy = await made('/escalation-policies', { name: 'Shop', routingKey: 'shop', ...levels });
  await did('GET', '/escalation-policies/resolve', undefined, 'routing-key=shop');
  const sourceBody = { name: 'Shop', integrationType: 'API', escalationPolicy: { id: policy } };
  const source = await made('/alert-sources', sourceBody);
  await did('GET', '/alert-sources/name/Shop');
  const event = {
    id: 'event-1',
    sourceId: source,
    integration: 'api',
    outcome: 'APPENDED',
    receivedAt: api.clock.now(),
  };
  await api.store.events.record({ ...event, event: { eventType: 'ALERT', summary: 'x' } } as never);
  await did('GET', `/alert-sources/${source}/events/event-1`);
  await did('POST', '/conditions/evaluate', { condition: 'event.severity > 2', alertSourceId: source });
  await did('POST', `/alert-sources/${source}/template-preview`, { template: { textTemplate: '{{ summary }}' } });
  const low = await made('/alerts', { summary: 'Disk', alertSource: { id: source }, priority: 'LOW' });
  for (const verb of ['raise', 'escalate']) await did('PUT', `/alerts/${low}/${verb}`);
  await did('PUT', `/alerts/${low}/assign`, undefined, 'user=1');
  await did('PUT', `/alerts/${low}/accept`);
  await did('PUT', `/alerts/${low}/snooze`, { until: '2026-03-04T12:00:00Z' });

  const layer = { startsOn: '2026-03-01T00:00', rotation: 'P1D', users: [{ id: 1 }] };
  const rota = { name: 'Rota', timezone: 'UTC', type: 'RECURRING', scheduleLayers: [layer] };
  const schedule = await made('/schedules', rota);
  await did('GET', `/schedules/${schedule}/user-on-call`);
  const shift = { schedule: { id: schedule }, start: '2026-03-05T00:00:00Z', end: '2026-03-06T00:00:00Z' };
  const ask = { colleague: { id: ada }, shifts: [shift] };
  await did('PUT', `/coverage-requests/${await made('/coverage-requests', ask)}/cancel`);
  const asked = await made('/coverage-requests', ask);
  await did('PUT', `/coverage-requests/${asked}/accept`, undefined, '', adas);
  const span = { from: '2026-03-08T00:00:00Z', until: '2026-03-10T00:00:00Z' };
  await did('POST', '/on-calls/take', { user: { id: 1 }, by: { id: ada }, ...span });

  const hours = { name: 'Office', timezone: 'UTC', supportDays: {} };
  await made('/support-hours', hours);
  await did('DELETE', `/support-hours/${await made('/support-hours', { ...hours, name: 'Other' })}`);
  await did('GET', '/support-hours/name/Office');
  const flow = await made('/event-flows', { name: 'Flow', root: { nodeType: 'ROOT' } });
  await did('GET', '/event-flows/name/Flow');
  const entry = await made('/event-flow-integrations', { eventFlowId: flow, integrationType: 'API' });
  const flowEvent = {
    ...event,
    id: 'event-2',
    sourceId: 0,
    outcome: 'DROPPED_BY_FLOW',
    flow: { id: flow, integrationId: entry },
  };
  await api.store.events.record(flowEvent as never);
  await did('GET', `/event-flows/${flow}/events`);
  await did('GET', `/event-flows/${flow}/events/event-2`);
  await did('DELETE', `/event-flow-integrations/${entry}`);
  await did('DELETE', `/event-flows/${flow}`);
  const monitor = await made('/heartbeat-monitors', { name: 'Backup', intervalSec: 60 });
  await did('GET', '/heartbeat-monitors/name/Backup');
  await did('PUT', `/heartbeat-monitors/${monitor}`, { name: 'Backups', intervalSec: 60 });
  const [shop, db] = [await made('/services', { name: 'Shop' }), await made('/services', { name: 'Database' })];
  await did('GET', '/services/name/Shop');
  const needs = await made(`/services/${shop}/dependencies`, { service: { id: db } });
  await did('PUT', `/services/${shop}/dependencies/${needs}`, { service: { id: db }, type: 'SOFT' });
  for (const kind of ['', '/overrides']) await did('GET', `/service-outages${kind}`, undefined, `service=${shop}`);
  const page = await made('/status-pages', {
    name: 'Acme',
    subdomain: 'acme',
    visibility: 'PRIVATE',
    services: [{ id: db }],
  });
  const group = await made(`/status-pages/${page}/groups`, { name: 'Core' });
  await did('GET', '/status-pages/name/Acme');
  await did('GET', `/status-pages/${page}/groups/name/Core`);
  await did('PUT', `/status-pages/${page}/groups/${group}`, { name: 'Base' });
  await did('GET', `/status-pages/${page}`, undefined, 'include=groups&include=uptime&include=subscribed');
  await did('GET', `/status-pages/${page}/audiences`);
  await did('PUT', `/status-pages/${page}`, {
    name: 'Acme',
    subdomain: 'acme',
    visibility: 'PRIVATE',
    announcement: 'x',
  });
  const open = { name: 'Open', subdomain: 'open', visibility: 'PUBLIC', services: [{ id: db }] };
  const shownToAll = await made('/status-pages', open);
  const readers = `/status-pages/${shownToAll}/subscribers`;
  const [reader] = await did('POST', `${readers}_bulk`, [{ target: 'reader@example.org' }], 'import=true');
  await did('GET', readers);
  await did('GET', `${readers}.csv`);
  await did('DELETE', `${readers}/${reader.id}`);
  await did('PUT', `/status-pages/${page}/activate`);
  const said = { summary: 'Slow', status: 'INVESTIGATING', sendNotification: true };
  const told = await did('POST', '/incidents', {
    ...said,
    affectedServices: [{ impact: 'DEGRADED', service: { id: db } }],
  });
  await did('GET', `/incidents/${told.id}/notifications`);
  await did('DELETE', `/incidents/${told.id}`);
  await did('DELETE', `/status-pages/${page}/private-subscribers/1`);
  await did('DELETE', `/status-pages/${page}/private-subscribers`);
  await did('DELETE', `/status-pages/${page}/groups/${group}`);
  await did('DELETE', `/services/${shop}`);
  const reached = { url: 'https://prometheus.example.com', authType: 'NONE' };
  const data = await made('/metric-data-sources', { name: 'Data', type: 'PROMETHEUS', metadata: reached });
  await did('PUT', `/metric-data-sources/${data}`, { name: 'Data', type: 'PROMETHEUS', metadata: reached });
  await did('GET', '/metric-data-sources/name/Data');
  const load = { name: 'Load', aggregationType: 'AVG', displayType: 'GRAPH' };
  const pulled = { ...load, dataSource: { id: data }, metadata: { query: 'up' } };
  const metric = await made('/metrics', pulled);
  await did('GET', '/metrics/name/Load');
  await did('GET', '/metrics', undefined, 'include=dataSource&include=integrationKey');
  await did('PUT', `/metrics/${metric}`, load);
  await did('POST', `/metrics/${metric}/demo-data`);
  await did('GET', `/metrics/${metric}/series`);
  await did('DELETE', `/metrics/${metric}/data`);
  await did('DELETE', `/metrics/${metric}`);
  await did('DELETE', `/metric-data-sources/${data}`);
  await deploy(api, did);
  const named = { name: 'Jira', type: 'github', params: { apiKey: 'k' } };
  const connector = await made('/connectors', named);
  await did('GET', '/connectors/name/Jira');
  await did('PUT', `/connectors/${connector}`, named);
  const webhook = { connectorType: 'webhook', params: { webhookUrl: 'https://hooks.example.com/a' } };
  const tell = { name: 'Tell', ...webhook, triggerMode: 'MANUAL', conditions: 'alert.severity > 1' };
  for (const path of ['/alert-actions', '/v1/connections']) {
    const action = await made(path, tell);
    await did('GET', `${path}/name/Tell`, undefined, 'version=2&include=conditions');
    await did('GET', path, undefined, `source=${source}&connector=${connector}`);
    for (const method of path === '/alert-actions' ? ['PUT', 'POST'] : []) {
      await did(method, `${path}/${action}/add-source`, { alertSourceId: source }, 'version=1');
      const [alert] = await did('GET', '/alerts');
      await did('POST', `/alerts/${alert.id}/actions`, { alertActionId: action });
      await did('GET', `/alerts/${alert.id}/actions`);
      await did(method, `${path}/${action}/remove-source`, { alertSourceId: source });
    }
    await did('PUT', `${path}/${action}`, tell);
    await did('DELETE', `${path}/${action}`);
  }
  await did('DELETE', `/connectors/${connector}`);
  const chatApp = { botToken: 'xoxb-1-a', signingSecret: 'a-signing-secret' };
  await did('PUT', '/chat-apps/slack', chatApp);
  await did('PUT', '/chat-apps/slack', chatApp);
  await did('GET', '/chat-apps/slack');
  await did('GET', '/chat-apps');
  await did('DELETE', '/chat-apps/slack');
  const template = await made('/incident-templates', { name: 'Slow' });
  await did('GET', '/incident-templates/name/Slow');
  await did('DELETE', `/incident-templates/${template}`);
  const degraded = { serviceStatus: 'DEGRADED', service: { id: db }, alertSource: { id: source } };
  const rule = await made('/automation-rules', degraded);
  await did('GET', '/automation-rules', undefined, `service=${db}`);
  await did('GET', `/automation-rules/${rule}`);
  await did('PUT', `/automation-rules/${rule}`, { ...degraded, resolveService: true });
  await did('DELETE', `/automation-rules/${rule}`);
  const partners = { name: 'Partners', issuer: 'https://id.example.org', clientId: 'tocsin', domains: ['example.org'] };
  const provider = await made('/identity-providers', partners);
  await did('GET', '/identity-providers/name/Partners');
  await did('PUT', `/identity-providers/${provider}`, { ...partners, clientSecret: 'hush' });
  await did('DELETE', `/identity-providers/${provider}`);
  await did('GET', '/reports/api-keys/usage', undefined, 'from=2026-03-02&until=2026-03-02');
  const at = api.clock.now();
  const browser = { userId: 1, email: 'admin@example.com', method: 'LINK', userAgent: 'Firefox' } as const;
  const session = {
    ...browser,
    id: '01TEST0000000000000SESSION',
    hash: 'ab'.repeat(32),
    createdAt: at,
    lastSeenAt: at,
  };
  await api.store.sessions.create(session);
  await did('DELETE', `/users/1/sessions/${session.id}`);
  const wallboard = { name: 'Wallboard', redirectUris: ['https://app.example.com/callback'] };
  const app = await made('/developers/apps', wallboard);
  const grant = await aGrant(api, { userId: 1, appId: app });
  const account = await aChatAccount(api, 1);
  await did('GET', '/users/1/chat-accounts');
  await did('DELETE', `/users/1/chat-accounts/${account}`);
  await did('GET', '/users/1/grants');
  await did('DELETE', `/users/1/grants/${grant}`);
  await did('GET', '/developers/apps/name/Wallboard');
  await did('GET', `/developers/apps/${app}`);
  await did('PUT', `/developers/apps/${app}`, { ...wallboard, scopes: ['alert'] });
  await did('POST', `/developers/apps/${app}/secret`);
  await did('DELETE', `/developers/apps/${app}`);
  const team = await made('/teams', { name: 'Shop', members: [] });
  await did('DELETE', `/teams/${team}`);
  await did('DELETE', `/alert-sources/${source}`);
  await did('DELETE', `/escalation-policies/${policy}`);
  await did('DELETE', `/schedules/${schedule}`);
  await did('DELETE', `/users/${ada}`);
  const heir = { email: 'heir@example.com', firstName: 'Grace', lastName: 'Hopper', role: 'ADMIN' };
  await did('POST', `/users/${await made('/users', heir)}/owner`);
}

/** A pipeline with its key, and a deployment of it that an alert shows. */
async function deploy(
  api: ApiHarness,
  did: (method: string, path: string, body?: unknown, query?: string) => Promise<ApiAnswer['body']>,
): Promise<void> {
  const shop = { name: 'Shop', integrationType: 'GITHUB', params: { eventFilters: ['push'], signingSecret: 'hush' } };
  const { id } = await did('POST', '/deployment-pipelines', shop);
  await did('GET', '/deployment-pipelines/name/Shop', undefined, 'include=integrationUrl&include=filteredEvents');
  await did('PUT', `/deployment-pipelines/${id}`, shop);
  await did('POST', `/deployment-pipelines/${id}/rotate-key`);
  const { integrationKey: key } = await did('GET', `/deployment-pipelines/${id}`);
  const send = deploymentSender(api);
  const pushed = { ref: 'refs/heads/main', repository: { full_name: 'a/b' }, compare: 'https://github.com/a/b' };
  const headers = { authorization: 'Bearer hush' };
  await send({ ...pushed, pusher: { email: 'admin@example.com' } }, { key, headers });
  const [deployment] = await api.store.deployments.list(always, { offset: 0, limit: 1 });
  const [alert] = await did('GET', '/alerts');
  if (deployment === undefined) throw new Error('the deployment was not kept');
  await attach({ ...api, log: silentLog, metrics: silentMetrics }, deployment, alert);
  expect(await did('GET', '/deployments', undefined, `pipelines=${id}`)).toHaveLength(1);
  expect(await did('GET', `/alerts/${alert.id}/deployments`)).toHaveLength(1);
  expect((await did('GET', `/alerts/${alert.id}`, undefined, 'include=deployments')).deployments).toHaveLength(1);
  await did('DELETE', `/deployment-pipelines/${id}`);
}

it('every call that is described is answered as it is described', async () => {
  await askOneByOne();
  await liveThrough();
  expect(Object.keys(operations).filter((name) => !seen.has(name))).toEqual([]);
});
