import { parseInput } from '../../platform/parse-input.ts';
import {
  ApiKeyInput,
  createApiKey,
  deleteApiKey,
  listApiKeys,
  presentApiKey,
} from '../../usecases/api-key/api-keys.ts';
import { created, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';
import { userPath } from './user-part.ts';

const path = `${userPath}/api-keys`;

export const apiKeyRoutes: readonly Route[] = [
  route('GET', path, 'user:write', async (call) =>
    ok((await listApiKeys(call.ctx, idIn(call, 'user'))).map(presentApiKey)),
  ),
  route(
    'POST',
    path,
    'user:write',
    async (call) => {
      const userId = idIn(call, 'user');
      const input = parseInput(ApiKeyInput, call.body() === undefined ? {} : objectBody(call));
      const { apiKey, key } = await createApiKey(call.ctx, userId, input);
      const body = { ...presentApiKey(apiKey), key };
      return created(call.ctx, `/api/users/${userId}/api-keys/${apiKey.id}`, body);
    },
    { input: ApiKeyInput },
  ),
  route('DELETE', `${path}/{id}`, 'user:write', async (call) => {
    await deleteApiKey(call.ctx, idIn(call, 'user'), idIn(call));
    return noContent;
  }),
];
