import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../functions/domain/access/actor.ts';
import { actions } from '../../functions/domain/access/can.ts';
import type { Route } from '../../functions/handlers/api/route.ts';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { contentOf } from './content.ts';
import { expectedOf, ownedByNoTeam, ownerships, rowOf } from './matrix-table.ts';
import { give, ownedPaths } from './owned-things.ts';
import { aTenant, roles } from './rights-world.ts';

let routes: readonly Route[] = [];
const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;
/** What an override gives to somebody else needs more than its own row: it is asked for the caller. */
const givesToOthers = (route: Route) =>
  (route.operation === 'schedule:override' && route.method === 'DELETE') || route.path.endsWith('/{subscriber}');

beforeAll(async () => {
  routes = (await allRoutes()).filter(
    (route) =>
      route.operation in rowOf &&
      /\{(id|name\+)\}/.test(route.path) &&
      !givesToOthers(route) &&
      !route.path.startsWith('/api/coverage-requests'),
  );
});

/** What deletes comes last, parts before wholes. */
const inOrder = (all: readonly Route[]) =>
  all.toSorted((a, b) => {
    const last = Number(a.method === 'DELETE') - Number(b.method === 'DELETE');
    return last || (a.method === 'DELETE' ? b.path.length - a.path.length : 0);
  });

/** What may only be done with oneself is done with oneself. */
function ownBody(path: string, body: object | undefined, callerId: number): object | undefined {
  if (path.endsWith('/private-subscribers') && body) return [{ id: callerId, type: 'USER' }];
  return path.endsWith('/overrides') && body ? { ...body, user: { id: callerId } } : body;
}

const outcomeOf = (status: number): string =>
  status === 403 ? 'x' : status === 404 ? '-' : status < 500 && status !== 401 && status !== 405 ? '+' : String(status);

it('every operation has a row, or stands for what no team owns', () => {
  const known = [...Object.keys(rowOf), ...ownedByNoTeam];
  expect(actions.filter((action) => !known.includes(action))).toEqual([]);
});

describe.each(ownerships)('what belongs to %s', (owner) => {
  it.each(roles)('is for a %s what the table says, over every route', async (role: Role) => {
    const world = await aTenant(role);
    await give(world, owner, role);
    await world.call('GET', '/api/users/current', { key: world.key });
    const [expected, found]: [Record<string, string>, Record<string, string>] = [{}, {}];
    let content: string | undefined;
    for (const route of inOrder(routes)) {
      const { path, body, query } = world.requestOf(route.method, route.path);
      const own = ownBody(route.path, body, world.callerId);
      const asked = { query, ...(own && { body: own }), key: world.key };
      // What was refused before has changed nothing.
      const before: string = content ?? contentOf(world);
      const { status } = await world.call(route.method, path, asked);
      const name = nameOf(route);
      expected[name] = expectedOf(route.operation, owner, role);
      found[name] = outcomeOf(status);
      content = found[name] === '+' ? undefined : contentOf(world);
      if (content !== undefined) expect([name, content === before]).toEqual([name, true]);
    }
    expect(found).toEqual(expected);
  });
});

/** Adding a team to what belongs to nobody: needs the right to write in that team. */
const owning: Readonly<Record<string, string>> = {
  'own public': '--xx+++',
  'other public': '--xx+++',
  'own private': '--xxx++',
  // A team that nobody may know of reads like one that is not there.
  'other private': '--xx?++',
};

describe.each(Object.entries(owning))('giving something to %s', (owner, expected) => {
  it.each(roles)('is for a %s what the table says', async (role) => {
    const world = await aTenant(role);
    const [team] = await give(world, owner as 'own public', role, []);
    const found = new Set<string>();
    for (const kind of ownedPaths) {
      const { path } = world.requestOf('GET', `/api/${kind}/{id}`);
      const { body } = await world.call('GET', path);
      const { status, text } = await world.call('PUT', path, { body: { ...body, teams: [team] }, key: world.key });
      const isUnknown = status === 400 && text.includes(`there is no team ${team?.id}`);
      found.add(isUnknown ? '?' : outcomeOf(status));
    }
    expect([...found].join('')).toBe(expected.charAt(roles.indexOf(role)));
  });
});
