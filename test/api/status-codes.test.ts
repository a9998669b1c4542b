import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/** What ilert's SDK insists on where it differs from what one would expect: statuses, bodies, filters by either name. */

let api: ApiHarness;
let shop: number;
let mail: number;
const must = async (status: number, method: string, path: string, body?: unknown, query = '') => {
  const answer = await api.call(method, path, { ...(body !== undefined && { body }), query });
  expect([method, path, answer.status], answer.text).toEqual([method, path, status]);
  return answer;
};

beforeEach(async () => {
  api = await apiHarness();
  shop = (await must(201, 'POST', '/api/services', { name: 'Shop' })).body.id;
  mail = (await must(201, 'POST', '/api/services', { name: 'Mail' })).body.id;
});

const incident = (serviceId: number, facts = {}) => ({
  ...{ summary: 'Slow', status: 'INVESTIGATING', message: '**We look**', sendNotification: false },
  affectedServices: [{ impact: 'DEGRADED', service: { id: serviceId, name: '' } }],
  ...facts,
});

describe('incidents', () => {
  it('are created with 200, and found by either name of the filter, by services and by when they were made', async () => {
    const one = (await must(200, 'POST', '/api/incidents', { id: 0, ...incident(shop), subscribed: false })).body;
    api.clock.advance({ hours: 1 });
    const other = (await must(200, 'POST', '/api/incidents', incident(mail, { status: 'MONITORING' }))).body;
    const found = async (query: string) =>
      (await must(200, 'GET', '/api/incidents', undefined, query)).body.map(({ id }: { id: number }) => id);
    expect(await found('')).toEqual([other.id, one.id]);
    for (const name of ['state', 'states']) {
      expect(await found(`${name}=INVESTIGATING`)).toEqual([one.id]);
      expect(await found(`${name}=INVESTIGATING&${name}=MONITORING`)).toEqual([other.id, one.id]);
      expect(await found(`${name}=RESOLVED`)).toEqual([]);
    }
    expect(await found(`services=${shop}`)).toEqual([one.id]);
    expect(await found(`services=${shop}&services=${mail}`)).toEqual([other.id, one.id]);
    expect(await found(`from=${other.createdAt}`)).toEqual([other.id]);
    expect(await found(`until=${encodeURIComponent('2026-03-02T10:30:00+01:00')}`)).toEqual([one.id]);
    const [listed] = (await must(200, 'GET', '/api/incidents', undefined, 'include=subscribed&include=whatever')).body;
    expect(listed.subscribed).toBe(false);
  });

  it('have a tag, and whoever writes over what they have not read is 412', async () => {
    const { id } = (await must(200, 'POST', '/api/incidents', incident(shop))).body;
    const tag = (await must(200, 'GET', `/api/incidents/${id}`)).headers.etag;
    expect(tag).toMatch(/^"?.+/);
    const write = (ifMatch: unknown) =>
      api.call('PUT', `/api/incidents/${id}`, {
        body: incident(shop, { status: 'IDENTIFIED' }),
        headers: { 'if-match': String(ifMatch) },
      });
    expect((await write(tag)).status).toBe(200);
    const late = await write(tag);
    expect([late.status, late.body.status]).toEqual([412, 412]);
    expect((await write('*')).status).toBe(200);
    expect((await must(200, 'PUT', `/api/incidents/${id}`, incident(shop))).body.id).toBe(id);
  });

  it('tell whom they would reach, and are followed with 202 and a list', async () => {
    const info = (await must(200, 'POST', '/api/incidents/publish-info', incident(shop))).body;
    expect(info).toEqual({
      statusPagesInfo: [],
      privateStatusPages: 0,
      publicStatusPages: 0,
      privateSubscribers: 0,
      publicSubscribers: 0,
    });
    const { id } = (await must(200, 'POST', '/api/incidents', incident(shop))).body;
    const path = `/api/incidents/${id}/private-subscribers`;
    expect((await must(202, 'POST', path, [{ id: 1, type: 'USER' }])).body).toEqual(expect.any(Array));
    expect((await must(200, 'GET', path)).body).toMatchObject([{ id: 1, type: 'USER', name: expect.any(String) }]);
    expect((await must(200, 'GET', `/api/incidents/${id}`, undefined, 'include=subscribed')).body.subscribed).toBe(
      true,
    );
  });
});

describe('services', () => {
  it('are followed by a whole list, with 202 and a list', async () => {
    const path = `/api/services/${shop}/private-subscribers`;
    expect((await must(202, 'PUT', path, [{ id: 1, name: '', type: 'USER' }])).body).toEqual(expect.any(Array));
    expect((await must(200, 'GET', path)).body).toMatchObject([{ id: 1, type: 'USER' }]);
    expect((await must(202, 'PUT', path, [])).body).toEqual([]);
    expect((await must(200, 'GET', path)).body).toEqual([]);
  });

  it('have the outages of a range, with what overrules them or without', async () => {
    const body = {
      service: { id: shop },
      status: 'MAJOR_OUTAGE',
      from: '2026-03-01T10:00:00Z',
      until: '2026-03-01T11:00:00Z',
    };
    const { id } = (await must(201, 'POST', '/api/service-outages/overrides', body)).body;
    expect(id).toEqual(expect.any(String));
    const range = `service=${shop}&from=2026-03-01T00:00:00Z&until=2026-03-02T00:00:00Z`;
    const outages = async (query: string) => (await must(200, 'GET', '/api/service-outages', undefined, query)).body;
    expect(await outages(range)).toMatchObject([{ status: 'MAJOR_OUTAGE' }]);
    expect(await outages(`${range}&ignore-overrides=true`)).toEqual([]);
    const listed = (await must(200, 'GET', '/api/service-outages/overrides', undefined, range)).body;
    expect(listed).toMatchObject([{ id, service: { id: shop } }]);
    expect((await must(200, 'GET', `/api/service-outages/overrides/${id}`)).body).toEqual(listed[0]);
    const less = { ...body, status: 'PARTIAL_OUTAGE' };
    expect((await must(200, 'PUT', `/api/service-outages/overrides/${id}`, less)).body).toMatchObject({
      id,
      status: 'PARTIAL_OUTAGE',
    });
    await must(204, 'DELETE', `/api/service-outages/overrides/${id}`);
    await must(404, 'GET', `/api/service-outages/overrides/${id}`);
    await must(404, 'DELETE', `/api/service-outages/overrides/${id}`);
  });
});

describe('status pages', () => {
  it('are followed as a list or one by one, left without naming anybody, and told of in bulk', async () => {
    const page = {
      name: 'Acme',
      subdomain: 'acme',
      visibility: 'PUBLIC',
      showSubscribeAction: true,
      services: [{ id: shop }],
    };
    const { id } = (await must(201, 'POST', '/api/status-pages', page)).body;
    const path = `/api/status-pages/${id}/private-subscribers`;
    const me = { id: 1, name: '', type: 'USER' };
    expect((await must(202, 'POST', path, [me])).body).toEqual(expect.any(Array));
    expect((await must(202, 'PUT', path, [])).body).toEqual([]);
    expect((await must(202, 'POST', path, me)).body).toEqual(expect.any(Array));
    expect((await must(200, 'GET', path)).body).toMatchObject([{ id: 1, type: 'USER' }]);
    await must(202, 'DELETE', path);
    await must(202, 'PUT', path, [me]);
    expect((await api.call('DELETE', `${path}/1`, { query: 'subscriber-type=USER' })).status).toBe(204);
    expect((await must(200, 'GET', path)).body).toEqual([]);
    const several = 'include=subscribed&include=uptime&include=groups&include=structure';
    const read = (await must(200, 'GET', `/api/status-pages/${id}`, undefined, several)).body;
    expect(read).toMatchObject({ subscribed: false, groups: [], services: [{ id: shop, uptime: expect.any(Object) }] });
    const targets = [{ target: 'a@example.com', type: 'EMAIL', locale: 'de-DE', services: [] }];
    await must(202, 'POST', `/api/status-pages/${id}/subscribers_bulk`, targets, 'import=true');
  });
});

describe('maintenance windows', () => {
  it('are created with 200, read back as sent, and listed as open until they are over', async () => {
    const sent = {
      timezone: 'Europe/Berlin',
      start: '2026-03-02T12:00:00+01:00',
      end: '2026-03-02T13:00:00+01:00',
      summary: 'New disks',
      description: '**a**\n',
      services: [{ id: shop, name: 'Shop' }],
      notifications: { atCreation: true, atStart: false, atEnd: true },
    };
    const made = (await must(200, 'POST', '/api/maintenance-windows', { id: 0, ...sent })).body;
    expect(made).toMatchObject({ ...sent, id: expect.any(Number), alertSources: [], createdBy: { id: 1 } });
    expect((await must(200, 'GET', `/api/maintenance-windows/${made.id}`)).body).toEqual(made);
    const found = async (query: string) =>
      (await must(200, 'GET', '/api/maintenance-windows', undefined, query)).body.length;
    for (const query of ['', 'state=OPEN', `services=${shop}`, 'from=2026-03-02T11:30:00Z&until=2026-03-02T12:30:00Z'])
      expect([query, await found(query)]).toEqual([query, 1]);
    for (const query of ['state=CLOSED', `services=${mail}`, 'from=2026-03-02T12:00:00Z', 'until=2026-03-02T11:00:00Z'])
      expect([query, await found(query)]).toEqual([query, 0]);
    const moved = { ...sent, end: '2026-03-02T14:00:00+01:00', notifications: null };
    expect((await must(200, 'PUT', `/api/maintenance-windows/${made.id}`, moved)).body).toMatchObject({
      end: moved.end,
    });
    api.clock.advance({ hours: 5 });
    expect([await found('state=OPEN'), await found('state=CLOSED')]).toEqual([0, 1]);
    await must(204, 'DELETE', `/api/maintenance-windows/${made.id}`);
    await must(404, 'DELETE', `/api/maintenance-windows/${made.id}`);
  });
});

describe('automation rules', () => {
  it('have ids of text, are listed by service, and are gone after they are deleted', async () => {
    const policy = await must(201, 'POST', '/api/escalation-policies', {
      name: 'P',
      escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }],
    });
    const named = { name: 'S', integrationType: 'API', escalationPolicy: { id: policy.body.id } };
    const source = (await must(201, 'POST', '/api/alert-sources', named)).body;
    const sent = {
      alertType: 'CREATED',
      serviceStatus: 'DEGRADED',
      service: { id: shop },
      alertSource: { id: source.id },
      template: null,
    };
    const { id } = (await must(201, 'POST', '/api/automation-rules', { id: '', ...sent })).body;
    expect(id).toEqual(expect.any(String));
    expect((await must(200, 'GET', '/api/automation-rules', undefined, `service=${shop}`)).body).toMatchObject([
      { id },
    ]);
    await must(400, 'GET', '/api/automation-rules');
    await must(200, 'PUT', `/api/automation-rules/${id}`, { ...sent, alertType: 'ACCEPTED' });
    await must(204, 'DELETE', `/api/automation-rules/${id}`);
    await must(404, 'GET', `/api/automation-rules/${id}`);
    await must(404, 'DELETE', `/api/automation-rules/${id}`);
  });
});
