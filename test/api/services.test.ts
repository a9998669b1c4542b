import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
beforeEach(async () => {
  api = await apiHarness();
});

const aService = async (body: object = {}) => {
  const answer = await api.call('POST', '/api/services', { body: { name: 'Checkout', ...body } });
  expect(answer.status, answer.text).toBe(201);
  return answer.body as { id: number; status: string };
};
const read = async (path: string, query = '', key?: string) => {
  const answer = await api.call('GET', path, { query, ...(key && { key }) });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const put = async (id: number, body: object, expected = 200) => {
  const answer = await api.call('PUT', `/api/services/${id}`, { body: { name: 'Checkout', ...body } });
  expect(answer.status, answer.text).toBe(expected);
  return answer.body;
};

describe('a service', () => {
  it('sent with the least gets only the defaults that clients know', async () => {
    const { id } = await aService();
    expect(await read(`/api/services/${id}`)).toEqual({
      id,
      name: 'Checkout',
      status: 'OPERATIONAL',
      oneOpenIncidentOnly: false,
      showUptimeHistory: true,
      teams: [],
    });
  });

  it('sent with everything reads back as sent, by id, by name and in the list', async () => {
    const sent = {
      name: 'Kasse / Zahlung & Co',
      alias: 'kasse',
      description: '',
      status: 'DEGRADED',
      oneOpenIncidentOnly: true,
      showUptimeHistory: false,
      labels: { tier: '1', 'ilert.com/x': '' },
      iconUrl: 'https://example.com/icon.png',
      links: [{ href: 'https://example.com/runbook', text: 'Runbook' }],
    };
    const created = await aService(sent);
    expect(created).toEqual({ id: created.id, ...sent, teams: [] });
    expect(await read(`/api/services/${created.id}`)).toEqual(created);
    expect(await read('/api/services/name/Kasse / Zahlung & Co')).toEqual(created);
    expect(await read('/api/services')).toEqual([created]);
    expect(await put(created.id, created)).toEqual(created);
  });

  it('takes the filler of clients, and forgets what is not sent any more but owners and labels', async () => {
    const team = (await api.call('POST', '/api/teams', { body: { name: 'Shop', members: [] } })).body;
    const filler = { id: 0, status: '', teams: [{ id: team.id, name: '' }], links: null, unknown: { a: 1 } };
    const { id } = await aService({ ...filler, labels: { a: 'b' }, description: 'x', iconUrl: 'https://a.example' });
    const kept = await put(id, { teams: null });
    expect(kept).toEqual({
      id,
      name: 'Checkout',
      status: 'OPERATIONAL',
      oneOpenIncidentOnly: false,
      showUptimeHistory: true,
      teams: [{ id: team.id, name: 'Shop' }],
      labels: { a: 'b' },
    });
    expect(await put(id, { teams: [], labels: {} })).not.toHaveProperty('labels');
    expect(await read(`/api/services/${id}`)).toMatchObject({ teams: [] });
    expect((await api.call('DELETE', `/api/services/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/api/services/${id}`)).status).toBe(404);
  });

  it('shows what is asked for besides, on every call that answers with one', async () => {
    const query = 'include=uptime&include=subscribed,incidents&include=links,publicStatus,dependencies,nonsense';
    const body = { name: 'Search' };
    const created = (await api.call('POST', '/api/services', { body, query })).body;
    expect(created).toMatchObject({
      subscribed: false,
      incidents: [],
      links: [],
      publicStatus: 'OPERATIONAL',
      dependencies: [],
      uptime: {
        rangeStart: api.clock.now(),
        rangeEnd: api.clock.now(),
        outages: [],
        uptimePercentage: { p30: 100, p60: 100, p90: 100, uptimePercentage: { p30: 100, p60: 100, p90: 100 } },
      },
    });
    const path = `/api/services/${created.id}`;
    expect(await read(path, query)).toEqual(created);
    expect((await api.call('PUT', path, { body, query })).body).toEqual(created);
    expect(await read('/api/services', query)).toEqual([created]);
    expect(await read('/api/services/name/Search', query)).toEqual(created);
    expect((await api.call('GET', '/api/services', { query: 'max-results=26&include=uptime' })).status).toBe(400);
    expect((await api.call('GET', '/api/services', { query: 'max-results=100' })).status).toBe(200);
  });
});

describe('the status of a service', () => {
  it('set by hand is history, counts in its uptime, and tells nobody', async () => {
    const { id } = await aService();
    api.clock.advance({ hours: 1 });
    await put(id, { status: 'MAJOR_OUTAGE' });
    api.clock.advance({ minutes: 30 });
    await put(id, { status: 'OPERATIONAL' });
    api.clock.advance({ minutes: 30 });
    const { uptime } = await read(`/api/services/${id}`, 'include=uptime');
    expect(uptime.outages).toEqual([
      { status: 'MAJOR_OUTAGE', from: '2026-03-02T10:00:00.000Z', until: '2026-03-02T10:30:00.000Z' },
    ]);
    expect(uptime.uptimePercentage).toMatchObject({ p30: 75, p60: 75, p90: 75 });
    expect(await read('/api/service-outages', `service=${id}`)).toEqual(uptime.outages);
    expect(api.queued).toEqual([]);
  });

  it('is under maintenance exactly while planned work is on, and then what it was', async () => {
    const { id } = await aService({ name: 'Database' });
    const times = { start: '2026-03-02T10:00:00Z', end: '2026-03-02T11:00:00Z', timezone: 'UTC' };
    const body = { ...times, summary: 'Update', services: [{ id }] };
    const window = (await api.call('POST', '/api/maintenance-windows', { body })).body;
    expect(window.services).toEqual([{ id, name: 'Database' }]);
    const statusAfter = async (seconds: number) => {
      api.clock.advance({ seconds });
      return (await read(`/api/services/${id}`)).status;
    };
    expect(await statusAfter(3599)).toBe('OPERATIONAL');
    expect(await statusAfter(1)).toBe('UNDER_MAINTENANCE');
    // A client that reads and writes back has set nothing by hand.
    await put(id, { ...(await read(`/api/services/${id}`)), description: 'Anew' });
    expect(await statusAfter(3599)).toBe('UNDER_MAINTENANCE');
    expect(await statusAfter(1)).toBe('OPERATIONAL');
    await put(id, { status: 'DEGRADED' });
    const again = { ...body, start: api.clock.now(), end: '2026-03-02T12:00:00Z' };
    const second = (await api.call('POST', '/api/maintenance-windows', { body: again })).body;
    expect((await read(`/api/services/${id}`)).status).toBe('DEGRADED');
    await put(id, { status: 'OPERATIONAL' });
    expect((await read(`/api/services/${id}`)).status).toBe('UNDER_MAINTENANCE');
    expect((await api.call('DELETE', `/api/maintenance-windows/${second.id}`)).status).toBe(204);
    expect((await read(`/api/services/${id}`)).status).toBe('OPERATIONAL');
  });
});

describe('outage overrides', () => {
  const overrides = '/api/service-outages/overrides';
  const rewrite = async (id: number, from: string, until: string, status = 'MAJOR_OUTAGE') => {
    const body = { service: { id }, status, from, until };
    const answer = await api.call('POST', overrides, { body });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.headers.location).toBe(`https://tocsin.example.com${overrides}/${answer.body.id}`);
    return answer.body as { id: string };
  };

  it('import a past from before the service, read back, change, and go', async () => {
    const { id } = await aService();
    const override = await rewrite(id, '2026-03-01T09:00:00Z', '2026-03-01T21:00:00Z');
    expect(override).toMatchObject({ service: { id, name: 'Checkout' }, status: 'MAJOR_OUTAGE' });
    expect(typeof override.id).toBe('string');
    expect(await read(`${overrides}/${override.id}`)).toEqual(override);
    expect(await read(overrides, `service=${id}`)).toEqual([override]);
    expect(await read(overrides, `service=${id}&from=2026-03-01T21:00:00Z`)).toEqual([]);
    const { uptime } = await read(`/api/services/${id}`, 'include=uptime');
    expect(uptime).toMatchObject({ rangeStart: '2026-03-01T09:00:00.000Z', uptimePercentage: { p90: 50 } });
    expect(await read('/api/service-outages', `service=${id}&ignore-overrides=true`)).toEqual([]);
    expect(await read('/api/service-outages', `service=${id}&from=2026-03-01T20:00:00Z`)).toEqual([
      { status: 'MAJOR_OUTAGE', from: '2026-03-01T20:00:00.000Z', until: '2026-03-01T21:00:00.000Z' },
    ]);
    const body = { ...override, status: 'OPERATIONAL' };
    const changed = await api.call('PUT', `${overrides}/${override.id}`, { body });
    expect(changed.body).toEqual(body);
    expect((await read(`/api/services/${id}`, 'include=uptime')).uptime.uptimePercentage.p90).toBe(100);
    expect((await api.call('DELETE', `${overrides}/${override.id}`)).status).toBe(204);
    expect((await api.call('GET', `${overrides}/${override.id}`)).status).toBe(404);
    expect((await read(`/api/services/${id}`, 'include=uptime')).uptime.rangeStart).toBe(api.clock.now());
  });

  it('overrule each other by when they were made, also after one was changed', async () => {
    const { id } = await aService();
    const first = await rewrite(id, '2026-03-01T09:00:00Z', '2026-03-02T09:00:00Z');
    await rewrite(id, '2026-03-01T09:00:00Z', '2026-03-01T15:00:00Z', 'OPERATIONAL');
    await api.call('PUT', `${overrides}/${first.id}`, { body: { ...first, status: 'PARTIAL_OUTAGE' } });
    const { uptime } = await read(`/api/services/${id}`, 'include=uptime');
    expect(uptime.outages).toEqual([
      { status: 'PARTIAL_OUTAGE', from: '2026-03-01T15:00:00.000Z', until: '2026-03-02T09:00:00.000Z' },
    ]);
    expect(uptime.uptimePercentage.p90).toBe(77.5);
  });
});

describe('subscribers of a service', () => {
  it('are set and added as users and teams, and told apart from each other', async () => {
    const { id } = await aService();
    const { key } = await api.userOf('RESPONDER', 40);
    await api.userOf('USER', 41);
    const team = (await api.call('POST', '/api/teams', { body: { name: 'Shop', members: [] } })).body;
    const path = `/api/services/${id}/private-subscribers`;
    const body = [
      { id: 41, type: 'USER' },
      { id: team.id, type: 'TEAM' },
    ];
    const set = await api.call('PUT', path, { body, key });
    expect([set.status, set.body]).toEqual([
      202,
      [
        { id: 41, name: 'First41 Last41', type: 'USER' },
        { id: team.id, name: 'Shop', type: 'TEAM' },
      ],
    ]);
    expect((await api.call('POST', path, { body: { id: 40 }, key })).body).toHaveLength(3);
    expect(await read(`/api/services/${id}`, 'include=subscribed', key)).toMatchObject({ subscribed: true });
    expect((await api.call('PUT', path, { body: [] })).body).toEqual([]);
    expect(await read(path)).toEqual([]);
  });

  it('may be oneself for whoever sees the service, and others only for responders', async () => {
    const { user, key } = await api.userOf('STAKEHOLDER', 50);
    await api.userOf('USER', 51);
    const members = [{ user: { id: user.id }, role: 'STAKEHOLDER' }];
    const team = (await api.call('POST', '/api/teams', { body: { name: 'Shop', members } })).body;
    const [own, other] = [await aService({ teams: [{ id: team.id }] }), await aService({ name: 'Other' })];
    const subscribe = (id: number, body: unknown) =>
      api.call('POST', `/api/services/${id}/private-subscribers`, { body, key });
    expect((await subscribe(own.id, [{ id: 50, type: 'USER' }])).status).toBe(202);
    expect((await subscribe(own.id, [{ id: 51, type: 'USER' }])).status).toBe(403);
    expect((await subscribe(other.id, [{ id: 50, type: 'USER' }])).status).toBe(404);
    expect(await read('/api/services', '', key)).toMatchObject([{ id: own.id }]);
    const away = await api.call('PUT', `/api/services/${own.id}/private-subscribers`, { body: [], key });
    expect(away.body).toEqual([]);
  });
});

describe('dependencies of a service', () => {
  it('are made, listed, read, changed and taken back', async () => {
    const [shop, db] = [await aService({ name: 'Shop' }), await aService({ name: 'Database' })];
    const path = `/api/services/${shop.id}/dependencies`;
    const made = await api.call('POST', path, { body: { service: { id: db.id } } });
    expect([made.status, made.body]).toEqual([
      201,
      { id: made.body.id, type: 'HARD', service: { id: db.id, name: 'Database' }, invalidAfter: null },
    ]);
    expect(await read(path)).toEqual([made.body]);
    const own = `${path}/${made.body.id}`;
    const soft = { ...made.body, type: 'SOFT' };
    expect((await api.call('PUT', own, { body: soft })).body).toEqual(soft);
    expect(await read(own)).toEqual(soft);
    expect(await read(`/api/services/${shop.id}`, 'include=dependencies')).toMatchObject({ dependencies: [soft] });
    await put(shop.id, { name: 'Shop' });
    const refused = await api.call('DELETE', `/api/services/${db.id}`);
    expect([refused.status, refused.body.message]).toEqual([
      400,
      `service ${db.id} is used by service ${shop.id} "Shop"`,
    ]);
    expect((await api.call('DELETE', own)).status).toBe(204);
    expect((await api.call('GET', own)).status).toBe(404);
    expect((await api.call('DELETE', `/api/services/${db.id}`)).status).toBe(204);
  });

  it('never lead back to the service itself', async () => {
    const [a, b, c] = [await aService({ name: 'A' }), await aService({ name: 'B' }), await aService({ name: 'C' })];
    const depend = async (from: { id: number }, to: { id: number }) =>
      (await api.call('POST', `/api/services/${from.id}/dependencies`, { body: { service: to } })).status;
    expect([await depend(a, b), await depend(b, c), await depend(a, c)]).toEqual([201, 201, 201]);
    expect([await depend(a, a), await depend(b, a), await depend(c, a), await depend(a, b)]).toEqual([
      400, 400, 400, 400,
    ]);
  });
});

describe('a service that is used', () => {
  it('is not deleted while an incident is open or planned work lies ahead, and they are named', async () => {
    const { id } = await aService();
    const affectedServices = [{ impact: 'DEGRADED', service: { id } }];
    const incident = { summary: 'Slow', status: 'INVESTIGATING', affectedServices };
    const opened = (await api.call('POST', '/api/incidents', { body: incident })).body;
    const times = { start: '2026-03-03T10:00:00Z', end: '2026-03-03T11:00:00Z' };
    const window = { ...times, summary: 'Update', services: [{ id }] };
    const planned = (await api.call('POST', '/api/maintenance-windows', { body: window })).body;
    const refused = await api.call('DELETE', `/api/services/${id}`);
    expect([refused.status, refused.body.message]).toEqual([
      400,
      `service ${id} is used by incident ${opened.id} "Slow", maintenance window ${planned.id} "Update"`,
    ]);
    await api.call('PUT', `/api/incidents/${opened.id}`, { body: { ...incident, status: 'RESOLVED' } });
    expect((await api.call('DELETE', `/api/services/${id}`)).status).toBe(400);
    api.clock.advance({ days: 2 });
    expect((await api.call('DELETE', `/api/services/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/api/services/${id}`)).status).toBe(404);
    expect(api.table.items().filter(({ PK }) => PK === `SERVICE#${id}`)).toEqual([]);
  });
});
