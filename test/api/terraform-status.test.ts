import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';
import { terraform } from './terraform.ts';

/*
 * What the Terraform provider does with services, incident templates, status pages, metrics and their data sources: what was sent comes
 * back exactly, and nothing that was not sent appears, but for the defaults the provider has too.
 */

let api: ApiHarness;
beforeEach(async () => {
  api = await apiHarness();
});

const { created, read } = terraform(() => api);

const changed = async (path: string, body: unknown, query = '') => {
  const answer = await api.call('PUT', path, { body, query });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

/** Created, read, planned again, changed and destroyed: what is gone is 404 to every verb. */
async function lives(
  path: string,
  stages: readonly object[],
  { known, query = '' }: { readonly known: object; readonly query?: string },
) {
  const [first = {}, ...later] = stages;
  const { id } = await created(path, first, query);
  for (const [index, sent] of [first, ...later].entries()) {
    const one = `${path}/${id}`;
    if (index > 0) await changed(one, sent, query);
    const stored = await read(one, query);
    expect(stored).toEqual({ ...known, ...sent, id });
    expect(await read(`${path}/name/${stored.name}`, query)).toEqual(stored);
    expect((await read(path, query)).map((listed: { id: number }) => listed.id)).toContain(id);
    // The second plan is empty, whether the client sends what it configured or what it has read.
    for (const again of [sent, stored]) expect(steady(await changed(one, again, query))).toEqual(steady(stored));
  }
  const gone = await api.call('DELETE', `${path}/${id}`);
  expect([gone.status, gone.text]).toEqual([204, '']);
  const last = stages.at(-1);
  for (const [method, body] of [['GET'], ['PUT', last], ['DELETE']] as const) {
    const answer = await api.call(method, `${path}/${id}`, body === undefined ? {} : { body });
    expect([method, answer.status, answer.body.status]).toEqual([method, 404, 404]);
  }
}

const steady = ({ updatedAt: _later, ...rest }: Record<string, unknown>) => rest;
const two = async () => {
  const [b, a] = [
    await created('/api/teams', { name: 'Süd / Ost', members: [] }),
    await created('/api/teams', { name: 'A', members: [] }),
  ];
  return [b, a].map(({ id, name }) => ({ id, name })).sort((one, other) => one.id - other.id);
};

describe('from the first plan to the last', () => {
  it('a service, with each of its attributes', async () => {
    const teams = await two();
    const shown = { oneOpenIncidentOnly: false, showUptimeHistory: true, status: 'OPERATIONAL', teams: [] };
    const all = {
      name: 'Köln / Shop 100 %',
      alias: 'shop',
      description: 'Line one\nline two',
      status: 'DEGRADED',
      oneOpenIncidentOnly: true,
      showUptimeHistory: false,
      teams,
      labels: { tier: '1', 'owner.mail': 'a@example.com' },
      iconUrl: 'https://example.com/i.png',
      links: [
        { href: 'https://b.example.com', text: 'B' },
        { href: 'https://a.example.com', text: 'A' },
      ],
    };
    await lives(
      '/api/services',
      [{ name: 'Shop' }, all, { ...all, status: 'MAJOR_OUTAGE', labels: { a: '' }, teams: teams.slice(1) }],
      { known: shown },
    );
    await lives('/api/services', [all], { known: {} });
  });

  it('an incident template, with each of its attributes', async () => {
    const teams = await two();
    const all = {
      name: 'Süd / {{x}}',
      summary: '{{serviceName}}',
      status: 'MONITORING',
      message: '**a**\n',
      sendNotification: true,
      teams,
    };
    const known = { sendNotification: false, teams: [] };
    await lives(
      '/api/incident-templates',
      [{ name: 'Least' }, all, { ...all, status: 'RESOLVED', sendNotification: false, message: '' }],
      { known },
    );
  });

  it('a status page, with each of its attributes, and its groups', async () => {
    const teams = await two();
    const [shop, mail] = [
      await created('/api/services', { name: 'Shop' }),
      await created('/api/services', { name: 'Mail' }),
    ];
    const shown = { aggregationType: 'AVG', displayType: 'GRAPH' };
    const [load, time] = [
      await created('/api/metrics', { name: 'Load', ...shown }),
      await created('/api/metrics', { name: 'Time', ...shown }),
    ];
    const known = {
      ...{
        domain: '',
        activated: false,
        status: 'OPERATIONAL',
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      },
      ...{
        url: expect.any(String),
        hiddenFromSearch: false,
        showSubscribeAction: false,
        showIncidentHistoryOption: false,
      },
      ...{
        ipWhitelist: [],
        emailWhitelist: [],
        accountWideView: false,
        audienceSpecific: false,
        pageLayout: 'SINGLE_COLUMN',
      },
      ...{ teams: [], services: [], metrics: [], groups: [] },
    };
    const all = {
      ...{
        name: 'Acme / Süd',
        subdomain: 'Acme-1.ilert.io',
        domain: 'Status.Acme.org',
        timezone: 'Europe/Berlin',
        visibility: 'PRIVATE',
      },
      ...{
        customCss: 'h1 > a::before { content: "→"; }',
        faviconUrl: 'https://acme.org/i.png',
        logoUrl: 'https://acme.org/l.svg',
      },
      ...{ logoRedirectUrl: 'https://acme.org/', pageTitle: 'T', pageDescription: 'D\nE', pageLayout: 'RESPONSIVE' },
      ...{ hiddenFromSearch: true, showSubscribeAction: true, showIncidentHistoryOption: true, accountWideView: true },
      ...{
        ipWhitelist: ['198.51.100.7', '2001:DB8::/32', '192.0.2.0/24'],
        emailWhitelist: ['example.org', 'Ada@Example.com'],
      },
      ...{
        appearance: 'DARK',
        themeMode: 'dark',
        announcement: '**Hi**\n',
        announcementOnPage: true,
        announcementInWidget: true,
        teams,
      },
      services: [mail, shop].map(({ id, name }) => ({ id, name, status: 'OPERATIONAL' })),
      metrics: [time, load].map(({ id, name }) => ({ id, name })),
    };
    const least = { name: 'Least', subdomain: 'least', visibility: 'PUBLIC' };
    const spread = {
      ...all,
      visibility: 'PRIVATE',
      ...{ ipWhitelist: [], emailWhitelist: [], accountWideView: false, audienceSpecific: true },
    };
    const light = {
      ...all,
      appearance: 'LIGHT',
      themeMode: 'light',
      customCss: '',
      services: all.services.toReversed(),
      metrics: [],
    };
    await lives('/api/status-pages', [least, all, spread, light], { known, query: 'include=groups' });
  });

  it('a group of a page, which is there before the structure that names it', async () => {
    const service = await created('/api/services', { name: 'Shop' });
    const least = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', services: [{ id: service.id }] };
    const page = await created('/api/status-pages', least);
    await lives(`/api/status-pages/${page.id}/groups`, [{ name: 'Süd / Nord' }, { name: 'Süd' }], { known: {} });
    const [core, rest] = [
      await created(`/api/status-pages/${page.id}/groups`, { name: 'Core' }),
      await created(`/api/status-pages/${page.id}/groups`, { name: 'Rest' }),
    ];
    const child = { id: service.id, type: 'SERVICE', options: ['expand'] };
    const structure = {
      elements: [
        { id: rest.id, type: 'GROUP', options: ['no-graph', 'expand'], children: [] },
        { id: core.id, type: 'GROUP', options: [], children: [child] },
      ],
    };
    const stored = await changed(`/api/status-pages/${page.id}`, { ...least, structure });
    expect(stored.structure).toEqual(structure);
    expect((await read(`/api/status-pages/${page.id}`, 'include=structure')).structure).toEqual(structure);
    expect(
      (await changed(`/api/status-pages/${page.id}`, { ...least, structure: { elements: [] } })).structure,
    ).toBeUndefined();
  });

  it.each([
    ['AVG', 'GRAPH'],
    ['SUM', 'SINGLE'],
    ['MIN', 'GRAPH'],
    ['MAX', 'SINGLE'],
    ['LAST', 'SINGLE'],
  ])('a metric shown by its %s as %s, with each of its attributes', async (aggregationType, displayType) => {
    const teams = await two();
    const known = {
      interpolateGaps: false,
      showValuesOnMouseOver: false,
      teams: [],
      integrationKey: expect.stringMatching(/^ilm./),
    };
    const least = { name: 'Antwort / Zeit', aggregationType, displayType };
    const all = {
      ...{ ...least, description: '', unitLabel: '', interpolateGaps: true, showValuesOnMouseOver: true, teams },
      ...{ lockYAxisMax: 0.5, lockYAxisMin: -10, mouseOverDecimal: 0 },
    };
    const more = {
      ...all,
      description: 'How\nlong',
      unitLabel: 'ms',
      lockYAxisMin: 0,
      mouseOverDecimal: 6,
      teams: teams.slice(0, 1),
    };
    await lives('/api/metrics', [least, all, more], { known, query: 'include=integrationKey' });
  });

  it('a metric that is pulled, whose source and query are for good', async () => {
    const source = await created('/api/metric-data-sources', {
      name: 'P',
      type: 'PROMETHEUS',
      metadata: { url: 'https://p.example.com', authType: 'NONE' },
    });
    const pulled = { dataSource: { id: source.id, name: 'P' }, metadata: { query: 'sum(rate(x[5m]))\n' } };
    const known = {
      interpolateGaps: false,
      showValuesOnMouseOver: false,
      teams: [],
      integrationKey: expect.any(String),
    };
    const sent = { name: 'Load', aggregationType: 'AVG', displayType: 'GRAPH', ...pulled };
    await lives('/api/metrics', [sent, { ...sent, name: 'Last' }], {
      known,
      query: 'include=dataSource&include=integrationKey',
    });
    const { id } = await created('/api/metrics', sent);
    for (const [body, field] of [
      [{ ...sent, metadata: { query: 'other' } }, 'metadata.query'],
      [{ ...sent, dataSource: { id: source.id + 1 } }, 'dataSource.id'],
    ] as const) {
      const answer = await api.call('PUT', `/api/metrics/${id}`, { body });
      expect([answer.status, answer.body.details.field]).toEqual([400, field]);
    }
    for (const [body, field] of [
      [{ ...sent, metadata: null }, 'metadata.query'],
      [{ ...sent, dataSource: null }, 'metadata.query'],
      [{ ...sent, aggregationType: 'LAST' }, 'aggregationType'],
      [{ ...sent, mouseOverDecimal: 7 }, 'mouseOverDecimal'],
    ] as const) {
      const answer = await api.call('POST', '/api/metrics', { body });
      expect([answer.status, answer.body.details.field]).toEqual([400, field]);
    }
  });

  it.each([
    [{ region: 'EU1', apiKey: 'an-api-key', applicationKey: 'an-application-key' }, 'DATADOG'],
    [{ url: 'https://p.example.com/x/', authType: 'NONE' }, 'PROMETHEUS'],
    [{ url: 'https://p.example.com', authType: 'BASIC', basicUser: 'ada', basicPass: ' päss ' }, 'PROMETHEUS'],
    [{ url: 'https://p.example.com', authType: 'HEADER', headerKey: 'X-Key', headerValue: 'v' }, 'PROMETHEUS'],
  ])('a metric data source reached by %j', async (metadata, type) => {
    const teams = await two();
    const sent = { name: 'Daten / Süd', type, metadata };
    const other = {
      ...metadata,
      ...('apiKey' in metadata ? { apiKey: 'another' } : { url: 'https://other.example.com' }),
    };
    await lives(
      '/api/metric-data-sources',
      [sent, { ...sent, teams }, { ...sent, name: 'B', metadata: other, teams: teams.slice(1) }],
      { known: { teams: [] } },
    );
    for (const name of Object.keys(metadata)) {
      const { [name as 'url']: _left, ...rest } = metadata as { url: string };
      const answer = await api.call('POST', '/api/metric-data-sources', { body: { ...sent, metadata: rest } });
      expect([answer.status, answer.body.details.field]).toEqual([400, `metadata.${name}`]);
    }
  });

  it.each<[string, object, 'keep' | 'clear']>([
    ['/api/services', { name: 'S' }, 'keep'],
    ['/api/incident-templates', { name: 'T' }, 'keep'],
    ['/api/status-pages', { name: 'P', subdomain: 'p', visibility: 'PUBLIC' }, 'keep'],
    ['/api/metrics', { name: 'M', aggregationType: 'AVG', displayType: 'GRAPH' }, 'clear'],
    [
      '/api/metric-data-sources',
      { name: 'D', type: 'PROMETHEUS', metadata: { url: 'https://p.example.com', authType: 'NONE' } },
      'clear',
    ],
  ])(
    'the owners of %s, in the order of their ids, are cleared by [] and else as that kind has it',
    async (path, least, otherwise) => {
      const teams = await two();
      const { id } = await created(path, {
        ...least,
        teams: teams.toReversed().map((team) => ({ id: team.id, name: '' })),
      });
      expect((await read(`${path}/${id}`)).teams).toEqual(teams);
      for (const rest of [{}, { teams: null }]) {
        await changed(`${path}/${id}`, { ...least, teams });
        expect((await changed(`${path}/${id}`, { ...least, ...rest })).teams).toEqual(
          otherwise === 'keep' ? teams : [],
        );
      }
      await changed(`${path}/${id}`, { ...least, teams });
      expect((await changed(`${path}/${id}`, { ...least, teams: [] })).teams).toEqual([]);
    },
  );

  it.each([
    ['/api/services', 10, 100],
    ['/api/services', 10, 25, 'include=uptime'],
    ['/api/incidents', 10, 100],
    ['/api/incidents', 10, 25, 'include=history'],
    ['/api/metrics', 10, 100],
    ['/api/metrics', 10, 25, 'include=integrationKey'],
    ['/api/metric-data-sources', 10, 100],
    ['/api/status-pages', 25, 50],
    ['/api/incident-templates', 50, 100],
    ['/api/maintenance-windows', 50, 100],
  ])('%s is a list of %i, of %i at most %s', async (path, normal, most, query = '') => {
    expect((await api.call('GET', path, { query: `${query}&start-index=0&max-results=${most}` })).status).toBe(200);
    const beyond = await api.call('GET', path, { query: `${query}&max-results=${most + 1}` });
    expect([beyond.status, beyond.body.status]).toEqual([400, 400]);
    if (path !== '/api/services') return;
    for (let index = 0; index <= normal; index += 1) await created(path, { name: `S${index}` });
    expect(await read(path, query)).toHaveLength(normal);
    expect(await read(path, `${query}&start-index=${normal}`)).toHaveLength(1);
  });
});

describe('a service', () => {
  const filler = { id: 0, alias: '', description: '', labels: null, links: null, iconUrl: '', subscribed: false };

  it('sent as the provider sends it reads back without a difference, changes, and is gone', async () => {
    const sent = { ...filler, name: 'Shop', status: 'OPERATIONAL', showUptimeHistory: true, teams: null };
    const { id } = await created('/api/services', sent);
    const first = await read(`/api/services/${id}`, 'include=subscribed');
    expect(first).toEqual({
      id,
      name: 'Shop',
      alias: '',
      description: '',
      iconUrl: '',
      status: 'OPERATIONAL',
      oneOpenIncidentOnly: false,
      showUptimeHistory: true,
      teams: [],
      subscribed: false,
    });
    const body = { ...sent, showUptimeHistory: false, oneOpenIncidentOnly: true, labels: { tier: '1' } };
    const changed = await api.call('PUT', `/api/services/${id}`, { body, query: 'include=subscribed' });
    expect(changed.body).toEqual({
      ...first,
      ...{ showUptimeHistory: false, oneOpenIncidentOnly: true, labels: { tier: '1' } },
    });
    expect(await read(`/api/services/${id}`, 'include=subscribed')).toEqual(changed.body);
    expect(await read('/api/services/name/Shop', 'include=subscribed')).toEqual(changed.body);
    expect((await api.call('DELETE', `/api/services/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/api/services/${id}`)).status).toBe(404);
  });
});

describe('a status page', () => {
  const filler = {
    ...{ id: 0, domain: '', timezone: '', customCss: '', faviconUrl: '', logoUrl: '', logoRedirectUrl: '' },
    ...{ pageTitle: '', pageDescription: '', pageLayout: '', appearance: '', announcement: '', status: '' },
    ...{ hiddenFromSearch: false, showSubscribeAction: false, showIncidentHistoryOption: false, activated: false },
    ...{ teams: null, services: null, metrics: null, structure: null, groups: null, ipWhitelist: null },
  };
  const least = { name: 'Acme', subdomain: 'Acme.ilert.io', visibility: 'PUBLIC' };
  const madeBy = { status: 'OPERATIONAL', createdAt: expect.any(String), updatedAt: expect.any(String) };

  it('sent with the least has nothing that was not sent', async () => {
    const { id } = await created('/api/status-pages', least);
    expect(await read(`/api/status-pages/${id}`, 'include=groups')).toEqual({
      ...{ id, ...least, ...madeBy, url: expect.any(String), domain: '', activated: false },
      ...{ hiddenFromSearch: false, showSubscribeAction: false, showIncidentHistoryOption: false },
      ...{ accountWideView: false, audienceSpecific: false, ipWhitelist: [], emailWhitelist: [] },
      ...{ pageLayout: 'SINGLE_COLUMN', teams: [], services: [], metrics: [], groups: [] },
    });
  });

  it('sent as the provider sends it reads back without a difference, changes, and is gone', async () => {
    const service = await created('/api/services', { name: 'Shop' });
    const other = await created('/api/services', { name: 'Database' });
    const reference = ({ id }: { id: number }) => ({ id, name: '', status: '', teams: null, uptime: null });
    const sent = { ...filler, ...least, services: [other, service].map(reference) };
    const { id } = await created('/api/status-pages', sent);
    const first = await read(`/api/status-pages/${id}`, 'include=groups');
    for (const name of [
      'domain',
      'timezone',
      'customCss',
      'faviconUrl',
      'logoUrl',
      'pageTitle',
      'announcement',
    ] as const)
      expect(first[name]).toBe('');
    expect(first).not.toHaveProperty('structure');
    expect(first.services.map((one: { id: number }) => one.id)).toEqual([other.id, service.id]);
    const group = await created(`/api/status-pages/${id}/groups`, { id: 0, name: 'Core' });
    const structure = {
      elements: [
        {
          id: group.id,
          type: 'GROUP',
          options: ['no-graph'],
          children: [{ id: service.id, type: 'SERVICE', options: [] }],
        },
        { id: other.id, type: 'SERVICE', options: ['expand'], children: null },
      ],
    };
    const said = {
      ...{ domain: 'status.acme.org', timezone: 'Europe/Berlin', customCss: '.hero { color: red }' },
      ...{
        faviconUrl: 'https://acme.org/i.png',
        logoUrl: 'https://acme.org/l.png',
        logoRedirectUrl: 'https://acme.org',
      },
      ...{
        visibility: 'PRIVATE',
        pageTitle: 'Acme',
        pageDescription: 'x',
        pageLayout: 'RESPONSIVE',
        appearance: 'DARK',
      },
      ...{ hiddenFromSearch: true, showSubscribeAction: true, showIncidentHistoryOption: true, accountWideView: true },
      ...{ ipWhitelist: ['192.0.2.0/24', '2001:DB8::/32'], emailWhitelist: ['Ada@Example.com', 'example.org'] },
      ...{ announcement: '**Hello**\n', announcementOnPage: true, announcementInWidget: false },
    };
    const body = { ...sent, ...said, structure };
    const changed = await api.call('PUT', `/api/status-pages/${id}`, { body, query: 'include=groups' });
    const [element, line] = structure.elements;
    expect(changed.body).toEqual({
      ...{
        ...first,
        ...said,
        themeMode: 'dark',
        // Without a domain of all pages it is reached at its own.
        url: 'https://status.acme.org/',
        updatedAt: expect.any(String),
        groups: [{ id: group.id, name: 'Core' }],
      },
      structure: { elements: [element, { id: line?.id, type: 'SERVICE', options: ['expand'] }] },
    });
    expect(await read(`/api/status-pages/${id}`, 'include=groups')).toEqual(changed.body);
    expect(await read('/api/status-pages/name/Acme', 'include=groups')).toEqual(changed.body);
    const again = await api.call('PUT', `/api/status-pages/${id}`, { body: changed.body, query: 'include=groups' });
    expect(again.body).toEqual(changed.body);
    expect((await api.call('DELETE', `/api/status-pages/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/api/status-pages/${id}`)).status).toBe(404);
  });
});

describe('an incident template', () => {
  it('sent with the least has nothing that was not sent', async () => {
    const { id } = await created('/api/incident-templates', {
      id: 0,
      name: 'Slow',
      status: '',
      message: null,
      teams: null,
    });
    expect(await read(`/api/incident-templates/${id}`)).toEqual({
      id,
      name: 'Slow',
      sendNotification: false,
      teams: [],
    });
  });

  it('sent with everything reads back as sent, changes, and is gone', async () => {
    const team = await created('/api/teams', { name: 'Shop', members: [] });
    const owned = { teams: [{ id: team.id, name: 'Shop' }] };
    const said = { summary: '{{serviceName}} fails', status: 'IDENTIFIED', message: '', sendNotification: true };
    const { id } = await created('/api/incident-templates', { name: 'Outage / Ausfall', ...said, ...owned });
    const first = await read(`/api/incident-templates/${id}`);
    expect(first).toEqual({ id, name: 'Outage / Ausfall', ...said, ...owned });
    expect(await read('/api/incident-templates/name/Outage / Ausfall')).toEqual(first);
    const changed = await api.call('PUT', `/api/incident-templates/${id}`, { body: { name: 'Outage', teams: null } });
    expect(changed.body).toEqual({ id, name: 'Outage', sendNotification: false, ...owned });
    expect(await read(`/api/incident-templates/${id}`)).toEqual(changed.body);
    expect((await api.call('DELETE', `/api/incident-templates/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/api/incident-templates/${id}`)).status).toBe(404);
  });
});

describe('a metric', () => {
  const least = { name: 'Load', aggregationType: 'AVG', displayType: 'GRAPH' };
  const flags = { interpolateGaps: false, showValuesOnMouseOver: false };

  it('sent with the least has nothing that was not sent', async () => {
    const { id } = await created('/api/metrics', { id: 0, ...least, teams: null, dataSource: null, metadata: null });
    const stored = { id, ...least, ...flags, integrationKey: expect.stringMatching(/^ilm./), teams: [] };
    expect(await read(`/api/metrics/${id}`)).toEqual(stored);
    expect(await read('/api/metrics')).toEqual([{ id, ...least, ...flags, teams: [] }]);
    const [listed] = await read('/api/metrics', 'include=dataSource&include=integrationKey');
    expect(listed).toEqual(stored);
  });

  it('sent with everything reads back as sent, keeps its key, and is gone', async () => {
    const team = await created('/api/teams', { name: 'Shop', members: [] });
    const metadata = { url: 'http://prometheus.example.com:9090', authType: 'NONE' };
    const data = await created('/api/metric-data-sources', { name: 'Data', type: 'PROMETHEUS', metadata });
    const said = {
      name: 'Antwort / Zeit',
      description: 'How long it takes',
      aggregationType: 'LAST',
      displayType: 'SINGLE',
      interpolateGaps: true,
      showValuesOnMouseOver: true,
      lockYAxisMax: 99.5,
      lockYAxisMin: -0.25,
      mouseOverDecimal: 3,
      unitLabel: 'ms',
      metadata: { query: ' histogram_quantile(0.9, x) ' },
    };
    const owned = { teams: [{ id: team.id, name: 'Shop' }] };
    const from = { dataSource: { id: data.id, name: 'Data' } };
    const { id, integrationKey } = await created('/api/metrics', { ...said, ...owned, dataSource: { id: data.id } });
    const first = await read(`/api/metrics/${id}`);
    expect(first).toEqual({ id, integrationKey, ...said, ...owned, ...from });
    expect(await read('/api/metrics/name/Antwort / Zeit')).toEqual(first);
    // The owners that are not sent go, where it is pulled from stays.
    const changed = await api.call('PUT', `/api/metrics/${id}`, { body: { ...least, integrationKey: 'other' } });
    const { metadata: query } = said;
    expect(changed.body).toEqual({ id, integrationKey, ...least, ...flags, ...from, metadata: query, teams: [] });
    expect(await read(`/api/metrics/${id}`)).toEqual(changed.body);
    const used = await api.call('DELETE', `/api/metric-data-sources/${data.id}`);
    expect([used.status, used.body.message]).toEqual([400, expect.stringContaining(`metric ${id} "Load"`)]);
    expect((await api.call('DELETE', `/api/metrics/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/api/metrics/${id}`)).status).toBe(404);
    expect((await api.call('DELETE', `/api/metric-data-sources/${data.id}`)).status).toBe(204);
  });

  it('shows its key to those alone who may change it', async () => {
    const { id } = await created('/api/metrics', least);
    const { key } = await api.userOf('RESPONDER', 20);
    const answer = await api.call('GET', `/api/metrics/${id}`, { key });
    expect(answer.body).toMatchObject({ name: 'Load', integrationKey: null });
  });
});

describe('a metric data source', () => {
  it.each([
    ['without credentials', 'PROMETHEUS', { url: 'https://prometheus.example.com/', authType: 'NONE' }],
    [
      'with a password',
      'PROMETHEUS',
      { url: 'https://prometheus.example.com', authType: 'BASIC', basicUser: 'ada', basicPass: 'pässword ' },
    ],
    [
      'with a header',
      'PROMETHEUS',
      { url: 'https://p.example.com/tenant', authType: 'HEADER', headerKey: 'X-Scope-OrgID', headerValue: 'shop' },
    ],
    ['with keys', 'DATADOG', { region: 'EU1', apiKey: 'an-api-key', applicationKey: 'an-application-key' }],
  ])('%s reads back as sent, with its secrets', async (_how, type, metadata) => {
    const sent = { name: 'Data', type, metadata };
    const filler = { ...metadata, ...(type === 'DATADOG' ? { url: '', authType: '' } : { region: '', apiKey: null }) };
    const { id } = await created('/api/metric-data-sources', { ...sent, id: 0, metadata: filler, teams: null });
    const stored = { id, ...sent, teams: [] };
    expect(await read(`/api/metric-data-sources/${id}`)).toEqual(stored);
    expect(await read('/api/metric-data-sources/name/Data')).toEqual(stored);
    expect(await read('/api/metric-data-sources')).toEqual([stored]);
    const items = JSON.stringify(api.table.items());
    for (const secret of ['pässword', 'an-api-key', 'an-application-key']) expect(items).not.toContain(secret);
    const { key } = await api.userOf('RESPONDER', 20);
    const answer = await api.call('GET', `/api/metric-data-sources/${id}`, { key });
    const {
      apiKey: _a,
      applicationKey: _b,
      basicPass: _c,
      headerValue: _d,
      ...told
    } = metadata as Partial<Record<string, string>>;
    expect(answer.body).toEqual({ ...stored, metadata: told });
  });
});
