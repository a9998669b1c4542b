import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let shop: number;
let search: number;

const create = async (path: string, body: object, key?: string) => {
  const answer = await api.call('POST', path, { body, ...(key && { key }) });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body;
};

beforeEach(async () => {
  api = await apiHarness();
  shop = (await create('/api/services', { name: 'Shop' })).id;
  search = (await create('/api/services', { name: 'Search' })).id;
});

const on = (impact: string, ...ids: readonly number[]) => ids.map((id) => ({ impact, service: { id } }));
const incident = (facts: object = {}) => ({
  summary: 'Payments fail',
  status: 'INVESTIGATING',
  affectedServices: on('PARTIAL_OUTAGE', shop),
  ...facts,
});
const open = (facts: object = {}) => create('/api/incidents', incident(facts));
const change = async (id: number, facts: object, { query = '', headers = {}, expected = 200 } = {}) => {
  const { affectedServices: _kept, ...said } = incident();
  const answer = await api.call('PUT', `/api/incidents/${id}`, { body: { ...said, ...facts }, query, headers });
  expect(answer.status, answer.text).toBe(expected);
  return answer.body;
};
const read = async (path: string, query = '', key?: string) => {
  const answer = await api.call('GET', path, { query, ...(key && { key }) });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const statusOf = async (id: number): Promise<string> => (await read(`/api/services/${id}`)).status;

describe('an incident', () => {
  it('reads back as sent, and puts its services into what it says of them', async () => {
    const affectedServices = [...on('DEGRADED', search), ...on('MAJOR_OUTAGE', shop)];
    const sent = incident({ message: '**We look** <b>into</b> it', sendNotification: true, affectedServices });
    const opened = await open({ ...sent, id: 0, createdAt: '', resolvedOn: null, subscribed: false });
    expect(opened).toEqual({
      id: opened.id,
      ...sent,
      createdAt: api.clock.now(),
      updatedAt: api.clock.now(),
      affectedServices: [
        { impact: 'DEGRADED', service: { id: search, name: 'Search' } },
        { impact: 'MAJOR_OUTAGE', service: { id: shop, name: 'Shop' } },
      ],
    });
    expect(await read(`/api/incidents/${opened.id}`)).toEqual(opened);
    expect([await statusOf(shop), await statusOf(search)]).toEqual(['MAJOR_OUTAGE', 'DEGRADED']);
    expect((await read(`/api/services/${shop}`, 'include=incidents')).incidents).toEqual([
      { ...opened, affectedServices: [{ impact: 'MAJOR_OUTAGE', service: { id: shop, name: 'Shop' } }] },
    ]);
  });

  it('keeps its services when an update names none, and what was said before stands in its history', async () => {
    const { id } = await open({ message: 'Looking', sendNotification: true });
    api.clock.advance({ minutes: 5 });
    await change(id, { status: 'IDENTIFIED', message: 'Found', affectedServices: null });
    const answer = await change(id, { status: 'MONITORING' }, { query: 'include=history' });
    expect(answer.affectedServices).toEqual([{ impact: 'PARTIAL_OUTAGE', service: { id: shop, name: 'Shop' } }]);
    expect(answer).not.toHaveProperty('message');
    const said = answer.history.map(({ id: _id, ...entry }: { id: string }) => entry);
    const creator = { id: 1, firstName: 'First1', lastName: 'Last1' };
    const later = '2026-03-02T09:05:00.000Z';
    expect(said).toEqual([
      {
        content: 'Looking',
        creator,
        incidentStatus: 'INVESTIGATING',
        sendNotification: true,
        createdAt: '2026-03-02T09:00:00.000Z',
      },
      { content: 'Found', creator, incidentStatus: 'IDENTIFIED', sendNotification: false, createdAt: later },
      { content: '', creator, incidentStatus: 'MONITORING', sendNotification: false, createdAt: later },
    ]);
    for (const entry of answer.history) expect(typeof entry.id).toBe('string');
    expect((await read(`/api/incidents/${id}`, 'include=history')).history).toEqual(answer.history);
    expect(answer).toMatchObject({ createdAt: '2026-03-02T09:00:00.000Z', updatedAt: later });
  });

  it('releases a service that is taken out, and takes in one that is added', async () => {
    const { id } = await open();
    await change(id, { affectedServices: on('DEGRADED', search) });
    expect([await statusOf(shop), await statusOf(search)]).toEqual(['OPERATIONAL', 'DEGRADED']);
    await change(id, { affectedServices: on('MAJOR_OUTAGE', search) });
    expect(await statusOf(search)).toBe('MAJOR_OUTAGE');
  });

  it('that is resolved ends what it did and what was set by hand before it', async () => {
    await api.call('PUT', `/api/services/${shop}`, { body: { name: 'Shop', status: 'MAJOR_OUTAGE' } });
    const { id } = await open();
    expect(await statusOf(shop)).toBe('MAJOR_OUTAGE');
    api.clock.advance({ minutes: 10 });
    const resolved = await change(id, { status: 'RESOLVED' });
    expect(resolved.resolvedOn).toBe('2026-03-02T09:10:00.000Z');
    expect(await statusOf(shop)).toBe('OPERATIONAL');
    const { uptime } = await read(`/api/services/${shop}`, 'include=uptime');
    expect(uptime.outages).toEqual([
      { status: 'MAJOR_OUTAGE', from: '2026-03-02T09:00:00.000Z', until: '2026-03-02T09:10:00.000Z' },
    ]);
  });

  it('that is resolved leaves what another one says, and what planned work says', async () => {
    const [first, second] = [await open(), await open({ affectedServices: on('DEGRADED', shop) })];
    await change(first.id, { status: 'RESOLVED' });
    expect(await statusOf(shop)).toBe('DEGRADED');
    const times = { start: api.clock.now(), end: '2026-03-02T10:00:00Z', timezone: 'UTC' };
    await create('/api/maintenance-windows', { ...times, summary: 'Update', services: [{ id: shop }] });
    await change(second.id, { status: 'RESOLVED' });
    expect(await statusOf(shop)).toBe('UNDER_MAINTENANCE');
  });

  it('may be opened again, and resolved again', async () => {
    const { id } = await open();
    await change(id, { status: 'RESOLVED' });
    const again = await change(id, { status: 'IDENTIFIED' });
    expect(again).not.toHaveProperty('resolvedOn');
    expect(await statusOf(shop)).toBe('PARTIAL_OUTAGE');
    api.clock.advance({ minutes: 1 });
    expect((await change(id, { status: 'RESOLVED' })).resolvedOn).toBe(api.clock.now());
    api.clock.advance({ minutes: 1 });
    expect((await change(id, { status: 'RESOLVED', message: 'Post-mortem' })).resolvedOn).toBe(
      '2026-03-02T09:01:00.000Z',
    );
    await api.call('PUT', `/api/services/${shop}`, { body: { name: 'Shop', status: 'DEGRADED' } });
    await change(id, { status: 'RESOLVED', message: 'More' });
    expect(await statusOf(shop)).toBe('DEGRADED');
  });

  it('may be of the past: then it says nothing of what is now', async () => {
    await api.call('PUT', `/api/services/${shop}`, { body: { name: 'Shop', status: 'DEGRADED' } });
    const past = { createdAt: '2026-02-01T10:00:00+01:00', updatedAt: '2026-02-01T12:00:00Z', status: 'RESOLVED' };
    const { id, ...written } = await open(past);
    expect(written).toMatchObject({
      createdAt: '2026-02-01T09:00:00.000Z',
      updatedAt: '2026-02-01T12:00:00.000Z',
      resolvedOn: '2026-02-01T12:00:00.000Z',
    });
    expect(await statusOf(shop)).toBe('DEGRADED');
    await open();
    expect((await read('/api/incidents')).map((one: { id: number }) => one.id).at(-1)).toBe(id);
  });

  it('is deleted with its history, and releases its services', async () => {
    const { id } = await open();
    expect((await api.call('DELETE', `/api/incidents/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/api/incidents/${id}`)).status).toBe(404);
    expect(await statusOf(shop)).toBe('OPERATIONAL');
    expect(api.table.items().filter(({ PK }) => PK === `INCIDENT#${id}`)).toEqual([]);
  });
});

describe('the tag of an incident', () => {
  const tagOf = async (id: number) => String((await api.call('GET', `/api/incidents/${id}`)).headers.etag);

  it('stands in every answer with one, and lets only those write who have read what is', async () => {
    const created = await api.call('POST', '/api/incidents', { body: incident() });
    const { id } = created.body;
    const first = await tagOf(id);
    expect(first).toMatch(/^"[\w-]+"$/);
    expect(created.headers.etag).toBe(first);
    await change(id, { status: 'IDENTIFIED' }, { headers: { 'if-match': first } });
    const before = JSON.stringify(api.table.items());
    await change(id, { status: 'RESOLVED' }, { headers: { 'if-match': first }, expected: 412 });
    expect(JSON.stringify(api.table.items())).toBe(before);
    for (const written of [(tag: string) => `W/${tag}`, () => '*', (tag: string) => `"other", ${tag}`]) {
      api.clock.advance({ seconds: 1 });
      await change(id, { status: 'MONITORING' }, { headers: { 'if-match': written(await tagOf(id)) } });
    }
  });

  it('is another one when one of its services changes', async () => {
    const { id } = await open();
    const before = await tagOf(id);
    const body = { name: 'Shop', status: 'MAJOR_OUTAGE' };
    await api.call('PUT', `/api/services/${shop}`, { body });
    expect(await tagOf(id)).not.toBe(before);
    await change(id, { status: 'IDENTIFIED' }, { headers: { 'if-match': before }, expected: 412 });
  });
});

describe('the list of incidents', () => {
  it('is the newest first, filtered, and paged', async () => {
    const ids: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      api.clock.advance({ minutes: 1 });
      const affectedServices = on('DEGRADED', index % 2 === 0 ? shop : search);
      ids.unshift((await open({ summary: `No ${index}`, affectedServices })).id);
    }
    await change(ids[0] ?? 0, { status: 'RESOLVED' });
    await change(ids[1] ?? 0, { status: 'MONITORING' });
    const idsOf = async (query: string) => (await read('/api/incidents', query)).map(({ id }: { id: number }) => id);
    expect(await idsOf('')).toEqual(ids.slice(0, 10));
    expect(await idsOf('start-index=10')).toEqual(ids.slice(10));
    expect(await idsOf('max-results=100')).toEqual(ids);
    expect(await idsOf('states=RESOLVED')).toEqual([ids[0]]);
    expect(await idsOf('state=MONITORING&states=RESOLVED')).toEqual([ids[0], ids[1]]);
    expect(await idsOf('states=INVESTIGATING&max-results=100')).toEqual(ids.slice(2));
    expect(await idsOf(`services=${search}&max-results=100`)).toEqual(ids.filter((_id, index) => index % 2 === 0));
    expect(await idsOf('from=2026-03-02T09:03:00Z&until=2026-03-02T09:05:00Z')).toEqual(
      [ids[8], ids[9]].toSorted((a = 0, b = 0) => b - a),
    );
    expect((await api.call('GET', '/api/incidents', { query: 'include=subscribed&max-results=26' })).status).toBe(400);
  });
});

describe('who sees an incident', () => {
  const aTeam = (name: string, visibility: string, ...ids: readonly number[]) =>
    create('/api/teams', { name, visibility, members: ids.map((id) => ({ user: { id }, role: 'RESPONDER' })) });

  it('sees it for one service at least that they see, and no other service is named to them', async () => {
    const { user, key } = await api.userOf('RESPONDER', 40);
    const { key: outside } = await api.userOf('RESPONDER', 41);
    const team = await aTeam('Secret', 'PRIVATE', user.id);
    const hidden = await create('/api/services', { name: 'Hidden', teams: [{ id: team.id }] });
    const both = await open({ affectedServices: on('DEGRADED', shop, hidden.id) });
    const alone = await open({ affectedServices: on('DEGRADED', hidden.id) });
    const named = (body: { affectedServices: { service: { name: string } }[] }) =>
      body.affectedServices.map(({ service }) => service.name);
    expect(named(await read(`/api/incidents/${both.id}`, '', key))).toEqual(['Shop', 'Hidden']);
    expect(named(await read(`/api/incidents/${both.id}`, 'include=affectedTeams', outside))).toEqual(['Shop']);
    expect((await read(`/api/incidents/${both.id}`, 'include=affectedTeams', outside)).affectedTeams).toEqual([]);
    expect((await read(`/api/incidents/${both.id}`, 'include=affectedTeams', key)).affectedTeams).toEqual([
      { id: team.id, name: 'Secret' },
    ]);
    expect((await api.call('GET', `/api/incidents/${alone.id}`, { key: outside })).status).toBe(404);
    expect(await read('/api/incidents', '', outside)).toMatchObject([{ id: both.id }]);
    expect(await read('/api/incidents', `services=${hidden.id}`, outside)).toEqual([]);

    const { affectedServices: _services, ...said } = incident({ status: 'IDENTIFIED' });
    const body = { ...said, affectedServices: on('MAJOR_OUTAGE', shop) };
    expect((await api.call('PUT', `/api/incidents/${both.id}`, { body, key: outside })).status).toBe(200);
    expect(named(await read(`/api/incidents/${both.id}`))).toEqual(['Shop', 'Hidden']);
    const unknown = { body: incident({ affectedServices: on('DEGRADED', hidden.id) }), key: outside };
    expect((await api.call('POST', '/api/incidents', unknown)).body.details.field).toBe(
      'affectedServices[0].service.id',
    );
  });

  it('is a stakeholder who was subscribed to it, and nobody of them else', async () => {
    const { user, key } = await api.userOf('STAKEHOLDER', 50);
    const { key: other } = await api.userOf('STAKEHOLDER', 51);
    const { id } = await open();
    await open({ summary: 'Another' });
    const path = `/api/incidents/${id}`;
    expect((await api.call('GET', path, { key })).status).toBe(404);
    const added = await api.call('POST', `${path}/private-subscribers`, { body: [{ id: user.id, type: 'USER' }] });
    expect([added.status, added.body]).toEqual([202, [{ id: 50, name: 'First50 Last50', type: 'USER' }]]);
    expect(await read(path, 'include=subscribed', key)).toMatchObject({
      subscribed: true,
      affectedServices: [{ service: { name: 'Shop' } }],
    });
    expect(await read('/api/incidents', '', key)).toMatchObject([{ id }]);
    expect((await api.call('GET', path, { key: other })).status).toBe(404);
    const { affectedServices: _services, ...said } = incident();
    expect((await api.call('PUT', path, { body: said, key })).status).toBe(403);
    const more = { body: [{ id: 51, type: 'USER' }], key };
    expect((await api.call('POST', `${path}/private-subscribers`, more)).status).toBe(403);
  });
});

describe('an incident about services that are gone', () => {
  it('is seen by whoever sees incidents, and changed by whoever may change them', async () => {
    const { id } = await open({ status: 'RESOLVED' });
    expect((await api.call('DELETE', `/api/services/${shop}`)).status).toBe(204);
    const { affectedServices: _none, ...said } = incident({ summary: 'All is well', status: 'RESOLVED' });
    const [viewer, responder] = [await api.userOf('VIEWER', 42), await api.userOf('RESPONDER', 43)];
    expect(await read(`/api/incidents/${id}`, '', viewer.key)).toMatchObject({ affectedServices: [] });
    const put = async ({ key }: { key: string }) =>
      (await api.call('PUT', `/api/incidents/${id}`, { body: said, key })).status;
    expect(await put(viewer)).toBe(403);
    expect(await put(responder)).toBe(200);
  });
});

describe('the forecast of an incident', () => {
  it('counts each person once, of services, teams and the incident itself, and sends nothing', async () => {
    await api.userOf('USER', 60);
    await api.userOf('USER', 61);
    await api.userOf('USER', 62);
    const members = [60, 61].map((id) => ({ user: { id }, role: 'USER' }));
    const team = await create('/api/teams', { name: 'Shop', members });
    const subscribers = [
      { id: team.id, type: 'TEAM' },
      { id: 60, type: 'USER' },
    ];
    await api.call('PUT', `/api/services/${shop}/private-subscribers`, { body: subscribers });
    const { id } = await open();
    await api.call('POST', `/api/incidents/${id}/private-subscribers`, { body: [{ id: 62, type: 'USER' }] });
    const ask = (body: object) => create('/api/incidents/publish-info', body);
    const nowhere = { statusPagesInfo: [], privateStatusPages: 0, publicStatusPages: 0, publicSubscribers: 0 };
    expect(await ask({ ...incident(), id: 0 })).toEqual({ ...nowhere, privateSubscribers: 2 });
    expect(await ask({ ...incident(), id })).toEqual({ ...nowhere, privateSubscribers: 3 });
    expect(await ask(incident({ affectedServices: on('DEGRADED', search) }))).toMatchObject({ privateSubscribers: 0 });
    expect(api.queued).toEqual([]);
  });
});

describe('incidents written at the same time', () => {
  it('on one service all count', async () => {
    const impacts = ['DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE', 'DEGRADED', 'PARTIAL_OUTAGE'];
    const opened = await Promise.all(impacts.map((impact) => open({ affectedServices: on(impact, shop, search) })));
    expect((await api.store.services.get(shop))?.holds).toHaveLength(5);
    await Promise.all(opened.slice(1).map(({ id }) => change(id, { status: 'RESOLVED' })));
    expect([await statusOf(shop), await statusOf(search)]).toEqual(['DEGRADED', 'DEGRADED']);
  });

  it('keep everything that was said of one', async () => {
    const { id } = await open();
    await Promise.all(['a', 'b', 'c', 'd'].map((message) => change(id, { message })));
    const { history } = await read(`/api/incidents/${id}`, 'include=history');
    expect(history.map(({ content }: { content: string }) => content).sort()).toEqual(['', 'a', 'b', 'c', 'd']);
  });

  it('and a service that is renamed or deleted meanwhile do not undo each other', async () => {
    const rename = api.call('PUT', `/api/services/${shop}`, { body: { name: 'Store' } });
    const remove = api.call('DELETE', `/api/services/${search}`);
    const opening = api.call('POST', '/api/incidents', {
      body: incident({ affectedServices: on('DEGRADED', shop, search) }),
    });
    const [renamed, removed, opened] = await Promise.all([rename, remove, opening]);
    expect(renamed.status).toBe(200);
    // Either the service was there and is used now, or it was gone and cannot be named.
    expect([
      [204, 400],
      [400, 200],
    ]).toContainEqual([removed.status, opened.status]);
    expect(await read(`/api/services/${shop}`)).toMatchObject({
      name: 'Store',
      status: opened.status === 200 ? 'DEGRADED' : 'OPERATIONAL',
    });
  });

  it('takes sixty services at once, also when each of them has much history', async () => {
    const ids: number[] = [];
    for (let index = 0; index < 60; index += 1) ids.push((await create('/api/services', { name: `S${index}` })).id);
    const { id } = await open({ affectedServices: on('DEGRADED', ...ids) });
    expect(await statusOf(ids[59] ?? 0)).toBe('DEGRADED');
    await change(id, { status: 'RESOLVED' });
    expect(await statusOf(ids[59] ?? 0)).toBe('OPERATIONAL');
    for (let index = 0; index < 130; index += 1) {
      api.clock.advance({ minutes: 10 });
      const status = index % 2 === 0 ? 'MAJOR_OUTAGE' : 'OPERATIONAL';
      await api.call('PUT', `/api/services/${ids[0]}`, { body: { name: 'S0', status } });
    }
    const stored = await api.store.services.get(ids[0] ?? 0);
    expect(stored?.changes.length).toBeLessThanOrEqual(120);
    expect(stored?.olderChangesUntil).toBeDefined();
    expect((await read(`/api/services/${ids[0]}`, 'include=uptime')).uptime.outages).toHaveLength(65);
  });
});
