import { describe, expect, it } from 'vitest';
import { createTeamsApi } from '../../functions/platform/chat/teams-api.ts';
import type { PublicAnswer, PublicRequest } from '../../functions/platform/public-fetch.ts';
import { appId, serviceUrl, tenantId } from './bot-framework.ts';

const app = { appId, tenantId, clientSecret: 'hush' };
const message = { type: 'message', text: 'hello' };

function world(...answers: PublicAnswer[]) {
  const asked: { readonly url: string; readonly request: PublicRequest | undefined }[] = [];
  let tokens = 0;
  const api = createTeamsApi({
    tokens: {
      tokenOf: async () => {
        tokens += 1;
        return 'token-1';
      },
    },
    ask: async (url, request) => {
      asked.push({ url, request });
      return answers[asked.length - 1] ?? { status: 201, headers: {}, body: '{"id":"a:1"}' };
    },
  });
  return { api, asked, tokens: () => tokens };
}
const answer = (status: number, body = ''): PublicAnswer => ({ status, headers: {}, body });

describe('the bot in Teams', () => {
  it('posts to a conversation where Teams is, with its token', async () => {
    const { api, asked } = world();
    expect(await api.post(app, { serviceUrl, conversation: '19:a@thread.tacv2;messageid=1' }, message)).toBe(true);
    expect(asked).toMatchObject([
      {
        url: `${serviceUrl}v3/conversations/19%3Aa%40thread.tacv2%3Bmessageid%3D1/activities`,
        request: { method: 'POST', headers: { authorization: 'Bearer token-1' }, body: JSON.stringify(message) },
      },
    ]);
  });

  it('writes to somebody alone in the chat that Teams names', async () => {
    const { api, asked } = world(answer(201, '{"id":"a:ada"}'));
    expect(await api.post(app, { serviceUrl, account: '29:1ada' }, message)).toBe(true);
    expect(JSON.parse(asked[0]?.request?.body ?? '')).toMatchObject({ members: [{ id: '29:1ada' }], tenantId });
    expect(asked[1]?.url).toBe(`${serviceUrl}v3/conversations/a%3Aada/activities`);
  });

  it.each([
    'https://evil.example/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://other.trafficmanager.net/',
    'http://smba.trafficmanager.net/emea/',
    'https://smba.infra.gov.teams.microsoft.us/teams/',
    'not an address',
  ])('sends its token to nobody at %s', async (elsewhere) => {
    const { api, asked, tokens } = world();
    await expect(api.post(app, { serviceUrl: elsewhere, conversation: 'x' }, message)).rejects.toThrow(
      /none of Microsoft/,
    );
    expect([asked, tokens()]).toEqual([[], 0]);
  });

  it.each([400, 403, 404])('is not let speak by %i', async (status) => {
    expect(await world(answer(status)).api.post(app, { serviceUrl, conversation: 'x' }, message)).toBe(false);
    expect(await world(answer(status)).api.post(app, { serviceUrl, account: 'x' }, message)).toBe(false);
  });

  it.each([401, 408, 412, 429, 500, 503])('is to try again after %i', async (status) => {
    const { api } = world(answer(status));
    await expect(api.post(app, { serviceUrl, conversation: 'x' }, message)).rejects.toThrow(`Teams answered ${status}`);
  });

  it.each(['', '[]', 'null', '{"id":7}', '{"id":""}'])(
    'is to try again when Teams names no chat but %j',
    async (body) => {
      await expect(world(answer(201, body)).api.post(app, { serviceUrl, account: 'x' }, message)).rejects.toThrow(
        /no chat/,
      );
    },
  );
});
