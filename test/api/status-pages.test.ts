import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../functions/domain/access/actor.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let services: number[];
beforeEach(async () => {
  api = await apiHarness({
    settings: {
      publicUrl: 'http://127.0.0.1:4010',
      consoleUrl: 'http://127.0.0.1:4010',
      pagesDomain: 'pages.localhost:4010',
    },
  });
  services = [await create('/services', { name: 'Shop' }), await create('/services', { name: 'Database' })];
});

const did = async (method: string, path: string, body?: unknown, { query = '', key = '', status = 200 } = {}) => {
  const answer = await api.call(method, `/api${path}`, {
    query,
    ...(key && { key }),
    ...(body !== undefined && { body }),
  });
  expect(answer.status, `${method} ${path} ${answer.text}`).toBe(status);
  return answer.body;
};
const create = async (path: string, body: unknown): Promise<number> =>
  (await did('POST', path, body, { status: 201 })).id;

const least = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC' };
const aPage = (body: object = {}) => create('/status-pages', { ...least, ...body });
const shown = () => services.map((id) => ({ id }));

/** What the refusal of a body is about; nothing was changed then. */
async function refused(body: object, id?: number): Promise<unknown> {
  const path = id === undefined ? '/api/status-pages' : `/api/status-pages/${id}`;
  const before = await did('GET', '/status-pages', undefined, { query: 'include=groups' });
  const method = id === undefined ? 'POST' : 'PUT';
  const answer = await api.call(method, path, { body: { ...least, subdomain: 'other', ...body } });
  expect(answer.status, answer.text).toBe(400);
  expect(await did('GET', '/status-pages', undefined, { query: 'include=groups' })).toEqual(before);
  return answer.body.details?.field;
}

describe('a status page', () => {
  it('is found by id, by name and in lists, with its address and what its services are in', async () => {
    await did('PUT', `/services/${services[1]}`, { name: 'Database', status: 'DEGRADED' });
    const id = await aPage({ services: shown() });
    const page = await did('GET', `/status-pages/${id}`);
    expect(page).toMatchObject({
      url: 'http://acme.pages.localhost:4010/',
      activated: false,
      status: 'DEGRADED',
      services: [
        { id: services[0], name: 'Shop', status: 'OPERATIONAL' },
        { id: services[1], name: 'Database', status: 'DEGRADED' },
      ],
    });
    expect(page).not.toHaveProperty('structure');
    expect(page).not.toHaveProperty('groups');
    expect(await did('GET', '/status-pages/name/Acme')).toEqual(page);
    expect(await did('GET', '/status-pages', undefined, { query: 'start-index=0&max-results=50' })).toEqual([page]);
    await did('GET', '/status-pages', undefined, { query: 'max-results=51', status: 400 });
  });

  it('tells what is asked for besides, in writes and in lists', async () => {
    const query = 'include=subscribed,uptime&include=groups';
    const page = await did('POST', '/status-pages', { ...least, services: shown() }, { query, status: 201 });
    const group = await create(`/status-pages/${page.id}/groups`, { name: 'Core' });
    const first = await did('GET', `/status-pages/${page.id}`, undefined, { query });
    expect(first).toMatchObject({ subscribed: false, groups: [{ id: group, name: 'Core' }] });
    expect(first.services[0].uptime.uptimePercentage).toMatchObject({ p30: 100, p60: 100, p90: 100 });
    const changed = await did('PUT', `/status-pages/${page.id}`, { ...least, services: shown() }, { query });
    expect(changed.groups).toEqual(first.groups);
    expect((await did('GET', '/status-pages', undefined, { query }))[0].groups).toEqual(first.groups);
  });

  it('is arranged as it was sent, and has no structure when none was or an empty one', async () => {
    const id = await aPage({ services: shown() });
    const group = await create(`/status-pages/${id}/groups`, { name: 'Core' });
    const child = { id: services[1], type: 'SERVICE', options: [] };
    const structure = {
      elements: [
        { id: services[0], type: 'SERVICE', options: ['expand'] },
        { id: group, type: 'GROUP', options: ['no-graph'], children: [child] },
      ],
    };
    const arranged = await did('PUT', `/status-pages/${id}`, { ...least, services: shown(), structure });
    expect(arranged.structure).toEqual(structure);
    await did('DELETE', `/status-pages/${id}/groups/${group}`, undefined, { status: 204 });
    const left = await did('GET', `/status-pages/${id}`);
    expect(left.structure).toEqual({ elements: [structure.elements[0], child] });
    const emptied = { ...least, services: shown(), structure: { elements: [] } };
    expect(await did('PUT', `/status-pages/${id}`, emptied)).not.toHaveProperty('structure');
    expect(await did('PUT', `/status-pages/${id}`, { ...emptied, structure: null })).not.toHaveProperty('structure');
  });

  it('keeps owners that are not mentioned, and forgets the rest', async () => {
    const team = await create('/teams', { name: 'Shop' });
    const id = await aPage({
      teams: [{ id: team }],
      timezone: 'Europe/Berlin',
      announcement: '**x**',
      customCss: 'a{}',
    });
    const kept = await did('PUT', `/status-pages/${id}`, least);
    expect(kept).toMatchObject({ teams: [{ id: team, name: 'Shop' }], services: [] });
    for (const name of ['timezone', 'announcement', 'customCss']) expect(kept).not.toHaveProperty(name);
    expect(await did('PUT', `/status-pages/${id}`, { ...least, teams: [] })).toMatchObject({ teams: [] });
  });

  it('keeps its services from being deleted, and lets go of them when it is', async () => {
    const id = await aPage({ services: shown() });
    const { message } = await did('DELETE', `/services/${services[0]}`, undefined, { status: 400 });
    expect(message).toContain(`is used by status page ${id} "Acme"`);
    await did('DELETE', `/status-pages/${id}`, undefined, { status: 204 });
    await did('GET', `/status-pages/${id}`, undefined, { status: 404 });
    await did('DELETE', `/services/${services[0]}`, undefined, { status: 204 });
    await aPage();
  });

  it('refuses what cannot be, naming the member', async () => {
    const id = await aPage({ domain: 'status.acme.org' });
    expect(await refused({ subdomain: 'ACME.example.com' })).toBe('subdomain');
    expect(await refused({ domain: 'Status.Acme.org' })).toBe('domain');
    expect(await refused({ domain: 'x.pages.localhost' })).toBe('domain');
    expect(await refused({ services: [{ id: services[0] }, { id: 4711 }] })).toBe('services[1].id');
    expect(await refused({ metrics: [{ id: 4711 }] })).toBe('metrics[0].id');
    expect(await refused({ customCss: '@import url(https://evil.example/x.css)' })).toBe('customCss');
    expect(await refused({ customCss: 'a{background:url(//evil.example/x)}' })).toBe('customCss');
    expect(await refused({ logoUrl: `data:image/png;base64,${'A'.repeat(200_000)}` })).toBe('logoUrl');
    expect(await refused({ logoUrl: `data:image/png;base64,${'A'.repeat(2_000_000)}` }, id)).toBe('logoUrl');
    expect(await refused({ faviconUrl: `data:image/png;base64,${'A'.repeat(2_000_000)}` })).toBe('faviconUrl');
    expect(await refused({ ipWhitelist: ['192.0.2.0/24'] })).toBe('ipWhitelist');
    expect(await refused({ visibility: 'PRIVATE', ipWhitelist: ['192.0.2.0/240'] })).toBe('ipWhitelist[0]');
    expect(await refused({ timezone: 'Mars/Olympus' })).toBe('timezone');
    const elements = [{ id: 4711, type: 'SERVICE' }];
    expect(await refused({ structure: { elements } })).toBe('structure.elements[0].id');
    const nested = [{ id: 1, type: 'GROUP', children: [{ id: 2, type: 'GROUP' }] }];
    expect(await refused({ structure: { elements: nested } })).toBe('structure.elements[0].children[0].type');
    expect(await refused({ subdomain: 'acme', domain: 'localhost' }, id)).toBe('domain');
    await aPage({ subdomain: 'other', announcement: '<script>alert(1)</script>' });
  });

  it('is activated once and for all, and is of its kind from then on', async () => {
    const id = await aPage();
    await did('PUT', `/status-pages/${id}`, { ...least, visibility: 'PRIVATE', audienceSpecific: true });
    await did('PUT', `/status-pages/${id}`, least);
    const activated = await did('PUT', `/status-pages/${id}/activate`);
    expect(activated).toMatchObject({ id, activated: true });
    api.clock.advance({ minutes: 1 });
    expect(await did('PUT', `/status-pages/${id}/activate`)).toEqual(activated);
    expect(await refused({ subdomain: 'acme', visibility: 'PRIVATE' }, id)).toBe('visibility');
    expect(await did('PUT', `/status-pages/${id}`, { ...least, activated: false })).toMatchObject({ activated: true });
  });

  it('is looked at before it is activated, by whoever may change it', async () => {
    const id = await aPage({ services: shown(), pageTitle: '<b>Acme</b>' });
    const preview = await api.call('GET', `/api/status-pages/${id}/preview`);
    expect([preview.status, preview.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(preview.headers['content-security-policy']).toContain('sandbox');
    expect(preview.text).toContain('data-page-status="OPERATIONAL"');
    expect(preview.text).toContain('&lt;b>Acme');
    expect(preview.text).not.toContain('<b>Acme');
    const { key } = await api.userOf('VIEWER', 20);
    await did('GET', `/status-pages/${id}/preview`, undefined, { key, status: 404 });
    for (const team of ['x', '0', '99']) {
      const { status, body } = await api.call('GET', `/api/status-pages/${id}/preview`, { query: `team=${team}` });
      expect([status, body.details.field]).toEqual([400, 'team']);
    }
  });
});

describe('groups of a page', () => {
  it('are made, found, renamed and deleted', async () => {
    const id = await aPage();
    const path = `/status-pages/${id}/groups`;
    const names = ['Core', 'Süd / Nord', 'Core'];
    const ids: number[] = [];
    for (const name of names) ids.push(await create(path, { name, id: 0 }));
    expect(await did('GET', path)).toEqual(names.map((name, index) => ({ id: ids[index], name })));
    expect(await did('GET', path, undefined, { query: 'start-index=1&max-results=1' })).toHaveLength(1);
    expect(await did('GET', `${path}/name/Core`)).toEqual({ id: ids[0], name: 'Core' });
    expect(await did('GET', `${path}/name/Süd / Nord`)).toEqual({ id: ids[1], name: 'Süd / Nord' });
    await did('GET', `${path}/name/East`, undefined, { status: 404 });
    expect(await did('PUT', `${path}/${ids[1]}`, { name: 'East' })).toEqual({ id: ids[1], name: 'East' });
    expect(await did('GET', `${path}/${ids[1]}`)).toEqual({ id: ids[1], name: 'East' });
    await did('DELETE', `${path}/${ids[1]}`, undefined, { status: 204 });
    await did('GET', `${path}/${ids[1]}`, undefined, { status: 404 });
  });
});

describe('audiences of a page', () => {
  it('are the teams with what they see, and are changed by who owns what the page shows', async () => {
    const [one, other] = [await create('/teams', { name: 'One' }), await create('/teams', { name: 'Other' })];
    const id = await aPage({ visibility: 'PRIVATE', audienceSpecific: true, services: shown() });
    const audience = await did('PUT', `/status-pages/${id}/audiences/${one}`, { services: [services[1]], metrics: [] });
    expect(audience).toEqual({
      team: { id: one, name: 'One' },
      services: [
        { id: services[0], name: 'Shop', visible: false },
        { id: services[1], name: 'Database', visible: true },
      ],
      metrics: [],
    });
    const all = await did('GET', `/status-pages/${id}/audiences`);
    expect(all.map(({ team }: { team: { id: number } }) => team.id)).toEqual([one, other]);
    expect(all[0]).toEqual(audience);
    expect(await did('GET', `/services/${services[1]}`)).toMatchObject({ teams: [{ id: one, name: 'One' }] });
    await did('PUT', `/status-pages/${id}/audiences/${one}`, { services: [], metrics: [] });
    expect(await did('GET', `/services/${services[1]}`)).toMatchObject({ teams: [] });
    const stranger = await create('/services', { name: 'Elsewhere' });
    const wrong = await did('PUT', `/status-pages/${id}/audiences/${one}`, { services: [stranger] }, { status: 400 });
    expect(wrong.details.field).toBe('services[0]');
    await did('PUT', `/status-pages/${id}/audiences/4711`, { services: [] }, { status: 404 });
  });
});

describe('metrics of a page', () => {
  const aMetric = (name: string, facts: object = {}) =>
    create('/metrics', { name, aggregationType: 'AVG', displayType: 'GRAPH', ...facts });

  it('read back with their names in the order sent, and are not deleted while a page shows them', async () => {
    const [load, time] = [await aMetric('Load'), await aMetric('Time')];
    const id = await aPage({ metrics: [{ id: time }, { id: load, name: '' }] });
    const { metrics } = await did('GET', `/status-pages/${id}`);
    expect(metrics).toEqual([
      { id: time, name: 'Time' },
      { id: load, name: 'Load' },
    ]);
    const used = await did('DELETE', `/metrics/${load}`, undefined, { status: 400 });
    expect(used.message).toContain(`is used by status page ${id}`);
    const page = await did('GET', `/status-pages/${id}`);
    await did('PUT', `/status-pages/${id}`, { ...page, metrics: [{ id: time }] });
    await did('DELETE', `/metrics/${load}`, undefined, { status: 204 });
    for (const [sent, field] of [
      [[{ id: load }], 'metrics[0].id'],
      [[{ id: time }, { id: time }], 'metrics[1].id'],
      [Array.from({ length: 51 }, (_none, index) => ({ id: index + 1 })), 'metrics'],
    ] as const) {
      const wrong = await did('PUT', `/status-pages/${id}`, { ...page, metrics: sent }, { status: 400 });
      expect(wrong.details.field).toBe(field);
    }
  });

  it('are given to audiences like services, and stay where nothing is said of them', async () => {
    const team = await create('/teams', { name: 'One' });
    const [load, time] = [await aMetric('Load'), await aMetric('Time')];
    const shownMetrics = [load, time].map((one) => ({ id: one }));
    const id = await aPage({ visibility: 'PRIVATE', audienceSpecific: true, metrics: shownMetrics });
    const path = `/status-pages/${id}/audiences/${team}`;
    const seen = async (body: object) => (await did('PUT', path, { services: [], ...body })).metrics;
    const visible = (isLoad: boolean, isTime: boolean) => [
      { id: load, name: 'Load', visible: isLoad },
      { id: time, name: 'Time', visible: isTime },
    ];
    expect(await seen({ metrics: [time] })).toEqual(visible(false, true));
    expect(await did('GET', `/metrics/${time}`)).toMatchObject({ teams: [{ id: team, name: 'One' }] });
    expect(await seen({})).toEqual(visible(false, true));
    expect(await seen({ metrics: [{ id: load }] })).toEqual(visible(true, false));
    expect(await did('GET', `/metrics/${time}`)).toMatchObject({ teams: [] });
    expect(await seen({ metrics: [] })).toEqual(visible(false, false));
    const elsewhere = await aMetric('Elsewhere');
    const wrong = await did('PUT', path, { services: [], metrics: [load, elsewhere] }, { status: 400 });
    expect(wrong.details.field).toBe('metrics[1]');
  });
});

describe('who follows a page from inside', () => {
  const own = (id: number) => [{ id, name: `First${id} Last${id}`, type: 'USER' }];
  const followers = (id: number) => `/status-pages/${id}/private-subscribers`;

  it('is said by who handles alerts, as a list, one by one, or taken away', async () => {
    const id = await aPage();
    await api.userOf('USER', 20);
    await api.userOf('USER', 21);
    expect(await did('POST', followers(id), { id: 20, type: 'USER' }, { status: 202 })).toEqual(own(20));
    await did('POST', followers(id), [{ id: 21 }], { status: 202 });
    expect(await did('GET', followers(id))).toEqual([...own(20), ...own(21)]);
    await did('DELETE', `${followers(id)}/20`, undefined, { query: 'subscriber-type=USER', status: 204 });
    expect(await did('GET', followers(id))).toEqual(own(21));
    expect(await did('PUT', followers(id), [], { status: 202 })).toEqual([]);
    await did('POST', followers(id), [{ id: 4711 }], { status: 400 });
  });

  it.each<[Role, number]>([
    ['STAKEHOLDER', 202],
    ['GUEST', 403],
    ['VIEWER', 202],
  ])('may be oneself, of a page that one may see: a %s', async (role, status) => {
    const id = await aPage();
    const { key } = await api.userOf(role, 20);
    const isReader = role === 'VIEWER';
    await did('POST', followers(id), [{ id: 20 }], { key, status: isReader ? 202 : 404 });
    await did('PUT', `/status-pages/${id}/activate`);
    await did('POST', followers(id), [{ id: 20 }], { key, status });
    await did('POST', followers(id), [{ id: 1 }], { key, status: 403 });
    await did('DELETE', `${followers(id)}/1`, undefined, { key, status: 403 });
    await did('DELETE', followers(id), undefined, { key, status });
    expect(await did('GET', followers(id))).toEqual([]);
  });

  it('is nobody who may not see the page', async () => {
    const team = await create('/teams', { name: 'Cell', visibility: 'PRIVATE' });
    const id = await aPage({ visibility: 'PRIVATE', teams: [{ id: team }] });
    await did('PUT', `/status-pages/${id}/activate`);
    const { key } = await api.userOf('USER', 20);
    await did('POST', followers(id), [{ id: 20 }], { key, status: 404 });
    const open = { ...least, visibility: 'PRIVATE', accountWideView: true, teams: [{ id: team }] };
    await did('PUT', `/status-pages/${id}`, open);
    expect(await did('POST', followers(id), [{ id: 20 }], { key, status: 202 })).toEqual(own(20));
    await did('GET', `/status-pages/${id}`, undefined, { key, status: 404 });
  });
});

describe('what a page shows of others', () => {
  it('is named to whoever may know of it, and stays when somebody else writes the page', async () => {
    const team = await create('/teams', { name: 'Cell', visibility: 'PRIVATE' });
    const hidden = await create('/services', { name: 'Secret', teams: [{ id: team }] });
    const id = await aPage({ services: [{ id: hidden }, { id: services[0] }] });
    const { key } = await api.userOf('USER', 20);
    const page = await did('GET', `/status-pages/${id}`, undefined, { key });
    expect(page.services).toEqual([{ id: hidden }, { id: services[0], name: 'Shop', status: 'OPERATIONAL' }]);
    expect(await did('PUT', `/status-pages/${id}`, { ...page, name: 'Acme 2' }, { key })).toMatchObject({
      services: [{ id: hidden }, { id: services[0] }],
    });
    const body = { ...least, subdomain: 'mine', services: [{ id: hidden }] };
    expect((await did('POST', '/status-pages', body, { key, status: 400 })).message).toBe(
      `services[0].id: there is no service ${hidden}`,
    );
  });

  it('is nothing of who is let in, for those who may not change the page', async () => {
    const lists = { ipWhitelist: ['192.0.2.0/24'], emailWhitelist: ['customer.example'] };
    const id = await aPage({ visibility: 'PRIVATE', ...lists });
    expect(await did('GET', `/status-pages/${id}`)).toMatchObject(lists);
    const { key } = await api.userOf('VIEWER', 20);
    const page = await did('GET', `/status-pages/${id}`, undefined, { key });
    expect(page).not.toHaveProperty('ipWhitelist');
    expect(JSON.stringify(page)).not.toContain('customer.example');
  });
});
