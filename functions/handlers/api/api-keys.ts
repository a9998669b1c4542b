import { parseInput } from '../../platform/parse-input.ts';
import type { NewKey } from '../../usecases/api-key/api-keys.ts';
import { ApiKeyInput, RotationInput } from '../../usecases/api-key/inputs.ts';
import { presentApiKey } from '../../usecases/api-key/present.ts';
import { type Call, created, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';
import { userPath } from './user-part.ts';

/** Keys are looked after rarely: what does it comes when it is asked for. */
const keys = () => import('../../usecases/api-key/api-keys.ts');

const path = `${userPath}/api-keys`;

/** All that is in the bodies may be left out, and the bodies with it. */
const bodyOf = (call: Call): object => (call.body() === undefined ? {} : objectBody(call));

const shownOnce = (call: Call, userId: number, { apiKey, key }: NewKey) =>
  created(call.ctx, `/api/users/${userId}/api-keys/${apiKey.id}`, { ...presentApiKey(apiKey), key });

export const apiKeyRoutes: readonly Route[] = [
  route('GET', path, 'user:write', async (call) =>
    ok((await (await keys()).listApiKeys(call.ctx, idIn(call, 'user'))).map(presentApiKey)),
  ),
  route(
    'POST',
    path,
    'user:write',
    async (call) => {
      const userId = idIn(call, 'user');
      const input = parseInput(ApiKeyInput, bodyOf(call));
      return shownOnce(call, userId, await (await keys()).createApiKey(call.ctx, userId, input));
    },
    { input: ApiKeyInput },
  ),
  route(
    'POST',
    `${path}/{id}/rotate`,
    'user:write',
    async (call) => {
      const userId = idIn(call, 'user');
      const input = parseInput(RotationInput, bodyOf(call));
      return shownOnce(call, userId, await (await keys()).rotateApiKey(call.ctx, userId, idIn(call), input));
    },
    { input: RotationInput },
  ),
  route('DELETE', `${path}/{id}`, 'user:write', async (call) => {
    await (await keys()).deleteApiKey(call.ctx, idIn(call, 'user'), idIn(call));
    return noContent;
  }),
];
