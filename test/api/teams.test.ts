import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let ada: number;
let bob: number;
beforeEach(async () => {
  api = await apiHarness();
  ada = await aPerson('Ada');
  bob = await aPerson('Bob');
});

const call = (method: string, path: string, body?: unknown, query = '', key?: string) =>
  api.call(method, path, { body, query, ...(key && { key }) });

async function created(path: string, body: unknown) {
  const answer = await call('POST', path, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

const aPerson = async (firstName: string): Promise<number> =>
  (await created('/api/users', { email: `${firstName}@example.com`, firstName, lastName: 'Example' })).id;

const member = (id: number, role?: string) => ({ user: { id }, ...(role && { role }) });

describe('a team', () => {
  it('sent with the least is public and empty', async () => {
    const { id } = await created('/api/teams', { name: 'Platform' });
    expect((await call('GET', `/api/teams/${id}`)).body).toEqual({
      id,
      name: 'Platform',
      visibility: 'PUBLIC',
      members: [],
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
  });

  it('keeps its members in the order sent, and takes back what it answered', async () => {
    const sent = { name: 'Nacht', visibility: 'PRIVATE', members: [member(bob, 'ADMIN'), member(ada)] };
    const team = await created('/api/teams', sent);
    expect(team.members).toEqual([
      { user: { id: bob, firstName: 'Bob', lastName: 'Example' }, role: 'ADMIN' },
      { user: { id: ada, firstName: 'Ada', lastName: 'Example' }, role: 'RESPONDER' },
    ]);
    const again = await call('PUT', `/api/teams/${team.id}`, team);
    expect(again.body).toEqual(team);
    expect((await call('GET', '/api/teams/name/Nacht')).body).toEqual(team);
    const replaced = await call('PUT', `/api/teams/${team.id}`, { name: 'Nacht', members: [member(ada, 'VIEWER')] });
    expect(replaced.body).toMatchObject({ visibility: 'PUBLIC', members: [member(ada, 'VIEWER')] });
  });

  it('gains, changes and loses members one by one', async () => {
    const { id } = await created('/api/teams', { name: 'Platform', members: [member(ada)] });
    const added = await call('POST', `/api/teams/${id}/members`, member(bob, 'USER'));
    expect([added.status, added.body]).toMatchObject([200, member(bob, 'USER')]);
    await call('POST', `/api/teams/${id}/members`, member(ada, 'ADMIN'));
    const { body } = await call('GET', `/api/teams/${id}`);
    expect(body.members).toMatchObject([member(ada, 'ADMIN'), member(bob, 'USER')]);
    expect((await call('DELETE', `/api/teams/${id}/members/${ada}`)).status).toBe(204);
    expect((await call('DELETE', `/api/teams/${id}/members/${ada}`)).status).toBe(404);
    expect((await call('GET', `/api/teams/${id}`)).body.members).toMatchObject([member(bob, 'USER')]);
  });

  it('has stakeholders as what they are, whether or not that is said', async () => {
    const { user } = await api.userOf('STAKEHOLDER', 52);
    const named = async (role?: string) =>
      call('POST', '/api/teams', { name: `As ${role}`, members: [member(user.id, role)] });
    for (const role of [undefined, 'STAKEHOLDER'])
      expect((await named(role)).body.members).toMatchObject([member(user.id, 'STAKEHOLDER')]);
    expect((await named('RESPONDER')).body.details).toEqual({ field: 'members[0].role' });
  });

  it('is found by its members', async () => {
    const both = await created('/api/teams', { name: 'Both', members: [member(ada), member(bob)] });
    const alone = await created('/api/teams', { name: 'Alone', members: [member(ada)] });
    const idsOf = async (query: string) =>
      (await call('GET', '/api/teams', undefined, query)).body.map(({ id }: { id: number }) => id);
    expect(await idsOf(`members=${ada}`)).toEqual([both.id, alone.id]);
    expect(await idsOf(`members=${ada}&members=${bob}`)).toEqual([both.id]);
    expect(await idsOf('members=999')).toEqual([]);
    await call('DELETE', `/api/teams/${both.id}/members/${ada}`);
    expect(await idsOf(`members=${ada}`)).toEqual([alone.id]);
    expect(await idsOf('max-results=1&start-index=1')).toEqual([alone.id]);
  });

  it('keeps its members from being deleted', async () => {
    const { id } = await created('/api/teams', { name: 'Platform', members: [member(ada)] });
    expect((await call('DELETE', `/api/users/${ada}`)).body.message).toContain(`team ${id} "Platform"`);
    expect((await call('DELETE', `/api/teams/${id}`)).status).toBe(204);
    expect((await call('DELETE', `/api/users/${ada}`)).status).toBe(204);
  });

  it('is looked after by its own admins, who cannot change anything else of it', async () => {
    const [{ key }, outsider] = [await api.userOf('USER', 50), await api.userOf('USER', 51)];
    const team = await created('/api/teams', { name: 'Platform', members: [member(50, 'ADMIN')] });
    const path = `/api/teams/${team.id}`;
    expect((await call('POST', `${path}/members`, member(ada), '', key)).status).toBe(200);
    expect((await call('PUT', path, { ...team, members: [member(50, 'ADMIN')] }, '', key)).status).toBe(200);
    expect((await call('PUT', path, { ...team, name: 'Mine' }, '', key)).status).toBe(403);
    expect((await call('DELETE', path, undefined, '', key)).status).toBe(403);
    expect((await call('POST', '/api/teams', { name: 'Other' }, '', key)).status).toBe(403);
    expect((await call('POST', `${path}/members`, member(ada), '', outsider.key)).status).toBe(403);
    expect((await call('GET', path, undefined, '', outsider.key)).status).toBe(200);
  });
});

describe('owners', () => {
  const policy = (teams?: object[] | null) => ({
    name: 'P',
    escalationRules: [{ escalationTimeout: 0, users: [{ id: 1 }] }],
    ...(teams !== undefined && { teams }),
  });

  it('are sorted by id with their names; omitted and null keep them, an empty list clears them', async () => {
    const [a, b] = [await created('/api/teams', { name: 'A' }), await created('/api/teams', { name: 'B' })];
    const owned = await created('/api/escalation-policies', policy([{ id: b.id }, { id: a.id }, { id: b.id }]));
    const both = [
      { id: a.id, name: 'A' },
      { id: b.id, name: 'B' },
    ];
    expect(owned.teams).toEqual(both);
    const put = async (body: object) => (await call('PUT', `/api/escalation-policies/${owned.id}`, body)).body.teams;
    expect(await put(policy())).toEqual(both);
    expect(await put(policy(null))).toEqual(both);
    expect((await call('DELETE', `/api/teams/${a.id}`)).status).toBe(400);
    expect(await put(policy([]))).toEqual([]);
    expect((await call('DELETE', `/api/teams/${a.id}`)).status).toBe(204);
  });

  it('are changed by those who may write in the team', async () => {
    const { key } = await api.userOf('USER', 50);
    const own = await created('/api/teams', { name: 'Own', visibility: 'PRIVATE', members: [member(50, 'USER')] });
    const others = await created('/api/teams', { name: 'Others', visibility: 'PRIVATE', members: [member(ada)] });
    const open = await created('/api/teams', { name: 'Open' });
    const helps = { name: 'Helps', visibility: 'PRIVATE', members: [member(50, 'RESPONDER')] };
    const helped = await created('/api/teams', helps);
    const create = async (id: number) =>
      (await call('POST', '/api/escalation-policies', policy([{ id }]), '', key)).status;
    expect([await create(own.id), await create(helped.id), await create(open.id)]).toEqual([201, 403, 201]);
    // Who may not know of a team is told that there is none.
    expect(await create(others.id)).toBe(400);
    const shared = await created('/api/escalation-policies', policy([{ id: own.id }, { id: others.id }]));
    expect((await call('PUT', `/api/escalation-policies/${shared.id}`, policy([]), '', key)).status).toBe(403);
    expect((await call('PUT', `/api/escalation-policies/${shared.id}`, policy(), '', key)).status).toBe(200);
    const hidden = await created('/api/escalation-policies', policy([{ id: others.id }]));
    expect((await call('PUT', `/api/escalation-policies/${hidden.id}`, policy(), '', key)).status).toBe(404);
  });
});
