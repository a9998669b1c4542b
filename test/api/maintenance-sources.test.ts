import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
beforeEach(async () => {
  api = await apiHarness();
});

const create = async (path: string, body: object): Promise<number> => (await api.call('POST', path, { body })).body.id;
const ids = (list: readonly number[]) => list.map((id) => ({ id }));

async function sources(count: number, teams: readonly { id: number }[] = []): Promise<number[]> {
  const rules = [{ escalationTimeout: 5, users: [{ id: 1 }] }];
  const policy = await create('/api/escalation-policies', { name: 'P', escalationRules: rules });
  const source = { integrationType: 'API', escalationPolicy: { id: policy }, teams };
  const made: number[] = [];
  for (let index = 0; index < count; index += 1)
    made.push(await create('/api/alert-sources', { ...source, name: `S${index}` }));
  return made;
}

const window = (alertSources: readonly number[]) => ({
  summary: 'Work',
  start: '2026-03-03T00:00:00Z',
  end: '2026-03-04T00:00:00Z',
  alertSources: ids(alertSources),
});

describe('the sources of planned work', () => {
  it('are changed as far as one transaction goes, and refused beyond', async () => {
    const all = await sources(120);
    const path = `/api/maintenance-windows/${await create('/api/maintenance-windows', window(all.slice(0, 60)))}`;
    expect(await api.call('PUT', path, { body: window(all.slice(60)) })).toMatchObject({
      status: 400,
      body: { details: { field: 'alertSources' } },
    });
    expect((await api.call('PUT', path, { body: window(all.slice(35, 95)) })).status).toBe(200);
    expect((await api.call('DELETE', path)).status).toBe(204);
  });

  it('are those that one may know of', async () => {
    const team = await create('/api/teams', { name: 'Secret', visibility: 'PRIVATE' });
    const [secret = 0] = await sources(1, ids([team]));
    const { key } = await api.userOf('USER', 30);
    const asked = async (id: number) =>
      (await api.call('POST', '/api/maintenance-windows', { body: window([id]), key })).text.replace(String(id), '#');
    expect(await asked(secret)).toBe(await asked(999));
    expect((await api.call('POST', '/api/maintenance-windows', { body: window([secret]) })).status).toBe(200);
  });
});
