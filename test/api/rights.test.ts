import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type Role, system } from '../../functions/domain/access/actor.ts';
import { authorize } from '../../functions/domain/access/authorize.ts';
import { type Action, can } from '../../functions/domain/access/can.ts';
import { type ApiHarness, apiHarness, type CallOptions } from './api-harness.ts';

const roles: Role[] = ['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER', 'ADMIN', 'OWNER'];
const actorOf = (role: Role): Actor => ({
  kind: 'user',
  userId: 7,
  name: 'Ada',
  role,
  via: 'API',
  person: { firstName: 'Ada', lastName: '', email: 'ada@example.com' },
});

describe('the role matrix', () => {
  //                                    STAKE  GUEST  VIEW   RESP   USER   ADMIN  OWNER
  const matrix: [Action, ...boolean[]][] = [
    ['alert:read', false, false, true, true, true, true, true],
    ['alert:create', false, false, false, true, true, true, true],
    ['alert:respond', false, false, false, true, true, true, true],
    ['policy:read', false, false, true, true, true, true, true],
    ['policy:write', false, false, false, false, true, true, true],
    ['source:read', false, false, true, true, true, true, true],
    ['source:write', false, false, false, false, true, true, true],
    ['schedule:read', false, false, true, true, true, true, true],
    ['schedule:write', false, false, false, false, true, true, true],
    ['schedule:override', false, false, false, true, true, true, true],
    ['schedule:override-anyone', false, false, false, false, true, true, true],
    ['team:read', false, false, true, true, true, true, true],
    ['team:write', false, false, false, false, false, true, true],
    ['team:own', false, false, false, false, false, true, true],
    ['team:administer', false, false, false, false, false, true, true],
    ['user:read', false, false, true, true, true, true, true],
    ['user:write', false, false, false, false, false, true, true],
    ['user:administer', false, false, false, false, false, true, true],
  ];
  it.each(matrix)('%s', (action, ...allowed) => {
    expect(roles.map((role) => can(actorOf(role), action, { id: 1 }))).toEqual(allowed);
  });

  it('lets everybody read and edit their own profile, and nobody administer it by that', () => {
    for (const role of roles) {
      expect(can(actorOf(role), 'user:read', { id: 7, role })).toBe(true);
      expect(can(actorOf(role), 'user:write', { id: 7, role })).toBe(true);
    }
    expect(can(actorOf('USER'), 'user:administer', { id: 7, role: 'USER' })).toBe(false);
  });

  it('lets team roles count beside the role of the account, but never for stakeholders', () => {
    const team = (role: 'USER' | 'ADMIN' | 'RESPONDER', visibility: 'PUBLIC' | 'PRIVATE' = 'PRIVATE') => ({
      id: 1,
      visibility,
      members: [{ userId: 7, role }],
    });
    expect(can(actorOf('RESPONDER'), 'team:write', team('ADMIN'))).toBe(true);
    expect(can(actorOf('RESPONDER'), 'team:write', team('USER'))).toBe(false);
    expect(can(actorOf('RESPONDER'), 'team:own', team('USER'))).toBe(true);
    expect(can(actorOf('USER'), 'team:own', team('RESPONDER'))).toBe(false);
    expect(can(actorOf('USER'), 'team:own', team('RESPONDER', 'PUBLIC'))).toBe(true);
    expect(can(actorOf('ADMIN'), 'team:administer', team('RESPONDER'))).toBe(true);
    for (const action of ['team:write', 'team:own', 'team:administer'] as const)
      expect(can(actorOf('STAKEHOLDER'), action, team('ADMIN'))).toBe(false);
  });

  it('keeps the account owner from other administrators', () => {
    expect(can(actorOf('ADMIN'), 'user:read', { id: 1, role: 'OWNER' })).toBe(true);
    expect(can(actorOf('ADMIN'), 'user:write', { id: 1, role: 'OWNER' })).toBe(false);
    expect(can(actorOf('ADMIN'), 'user:administer', { id: 1, role: 'OWNER' })).toBe(false);
  });

  it('lets a source act on its own alerts only, and Tocsin on everything', () => {
    const source: Actor = { kind: 'source', sourceId: 5, name: 'Prometheus', via: 'SOURCE' };
    expect(can(source, 'alert:respond', { id: 1, source: { id: 5 } })).toBe(true);
    expect(can(source, 'alert:respond', { id: 1, source: { id: 6 } })).toBe(false);
    expect(can(source, 'policy:read', { id: 5 })).toBe(false);
    expect(can(system, 'user:administer', { id: 1, role: 'OWNER' })).toBe(true);
  });

  it('says not found of what is absent or invisible, forbidden of what is only visible', () => {
    expect(() => authorize(actorOf('ADMIN'), 'alert:respond', undefined, 3)).toThrow('alert 3 was not found');
    expect(() => authorize(actorOf('GUEST'), 'alert:respond', { id: 3 }, 3)).toThrow('alert 3 was not found');
    expect(() => authorize(actorOf('VIEWER'), 'alert:respond', { id: 3 }, 3)).toThrow(/may not/);
    expect(() => authorize(actorOf('USER'), 'alert:respond', { id: 3 }, 3)).not.toThrow();
  });
});

describe('over HTTP', () => {
  let api: ApiHarness;
  const keys: Partial<Record<Role, string>> = {};
  const ids = { policy: 0, source: 0, alert: 0, schedule: 0, team: 0 };

  beforeAll(async () => {
    api = await apiHarness();
    for (const [index, role] of roles.entries())
      keys[role] = role === 'OWNER' ? 'owner-key' : (await api.userOf(role, index + 20)).key;
    const create = async (path: string, body: unknown) => (await api.call('POST', path, { body })).body.id;
    ids.policy = await create('/api/escalation-policies', policy());
    ids.source = await create('/api/alert-sources', source());
    ids.schedule = await create('/api/schedules', schedule());
    ids.team = await create('/api/teams', { name: 'Platform' });
    ids.alert = await create('/api/alerts', { summary: 'Disk full', alertSource: { id: ids.source } });
  });

  const policy = () => ({ name: 'P', escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }] });
  const schedule = () => ({ name: 'S', timezone: 'Europe/Berlin', type: 'STATIC' });
  const source = () => ({
    name: 'S',
    integrationType: 'API',
    escalationPolicy: { id: ids.policy },
    metadata: { signingSecret: 'top secret' },
    autotaskMetadata: { secret: 'top secret' },
  });
  let email = 0;
  const person = () => ({ email: `new${email++}@example.com`, firstName: 'New', lastName: 'Person' });

  type Row = [method: string, path: () => string, options: () => CallOptions, ...statuses: number[]];
  //                                                   STAKE GUEST VIEW RESP USER ADMIN OWNER
  const rows: Row[] = [
    ['GET', () => '/api/escalation-policies', () => ({}), 200, 200, 200, 200, 200, 200, 200],
    ['GET', () => `/api/escalation-policies/${ids.policy}`, () => ({}), 404, 404, 200, 200, 200, 200, 200],
    ['POST', () => '/api/escalation-policies', () => ({ body: policy() }), 403, 403, 403, 403, 201, 201, 201],
    [
      'PUT',
      () => `/api/escalation-policies/${ids.policy}`,
      () => ({ body: policy() }),
      404,
      404,
      403,
      403,
      200,
      200,
      200,
    ],
    ['DELETE', () => '/api/escalation-policies/77', () => ({}), 404, 404, 404, 404, 404, 404, 404],
    ['DELETE', () => `/api/escalation-policies/${ids.policy}`, () => ({}), 404, 404, 403, 403, 400, 400, 400],
    ['GET', () => `/api/alert-sources/${ids.source}`, () => ({}), 404, 404, 200, 200, 200, 200, 200],
    ['PUT', () => `/api/alert-sources/${ids.source}`, () => ({ body: source() }), 404, 404, 403, 403, 200, 200, 200],
    ['GET', () => `/api/alert-sources/${ids.source}/events`, () => ({}), 404, 404, 200, 200, 200, 200, 200],
    ['GET', () => `/api/alerts/${ids.alert}`, () => ({}), 404, 404, 200, 200, 200, 200, 200],
    [
      'POST',
      () => `/api/alerts/${ids.alert}/comments`,
      () => ({ body: { content: 'x' } }),
      404,
      404,
      403,
      201,
      201,
      201,
      201,
    ],
    ['GET', () => `/api/schedules/${ids.schedule}`, () => ({}), 404, 404, 200, 200, 200, 200, 200],
    ['PUT', () => `/api/schedules/${ids.schedule}`, () => ({ body: schedule() }), 404, 404, 403, 403, 200, 200, 200],
    ['GET', () => '/api/on-calls', () => ({}), 403, 403, 200, 200, 200, 200, 200],
    ['GET', () => '/api/on-calls/reachability', () => ({}), 403, 403, 200, 200, 200, 200, 200],
    ['GET', () => `/api/teams/${ids.team}`, () => ({}), 404, 404, 200, 200, 200, 200, 200],
    ['POST', () => '/api/teams', () => ({ body: { name: 'T' } }), 403, 403, 403, 403, 403, 201, 201],
    ['PUT', () => `/api/alerts/${ids.alert}/accept`, () => ({}), 404, 404, 403, 200, 200, 200, 200],
    [
      'POST',
      () => '/api/alerts',
      () => ({ body: { summary: 'x', alertSource: { id: ids.source } } }),
      403,
      403,
      403,
      201,
      201,
      201,
      201,
    ],
    ['POST', () => '/api/users', () => ({ body: person() }), 403, 403, 403, 403, 403, 201, 201],
    ['GET', () => '/api/users/23', () => ({}), 404, 404, 200, 200, 200, 200, 200],
    [
      'PUT',
      () => '/api/users/1',
      () => ({ body: { ...person(), email: 'admin@example.com' } }),
      404,
      404,
      403,
      403,
      403,
      403,
      200,
    ],
    ['DELETE', () => '/api/users/1', () => ({}), 404, 404, 403, 403, 403, 403, 403],
    ['GET', () => '/api/users/current', () => ({}), 200, 200, 200, 200, 200, 200, 200],
    ['GET', () => '/api/users/current/contacts/emails', () => ({}), 400, 400, 400, 400, 400, 400, 400],
    ['GET', () => '/api/users/22/contacts/emails', () => ({}), 404, 404, 200, 403, 403, 200, 200],
    ['GET', () => '/api/users/22/api-keys', () => ({}), 404, 404, 200, 403, 403, 200, 200],
    ['POST', () => '/api/users/1/api-keys', () => ({ body: {} }), 404, 404, 403, 403, 403, 403, 201],
    [
      'POST',
      () => '/api/users/23/devices',
      () => ({ body: { platform: 'GCM', token: 't' } }),
      404,
      404,
      403,
      201,
      403,
      201,
      201,
    ],
  ];

  it.each(rows)('%s %s', async (method, path, options, ...statuses) => {
    const answers: number[] = [];
    for (const role of roles) answers.push((await api.call(method, path(), { ...options(), key: keys[role] })).status);
    expect(answers, `${method} ${path()}`).toEqual(statuses);
  });

  it('lists nothing for those who may see nothing, but themselves', async () => {
    for (const path of ['/api/alerts', '/api/alert-sources', '/api/escalation-policies'])
      expect((await api.call('GET', path, { key: keys.GUEST })).body).toEqual([]);
    expect((await api.call('GET', '/api/alerts/count', { key: keys.GUEST })).body).toEqual({ count: 0 });
    const users = (await api.call('GET', '/api/users', { key: keys.GUEST })).body;
    expect(users.map(({ id }: { id: number }) => id)).toEqual([21]);
  });

  it('shows keys and secrets of a source only to those who may change it', async () => {
    const shown = (await api.call('GET', `/api/alert-sources/${ids.source}`, { key: keys.USER })).body;
    expect(shown).toMatchObject({ integrationKey: expect.any(String), metadata: { signingSecret: 'top secret' } });
    const hidden = await api.call('GET', `/api/alert-sources/${ids.source}`, { key: keys.VIEWER });
    expect(hidden.body).toMatchObject({ integrationKey: null, integrationUrl: null });
    expect(hidden.text).not.toContain('top secret');
  });

  it('lets nobody raise their own role, and keeps what they may change', async () => {
    const own = { email: 'user23@example.com', firstName: 'First', lastName: 'Last' };
    const key = keys.RESPONDER;
    expect((await api.call('PUT', '/api/users/23', { key, body: { ...own, role: 'ADMIN' } })).status).toBe(403);
    const answer = await api.call('PUT', '/api/users/current', { key, body: { ...own, language: 'de' } });
    expect(answer.body).toMatchObject({ id: 23, language: 'de', role: 'RESPONDER' });
  });
});
