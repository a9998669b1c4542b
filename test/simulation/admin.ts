import { findRoute } from '../../functions/handlers/api/routes.ts';
import type { HttpReply } from '../../functions/platform/http.ts';
import type { World } from '../../functions/ports/context.ts';
import { aUser } from '../support/factories.ts';
import type { SimulatedWorld } from './ports.ts';

const actorOf = (userId: number): World['actor'] => ({
  kind: 'user',
  userId,
  name: `First${userId} Last${userId}`,
  role: 'ADMIN',
  via: 'API',
  person: aUser(userId),
});

/** Calls a route of the API as a user, who is an admin; what is refused is thrown. */
export async function callApi(
  world: SimulatedWorld,
  userId: number,
  method: string,
  address: string,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpReply> {
  const [path = '', query = ''] = address.split('?');
  const { route, params } = await findRoute(method, path);
  const ctx = { ...world, actor: actorOf(userId) };
  return route.run({ ctx, params, query: new URLSearchParams(query), headers, body: () => body, text: '' });
}
