import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../functions/domain/access/actor.ts';
import type { Route } from '../../functions/handlers/api/route.ts';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { contentOf } from './content.ts';
import { open, rights } from './rights-table.ts';
import { aTenant, roles, type Tenant } from './rights-world.ts';

let routes: readonly Route[] = [];
const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

beforeAll(async () => {
  routes = await allRoutes();
});

it('has an entry for every route, and none for any other', () => {
  expect(
    routes
      .filter(({ isPublic }) => !isPublic)
      .map(nameOf)
      .sort(),
  ).toEqual(Object.keys(rights).sort());
  expect(
    routes
      .filter(({ isPublic }) => isPublic)
      .map(nameOf)
      .sort(),
  ).toEqual(Object.keys(open).sort());
});

/** What deletes comes last, parts before wholes and people at the very end, so that the others find what they ask for. */
const inOrder = (all: readonly Route[]) => [
  ...all.filter(({ method }) => method !== 'DELETE'),
  ...all
    .filter(({ method }) => method === 'DELETE')
    .sort(
      (a, b) =>
        Number(a.path.startsWith('/api/users')) - Number(b.path.startsWith('/api/users')) ||
        b.path.length - a.path.length,
    ),
];

function outcomeOf(status: number): string {
  if (status === 403) return 'x';
  if (status === 404) return '-';
  return status < 500 && status !== 401 && status !== 405 ? '+' : String(status);
}

describe.each(roles)('a %s', (role: Role) => {
  it('may call what the table says; what is refused changes nothing', async () => {
    const world = await aTenant(role);
    const [expected, found]: Record<string, string>[] = [{}, {}];
    for (const route of inOrder(routes.filter(({ isPublic }) => !isPublic))) {
      const { path, ...options } = world.requestOf(route.method, route.path);
      const before = contentOf(world);
      const { status, text } = await world.call(route.method, path, { ...options, key: world.key });
      const name = nameOf(route);
      Object.assign(expected ?? {}, { [name]: rights[name]?.[roles.indexOf(role)] });
      Object.assign(found ?? {}, { [name]: outcomeOf(status) });
      if (status === 403 || status === 404) {
        expect([name, contentOf(world) === before]).toEqual([name, true]);
        expect(text).not.toMatch(/First30|Last30|more@example/);
      }
    }
    expect(found).toEqual(expected);
  });
});

describe('without a key that counts', () => {
  const answerTo = async (world: Tenant, headers: Record<string, string>, query = '') => {
    const outcomes = new Set<string>();
    for (const route of routes.filter(({ isPublic }) => !isPublic)) {
      const { path, ...options } = world.requestOf(route.method, route.path);
      const asked = { ...options, query: [options.query, query].filter(Boolean).join('&'), key: null, headers };
      const { status, body } = await world.call(route.method, path, asked);
      outcomes.add(`${status} ${body?.code}`);
    }
    return [...outcomes];
  };

  it('every route answers the same, and changes nothing', async () => {
    const world = await aTenant('ADMIN');
    const gone = await world.userOf('ADMIN', 40);
    expect((await world.call('DELETE', '/api/users/40')).status).toBe(204);
    const before = contentOf(world);
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      'Token owner-key',
      'owner-key',
      'Digest owner-key',
      'Basic x',
    ])
      expect([authorization, await answerTo(world, { authorization })]).toEqual([authorization, ['401 UNAUTHORIZED']]);
    for (const authorization of [
      'Bearer wrong',
      `Bearer ${gone.key}`,
      'Bearer undefined',
      'Bearer __proto__',
      'Bearer owner-key,wrong',
      basic('user20@org:owner-key'),
      basic('admin@example.com@org:wrong'),
    ])
      expect([authorization, await answerTo(world, { authorization })]).toEqual([authorization, ['403 KEY_ERROR']]);
    const elsewhere = {
      'x-api-key': 'owner-key',
      cookie: 'authorization=Bearer owner-key',
      'x-authorization': 'Bearer owner-key',
    };
    expect(await answerTo(world, elsewhere, 'api-key=owner-key&access_token=owner-key')).toEqual(['401 UNAUTHORIZED']);
    expect(contentOf(world)).toBe(before);
  });

  it('the method that counts is the one of the request', async () => {
    const world = await aTenant('VIEWER');
    const { path } = world.requestOf('DELETE', '/api/alert-sources/{id}');
    const headers = { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE', 'x-http-method': 'DELETE' };
    expect((await world.call('GET', path, { headers, query: '_method=DELETE' })).status).toBe(200);
    expect((await world.call('POST', path, { headers })).status).toBe(405);
    for (const method of ['PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'get', ''])
      expect([method, (await world.call(method, path)).status]).toEqual([method, method === 'get' ? 200 : 405]);
    expect((await world.call('GET', path)).status).toBe(200);
  });

  it('no spelling of a path leads around the key', async () => {
    const world = await aTenant('ADMIN');
    for (const path of [
      '//api/users',
      '/api//users',
      '/api/./users',
      '/health/../api/users',
      '/health/api/users',
      '/answer/x/../../api/users',
      '/api/ical/../users',
      '/api/ical/..%2fusers',
      '/API/USERS',
      '/api/users;/health',
      '/api/users%2f',
      '/%61pi/users',
      '/api/users?/health',
      '/api/users#/health',
      '\\api\\users',
      '/api/users/ ',
      '/api/users/.',
      '/api/users/%00',
      '/api/ical/../users/x.ics',
      '/api/ical/a/b.ics',
    ]) {
      const { status, text } = await world.call('GET', path, { key: null });
      expect([path, status]).toEqual([path, path.startsWith('/api/ical/') && !/ical\/.*\//.test(path) ? 404 : 401]);
      expect(text).not.toContain('user30');
    }
  });
});
