import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../functions/handlers/api/route.ts';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { aTenant, type Tenant } from './rights-world.ts';

let routes: readonly Route[] = [];
const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

/** What changes something and is no configuration: alerts, and what is only asked, sent or counted. */
const tellsNothing = [
  /^\w+ \/api\/alerts\b/,
  /\/(search-(email|target)|publish-info|evaluate|simulate|template-preview|dry-run)$/,
  /\/(verify|test)$/,
  /^DELETE \/api\/users\/\{user\}\/sessions$/,
];

/** What the audit log tells of each call that changes configuration, in the order of the day. */
const tells: Readonly<Record<string, string>> = {
  'POST /api/alert-actions': 'alert-action:create',
  'DELETE /api/alert-actions/{id}': 'alert-action:delete',
  'PUT /api/alert-actions/{id}': 'alert-action:update',
  'PUT /api/alert-actions/{id}/add-source': 'alert-action:update',
  'POST /api/alert-actions/{id}/add-source': 'alert-action:update',
  'PUT /api/alert-actions/{id}/remove-source': 'alert-action:update',
  'POST /api/alert-actions/{id}/remove-source': 'alert-action:update',
  'DELETE /api/chat-apps/{type}': 'chat-app:delete',
  'PUT /api/chat-apps/{type}': 'chat-app:update',
  'POST /api/connectors': 'connector:create',
  'DELETE /api/connectors/{id}': 'connector:delete',
  'PUT /api/connectors/{id}': 'connector:update',
  'POST /api/v1/connections': 'alert-action:create',
  'DELETE /api/v1/connections/{id}': 'alert-action:delete',
  'PUT /api/v1/connections/{id}': 'alert-action:update',
  'POST /api/alert-sources': 'source:create',
  'DELETE /api/alert-sources/{id}': 'alert-action:update source:delete',
  'PUT /api/alert-sources/{id}': 'source:update',
  'POST /api/coverage-requests': 'coverage-request:create',
  'PUT /api/coverage-requests/{id}/accept': 'coverage-request:update schedule:override',
  'PUT /api/coverage-requests/{id}/cancel': 'coverage-request:update',
  'PUT /api/coverage-requests/{id}/decline': 'coverage-request:update',
  'POST /api/developers/apps': 'app:create',
  'PUT /api/developers/apps/{id}': 'app:update',
  'DELETE /api/developers/apps/{id}': 'app:delete',
  'POST /api/developers/apps/{id}/secret': 'app:update',
  'POST /api/deployment-pipelines': 'deployment-pipeline:create',
  'DELETE /api/deployment-pipelines/{id}': 'deployment-pipeline:delete',
  'PUT /api/deployment-pipelines/{id}': 'deployment-pipeline:update',
  'POST /api/deployment-pipelines/{id}/rotate-key': 'deployment-pipeline:update',
  'POST /api/escalation-policies': 'policy:create',
  'DELETE /api/escalation-policies/{id}': 'policy:delete',
  'PUT /api/escalation-policies/{id}': 'policy:update',
  'PUT /api/escalation-policies/{id}/levels/{level}': 'policy:update',
  'POST /api/heartbeat-monitors': 'monitor:create',
  'DELETE /api/heartbeat-monitors/{id}': 'monitor:delete',
  'PUT /api/heartbeat-monitors/{id}': 'monitor:update',
  'POST /api/automation-rules': 'automation-rule:create',
  'DELETE /api/automation-rules/{rule}': 'automation-rule:delete',
  'PUT /api/automation-rules/{rule}': 'automation-rule:update',
  'POST /api/identity-providers': 'identity-provider:create',
  'DELETE /api/identity-providers/{id}': 'identity-provider:delete',
  'PUT /api/identity-providers/{id}': 'identity-provider:update',
  'POST /api/incident-templates': 'incident-template:create',
  'DELETE /api/incident-templates/{id}': 'incident-template:delete',
  'PUT /api/incident-templates/{id}': 'incident-template:update',
  'POST /api/incidents': 'incident:create',
  'DELETE /api/incidents/{id}': 'incident:delete',
  'PUT /api/incidents/{id}': 'incident:update',
  'POST /api/incidents/{id}/private-subscribers': 'incident:update',
  'POST /api/maintenance-windows': 'maintenance:create',
  'DELETE /api/maintenance-windows/{id}': 'maintenance:delete',
  'PUT /api/maintenance-windows/{id}': 'maintenance:update',
  'POST /api/metric-data-sources': 'metric-source:create',
  'DELETE /api/metric-data-sources/{id}': 'metric-source:delete',
  'PUT /api/metric-data-sources/{id}': 'metric-source:update',
  'POST /api/metrics': 'metric:create',
  'DELETE /api/metrics/{id}': 'metric:delete',
  'PUT /api/metrics/{id}': 'metric:update',
  'POST /api/metrics/{id}/demo-data': 'metric:update',
  'DELETE /api/metrics/{id}/data': 'metric:update',
  'POST /api/on-calls/take': 'schedule:override schedule:override',
  'POST /api/schedules': 'schedule:create',
  'DELETE /api/schedules/{id}': 'schedule:delete',
  'PUT /api/schedules/{id}': 'schedule:update',
  'DELETE /api/schedules/{id}/ical-feed': 'schedule:update',
  'POST /api/schedules/{id}/ical-feed': 'schedule:update',
  'POST /api/schedules/{id}/overrides': 'schedule:override',
  'PUT /api/schedules/{id}/overrides': 'schedule:override',
  'DELETE /api/schedules/{id}/overrides/{override}': 'schedule:override',
  'POST /api/service-outages/overrides': 'outage-override:create',
  'DELETE /api/service-outages/overrides/{override}': 'outage-override:delete',
  'PUT /api/service-outages/overrides/{override}': 'outage-override:update',
  'POST /api/services': 'service:create',
  'DELETE /api/services/{id}': 'service:delete',
  'PUT /api/services/{id}': 'service:update',
  'POST /api/services/{id}/dependencies': 'service:update',
  'DELETE /api/services/{id}/dependencies/{dependency}': 'service:update',
  'PUT /api/services/{id}/dependencies/{dependency}': 'service:update',
  'POST /api/services/{id}/private-subscribers': 'service:update',
  'PUT /api/services/{id}/private-subscribers': 'service:update',
  'POST /api/status-pages': 'status-page:create',
  'DELETE /api/status-pages/{id}': 'status-page:delete',
  'PUT /api/status-pages/{id}': 'status-page:update',
  'PUT /api/status-pages/{id}/activate': 'status-page:update',
  'PUT /api/status-pages/{id}/audiences/{team}': 'service:update',
  'POST /api/status-pages/{id}/groups': 'status-page:update',
  'DELETE /api/status-pages/{id}/groups/{group}': 'status-page:update',
  'PUT /api/status-pages/{id}/groups/{group}': 'status-page:update',
  'DELETE /api/status-pages/{id}/private-subscribers': 'status-page:update',
  'POST /api/status-pages/{id}/private-subscribers': 'status-page:update',
  'PUT /api/status-pages/{id}/private-subscribers': 'status-page:update',
  'DELETE /api/status-pages/{id}/private-subscribers/{subscriber}': 'status-page:update',
  'POST /api/status-pages/{id}/subscribers_bulk': 'subscriber:import',
  'DELETE /api/status-pages/{id}/subscribers/{subscriberId}': 'subscriber:delete',
  'POST /api/event-flow-integrations': 'event-flow-integration:create',
  'DELETE /api/event-flow-integrations/{id}': 'event-flow-integration:delete',
  'PUT /api/event-flow-integrations/{id}': 'event-flow-integration:update',
  'POST /api/event-flows': 'event-flow:create',
  // With the entry that was added before.
  'DELETE /api/event-flows/{id}': 'event-flow-integration:delete event-flow:delete',
  'PUT /api/event-flows/{id}': 'event-flow:update',
  'POST /api/support-hours': 'support-hours:create',
  'DELETE /api/support-hours/{id}': 'support-hours:delete',
  'PUT /api/support-hours/{id}': 'support-hours:update',
  'POST /api/support-hours/{id}/exceptions/import': 'support-hours:update',
  'POST /api/teams': 'team:create',
  'DELETE /api/teams/{id}': 'team:delete',
  'PUT /api/teams/{id}': 'team:update',
  'POST /api/teams/{id}/members': 'team:update',
  'DELETE /api/teams/{id}/members/{user}': 'team:update',
  'POST /api/users': 'user:create invitation:create',
  'PUT /api/users/current': 'user:update',
  'DELETE /api/users/{id}': 'user:delete api-key:delete api-key:delete api-key:delete',
  'PUT /api/users/{id}': 'user:update',
  'DELETE /api/users/{id}/ical-feed': 'user:update',
  'POST /api/users/{id}/ical-feed': 'user:update',
  'POST /api/users/{id}/invitation': 'invitation:create',
  'POST /api/users/{id}/owner': 'user:give-account user:give-account',
  'POST /api/users/{user}/api-keys': 'api-key:create',
  'DELETE /api/users/{user}/api-keys/{id}': 'api-key:delete',
  'POST /api/users/{user}/api-keys/{id}/rotate': 'api-key:create api-key:update',
  'POST /api/users/{user}/contacts/emails': 'user:update',
  'DELETE /api/users/{user}/contacts/emails/{id}': 'user:update',
  'PUT /api/users/{user}/contacts/emails/{id}': 'user:update',
  'POST /api/users/{user}/contacts/phone-numbers': 'user:update',
  'DELETE /api/users/{user}/contacts/phone-numbers/{id}': 'user:update',
  'PUT /api/users/{user}/contacts/phone-numbers/{id}': 'user:update',
  'POST /api/users/{user}/devices': 'user:update',
  'DELETE /api/users/{user}/devices/{id}': 'user:update',
  'POST /api/users/{user}/notification-preferences/alerts': 'user:update',
  'DELETE /api/users/{user}/notification-preferences/alerts/{id}': 'user:update',
  'PUT /api/users/{user}/notification-preferences/alerts/{id}': 'user:update',
  'POST /api/users/{user}/notification-preferences/duties': 'user:update',
  'DELETE /api/users/{user}/notification-preferences/duties/{id}': 'user:update',
  'PUT /api/users/{user}/notification-preferences/duties/{id}': 'user:update',
  'POST /api/users/{user}/notification-preferences/subscriptions': 'user:update',
  'DELETE /api/users/{user}/notification-preferences/subscriptions/{id}': 'user:update',
  'PUT /api/users/{user}/notification-preferences/subscriptions/{id}': 'user:update',
  'POST /api/users/{user}/notification-preferences/updates': 'user:update',
  'DELETE /api/users/{user}/notification-preferences/updates/{id}': 'user:update',
  'PUT /api/users/{user}/notification-preferences/updates/{id}': 'user:update',
  'DELETE /api/users/{user}/chat-accounts/{id}': 'user:update',
  'DELETE /api/users/{user}/grants/{id}': 'grant:delete',
  'DELETE /api/users/{user}/sessions/{id}': 'session:delete',
};

/** Something else than what is there already, so that there is a change to tell of. */
function changed(path: string, body: Readonly<Record<string, unknown>>): object {
  if ('firstName' in body) return { ...body, firstName: 'Anew' };
  if ('name' in body) return { ...body, name: `${body.name} anew` };
  if ('summary' in body) return { ...body, summary: `${body.summary} anew` };
  if ('regionCode' in body) return { ...body, target: '15123450009' };
  if ('target' in body) return { ...body, target: 'anew@example.com' };
  if ('escalationTimeout' in body) return { ...body, escalationTimeout: 9 };
  if ('delayMin' in body) return { ...body, delayMin: 9 };
  if ('beforeMin' in body) return { ...body, beforeMin: 30 };
  if (path.includes('/updates')) return { ...body, type: 'ALERT_RESOLVED' };
  if (path.includes('/subscriptions')) return { method: 'PUSH', contact: null };
  return body;
}

/** Additions first, then what uses up what was there; parts are deleted before wholes and people last. */
const stages: readonly ((route: Route) => boolean)[] = [
  ({ method, path }) => method !== 'DELETE' && !/accept$|take$/.test(path),
  ({ path }) => path.endsWith('/accept'),
  ({ path }) => path.endsWith('/take'),
  ({ path }) => !path.startsWith('/api/users') && !/^\/api\/[\w-]+\/\{id\}$/.test(path),
  ({ path }) => !path.startsWith('/api/users'),
  ({ path }) => path.includes('/notification-preferences/'),
  ({ path }) => path !== '/api/users/{id}',
  () => true,
];
const stageOf = (route: Route): number => stages.findIndex((isOf) => isOf(route));
const inOrder = (all: readonly Route[]) =>
  all.toSorted((a, b) => stageOf(a) - stageOf(b) || (a.method === 'DELETE' ? b.path.length - a.path.length : 0));

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//x//y//EN',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;VALUE=DATE:20260501',
  'SUMMARY:Labour Day',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

/** What the day sends in place of the usual request, where that is refused the second time or does nothing. */
const instead: Readonly<Record<string, (body: object) => object>> = {
  'POST /api/escalation-policies': (body) => ({ ...body, routingKey: 'other' }),
  'POST /api/heartbeat-monitors': (body) => ({ ...body, name: 'Another' }),
  'POST /api/incidents': (body) => ({ ...body, status: 'RESOLVED' }),
  'POST /api/services/{id}/private-subscribers': () => [{ id: 30, type: 'USER' }],
  'POST /api/status-pages': (body) => ({ ...body, services: [] }),
  'POST /api/status-pages/{id}/private-subscribers': () => [1, 30].map((id) => ({ id, type: 'USER' })),
  'PUT /api/status-pages/{id}': (body) => ({ ...body, subdomain: 'third' }),
  'POST /api/support-hours/{id}/exceptions/import': () => ({ calendar }),
  'PUT /api/identity-providers/{id}': (body) => ({ ...body, name: 'Anew', domains: ['third.example.org'] }),
  'POST /api/on-calls/take': (body) => ({ ...body, dryRun: false }),
};

/** All of the log, oldest first, over its own export. */
async function whole(world: Tenant): Promise<{ readonly id: number; readonly action: string }[]> {
  const entries = [];
  for (let cursor = ''; ; ) {
    const { body, headers } = await world.call('GET', '/api/audit-log', { query: `max-results=100&cursor=${cursor}` });
    entries.push(...body);
    cursor = String(headers['next-cursor'] ?? '');
    if (cursor === '') return entries.reverse();
  }
}

/** Where the call goes, and who makes it: some need something of their own to use up. */
async function prepared(
  world: Tenant,
  name: string,
  path: string,
  newest: Readonly<Record<string, number>>,
): Promise<{ readonly path: string; readonly key?: string; readonly body?: object }> {
  const [, unused = ''] = /^DELETE (.*\/(?:escalation-policies|emails))\/\{id\}$/.exec(name) ?? [];
  if (unused !== '') return { path: path.replace(/\d+$/, String(newest[unused])) };
  if (name === 'POST /api/users/{id}/owner') {
    const heir = await world.userOf('ADMIN', 41);
    return { path: `/api/users/${heir.user.id}/owner` };
  }
  if (name === 'PUT /api/event-flow-integrations/{id}') {
    const { body } = await world.call('POST', '/api/event-flows', { body: { name: 'B', root: { nodeType: 'ROOT' } } });
    return { path, body: { eventFlowId: body.id, integrationType: 'API' } };
  }
  const [, verb] = /coverage-requests\/\{id\}\/(decline|cancel)$/.exec(name) ?? [];
  if (verb === undefined) return { path };
  const { body: former } = await world.call('GET', path.replace(/\/\w+$/, ''));
  const request = { colleague: { id: 31 }, shifts: former.shifts };
  const { body } = await world.call('POST', '/api/coverage-requests', { body: request, key: 'key-of-30' });
  return { path: `/api/coverage-requests/${body.id}/${verb}`, ...(verb === 'cancel' && { key: 'key-of-30' }) };
}

beforeAll(async () => {
  routes = (await allRoutes()).filter(({ isPublic, method }) => !isPublic && method !== 'GET');
});

describe('a day in which everything is changed once', () => {
  it('is told change by change, each once', async () => {
    const world = await aTenant('OWNER');
    const found: Record<string, string> = {};
    const failed: string[] = [];
    const newest: Record<string, number> = {};
    for (const route of inOrder(routes)) {
      const name = nameOf(route);
      const { query, body, ...asked } = world.requestOf(route.method, route.path);
      const sent: object | undefined =
        instead[name]?.(body ?? {}) ??
        (body && route.method === 'PUT' && !Array.isArray(body) ? changed(route.path, { ...body }) : body);
      const { path, key, body: own } = await prepared(world, name, asked.path, newest);
      const known = new Set((await whole(world)).map(({ id }) => id));
      world.clock.advance({ seconds: 30 });
      const answer = await world.call(route.method, path, {
        query: [query, 'force=true'].filter(Boolean).join('&'),
        ...((own ?? sent) && { body: own ?? sent }),
        ...(key && { key }),
      });
      newest[route.path] = answer.body?.id;
      const isAboutNothing = tellsNothing.some((pattern) => pattern.test(name));
      const entries = await whole(world);
      const added = entries.filter(({ id }) => !known.has(id)).map(({ action }) => action);
      if (answer.status >= 300 && !isAboutNothing) failed.push(`${name} ${answer.status} ${answer.text.slice(0, 100)}`);
      if (added.length > 0 || !isAboutNothing) found[name] = added.join(' ');
    }
    expect([failed, found]).toEqual([[], tells]);
  });

  it('leaves none of its secrets in the export', async () => {
    const world = await aTenant('OWNER');
    const secrets = new Map<string, string>();
    const make = async (path: string, body: object) => (await world.call('POST', path, { body })).body;
    const {
      body: [policy],
    } = await world.call('GET', '/api/escalation-policies');
    const source = {
      name: 'Planted',
      integrationType: 'AUTOTASK',
      integrationKey: 'planted-integration-key',
      escalationPolicy: { id: policy.id },
      metadata: { signingSecret: 'planted-signing', note: 'planted-note' },
      autotaskMetadata: { userName: 'ada', secret: 'planted-autotask', webServer: 'https://at.example.com' },
    };
    const { id } = await make('/api/alert-sources', source);
    const next = { ...source, integrationKey: 'planted-second-key', metadata: { signingSecret: 'planted-second' } };
    await world.call('PUT', `/api/alert-sources/${id}`, { body: next });
    const [schedule] = (await world.call('GET', '/api/schedules')).body;
    const calendarUrl = 'https://cal.example.com/planted-calendar.ics';
    await make('/api/schedules', { name: 'Imported', timezone: 'Europe/Berlin', type: 'STATIC', calendarUrl });
    const provider = { issuer: 'https://id.example.com', clientId: 'c', clientSecret: 'planted-client-secret' };
    await make('/api/identity-providers', { name: 'Planted', domains: ['planted.example.org'], ...provider });
    const reached = { url: 'https://acme.atlassian.net', email: 'ada@example.com', password: 'planted-password' };
    const connector = { name: 'Planted', type: 'jira', params: { ...reached, more: { token: 'planted-token' } } };
    const { id: connectorId } = await make('/api/connectors', connector);
    const again = { ...connector, params: { ...reached, password: 'planted-again' } };
    await world.call('PUT', `/api/connectors/${connectorId}`, { body: again });
    const chatApp = { botToken: 'xoxb-planted-bot', signingSecret: 'planted-chat-signing' };
    await world.call('PUT', '/api/chat-apps/slack', { body: chatApp });
    const webhookUrl = 'https://ada:planted-basic@hooks.example.com/planted-path';
    const planted = [{ key: 'X-Key', value: 'planted-header' }];
    const action = { name: 'Planted', connectorType: 'webhook', triggerTypes: ['alert-created'] };
    await make('/api/alert-actions', {
      ...action,
      params: { webhookUrl, headers: planted, secret: 'planted-signature' },
    });
    await make('/api/users/30/devices', { platform: 'GCM', token: 'planted-device-token' });
    for (const [name, value] of Object.entries({
      'monitor key': (await make('/api/heartbeat-monitors', { name: 'Planted', intervalSec: 60 })).integrationKey,
      'API key': (await make('/api/users/30/api-keys', { name: 'Planted' })).key,
      'feed of a user': (await make('/api/users/30/ical-feed', {})).url.split('/').at(-1),
      'feed of a schedule': (await make(`/api/schedules/${schedule.id}/ical-feed`, {})).url.split('/').at(-1),
    }))
      secrets.set(name, String(value).replace('.ics', ''));
    for (const [name, value] of [...secrets]) {
      expect(value.length, name).toBeGreaterThan(8);
      secrets.set(`hash of ${name}`, createHash('sha256').update(value).digest('hex'));
    }
    for (const { PK } of world.table.items()) if (PK.startsWith('APIKEY#')) secrets.set(PK, PK.split('#').at(-1) ?? '');

    const json = JSON.stringify(await whole(world));
    const { text: csv, headers } = await world.call('GET', '/api/audit-log', { query: 'format=csv' });
    expect(headers['next-cursor']).toBeUndefined();
    const items = JSON.stringify(world.table.items().filter(({ type }) => type === 'AUDIT'));
    for (const place of [json, csv, items]) {
      expect(place).toContain('(secret)');
      expect(place).not.toMatch(/planted-/);
      for (const [name, value] of secrets) expect([name, place.includes(value)]).toEqual([name, false]);
    }
  });
});
