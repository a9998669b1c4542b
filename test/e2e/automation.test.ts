import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { visit } from '../support/visit.ts';
import { tellOfActionsElsewhere } from './actions-elsewhere.ts';
import { buildRustClient, canBuildRust, runRustClient } from './rust-client.ts';
import { tellOfSlack } from './slack-story.ts';
import { aPerson, aPolicy, tenOClock } from './stage.ts';
import { tellOfTeams } from './teams-story.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canary: false });
});
beforeEach(async () => {
  await cloud.faults.clear();
  await cloud.reset();
});
afterAll(() => cloud.stop());
/** Begun at once: it is ready when the last test wants it. */
const rustClient = canBuildRust ? buildRustClient() : undefined;
rustClient?.catch(() => undefined);

const made = async (path: string, body: object): Promise<{ readonly id: number; readonly integrationKey: string }> => {
  const answer = await cloud.api('POST', path, body);
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status);
  return answer.body;
};
const read = async (path: string) => (await cloud.api('GET', path)).body;

/** Each of another kind, two of them by the same way. */
const readers = [
  { target: 'ada@example.com' },
  { target: 'grace@example.com', locale: 'de-DE' },
  { target: '+4915123450077', type: 'SMS' },
  { target: 'https://hooks.example.com/acme', type: 'WEBHOOK' },
];

/** What each of them was told since. */
async function told(since: number): Promise<Record<string, string[]>> {
  const messages = await cloud.outbox(since);
  const to = (target: string) =>
    messages.filter((one) => one.to === target).map(({ subject, text }) => subject ?? text ?? '');
  return Object.fromEntries(readers.map(({ target }) => [target, to(target)]));
}

/** A shop with a public page and its subscribers, and a source whose alerts speak of it. */
async function aShop(rule: object = {}, service: object = {}) {
  const ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }] });
  const policy = await aPolicy(cloud, [[ada]]);
  const shop = await made('/api/services', { name: 'Shop', ...service });
  const page = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', services: [{ id: shop.id }] };
  const { id: pageId } = await made('/api/status-pages', { ...page, showSubscribeAction: true });
  await cloud.api('PUT', `/api/status-pages/${pageId}/activate`);
  const subscribers = `/api/status-pages/${pageId}/subscribers_bulk?import=true`;
  expect((await cloud.api('POST', subscribers, readers)).status).toBe(202);
  const template = await made('/api/incident-templates', {
    name: 'Slow',
    summary: '{{serviceName}} is slow',
    message: 'We look into it.',
    sendNotification: true,
  });
  const named = { name: 'Prometheus', integrationType: 'API', escalationPolicy: { id: policy } };
  const source = await made('/api/alert-sources', { ...named, services: [{ id: shop.id }] });
  await made('/api/automation-rules', {
    alertType: 'CREATED',
    serviceStatus: 'DEGRADED',
    service: { id: shop.id },
    alertSource: { id: source.id },
    template: { id: template.id },
    resolveIncident: true,
    resolveService: true,
    ...rule,
  });
  await cloud.settle();
  const event = async (eventType: string, alertKey = 'disk') => {
    const body = { integrationKey: source.integrationKey, eventType, alertKey, summary: 'Disk full on db-1' };
    expect((await cloud.api('POST', '/api/events', body)).status).toBe(202);
    await cloud.settle();
  };
  return { shop, source, event };
}

const page = async () => {
  const { status, body } = await visit(cloud.url, 'acme.pages.localhost', '/status.json');
  expect(status).toBe(200);
  const { components, incidents } = JSON.parse(body);
  return {
    status: components[0].status,
    incidents: incidents.map(({ name }: { name: string }) => name),
    uptime: components[0].uptime,
  };
};

describe('an alert after a deployment', () => {
  const script = /```sh\n([^`]*)```/.exec(
    readFileSync(new URL('../../docs/deployments.md', import.meta.url), 'utf8'),
  )?.[1];
  /** A message of GitHub, as it is. */
  const github = async (key: string, body: object, headers: Record<string, string>, method = 'POST') =>
    (
      await fetch(`${cloud.url}/api/deployment-events/github/${key}`, {
        method,
        ...(method === 'POST' && { body: JSON.stringify(body) }),
        headers,
      })
    ).status;

  it('shows it, whoever reported it, also where the report comes late', async () => {
    const ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }] });
    const policy = await aPolicy(cloud, [[ada]]);
    const source = await made('/api/alert-sources', {
      name: 'Prometheus',
      integrationType: 'API',
      escalationPolicy: { id: policy },
    });
    // What the page tells people to do.
    const env = { ...process.env, TOCSIN: cloud.url, KEY: 'local-admin-key' };
    await promisify(execFile)('bash', ['-euc', script ?? 'false'], { env });
    const signingSecret = 'It is a secret to everybody';
    const shop = { name: 'Shop on GitHub', integrationType: 'GITHUB' };
    const { id, integrationKey: key } = await made('/api/deployment-pipelines', { ...shop, params: { signingSecret } });
    const push = { ref: 'refs/heads/main', repository: { full_name: 'acme/shop' }, pusher: { name: 'ada' } };
    const hmac = createHmac('sha256', signingSecret).update(JSON.stringify(push)).digest('hex');
    const signed = { 'x-hub-signature-256': `sha256=${hmac}`, 'x-github-event': 'push', 'x-github-delivery': 'd-1' };
    expect([
      await github(key, push, signed),
      await github(key, push, signed),
      await github(key, push, { ...signed, 'x-hub-signature-256': 'sha256=00' }),
      await github(key, push, {}),
      await github('nobodys', push, signed),
      await github('nobodys', push, signed, 'GET'),
      await github(key, push, signed, 'GET'),
      await github(key, push, signed, 'PUT'),
    ]).toEqual([202, 202, 403, 403, 400, 405, 405, 405]);

    await cloud.advance(5 * 60);
    const event = { integrationKey: source.integrationKey, eventType: 'ALERT', summary: 'Checkout fails' };
    await cloud.api('POST', '/api/events', event, null);
    await cloud.settle();
    const [alert] = await read('/api/alerts');
    const shown = async () =>
      (await read(`/api/alerts/${alert.id}?include=deployments`)).deployments.map(
        (one: { summary: string }) => one.summary,
      );
    expect((await shown()).sort()).toEqual(['acme/shop main', 'shop 2.4.1 is in production']);
    const said = async (language: string) =>
      (await read(`/api/alerts/${alert.id}/log-entries?lang=${language}`)).map(({ text }: { text: string }) => text);
    expect(await said('en')).toContain('Deployed by Shop on GitHub, 5 minutes before this alert (ada): acme/shop main');
    expect(await said('de')).toContain(
      'Ausgeliefert von Shop on GitHub, 5 Minuten vor diesem Alarm (ada): acme/shop main',
    );

    await made(`/api/deployment-pipelines/${id}/rotate-key`, {});
    expect(await github(key, push, signed)).toBe(400);
    const late = await made('/api/deployment-pipelines', { name: 'Late', integrationType: 'API' });
    const timestamp = Date.parse(await cloud.now()) / 1000 - 120;
    const report = { integrationKey: late.integrationKey, summary: 'reported late', timestamp };
    expect((await cloud.api('POST', '/api/deployment-events', report, null)).status).toBe(202);
    await cloud.advance(60);
    expect(await shown()).toHaveLength(3);
    await cloud.advance(3600);
    expect(await shown()).toHaveLength(3);
    expect(await read('/api/deployments?max-results=2')).toMatchObject([{ summary: 'reported late' }, {}]);
  });
});

describe('an alert of a source with a rule', () => {
  it('marks the service, opens an incident, shows on the page, tells each subscriber once, and restores all of it when it is resolved', async () => {
    const { shop, event } = await aShop({ serviceStatus: 'PARTIAL_OUTAGE' });
    await cloud.advance(3600);
    const before = (await cloud.outbox()).at(-1)?.seq ?? 0;
    await event('ALERT');
    // Nothing here needed time to pass: it is the same second as the alert.
    const isSlow = expect.stringContaining('Shop is slow');
    expect(await told(before)).toEqual(Object.fromEntries(readers.map(({ target }) => [target, [isSlow]])));
    expect(await page()).toMatchObject({ status: 'partial_outage', incidents: ['Shop is slow'] });
    expect(await read(`/api/services/${shop.id}`)).toMatchObject({ status: 'PARTIAL_OUTAGE' });
    const [alert] = await read('/api/alerts');
    const [incident] = await read('/api/incidents?include=alerts&include=history');
    expect(alert).toMatchObject({ linkedIncidentId: incident.id, services: [{ id: shop.id, name: 'Shop' }] });
    expect(incident).toMatchObject({
      summary: 'Shop is slow',
      message: 'We look into it.',
      status: 'INVESTIGATING',
      affectedServices: [{ impact: 'PARTIAL_OUTAGE', service: { id: shop.id } }],
      alerts: [{ id: alert.id, status: 'PENDING' }],
      history: [{ sendNotification: true }],
    });

    await cloud.advance(1800);
    const between = (await cloud.outbox()).at(-1)?.seq ?? 0;
    expect(await told(before)).toEqual(Object.fromEntries(readers.map(({ target }) => [target, [isSlow]])));
    await event('RESOLVE');
    expect(await told(between)).toEqual(Object.fromEntries(readers.map(({ target }) => [target, [isSlow]])));
    expect(await page()).toMatchObject({ status: 'operational', incidents: [] });
    expect(await read(`/api/incidents/${incident.id}`)).toMatchObject({
      status: 'RESOLVED',
      resolvedOn: expect.anything(),
    });
    const { status, uptime } = await read(`/api/services/${shop.id}?include=uptime`);
    expect(status).toBe('OPERATIONAL');
    expect(uptime.outages).toMatchObject([{ status: 'PARTIAL_OUTAGE' }]);
    // Half an hour of an hour and a half, a third of which counts in part.
    expect(uptime.uptimePercentage.p90).toBeCloseTo(100 * (1 - (0.3 * 1800) / 5400), 1);
    expect((await page()).uptime).toEqual({
      p30: uptime.uptimePercentage.p30,
      p60: uptime.uptimePercentage.p60,
      p90: uptime.uptimePercentage.p90,
    });
    const texts = (await read(`/api/alerts/${alert.id}/log-entries?filter-types=INCIDENT_COMMUNICATIONS`)).map(
      ({ text }: { text: string }) => text,
    );
    expect(texts).toEqual([
      `Incident ${incident.id} was opened: Shop is slow`,
      'Service Shop: partial outage',
      `Incident ${incident.id} was resolved with its last alert: Shop is slow`,
      'Service Shop: operational',
    ]);
  });

  it('wakes people as fast as without: the text is out before anybody speaks of services', async () => {
    const { event } = await aShop();
    await event('ALERT');
    const texts = (await cloud.outbox()).filter(({ channel }) => channel === 'SMS');
    const [first] = texts;
    expect(texts.filter(({ alertId }) => alertId !== null)).toEqual([first]);
  });

  it('joins the incident of a service that has one alone, which is over with the last alert', async () => {
    const { event } = await aShop({}, { oneOpenIncidentOnly: true });
    await event('ALERT', 'one');
    await event('ALERT', 'other');
    expect(await read('/api/incidents')).toHaveLength(1);
    await event('RESOLVE', 'one');
    expect((await page()).status).toBe('degraded_performance');
    await event('RESOLVE', 'other');
    expect(await page()).toMatchObject({ status: 'operational', incidents: [] });
  });

  it('is acted upon by the tick where on-change does not work', async () => {
    const { event } = await aShop();
    await cloud.faults.add({
      function: 'on-change',
      service: 'dynamodb',
      action: 'TransactWriteItems',
      count: 1000,
      kind: 'error5xx',
    });
    await event('ALERT');
    expect((await page()).status).toBe('operational');
    await cloud.advance(90);
    expect(await page()).toMatchObject({ status: 'degraded_performance', incidents: ['Shop is slow'] });
  });
});

it('an incident by hand takes its words from a template and is linked to its alert', async () => {
  const { shop, event } = await aShop({ alertType: 'ACCEPTED' });
  await event('ALERT');
  const [alert] = await read('/api/alerts');
  const [template] = await read('/api/incident-templates');
  const affectedServices = [{ impact: 'MAJOR_OUTAGE', service: { id: shop.id } }];
  const body = { templateId: template.id, alertId: alert.id, affectedServices, message: 'Our own words.' };
  const incident = await made('/api/incidents?include=alerts', body);
  expect(incident).toMatchObject({
    summary: 'Shop is slow',
    message: 'Our own words.',
    status: 'INVESTIGATING',
    alerts: [{ id: alert.id }],
  });
  expect(await read(`/api/alerts/${alert.id}`)).toMatchObject({ linkedIncidentId: incident.id });
  for (const [facts, field] of [
    [{ affectedServices }, 'summary'],
    [{ ...body, templateId: 999 }, 'templateId'],
    [{ ...body, alertId: 999 }, 'alertId'],
  ] as const) {
    const refused = await cloud.api('POST', '/api/incidents', facts);
    expect([refused.status, refused.body.details]).toEqual([400, { field }]);
  }
});

it('planned work shows on its service for as long as it is on, and restores what was', async () => {
  const { shop } = await aShop();
  const now = Date.parse(await cloud.now());
  const later = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
  const statusNow = async () => (await read(`/api/services/${shop.id}`)).status;
  await made('/api/maintenance-windows', {
    summary: 'New disks',
    timezone: 'UTC',
    start: later(30),
    end: later(60),
    services: [{ id: shop.id }],
  });
  expect(await statusNow()).toBe('OPERATIONAL');
  await cloud.advance(30 * 60);
  expect(await statusNow()).toBe('UNDER_MAINTENANCE');
  await cloud.advance(30 * 60);
  expect(await statusNow()).toBe('OPERATIONAL');
});

// Needs cargo, and a linker.
describe.skipIf(!canBuildRust)('the crate ilert of Rust, unchanged', () => {
  it('writes and reads services and incidents', { timeout: 900_000 }, async ({ skip }) => {
    const program = await rustClient;
    if (program === undefined) return skip('its crates cannot be had here');
    const steps = await runRustClient(program, cloud.url, 'local-admin-key');
    const [of, statusOf] = [
      new Map(steps.map((one) => [one.step, one.body])),
      steps.map((one) => [one.step, one.status]),
    ];
    expect(Object.fromEntries(statusOf)).toEqual({
      'create service': 201,
      'read service': 200,
      'list services': 200,
      'list services with uptime': 200,
      'create incident': 200,
      'read incident': 200,
      'list open incidents': 200,
      'read affected service': 200,
      'resolve incident': 200,
      'change service': 200,
      'delete incident': 204,
      'read deleted incident': 404,
      'delete service': 204,
      'read deleted service': 404,
      'delete absent service': 404,
    });
    const service = { name: 'Shop / Köln', alias: 'shop', description: 'What customers see', showUptimeHistory: false };
    expect(of.get('create service')).toMatchObject({
      ...service,
      id: expect.any(Number),
      status: 'OPERATIONAL',
      teams: [],
    });
    expect(of.get('read service')).toMatchObject(of.get('create service'));
    expect(of.get('list services')).toMatchObject([{ ...service, id: of.get('create service').id }]);
    expect(of.get('list services with uptime')).toMatchObject([
      { uptime: { uptimePercentage: { p90: 100, p60: 100, p30: 100 } } },
    ]);
    const incident = {
      summary: 'Slow',
      status: 'INVESTIGATING',
      message: '**We look**',
      sendNotification: false,
      affectedServices: [
        { impact: 'PARTIAL_OUTAGE', service: { id: of.get('create service').id, name: 'Shop / Köln' } },
      ],
    };
    expect(of.get('create incident')).toMatchObject({ ...incident, id: expect.any(Number) });
    expect(of.get('read incident')).toMatchObject(of.get('create incident'));
    expect(of.get('list open incidents')).toMatchObject([incident]);
    expect(of.get('read affected service')).toMatchObject({ status: 'PARTIAL_OUTAGE' });
    expect(of.get('resolve incident')).toMatchObject({
      status: 'RESOLVED',
      message: 'Over',
      resolvedOn: expect.any(String),
    });
    expect(of.get('change service')).toMatchObject({ name: 'Shop', status: 'OPERATIONAL', showUptimeHistory: true });
    expect(of.get('change service')).not.toHaveProperty('alias');
    expect(of.get('read deleted service')).toMatchObject({ status: 404, message: expect.any(String) });
    // Nothing is parsed unless the type of the answer is what the crate compares with.
    expect(steps.filter(({ status, body }) => body === null && status !== 204)).toEqual([]);
  });
});

it('an alert action says what services are in, of alerts for which its condition is true; ten sources come to it at once', async () => {
  const { source, event } = await aShop();
  const mail = await made('/api/services', { name: 'Mail' });
  const hours = await made('/api/support-hours', { name: 'Never', timezone: 'UTC', supportDays: {} });
  const within = `now is_in {"id": ${hours.id}, "type": "SUPPORT_HOUR"}`;
  const { id } = await made('/api/v1/connections', {
    name: 'Mail is down',
    connectorType: 'automation_rule',
    params: { alertType: 'CREATED', serviceStatus: 'MAJOR_OUTAGE', serviceIds: [mail.id], resolveIncident: true },
  });
  const conditions = `trigger_count.10m >= 2 and not (${within}) and alert.summary contains disk`;
  const current = await read(`/api/alert-actions/${id}`);
  expect((await cloud.api('PUT', `/api/alert-actions/${id}`, { ...current, conditions })).status).toBe(200);
  const { escalationPolicy } = await read(`/api/alert-sources/${source.id}`);
  const others = await Promise.all(
    Array.from({ length: 9 }, (_none, index) =>
      made('/api/alert-sources', { name: `S ${index}`, integrationType: 'API', escalationPolicy }),
    ),
  );
  const sourceIds = [source, ...others].map((one) => one.id);
  const answers = await Promise.all(
    sourceIds.map((alertSourceId) => cloud.api('PUT', `/api/alert-actions/${id}/add-source`, { alertSourceId })),
  );
  expect(answers.map(({ status }) => status)).toEqual(sourceIds.map(() => 200));
  expect((await read(`/api/alert-actions/${id}?version=1`)).alertSourceIds.toSorted()).toEqual(sourceIds.toSorted());

  const statusOfMail = async () => (await read(`/api/services/${mail.id}`)).status;
  await event('ALERT', 'one');
  expect(await statusOfMail()).toBe('OPERATIONAL');
  await event('ALERT', 'other');
  expect(await statusOfMail()).toBe('MAJOR_OUTAGE');
  await event('RESOLVE', 'other');
  expect(await statusOfMail()).toBe('OPERATIONAL');
});

it('a ticket that is closed in Jira resolves the alert that opened it, and closes the one in Zendesk, without a call too many', async () => {
  const { source, event } = await aShop();
  const opening = async (connectorType: string, connector: object, params: object = {}) => {
    const { id: connectorId } = await made('/api/connectors', {
      name: connectorType,
      type: connectorType,
      params: connector,
    });
    const triggerTypes = ['alert-created', 'alert-acknowledged', 'alert-comment-added', 'alert-resolved'];
    const action = {
      name: connectorType,
      connectorType,
      connectorId,
      params,
      triggerTypes,
      alertSourceIds: [source.id],
    };
    return (await cloud.api('POST', '/api/alert-actions', action)).body;
  };
  const jira = await opening(
    'jira',
    { url: 'https://acme.atlassian.net', email: 'a@acme.org', password: 'p' },
    { project: 'OPS' },
  );
  await opening('zendesk', { url: 'https://acme.zendesk.com', email: 'a@acme.org', apiKey: 'k' });
  const tickets = async () =>
    (await cloud.outbox()).filter(
      ({ channel, subject }) => channel === 'WEBHOOK' && /^(?:Jira|Zendesk) /.test(subject ?? ''),
    );
  await event('ALERT', 'one');
  await cloud.settle();
  const opened = await tickets();
  expect(opened.map(({ subject }) => subject).toSorted()).toEqual(['Jira OPS-1: open', 'Zendesk #35436: open']);
  const [{ id: alertId }] = await read('/api/alerts');

  const said = (members: object) => JSON.stringify({ user: { displayName: 'Grace Hopper' }, ...members });
  const issue = { id: '10001', key: 'OPS-1' };
  const post = async (body: string, secret = String(jira.callbackSecret)) => {
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature': signature };
    return (await fetch(jira.callbackUrl, { method: 'POST', headers, body })).status;
  };
  const comment = said({ webhookEvent: 'comment_created', issue, comment: { id: '7', body: 'The log was rotated.' } });
  const closed = said({
    webhookEvent: 'jira:issue_updated',
    issue: { ...issue, fields: { status: { name: 'Done', statusCategory: { key: 'done' } } } },
    changelog: { id: '9', items: [{ field: 'status' }] },
  });
  expect(await post(closed, 'a guess')).toBe(403);
  expect(await post(comment)).toBe(202);
  expect(await post(comment)).toBe(202);
  await cloud.settle();
  await cloud.advance(5);
  expect(await post(closed)).toBe(202);
  await cloud.settle();
  expect(await read(`/api/alerts/${alertId}`)).toMatchObject({ status: 'RESOLVED' });
  await cloud.advance(3600);
  expect(await post(closed)).toBe(202);
  await cloud.settle();

  const [inJira, inZendesk] = (await tickets()).toSorted((a, b) => String(a.subject).localeCompare(String(b.subject)));
  // What Jira has said itself is not said to it.
  expect(inJira?.text).not.toContain('rotated');
  expect(inZendesk).toMatchObject({
    subject: 'Zendesk #35436: closed',
    text: expect.stringMatching(
      /Comment by Grace Hopper \(Jira\)\n\nThe log was rotated\.[\s\S]{0,200}Resolved by Grace Hopper \(Jira\)$/,
    ),
  });
  const texts = (await read(`/api/alerts/${alertId}/log-entries`)).map(({ text }: { text: string }) => text);
  expect(texts.filter((text: string) => text.includes('in Jira'))).toEqual([
    'Grace Hopper commented in Jira: The log was rotated.',
    'Resolved by Grace Hopper in Jira',
  ]);
  expect(texts.filter((text: string) => text.startsWith('Alert action'))).toHaveLength(4);
});

tellOfActionsElsewhere(() => cloud);
tellOfTeams(() => cloud);
tellOfSlack(() => cloud);
