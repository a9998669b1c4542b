import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let ids: { source: number; service: number; template: number };

const made = async (path: string, body: object): Promise<number> => {
  const answer = await api.call('POST', path, { body });
  expect(answer.status, answer.text).toBeLessThan(202);
  return answer.body.id;
};
const rule = (facts: object = {}) => ({
  alertType: 'CREATED',
  serviceStatus: 'DEGRADED',
  service: { id: ids.service },
  alertSource: { id: ids.source },
  ...facts,
});
const path = '/api/automation-rules';

beforeEach(async () => {
  api = await apiHarness();
  const levels = [{ escalationTimeout: 5, users: [{ id: 1 }] }];
  const policy = await made('/api/escalation-policies', { name: 'P', escalationRules: levels });
  const source = { name: 'Prometheus', integrationType: 'API', escalationPolicy: { id: policy } };
  ids = {
    source: await made('/api/alert-sources', source),
    service: await made('/api/services', { name: 'Checkout' }),
    template: await made('/api/incident-templates', { name: 'Slow' }),
  };
});

describe('what is written reads back', () => {
  it('with all its members', async () => {
    const sent = rule({
      alertType: 'ACCEPTED',
      resolveIncident: true,
      resolveService: true,
      sendNotification: true,
      template: { id: ids.template },
    });
    const created = await api.call('POST', path, { body: { ...sent, unknown: 1 } });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      ...sent,
      id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      service: { id: ids.service, name: 'Checkout' },
      alertSource: { id: ids.source, name: 'Prometheus' },
      template: { id: ids.template, name: 'Slow' },
    });
    expect(created.headers.location).toMatch(new RegExp(`${path}/${created.body.id}$`));
    expect((await api.call('GET', `${path}/${created.body.id}`)).body).toEqual(created.body);
    const changed = await api.call('PUT', `${path}/${created.body.id}`, { body: rule() });
    expect([changed.status, changed.body]).toEqual([
      200,
      {
        id: created.body.id,
        alertType: 'CREATED',
        serviceStatus: 'DEGRADED',
        resolveIncident: false,
        resolveService: false,
        sendNotification: false,
        service: { id: ids.service, name: 'Checkout' },
        alertSource: { id: ids.source, name: 'Prometheus' },
      },
    ]);
    expect((await api.call('DELETE', `${path}/${created.body.id}`)).status).toBe(204);
    expect((await api.call('GET', `${path}/${created.body.id}`)).status).toBe(404);
  });

  it('also what clients fill in with nothing', async () => {
    const filler = { id: '', alertType: '', template: { id: 0, name: '' }, sendNotification: null };
    const { status, body } = await api.call('POST', path, { body: rule(filler) });
    expect([status, body.alertType, body.template]).toEqual([201, 'CREATED', undefined]);
  });
});

describe('the list', () => {
  it('is of one service, oldest first', async () => {
    const other = await made('/api/services', { name: 'Search' });
    const bodies = [rule(), rule({ serviceStatus: 'MAJOR_OUTAGE' }), rule({ service: { id: other } })];
    const rules: string[] = [];
    for (const body of bodies) rules.push((await api.call('POST', path, { body })).body.id);
    const listOf = async (query: string) =>
      (await api.call('GET', path, { query })).body.map(({ id }: { id: string }) => id);
    expect(await listOf(`service=${ids.service}`)).toEqual(rules.slice(0, 2));
    expect(await listOf(`service=${other}`)).toEqual(rules.slice(2));
    expect(await listOf(`service=${ids.service}&start-index=1&max-results=1`)).toEqual(rules.slice(1, 2));
    expect(await listOf('service=999999')).toEqual([]);
  });

  it('needs the service', async () => {
    const { status, body } = await api.call('GET', path);
    expect([status, body.details]).toEqual([400, { field: 'service' }]);
  });

  it('shows a rule that moved to another service there alone', async () => {
    const other = await made('/api/services', { name: 'Search' });
    const { id } = (await api.call('POST', path, { body: rule() })).body;
    await api.call('PUT', `${path}/${id}`, { body: rule({ service: { id: other } }) });
    expect((await api.call('GET', path, { query: `service=${ids.service}` })).body).toEqual([]);
    expect((await api.call('GET', path, { query: `service=${other}` })).body).toHaveLength(1);
  });
});

it.each([
  ['a trigger that is none', { alertType: 'RESOLVED' }, 'alertType'],
  ['a status that is none', { serviceStatus: 'BROKEN' }, 'serviceStatus'],
  ['neither status nor template', { serviceStatus: null }, 'serviceStatus'],
  ['no service', { service: null }, 'service'],
  ['no source', { alertSource: undefined }, 'alertSource'],
  ['a flag that is none', { resolveService: 'yes' }, 'resolveService'],
  ['a template that is not there', { template: { id: 999 } }, 'template.id'],
])('refuses %s', async (_case, facts, field) => {
  const { status, body } = await api.call('POST', path, { body: rule(facts) });
  expect([status, body.details]).toEqual([400, { field }]);
});

it.each([
  ['its service', () => `/api/services/${ids.service}`],
  ['its source', () => `/api/alert-sources/${ids.source}`],
  ['its template', () => `/api/incident-templates/${ids.template}`],
])('keeps %s from being deleted until it is gone itself', async (_case, pathOf) => {
  const { id } = (await api.call('POST', path, { body: rule({ template: { id: ids.template } }) })).body;
  const refused = await api.call('DELETE', pathOf());
  expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining(`automation rule ${id}`)]);
  await api.call('DELETE', `${path}/${id}`);
  expect((await api.call('DELETE', pathOf())).status).toBe(204);
});

it('a source has at most fifty', async () => {
  for (let count = 0; count < 50; count += 1) expect((await api.call('POST', path, { body: rule() })).status).toBe(201);
  const { status, body } = await api.call('POST', path, { body: rule() });
  expect([status, body.details]).toEqual([400, { field: 'alertSource.id' }]);
});

it('is the business of whoever its service belongs to', async () => {
  const { key: others } = await api.userOf('USER', 20);
  const { key: members } = await api.userOf('USER', 30);
  const cell = { name: 'Cell', visibility: 'PRIVATE', members: [{ user: { id: 30 }, role: 'USER' }] };
  const teams = [{ id: await made('/api/teams', cell) }];
  await api.call('PUT', `/api/services/${ids.service}`, { body: { name: 'Checkout', teams } });
  const { id } = (await api.call('POST', path, { body: rule() })).body;
  for (const [method, body] of [['GET'], ['PUT', rule()], ['DELETE']] as const)
    expect((await api.call(method, `${path}/${id}`, { key: others, ...(body && { body }) })).status).toBe(404);
  expect((await api.call('GET', path, { key: others, query: `service=${ids.service}` })).body).toEqual([]);
  expect((await api.call('GET', `${path}/${id}`, { key: members })).status).toBe(200);
  expect((await api.call('PUT', `${path}/${id}`, { key: members, body: rule() })).status).toBe(200);
});
