import { beforeEach, describe, expect, it } from 'vitest';
import { deploymentSender } from '../support/deployments.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';
import { terraform } from './terraform.ts';

/*
 * What the Terraform provider and the Go client do with deployment pipelines: what was sent comes back exactly, and nothing that was
 * not sent appears.
 */

let api: ApiHarness;
beforeEach(async () => {
  api = await apiHarness();
});

const { created, read } = terraform(() => api);
const path = '/api/deployment-pipelines';
const put = async (id: number, body: unknown, query = '') => {
  const answer = await api.call('PUT', `${path}/${id}`, { body, query });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const steady = ({ updatedAt: _later, ...rest }: Record<string, unknown>) => rest;
const withUrl = 'include=integrationUrl';

describe('a deployment pipeline', () => {
  it.each<[type: string, slug: string, prefix: string, sent: object | undefined, params: object | undefined]>([
    ['API', 'api', 'ilapid', undefined, undefined],
    ['API', 'api', 'ilapid', { branchFilters: [], eventFilters: null }, undefined],
    [
      'GITHUB',
      'github',
      'ilghd',
      { branchFilters: ['main', 'rel/*'], eventFilters: ['release', 'push', 'pull_request'] },
      undefined,
    ],
    ['GITHUB', 'github', 'ilghd', { branchFilters: ['b', 'a'] }, { branchFilters: ['b', 'a'], eventFilters: [] }],
    ['GITHUB', 'github', 'ilghd', undefined, { branchFilters: [], eventFilters: [] }],
    [
      'GITLAB',
      'gitlab',
      'ilgld',
      { branchFilters: [], eventFilters: ['Push Hook', 'Merge Request Hook', 'Release Hook'] },
      undefined,
    ],
    [
      'GITLAB',
      'gitlab',
      'ilgld',
      { eventFilters: ['Release Hook'], signingSecret: ' a secret ü' },
      { branchFilters: [], eventFilters: ['Release Hook'], signingSecret: ' a secret ü' },
    ],
    ['ARGO_CD', 'argocd', 'ilacd', { branchFilters: ['main'], eventFilters: ['Succeeded', 'Failed'] }, undefined],
  ])('of type %s lives as the provider has it (%#)', async (integrationType, slug, prefix, sent, expected) => {
    const name = 'Shop / Läden';
    const filler = { id: 0, integrationKey: '', integrationUrl: '', teams: null };
    const params = expected ?? (integrationType === 'API' ? undefined : sent);
    const first = await created(path, { name, integrationType, ...(sent && { params: sent }), ...filler }, withUrl);
    const key = first.integrationKey;
    expect(key.startsWith(prefix)).toBe(true);
    expect(first).toEqual({
      id: expect.any(Number),
      name,
      integrationType,
      integrationKey: key,
      integrationUrl: `https://tocsin.example.com/api/deployment-events/${slug}/${key}`,
      ...(params && { params }),
      teams: [],
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(await read(`${path}/${first.id}`, withUrl)).toEqual(first);
    expect(await read(`${path}/name/${name}`, withUrl)).toEqual(first);
    const { integrationUrl: _asked, ...briefly } = first;
    expect(await read(`${path}/${first.id}`)).toEqual(briefly);
    expect(await read(path)).toEqual([briefly]);

    api.clock.advance({ minutes: 1 });
    // The client sends back what it has read.
    expect(steady(await put(first.id, first, withUrl))).toEqual(steady(first));
    const renamed = await put(first.id, { ...first, name: 'Other', integrationKey: 'ilapid-mine', id: 7 });
    expect(steady(renamed)).toEqual(steady({ ...briefly, name: 'Other' }));
    expect((await api.call('DELETE', `${path}/${first.id}`)).status).toBe(204);
    expect((await api.call('GET', `${path}/${first.id}`)).status).toBe(404);
    expect((await api.call('GET', `${path}/name/Other`)).status).toBe(404);
  });

  it('has teams by id, and none once they are left out, null or empty', async () => {
    const [a, b] = [await created('/api/teams', { name: 'A' }), await created('/api/teams', { name: 'B' })];
    const teams = [{ id: b.id }, { id: a.id }];
    const { id, ...made } = await created(path, { name: 'P', integrationType: 'API', teams });
    const both = [
      { id: a.id, name: 'A' },
      { id: b.id, name: 'B' },
    ];
    expect(made.teams).toEqual(both);
    for (const left of [{}, { teams: null }, { teams: [] }]) {
      expect((await put(id, { name: 'P', integrationType: 'API', teams })).teams).toEqual(both);
      expect((await put(id, { name: 'P', integrationType: 'API', ...left })).teams).toEqual([]);
    }
  });

  it('keeps its secret until it is said otherwise, and tells it those alone who may change it', async () => {
    const params = { branchFilters: ['main'], eventFilters: [] };
    const sent = { name: 'P', integrationType: 'GITHUB' };
    const { id } = await created(path, { ...sent, params: { ...params, signingSecret: 'hush' } });
    for (const left of [params, { ...params, signingSecret: null }, { ...params, signingSecret: '****' }])
      expect((await put(id, { ...sent, params: left })).params).toEqual({ ...params, signingSecret: 'hush' });
    const { key } = await api.userOf('VIEWER', 20);
    const seen = await api.call('GET', `${path}/${id}`, { key, query: withUrl });
    expect(seen.body).toMatchObject({ integrationKey: null, integrationUrl: null, params });
    expect(seen.text).not.toContain('hush');
    expect((await put(id, { ...sent, params: { ...params, signingSecret: '' } })).params).toEqual(params);
  });

  it('gets another key, and the former one ends', async () => {
    const { id, integrationKey } = await created(path, { name: 'P', integrationType: 'API' });
    const { status, body } = await api.call('POST', `${path}/${id}/rotate-key`);
    expect([status, body.integrationKey === integrationKey, body.integrationUrl.endsWith(body.integrationKey)]).toEqual(
      [200, false, true],
    );
    const send = deploymentSender(api);
    await expect(send({ summary: 'x' }, { key: integrationKey })).rejects.toThrow('is not the key');
    await send({ summary: 'x' }, { key: body.integrationKey });
  });

  it('tells how much its filters have left out', async () => {
    const params = { eventFilters: ['release'] };
    const { id, integrationKey: key } = await created(path, { name: 'P', integrationType: 'GITHUB', params });
    const asked = 'include=filteredEvents';
    expect((await read(`${path}/${id}`, asked)).filteredEvents).toEqual({ count: 0 });
    await deploymentSender(api)({ ref: 'refs/heads/main', repository: { full_name: 'a/b' } }, { key });
    const lastReason = 'no event filter names push';
    expect((await read(`${path}/${id}`, asked)).filteredEvents).toEqual({
      count: 1,
      lastAt: api.clock.now(),
      lastReason,
    });
  });

  it('has pages of fifty, a hundred at most', async () => {
    for (let count = 0; count < 51; count += 1) await created(path, { name: `P ${count}`, integrationType: 'API' });
    expect(await read(path)).toHaveLength(50);
    expect(await read(path, 'max-results=100&start-index=1')).toHaveLength(50);
    expect((await api.call('GET', path, { query: 'max-results=101' })).status).toBe(400);
  });
});

describe('the list of deployments', () => {
  const summaries = async (query = '') =>
    (await read('/api/deployments', query)).map(({ summary }: { summary: string }) => summary);

  it('is newest first, of a time, of pipelines, page by page', async () => {
    const send = deploymentSender(api);
    const make = async (name: string) => created(path, { name, integrationType: 'API' });
    const [one, other] = [await make('One'), await make('Other')];
    for (const [summary, timestamp, key] of [
      ['c', '2026-03-01T00:00:00Z', one.integrationKey],
      ['a', '2026-02-10T00:00:00Z', one.integrationKey],
      ['b', '2026-02-28T23:59:59Z', other.integrationKey],
    ])
      await send({ summary, timestamp }, { key });
    expect(await summaries()).toEqual(['c', 'b', 'a']);
    expect(await summaries('start-index=1&max-results=1')).toEqual(['b']);
    expect(await summaries(`pipelines=${one.id}`)).toEqual(['c', 'a']);
    expect(await summaries(`pipelines=${one.id}&pipelines=${other.id}`)).toEqual(['c', 'b', 'a']);
    expect(await summaries('from=2026-02-28T00:00:00Z')).toEqual(['c', 'b']);
    expect(await summaries('from=2026-02-28T00:00:00Z&until=2026-03-01T00:00:00Z')).toEqual(['b']);
    expect(await summaries('from=2026-03-01T00:00:00%2B00:00')).toEqual(['c']);
    expect(await summaries('from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z')).toEqual([]);
    expect((await read('/api/deployments', 'max-results=1'))[0]).toEqual({
      id: expect.any(Number),
      summary: 'c',
      timestamp: '2026-03-01T00:00:00.000Z',
      receivedAt: api.clock.now(),
      deploymentPipeline: { id: one.id, name: 'One', integrationType: 'API' },
      links: [],
    });
    for (const query of ['from=yesterday', 'until=2026-03-01', 'pipelines=x', 'max-results=101', 'pipeline=1'])
      expect([query, (await api.call('GET', '/api/deployments', { query })).status]).toEqual([query, 400]);
  });

  it('shows of private teams what the reader may see, and what is left of deleted pipelines to those whose they were', async () => {
    const { key: mine } = await api.userOf('USER', 20);
    const { key: others } = await api.userOf('USER', 30);
    const members = [{ user: { id: 20 } }];
    const team = await created('/api/teams', { name: 'Cell', visibility: 'PRIVATE', members });
    const pipeline = await created(path, { name: 'P', integrationType: 'API', teams: [{ id: team.id }] });
    await deploymentSender(api)({ summary: 'secret' }, { key: pipeline.integrationKey });
    const seenBy = async (key: string) => (await api.call('GET', '/api/deployments', { key })).body.length;
    expect([await seenBy(mine), await seenBy(others)]).toEqual([1, 0]);
    await api.call('DELETE', `${path}/${pipeline.id}`);
    expect([await seenBy(mine), await seenBy(others)]).toEqual([1, 0]);
    expect((await api.call('DELETE', `/api/teams/${team.id}`)).status).toBe(204);
    expect([await seenBy(mine), await seenBy(others)]).toEqual([0, 0]);
  });
});
