import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/*
 * What a private team owns is its members' alone; team roles count within the team; the team context narrows lists.
 */

let api: ApiHarness;
let outsider: string;
let responder: string;
let editor: string;
let guest: string;
const ids = { secret: 0, open: 0, policy: 0, openPolicy: 0, source: 0, openSource: 0, alert: 0, openAlert: 0 };

const create = async (path: string, body: object, key = 'owner-key'): Promise<number> => {
  const answer = await api.call('POST', path, { body, key });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
};
const statusOf = async (key: string, method: string, path: string, body?: object) =>
  (await api.call(method, path, { key, ...(body && { body }) })).status;
const listed = async (key: string, path: string, headers: Record<string, string> = {}) => {
  const answer = await api.call('GET', path, { key, headers });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.map(({ id }: { id: number }) => id);
};
const rules = [{ escalationTimeout: 5, users: [{ id: 31 }] }];

const setUp = async () => {
  api = await apiHarness();
  outsider = (await api.userOf('USER', 30)).key;
  responder = (await api.userOf('USER', 31)).key;
  editor = (await api.userOf('RESPONDER', 32)).key;
  guest = (await api.userOf('GUEST', 33)).key;
  const member = (id: number, role: string) => ({ user: { id }, role });
  const secret = [member(31, 'RESPONDER'), member(32, 'USER'), member(33, 'VIEWER')];
  ids.secret = await create('/api/teams', { name: 'Secret', visibility: 'PRIVATE', members: secret });
  ids.open = await create('/api/teams', { name: 'Open', members: [member(33, 'RESPONDER'), member(30, 'RESPONDER')] });
  ids.policy = await create('/api/escalation-policies', {
    name: 'P',
    escalationRules: rules,
    teams: [{ id: ids.secret }],
  });
  ids.openPolicy = await create('/api/escalation-policies', { name: 'O', escalationRules: rules });
  const source = { name: 'S', integrationType: 'API', escalationPolicy: { id: ids.openPolicy } };
  ids.source = await create('/api/alert-sources', { ...source, teams: [{ id: ids.secret }] });
  ids.openSource = await create('/api/alert-sources', { ...source, teams: [{ id: ids.open }] });
  ids.alert = await create('/api/alerts', { summary: 'Secret', alertSource: { id: ids.source } });
  ids.openAlert = await create('/api/alerts', { summary: 'Open', alertSource: { id: ids.openSource } });
};

describe('what a private team owns', () => {
  beforeAll(setUp);

  it('does not exist for others, but for administrators', async () => {
    for (const path of [`escalation-policies/${ids.policy}`, `alert-sources/${ids.source}`, `alerts/${ids.alert}`]) {
      expect(await statusOf(outsider, 'GET', `/api/${path}`), path).toBe(404);
      expect(await statusOf(responder, 'GET', `/api/${path}`), path).toBe(200);
      expect(await statusOf('owner-key', 'GET', `/api/${path}`), path).toBe(200);
    }
    expect(await statusOf(outsider, 'DELETE', `/api/alert-sources/${ids.source}`)).toBe(404);
    expect(await statusOf(outsider, 'PUT', `/api/alerts/${ids.alert}/accept`)).toBe(404);
    expect(await statusOf(outsider, 'GET', `/api/alerts/${ids.alert}/log-entries`)).toBe(404);
    expect(await statusOf(outsider, 'POST', `/api/alerts/${ids.alert}/comments`, { content: 'x' })).toBe(404);
    expect(await statusOf(outsider, 'GET', `/api/alert-sources/${ids.source}/events`)).toBe(404);
    expect(await statusOf(outsider, 'GET', `/api/teams/${ids.secret}`)).toBe(404);
    const made = { summary: 'x', alertSource: { id: ids.source } };
    expect(await statusOf(outsider, 'POST', '/api/alerts', made)).toBe(400);
  });

  it('is left out of their lists and counts, whose pages are full all the same', async () => {
    expect(await listed(outsider, '/api/escalation-policies')).toEqual([ids.openPolicy]);
    expect(
      (await api.call('GET', '/api/escalation-policies', { key: outsider, query: 'max-results=1' })).body,
    ).toHaveLength(1);
    expect(await listed(outsider, '/api/alert-sources')).toEqual([ids.openSource]);
    expect(await listed(outsider, '/api/teams')).toEqual([ids.open]);
    expect(await listed(outsider, '/api/alerts')).toEqual([ids.openAlert]);
    expect((await api.call('GET', '/api/alerts/count', { key: outsider })).body).toEqual({ count: 1 });
    expect(await listed(responder, '/api/alerts')).toEqual([ids.openAlert, ids.alert]);
    expect((await api.call('GET', '/api/alerts/count', { key: responder })).body).toEqual({ count: 2 });
  });

  it('hides its people from who is in no private team with them', async () => {
    expect(await statusOf(outsider, 'GET', '/api/users/32')).toBe(404);
    expect(await statusOf(responder, 'GET', '/api/users/32')).toBe(200);
    expect(await listed(outsider, '/api/users')).toEqual([1, 30]);
  });

  it('follows the role in the team instead of the one in the account', async () => {
    const renamed = { name: 'New', escalationRules: rules };
    expect(await statusOf(responder, 'PUT', `/api/escalation-policies/${ids.policy}`, renamed)).toBe(403);
    expect(await statusOf(responder, 'PUT', `/api/escalation-policies/${ids.openPolicy}`, renamed)).toBe(200);
    expect(await statusOf(editor, 'PUT', `/api/escalation-policies/${ids.policy}`, renamed)).toBe(200);
    expect(await statusOf(editor, 'PUT', `/api/escalation-policies/${ids.openPolicy}`, renamed)).toBe(403);
  });
});

describe('team roles', () => {
  beforeEach(setUp);

  it('let guests see and do what their teams let them, and nothing else', async () => {
    expect(await listed(guest, '/api/alert-sources')).toEqual([ids.source, ids.openSource]);
    expect(await listed(guest, '/api/escalation-policies')).toEqual([ids.policy]);
    expect(await statusOf(guest, 'PUT', `/api/alerts/${ids.openAlert}/accept`)).toBe(200);
    expect(await statusOf(guest, 'PUT', `/api/alerts/${ids.alert}/accept`)).toBe(403);
  });

  it('let people create and delete what the team owns', async () => {
    const policy = { name: 'Mine', escalationRules: rules };
    expect(await statusOf(editor, 'POST', '/api/escalation-policies', policy)).toBe(403);
    const id = await create('/api/escalation-policies', { ...policy, teams: [{ id: ids.secret }] }, editor);
    const shared = { ...policy, teams: [{ id: ids.secret }, { id: ids.open }] };
    expect(await statusOf('owner-key', 'PUT', `/api/escalation-policies/${id}`, shared)).toBe(200);
    expect(await statusOf(editor, 'DELETE', `/api/escalation-policies/${id}`)).toBe(403);
    expect(
      await statusOf('owner-key', 'PUT', `/api/escalation-policies/${id}`, { ...shared, teams: [{ id: ids.secret }] }),
    ).toBe(200);
    expect(await statusOf(editor, 'DELETE', `/api/escalation-policies/${id}`)).toBe(204);
  });

  it('do not keep somebody from an alert they were called to', async () => {
    expect(await statusOf('owner-key', 'POST', `/api/alerts/${ids.alert}/responders`, { user: { id: 30 } })).toBe(201);
    expect(await listed(outsider, '/api/alerts')).toEqual([ids.openAlert, ids.alert]);
    expect(await statusOf(outsider, 'PUT', `/api/alerts/${ids.alert}/accept`)).toBe(200);
  });

  it('are believed as they are now', async () => {
    expect(await statusOf(outsider, 'GET', `/api/alert-sources/${ids.source}`)).toBe(404);
    await api.call('POST', `/api/teams/${ids.secret}/members`, { body: { user: { id: 30 } } });
    expect(await statusOf(outsider, 'GET', `/api/alert-sources/${ids.source}`)).toBe(200);
  });
});

describe('the team context', () => {
  beforeAll(setUp);

  it('narrows lists and counts to a team, or to the caller’s teams', async () => {
    const secret = { 'team-context': String(ids.secret) };
    expect(await listed('owner-key', '/api/alert-sources', secret)).toEqual([ids.source]);
    expect(await listed('owner-key', '/api/alerts', secret)).toEqual([ids.alert]);
    const count = await api.call('GET', '/api/alerts/count', { headers: secret });
    expect(count.body).toEqual({ count: 1 });
    expect(await listed(outsider, '/api/alert-sources', secret)).toEqual([]);
    expect(await listed(outsider, '/api/alert-sources', { 'x-team-context': '-1' })).toEqual([ids.openSource]);
    expect(await listed('owner-key', '/api/alert-sources', { 'team-context': '0' })).toHaveLength(2);
    const refused = await api.call('GET', '/api/alert-sources', { headers: { 'team-context': 'mine' } });
    expect([refused.status, refused.body.details.field]).toEqual([400, 'team-context']);
  });
});
