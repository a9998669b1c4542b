import { beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../security/content.ts';
import { type ApiHarness, apiHarness, type CallOptions } from '../api-harness.ts';

/*
 * Whatever comes in, the answer is a JSON error below 500 that names the member, and nothing has changed.
 */

/** How libraries speak of what is wrong; our words say what to send. */
const libraryWords =
  /Invalid |: expected |, received |Too (big|small)|Unrecognized key|is not a function|Cannot read|pattern \//;

export const long = (length: number) => 'x'.repeat(length);

/** Thousands of inputs are compared with all that is stored: as one text, and item by item only where something differs. */
function expectSame(api: ApiHarness, before: string, told?: string) {
  const now = contentOf(api);
  if (now !== before) expect(now.split('\n'), told).toEqual(before.split('\n'));
  expect(now === before, told).toBe(true);
}

/** Somebody who only looks on. */
const stakeholder = 66;

/** One of each entity, made before the tests of a file, and what is expected of bad input to them. */
export function badInputFixture() {
  let api: ApiHarness;
  let overrideId = '';
  let ruleId = '';
  let connectorId = '';
  let actionId = '';
  const ids = {
    user: 0,
    phone: 0,
    email: 0,
    rule: 0,
    policy: 0,
    source: 0,
    alert: 0,
    device: 0,
    duty: 0,
    update: 0,
    subscription: 0,
    team: 0,
    schedule: 0,
    recurring: 0,
    override: 0,
    coverage: 0,
    hours: 0,
    flow: 0,
    entry: 0,
    window: 0,
    monitor: 0,
    provider: 0,
    app: 0,
    service: 0,
    dependency: 0,
    incident: 0,
    template: 0,
    metric: 0,
    metricSource: 0,
    pipeline: 0,
    page: 0,
    group: 0,
    outside: 0,
  };

  beforeAll(async () => {
    api = await apiHarness();
    const create = async (path: string, body: unknown): Promise<number> => {
      const answer = await api.call('POST', path, { body });
      expect(answer.status, answer.text).toBe(201);
      return answer.body.id;
    };
    ids.user = await create('/api/users', { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });
    const user = `/api/users/${ids.user}`;
    ids.phone = await create(`${user}/contacts/phone-numbers`, { regionCode: 'DE', target: '15123450001' });
    ids.email = await create(`${user}/contacts/emails`, { target: 'private@example.com' });
    ids.device = await create(`${user}/devices`, { platform: 'GCM', token: 'abc' });
    ids.rule = await create(`${user}/notification-preferences/alerts`, {
      method: 'SMS',
      contact: { id: ids.phone },
      delayMin: 0,
      type: 'HIGH_PRIORITY',
    });
    ids.duty = await create(`${user}/notification-preferences/duties`, { method: 'PUSH' });
    ids.update = await create(`${user}/notification-preferences/updates`, { method: 'PUSH', type: 'ALERT_ACCEPTED' });
    ids.subscription = await create(`${user}/notification-preferences/subscriptions`, { method: 'PUSH' });
    ids.policy = await create('/api/escalation-policies', {
      name: 'Platform',
      routingKey: 'platform',
      escalationRules: [{ escalationTimeout: 5, users: [{ id: ids.user }] }],
    });
    ids.source = await create('/api/alert-sources', {
      name: 'Prometheus',
      integrationType: 'PROMETHEUS',
      integrationKey: 'il1pro-known',
      escalationPolicy: { id: ids.policy },
    });
    await api.userOf('STAKEHOLDER', stakeholder);
    ids.team = await create('/api/teams', { name: 'Platform', members: [{ user: { id: ids.user } }] });
    ids.schedule = await create('/api/schedules', { name: 'Platform', timezone: 'Europe/Berlin', type: 'STATIC' });
    ids.recurring = await create('/api/schedules', {
      name: 'Rota',
      timezone: 'Europe/Berlin',
      type: 'RECURRING',
      scheduleLayers: [{ startsOn: '2026-03-02T09:00', rotation: 'P1D', users: [{ id: ids.user }] }],
    });
    const own = { user: { id: 1 }, start: '2026-03-04T12:00', end: '2026-03-05T12:00' };
    await api.call('POST', `/api/schedules/${ids.schedule}/overrides`, { body: own });
    ids.coverage = await create('/api/coverage-requests', {
      colleague: { id: ids.user },
      shifts: [{ schedule: { id: ids.schedule }, start: own.start, end: own.end }],
    });
    const override = { user: { id: ids.user }, start: '2026-03-02T12:00Z', end: '2026-03-03T12:00Z' };
    await api.call('POST', `/api/schedules/${ids.schedule}/overrides`, { body: override });
    ids.override = (await api.call('GET', `/api/schedules/${ids.schedule}/overrides`)).body[0].id;
    ids.hours = await create('/api/support-hours', { name: 'Office', timezone: 'Europe/Berlin', supportDays: {} });
    const routed = { nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: ids.source } };
    const root = { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target: routed }] };
    ids.flow = await create('/api/event-flows', { name: 'Platform', root });
    ids.entry = await create('/api/event-flow-integrations', { eventFlowId: ids.flow, integrationType: 'API' });
    const times = { start: '2026-03-02T12:00Z', end: '2026-03-02T13:00Z' };
    const window = await api.call('POST', '/api/maintenance-windows', { body: { ...times, summary: 'Update' } });
    ids.window = window.body.id;
    ids.monitor = await create('/api/heartbeat-monitors', { name: 'Backup', intervalSec: 3600 });
    ids.provider = await create('/api/identity-providers', {
      name: 'Staff',
      issuer: 'https://id.example.com',
      clientId: 'tocsin',
      domains: ['example.com'],
    });
    ids.app = await create('/api/developers/apps', {
      name: 'Wallboard',
      redirectUris: ['https://app.example.com/back'],
    });
    ids.service = await create('/api/services', { name: 'Checkout' });
    const needed = await create('/api/services', { name: 'Database' });
    ids.dependency = await create(`/api/services/${ids.service}/dependencies`, { service: { id: needed } });
    const said = { summary: 'Slow', status: 'INVESTIGATING' };
    const affectedServices = [{ impact: 'DEGRADED', service: { id: ids.service } }];
    ids.incident = (await api.call('POST', '/api/incidents', { body: { ...said, affectedServices } })).body.id;
    ids.template = await create('/api/incident-templates', { name: 'Slow' });
    ids.metric = await create('/api/metrics', { name: 'Load', aggregationType: 'AVG', displayType: 'GRAPH' });
    const reached = { url: 'https://prometheus.example.com', authType: 'NONE' };
    const dataSource = { name: 'Data', type: 'PROMETHEUS', metadata: reached };
    ids.metricSource = await create('/api/metric-data-sources', dataSource);
    ids.pipeline = await create('/api/deployment-pipelines', { name: 'Shop', integrationType: 'GITLAB' });
    const rule = { serviceStatus: 'DEGRADED', service: { id: ids.service }, alertSource: { id: ids.source } };
    ruleId = (await api.call('POST', '/api/automation-rules', { body: rule })).body.id;
    const jira = { url: 'https://acme.atlassian.net', email: 'a@example.com', password: 'p' };
    const connector = { name: 'Jira', type: 'jira', params: jira };
    connectorId = (await api.call('POST', '/api/connectors', { body: connector })).body.id;
    const chatApp = { botToken: 'xoxb-1-a', signingSecret: 'a-signing-secret' };
    await api.call('PUT', '/api/chat-apps/slack', { body: chatApp });
    const webhook = { connectorType: 'webhook', params: { webhookUrl: 'https://hooks.example.com/a' } };
    const action = { name: 'Tell', ...webhook, alertSources: [{ id: ids.source }], triggerTypes: ['alert-created'] };
    actionId = (await api.call('POST', '/api/alert-actions', { body: action })).body.id;
    const page = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', services: [{ id: ids.service }] };
    ids.page = await create('/api/status-pages', page);
    ids.group = await create(`/api/status-pages/${ids.page}/groups`, { name: 'Core' });
    const outside = [{ target: 'reader@example.org' }];
    const bulk = { query: 'import=true', body: outside };
    ids.outside = (await api.call('POST', `/api/status-pages/${ids.page}/subscribers_bulk`, bulk)).body[0].id;
    const hour = { from: '2026-03-01T08:00:00Z', until: '2026-03-01T09:00:00Z' };
    const outage = { service: { id: ids.service }, status: 'MAJOR_OUTAGE', ...hour };
    overrideId = (await api.call('POST', '/api/service-outages/overrides', { body: outage })).body.id;
    ids.alert = await create('/api/alerts', { summary: 'Disk full', alertSource: { id: ids.source } });
  });

  /** A path of the table with ids that exist. */
  function filled(path: string): string {
    const idOf = (): number | string => {
      if (/^\/api\/(alert-actions|v1\/connections)/.test(path)) return actionId;
      if (path.startsWith('/api/connectors')) return connectorId;
      if (path.startsWith('/api/alerts')) return ids.alert;
      if (path.startsWith('/api/alert-sources')) return ids.source;
      if (path.startsWith('/api/escalation-policies')) return ids.policy;
      if (path.startsWith('/api/teams')) return ids.team;
      if (path.startsWith('/api/support-hours')) return ids.hours;
      if (path.startsWith('/api/event-flow-integrations')) return ids.entry;
      if (path.startsWith('/api/event-flows')) return ids.flow;
      if (path.startsWith('/api/maintenance-windows')) return ids.window;
      if (path.startsWith('/api/heartbeat-monitors')) return ids.monitor;
      if (path.startsWith('/api/identity-providers')) return ids.provider;
      if (path.startsWith('/api/developers/apps')) return ids.app;
      if (path.startsWith('/api/services')) return ids.service;
      if (path.startsWith('/api/status-pages')) return ids.page;
      if (path.startsWith('/api/metrics')) return ids.metric;
      if (path.startsWith('/api/deployment-pipelines')) return ids.pipeline;
      if (path.startsWith('/api/metric-data-sources')) return ids.metricSource;
      if (path.startsWith('/api/incident-templates')) return ids.template;
      if (path.startsWith('/api/incidents')) return ids.incident;
      if (path.startsWith('/api/schedules')) return ids.schedule;
      if (path.startsWith('/api/coverage-requests')) return ids.coverage;
      if (path.includes('emails')) return ids.email;
      if (path.includes('phone-numbers')) return ids.phone;
      if (path.includes('devices')) return ids.device;
      if (path.includes('preferences/duties')) return ids.duty;
      if (path.includes('preferences/updates')) return ids.update;
      if (path.includes('preferences/subscriptions')) return ids.subscription;
      if (path.includes('notification-preferences')) return ids.rule;
      return ids.user;
    };
    return path
      .replace('{user}', String(ids.user))
      .replace('{id}', String(idOf()))
      .replace('{level}', '0')
      .replace('{type}', 'slack')
      .replace('{rule}', ruleId)
      .replace('{override}', path.startsWith('/api/service-outages') ? overrideId : String(ids.override))
      .replace('{team}', String(ids.team))
      .replace('{group}', String(ids.group))
      .replace('{subscriber}', String(ids.user))
      .replace('{subscriberId}', String(ids.outside))
      .replace('{dependency}', String(ids.dependency))
      .replace('{name+}', 'Platform');
  }

  async function expectRefused(method: string, path: string, options: CallOptions, field?: string) {
    const before = contentOf(api);
    const answer = await api.call(method, path, options);
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
    expect(answer.status, answer.text).toBeLessThan(500);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body).toMatchObject({ status: answer.status, message: expect.any(String), code: expect.any(String) });
    expect(answer.text.length).toBeLessThan(1500);
    expect(answer.body.message).not.toMatch(libraryWords);
    if (field !== undefined) {
      expect(answer.body.details?.field, answer.text).toBe(field);
      expect(answer.body.message).toContain(field);
    }
    expectSame(api, before);
    expect(api.errors).toEqual([]);
    return answer;
  }

  /** Whatever is sent: no failure, a JSON error that says what is wrong, and nothing changed where there is one. */
  async function expectSound(method: string, path: string, options: CallOptions) {
    const before = contentOf(api);
    const answer = await api.call(method, path, options);
    const told = `${method} ${path.slice(0, 300)} ${options.query ?? ''} ${options.raw?.slice(0, 1000) ?? ''}`;
    expect(answer.status, told).toBeLessThan(500);
    expect(api.errors, told).toEqual([]);
    if (answer.status < 400) return;
    // 409 answers with the monitor that has the name.
    if (answer.status !== 409) {
      expect(answer.body, told).toMatchObject({ status: answer.status, message: expect.any(String) });
      expect(answer.body.message, told).not.toMatch(libraryWords);
    }
    expectSame(api, before, told);
  }

  /** Each row: what is wrong, a body with it, and the member the answer must name. */
  function refuses(
    method: string,
    path: () => string,
    rows: readonly (readonly [what: string, body: () => unknown, field: string])[],
  ): void {
    describe(`${method} ${path()} refuses`, () => {
      it.each(rows)('%s', async (_what, body, field) => {
        const answer = await expectRefused(method, path(), { body: body() }, field);
        expect(answer.status).toBe(400);
      });
    });
  }

  const call: ApiHarness['call'] = (method, path, options) => api.call(method, path, options);

  const textualIds = () => ({ connector: connectorId, action: actionId });

  return { ids, textualIds, call, table: () => api.table, filled, expectRefused, expectSound, refuses, stakeholder };
}
