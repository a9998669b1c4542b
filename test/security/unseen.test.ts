import { describe, expect, it } from 'vitest';
import type { Role } from '../../functions/domain/access/actor.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { contentOf } from './content.ts';
import { give } from './owned-things.ts';
import { aTenant, otherId } from './rights-world.ts';

const nowhere = 999_999_999;

/** Routes that name no thing of somebody's: there is nothing to hide. */
const hidesNothing = (path: string) => !/\{(id|user|name\+|override)\}/.test(path);

/** What belongs to no team: everybody who reads sees it. */
const isEverybodys = (path: string) => /^\/api\/(maintenance-windows|connectors)/.test(path);

/** What is told of ids and names is what the caller has written. */
const withoutIds = (text: string): string =>
  text.replace(
    /[0-9A-Z]{26}|\d+|"(Source|Flow|Policy|Schedule|Team|Hours|Monitor|Service|Page|Template|Provider|App|Metric|Data|Action|Pipeline|Connection|Nowhere)"/g,
    '#',
  );
const worded = (text: string): string =>
  withoutIds(text).replace(
    /\b(Source|Flow|Policy|Schedule|Team|Hours|Monitor|Service|Page|Template|Provider|App|Metric|Data|Action|Pipeline|Connection|Nowhere)\b(?= was not found)/g,
    '#',
  );

describe('what somebody may not see answers like what is not there', () => {
  it.each<Role>(['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER'])(
    'over every route with an id, to a %s',
    async (role) => {
      const world = await aTenant(role);
      await give(world, 'other private', role);
      const members = [{ user: { id: otherId } }, { user: { id: 31 } }];
      const { path: teamPath } = world.requestOf('GET', '/api/teams/{id}');
      const hidden = { name: 'Team', visibility: 'PRIVATE', members };
      expect((await world.call('PUT', teamPath, { body: hidden })).status).toBe(200);
      world.clock.advance({ minutes: 1 });

      const different: unknown[] = [];
      for (const { method, path: pattern, isPublic } of await allRoutes()) {
        if (isPublic || hidesNothing(pattern) || isEverybodys(pattern)) continue;
        const { path, ...asked } = world.requestOf(method, pattern);
        const absent = pattern.includes('{name+}')
          ? path.replace(/[^/]+$/, 'Nowhere')
          : path.replace(/\/([0-9A-Z]{26}|\d+)/, (_, id) => `/${id.length === 26 ? wireIdOf(nowhere) : nowhere}`);
        expect(absent).not.toBe(path);
        const before = contentOf(world);
        const [seen, unseen] = [
          await world.call(method, path, { ...asked, key: world.key }),
          await world.call(method, absent, { ...asked, key: world.key }),
        ];
        const isSame = seen.status === 404 && unseen.status === 404 && worded(seen.text) === worded(unseen.text);
        if (!isSame) different.push([`${method} ${pattern}`, seen.status, seen.text, unseen.status, unseen.text]);
        if (seen.text.match(/First30|Last30|more@example|user30/)) different.push([pattern, seen.text]);
        expect([pattern, contentOf(world) === before]).toEqual([pattern, true]);
      }
      expect(different).toEqual([]);
    },
  );
});
