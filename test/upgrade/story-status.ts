import type { LocalCloud } from '../support/local-cloud.ts';
import { visit } from '../support/visit.ts';
import { minutesFromNow, must, type People } from './story-configuration.ts';

/** What the rest of the story needs of services and pages. */
export interface StatusScene {
  readonly mailId: number;
  readonly pageId: number;
  readonly incidentId: number;
  /** Whose alert has opened the incident. */
  readonly alertId: number;
  readonly integrationKey: string;
}

const host = 'acme.pages.localhost';
const alertKey = 'the shop is slow';

async function subscribe(cloud: LocalCloud, path: string, body = {}): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await visit(cloud.url, host, path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.body}`);
}

/**
 * Services, a template, metrics, two pages, people outside who are told, and a rule by which an alert has opened an incident: all of
 * them know of it already.
 */
export async function showStatus(cloud: LocalCloud, people: People, policyId: number): Promise<StatusScene> {
  const make = async (path: string, body: object) => must(await cloud.api('POST', path, body));
  const [team] = must(await cloud.api('GET', '/api/teams'));
  const shop = await make('/api/services', { name: 'Shop', alias: 'shop', labels: { tier: '1' }, links: [] });
  const mail = await make('/api/services', { name: 'Mail', teams: [{ id: team.id }] });
  await make(`/api/services/${shop.id}/dependencies`, { service: { id: mail.id } });
  const past = { status: 'MAJOR_OUTAGE', from: '2026-11-20T10:00:00Z', until: '2026-11-20T11:00:00Z' };
  await make('/api/service-outages/overrides', { service: { id: mail.id }, ...past });
  const follower = [{ id: people.barbara.id, type: 'USER' }];
  must(await cloud.api('PUT', `/api/services/${shop.id}/private-subscribers`, follower));

  const metrics = await makeMetrics(cloud);
  const page = await makePage(cloud, { services: [shop.id, mail.id], metrics });
  const inside = { name: 'Inside', subdomain: 'inside', visibility: 'PRIVATE', audienceSpecific: true };
  const { id: insideId } = await make('/api/status-pages', { ...inside, services: [{ id: mail.id }] });
  must(await cloud.api('PUT', `/api/status-pages/${insideId}/activate`));
  await cloud.settle();
  await makeSubscribers(cloud, page.id);

  const said = { summary: '{{serviceName}} is slow', message: '**We look**', sendNotification: true };
  const template = await make('/api/incident-templates', { name: 'Slow', status: 'INVESTIGATING', ...said });
  const source = await make('/api/alert-sources', {
    name: 'Source of the shop',
    integrationType: 'API',
    escalationPolicy: { id: policyId },
    services: [{ id: shop.id }],
  });
  await make('/api/automation-rules', {
    alertType: 'CREATED',
    serviceStatus: 'PARTIAL_OUTAGE',
    resolveIncident: true,
    resolveService: true,
    template: { id: template.id },
    service: { id: shop.id },
    alertSource: { id: source.id },
  });
  const event = { integrationKey: source.integrationKey, eventType: 'ALERT', summary: 'Slow', alertKey };
  must(await cloud.api('POST', '/api/events', event, null));
  await cloud.settle();
  await make('/api/maintenance-windows', {
    summary: 'New disks',
    timezone: 'UTC',
    start: await minutesFromNow(cloud, 20),
    end: await minutesFromNow(cloud, 25),
    services: [{ id: mail.id }],
    notifications: { atStart: true, atEnd: true },
  });
  await cloud.settle();
  const [incident] = must(await cloud.api('GET', '/api/incidents'));
  const [alert] = must(await cloud.api('GET', '/api/alerts?max-results=1'));
  return {
    mailId: mail.id,
    pageId: page.id,
    incidentId: incident.id,
    alertId: alert.id,
    integrationKey: source.integrationKey,
  };
}

/** One that is sent points, and one that is pulled from where nobody may be asked. */
async function makeMetrics(cloud: LocalCloud): Promise<number[]> {
  const make = async (path: string, body: object) => must(await cloud.api('POST', path, body));
  const shown = { aggregationType: 'AVG', displayType: 'GRAPH' };
  const time = await make('/api/metrics', { name: 'Response time', ...shown });
  const at = Date.parse(await cloud.now()) / 1000;
  const series = [0, 3600, 86_400].map((ago) => ({ timestamp: at - ago, value: 20 }));
  must(await cloud.api('POST', `/api/series/${time.integrationKey}`, { series }, null));
  const metadata = { url: 'https://10.0.0.1', authType: 'HEADER', headerKey: 'X-Key', headerValue: 'a secret' };
  const source = await make('/api/metric-data-sources', { name: 'Data', type: 'PROMETHEUS', metadata });
  const pulled = { name: 'Load', ...shown, dataSource: { id: source.id }, metadata: { query: 'load' } };
  return [time.id, (await make('/api/metrics', pulled)).id];
}

async function makePage(cloud: LocalCloud, shown: Readonly<Record<'services' | 'metrics', readonly number[]>>) {
  const named = (ids: readonly number[]) => ids.map((id) => ({ id }));
  const facts = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', showSubscribeAction: true };
  const body = { ...facts, services: named(shown.services), metrics: named(shown.metrics) };
  const page = must(await cloud.api('POST', '/api/status-pages', body));
  const path = `/api/status-pages/${page.id}`;
  const group = must(await cloud.api('POST', `${path}/groups`, { name: 'Everything' }));
  const children = shown.services.map((id) => ({ id, type: 'SERVICE', options: [], children: [] }));
  const structure = { elements: [{ id: group.id, type: 'GROUP', options: [], children }] };
  must(await cloud.api('PUT', path, { ...body, structure }));
  return must(await cloud.api('PUT', `${path}/activate`));
}

/** One has confirmed, one was asked only, two came from elsewhere, and one of those has said STOP. */
async function makeSubscribers(cloud: LocalCloud, pageId: number): Promise<void> {
  await subscribe(cloud, '/subscribe', { target: 'carl@example.com' });
  await subscribe(cloud, '/subscribe', { target: 'dora@example.com', locale: 'de-DE' });
  await cloud.settle();
  const question = (await cloud.outbox()).findLast(({ to }) => to === 'carl@example.com');
  const link = /https?:\/\/\S+\/subscribe\/confirm\/[\w-]+/.exec(question?.text ?? '')?.[0];
  if (link === undefined) throw new Error('nobody was asked to confirm');
  await subscribe(cloud, new URL(link).pathname);
  const brought = [
    { target: '+4915120009001', type: 'SMS' },
    { target: '+4915120009002', type: 'SMS' },
    { target: 'https://hooks.example.com/acme', type: 'WEBHOOK' },
  ];
  must(await cloud.api('POST', `/api/status-pages/${pageId}/subscribers_bulk?import=true`, brought));
  await cloud.control('POST', 'inbound/sms', { from: '+4915120009002', text: 'STOP' });
  await cloud.settle();
}

/** Whoever tells subscribers dies while they are told something, and somebody asks to be one: nobody does it any more. */
export async function beginToTell(cloud: LocalCloud, { incidentId }: StatusScene): Promise<void> {
  await cloud.faults.add({
    function: 'tell-subscribers',
    service: 'ses',
    action: 'SendRawEmail',
    kind: 'crash-before',
  });
  const update = { summary: 'Shop is slow', status: 'IDENTIFIED', message: 'A disk', sendNotification: true };
  must(await cloud.api('PUT', `/api/incidents/${incidentId}`, update));
  await cloud.settle();
  await cloud.control('POST', 'stop', { function: 'tell-subscribers' });
  await subscribe(cloud, '/subscribe', { target: 'emil@example.com' });
  must(await cloud.api('PUT', `/api/incidents/${incidentId}`, { ...update, status: 'MONITORING', message: 'Better' }));
}

/** Somebody sets a service's status: no page shows it yet. */
export async function setUnseenStatus(cloud: LocalCloud, { mailId }: StatusScene): Promise<void> {
  const mail = must(await cloud.api('GET', `/api/services/${mailId}`));
  must(await cloud.api('PUT', `/api/services/${mailId}`, { ...mail, status: 'DEGRADED' }));
}

/** The alert of the incident is over: nobody reads it yet. */
export async function resolveUnread(cloud: LocalCloud, { integrationKey }: StatusScene): Promise<void> {
  must(await cloud.api('POST', '/api/events', { integrationKey, eventType: 'RESOLVE', alertKey }, null));
}

/** What services, incidents, people outside and the page have come to. */
export async function statusAtTheEnd(cloud: LocalCloud, { pageId, incidentId }: StatusScene): Promise<string[]> {
  const get = async (path: string) => must(await cloud.api('GET', path));
  const services: { name: string; status: string }[] = await get('/api/services');
  const incident = await get(`/api/incidents/${incidentId}?include=history`);
  const subscribers: { target: string; status: string }[] = await get(`/api/status-pages/${pageId}/subscribers`);
  const html: string = await get(`/api/status-pages/${pageId}/preview`);
  const history = incident.history.map(({ incidentStatus }: { incidentStatus: string }) => incidentStatus);
  return [
    ...services.map(({ name, status }) => `service ${name} ${status}`),
    `incident ${incident.summary} ${incident.status}: ${history.join(', ')}`,
    ...subscribers.map(({ target, status }) => `subscriber ${target} ${status}`),
    `page ${/data-page-status="(\w+)"/.exec(html)?.[1]}`,
  ].sort();
}
