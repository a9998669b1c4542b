import { describe, it } from 'vitest';
import { allRoutes } from '../../../functions/handlers/api/routes.ts';
import { badInputFixture } from './fixture.ts';
import { goodBody, hostileIds, hostileQueries, type Random, randomFrom, spoil } from './spoil.ts';

/*
 * Every route with a body that was right until one member was spoilt, hostile parameters, and ids of all kinds. A call
 * may succeed or be refused; it never breaks, and a refused one has changed nothing. `FUZZ_SEED` and `FUZZ_ROUNDS` look
 * for more.
 */

const seed = Number(process.env.FUZZ_SEED ?? 1);
const rounds = Number(process.env.FUZZ_ROUNDS ?? 12);

/** The API's own description is long and asks nothing; the pages behind links in messages are HTML. */
const routes = (await allRoutes()).filter(({ path }) => !/^\/(api\/api-docs|answer)\//.test(path));
const { ids, filled, expectSound } = badInputFixture();

function pathFor(random: Random, path: string): string {
  if (random.chance(0.8)) return filled(path);
  return filled(path.replace(/\{[a-z+]+\}/, () => random.pick(hostileIds)));
}

function bodyFor(random: Random, method: string, path: string): string | undefined {
  if (method === 'GET' || method === 'DELETE') return random.chance(0.1) ? '{"a":1}' : undefined;
  const body = goodBody(path, ids);
  return random.chance(0.05) ? JSON.stringify(body) : spoil(random, body);
}

describe('hostile values', () => {
  it.each(routes.map(({ method, path }) => [method, path] as const))('in %s %s', async (method, path) => {
    const random = randomFrom(`${seed} ${method} ${path}`);
    for (let round = 0; round < rounds; round++) {
      const raw = bodyFor(random, method, path);
      const query = random.chance(0.3) ? random.pick(hostileQueries) : '';
      await expectSound(method, pathFor(random, path), { query, ...(raw !== undefined && { raw }) });
    }
  });

  it('leave everything readable', async () => {
    for (const { path } of routes.filter(({ method, isPublic }) => method === 'GET' && !isPublic))
      await expectSound('GET', filled(path), {});
  });
});
