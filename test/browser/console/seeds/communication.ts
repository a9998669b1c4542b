import type { LocalCloud } from '../../../support/local-cloud.ts';
import { hostile, hostileName, hostileText, make, type Seeded } from '../hostile.ts';

/** Services with a past, an incident and a template, two pages, a metric with its source, each with hostile text wherever text is taken. */
export async function seedCommunication(cloud: LocalCloud, { source }: Seeded): Promise<Seeded> {
  const name = hostileName(200);
  const post = (path: string, body: unknown) => make(cloud, 'POST', `/api${path}`, body);
  const team = await post('/teams', { name: hostileName(100), members: [{ user: { id: 1 }, role: 'ADMIN' }] });
  const teams = [{ id: team.id }];
  const service = await post('/services', {
    name,
    alias: hostileName(120),
    description: hostileText(9000),
    labels: { [hostileName(90)]: hostileName(300) },
    links: [{ href: 'https://example.com/a?b=<c>', text: hostile.html.slice(0, 250) }],
    teams,
  });
  const other = await post('/services', { name: 'Checkout' });
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  await post('/service-outages/overrides', {
    service: { id: service.id },
    status: 'MAJOR_OUTAGE',
    from: ago(50),
    until: ago(47),
  });
  await post(`/services/${service.id}/dependencies`, { service: { id: other.id }, type: 'SOFT' });
  const template = await post('/incident-templates', {
    name: hostileName(200),
    summary: '{{serviceName}} does not answer',
    status: 'INVESTIGATING',
    message: hostileText(9000),
  });
  await post('/automation-rules', {
    alertType: 'ACCEPTED',
    serviceStatus: 'DEGRADED',
    template: { id: template.id },
    service: { id: service.id },
    alertSource: { id: source },
  });
  const affectedServices = [
    { impact: 'PARTIAL_OUTAGE', service: { id: service.id } },
    { impact: 'DEGRADED', service: { id: other.id } },
  ];
  const incident = await post('/incidents', {
    summary: `${hostile.html} ${hostile.long}`.replaceAll('\n', ' ').slice(0, 500),
    status: 'INVESTIGATING',
    message: hostileText(9000),
    sendNotification: false,
    affectedServices,
  });
  const metric = await post('/metrics', {
    name: hostileName(200),
    description: hostileText(4000),
    unitLabel: hostileName(40),
    aggregationType: 'AVG',
    displayType: 'GRAPH',
    teams,
  });
  const now = Math.floor(Date.now() / 1000);
  await post(`/series/${metric.integrationKey}`, {
    series: Array.from({ length: 20 }, (_, index) => ({ timestamp: now - index * 900, value: (index * 37) % 100 })),
  });
  const metricSource = await post('/metric-data-sources', {
    name: hostileName(200),
    type: 'PROMETHEUS',
    metadata: { url: 'https://prometheus.example.com', authType: 'NONE' },
  });
  const things = { services: [{ id: service.id }, { id: other.id }], metrics: [{ id: metric.id }] };
  const statusPage = await post('/status-pages', {
    name: hostileName(200),
    subdomain: 'hostile',
    visibility: 'PUBLIC',
    showSubscribeAction: true,
    pageTitle: hostileName(200),
    pageDescription: hostileText(4000),
    announcement: hostileText(4000),
    announcementOnPage: true,
    ...things,
  });
  const group = await post(`/status-pages/${statusPage.id}/groups`, { name: hostileName(200) });
  await make(cloud, 'PUT', `/api/status-pages/${statusPage.id}`, {
    ...statusPage,
    structure: {
      elements: [
        { id: group.id, type: 'GROUP', options: ['expand'], children: [{ id: service.id, type: 'SERVICE' }] },
        { id: other.id, type: 'SERVICE' },
      ],
    },
  });
  await make(cloud, 'PUT', `/api/status-pages/${statusPage.id}/activate`);
  await post(`/status-pages/${statusPage.id}/subscribers_bulk?import=true`, [
    { target: `${'a'.repeat(60)}@example.com`, type: 'EMAIL', services: [service.id] },
  ]);
  const audiencePage = await post('/status-pages', {
    name: hostileName(200),
    subdomain: 'hostile-audiences',
    visibility: 'PRIVATE',
    audienceSpecific: true,
    ...things,
  });
  return {
    service: service.id,
    incident: incident.id,
    template: template.id,
    metric: metric.id,
    metricSource: metricSource.id,
    statusPage: statusPage.id,
    audiencePage: audiencePage.id,
  };
}
