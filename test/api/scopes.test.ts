import { beforeAll, describe, expect, it } from 'vitest';
import { allows, type NeededScope, type Scope, scopeNames } from '../../functions/domain/access/scope.ts';
import type { Route } from '../../functions/handlers/api/route.ts';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { scopeOf } from '../../functions/handlers/api/scopes.ts';
import { aTenant } from '../security/rights-world.ts';
import { apiHarness } from './api-harness.ts';

let routes: readonly Route[] = [];
beforeAll(async () => {
  routes = (await allRoutes()).filter(({ isPublic }) => !isPublic);
});

type Harness = Pick<Awaited<ReturnType<typeof apiHarness>>, 'call'>;

/** A key of the owner that is held to these scopes. */
async function keyWith(api: Harness, ...scopes: readonly Scope[]): Promise<string> {
  const { status, body } = await api.call('POST', '/api/users/1/api-keys', { body: { scopes } });
  expect(status).toBe(201);
  return body.key;
}

/** Ends all keys of the owner but the first one. */
async function forgetKeys(api: Harness): Promise<void> {
  for (const { id } of (await api.call('GET', '/api/users/1/api-keys')).body)
    if (id !== 10) await api.call('DELETE', `/api/users/1/api-keys/${id}`);
}

describe('every route that needs a key', () => {
  it('has a scope, after what it is about and what its method does', () => {
    for (const route of routes) {
      const [name = '', access = ''] = scopeOf(route).split(':');
      expect(scopeNames, route.path).toContain(name);
      if (route.method === 'GET') expect([route.path, access]).toEqual([route.path, 'r']);
      if (route.method === 'PUT') expect([route.path, access]).toEqual([route.path, 'w']);
      if (route.method === 'DELETE') expect([route.path, access]).toEqual([route.path, 'd']);
    }
    const readsByPost = routes.filter((route) => route.method === 'POST' && scopeOf(route).endsWith(':r'));
    expect(readsByPost.map(({ path }) => path).sort()).toEqual([
      '/api/alert-sources/{id}/template-preview',
      '/api/conditions/evaluate',
      '/api/escalation-policies/simulate',
      '/api/event-flows/{id}/dry-run',
      '/api/incidents/publish-info',
      '/api/users/search-email',
      '/api/users/{user}/contacts/emails/search-target',
      '/api/users/{user}/contacts/phone-numbers/search-target',
    ]);
  });

  it.each<[string, string, NeededScope]>([
    ['PUT', '/api/alerts/{id}/accept', 'alert:w'],
    ['DELETE', '/api/alerts/{id}/responders/{user}', 'alert:d'],
    ['POST', '/api/alert-sources', 'source:w'],
    ['GET', '/api/escalation-policies/resolve', 'policy:r'],
    ['GET', '/api/on-calls', 'schedule:r'],
    ['POST', '/api/coverage-requests', 'schedule:w'],
    ['DELETE', '/api/maintenance-windows/{id}', 'maintenance:d'],
    ['GET', '/api/heartbeat-monitors', 'monitor:r'],
    ['PUT', '/api/support-hours/{id}', 'support_hour:w'],
    ['GET', '/api/users/current', 'profile:r'],
    ['PUT', '/api/users/current', 'profile:w'],
    ['GET', '/api/users/{id}', 'user:r'],
    ['POST', '/api/users/{user}/contacts/emails', 'user:w'],
    ['DELETE', '/api/teams/{id}', 'team:d'],
  ])('%s %s needs %s', (method, path, scope) => expect(scopeOf({ method, path })).toBe(scope));

  it('cannot be made for something that no scope is about', () => {
    expect(() => scopeOf({ method: 'GET', path: '/api/something-new' })).toThrow('something-new has no scope');
  });

  it('refuses a key that has every scope but its own, naming it, and does nothing', async () => {
    const world = await aTenant('OWNER');
    const keys = new Map<NeededScope, string>();
    // One scope after the other: a user has only so many keys at a time.
    for (const route of routes.toSorted((a, b) => scopeOf(a).localeCompare(scopeOf(b)))) {
      const scope = scopeOf(route);
      const others = scopeNames.filter((name) => !allows([`${name}:d`], scope)).map((name): Scope => `${name}:d`);
      if (!keys.has(scope)) await forgetKeys(world);
      const key = keys.get(scope) ?? (await keyWith(world, ...others));
      keys.set(scope, key);
      const before = JSON.stringify(world.table.items());
      const { path, ...request } = world.requestOf(route.method, route.path);
      const { status, body, headers } = await world.call(route.method, path, { ...request, key });
      expect([route.path, status, body]).toEqual([
        route.path,
        403,
        { status: 403, message: expect.stringContaining(scope), code: 'OAUTH2_SCOPE_ERROR', scope },
      ]);
      expect(headers['www-authenticate']).toBe(`Bearer error="insufficient_scope", scope="${scope}"`);
      expect([route.path, JSON.stringify(world.table.items()) === before]).toEqual([route.path, true]);
    }
  });

  it('takes a key that has its scope and no other', async () => {
    const world = await aTenant('OWNER');
    const deletionsLast = [...routes].sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
    for (const route of deletionsLast) {
      const { path, ...request } = world.requestOf(route.method, route.path);
      const key = await keyWith(world, scopeOf(route));
      const { body } = await world.call(route.method, path, { ...request, key });
      expect([route.path, body?.code === 'OAUTH2_SCOPE_ERROR']).toEqual([route.path, false]);
      await forgetKeys(world);
    }
  });
});

describe('a key with scopes', () => {
  it('has no more than its role: both have to agree', async () => {
    const api = await apiHarness();
    const viewer = await api.userOf('VIEWER', 5);
    const made = await api.call('POST', '/api/users/5/api-keys', { key: viewer.key, body: { scopes: ['team:d'] } });
    const { key } = made.body;
    expect((await api.call('GET', '/api/teams', { key })).status).toBe(200);
    const refused = await api.call('POST', '/api/teams', { key, body: { name: 'Mine' } });
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('is as good for public routes and unknown paths as any other', async () => {
    const api = await apiHarness();
    const key = await keyWith(api, 'alert:r');
    expect((await api.call('GET', '/api/numbers', { key })).status).toBe(200);
    expect((await api.call('GET', '/api/nothing', { key })).status).toBe(404);
  });

  it('cannot make, or turn into, a key that reaches further', async () => {
    const api = await apiHarness();
    const key = await keyWith(api, 'user:d', 'alert:r');
    const make = (body: object) => api.call('POST', '/api/users/1/api-keys', { key, body });
    for (const body of [{}, { scopes: null }, { scopes: ['alert:w'] }, { scopes: ['alert:r', 'source'] }])
      expect([body, (await make(body)).status]).toEqual([body, 403]);
    const smaller = await make({ scopes: ['alert', 'user:r'] });
    expect([smaller.status, smaller.body.scopes]).toEqual([201, ['alert', 'user:r']]);
    expect((await api.call('POST', '/api/users/1/api-keys/10/rotate', { key })).status).toBe(403);
    const rotated = await api.call('POST', `/api/users/1/api-keys/${smaller.body.id}/rotate`, { key });
    expect([rotated.status, rotated.body.scopes]).toEqual([201, ['alert', 'user:r']]);
  });

  it.each([[[]], [['alert:x']], [['alert', 1]], ['alert'], [['__proto__']], [[null]], [Array(200).fill('alert')]])(
    'is not made of %.40j',
    async (scopes) => {
      const api = await apiHarness();
      const answer = await api.call('POST', '/api/users/1/api-keys', { body: { scopes } });
      expect([answer.status, answer.body.message]).toEqual([400, expect.stringMatching(/^scopes/)]);
      expect(await api.store.apiKeys.ofUser(1)).toHaveLength(1);
    },
  );
});
