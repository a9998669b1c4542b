import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importSPKI, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { createChatTokens } from '../../functions/platform/chat/access-tokens.ts';
import type { PublicAnswer, PublicAsk, PublicRequest } from '../../functions/platform/public-fetch.ts';
import { type ChatCredentials, ChatTokenError } from '../../functions/ports/chat-tokens.ts';
import { fixedClock } from '../support/clock.ts';

const teams = { type: 'microsoft_teams', appId: 'app-1', tenantId: 'tenant-1', clientSecret: 'hush & co' } as const;
const zoom = { type: 'zoom', accountId: 'account', clientId: 'client', clientSecret: 'hush' } as const;
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const google: ChatCredentials = {
  type: 'google_chat',
  serviceAccount: JSON.stringify({
    client_email: 'tocsin@project.iam.gserviceaccount.com',
    private_key: privateKey,
    private_key_id: 'key-7',
    token_uri: 'https://evil.example/token',
  }),
};

const granted = (members: object = {}): PublicAnswer => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ access_token: 'token-1', token_type: 'Bearer', expires_in: 3600, ...members }),
});

function world(answer: (count: number) => PublicAnswer | Error = () => granted()) {
  const asked: { readonly url: string; readonly request: PublicRequest }[] = [];
  const clock = fixedClock();
  const ask: PublicAsk = async (url, request = {}) => {
    asked.push({ url, request });
    const said = answer(asked.length);
    if (said instanceof Error) throw said;
    return said;
  };
  return { asked, clock, tokens: createChatTokens({ ask, clock }) };
}
const formOf = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body));

describe('the token of a chat app', () => {
  it.each([
    [teams, 'https://login.microsoftonline.com/tenant-1/oauth2/v2.0/token', 'https://api.botframework.com/.default'],
    [
      { ...teams, cloud: 'US_GOVERNMENT' as const },
      'https://login.microsoftonline.us/tenant-1/oauth2/v2.0/token',
      'https://api.botframework.us/.default',
    ],
  ])('of Teams is given by the tenant', async (credentials, url, scope) => {
    const { asked, tokens } = world();
    expect(await tokens.tokenOf(credentials)).toBe('token-1');
    expect(asked).toMatchObject([{ url, request: { method: 'POST' } }]);
    expect(formOf(asked[0]?.request.body)).toEqual({
      grant_type: 'client_credentials',
      client_id: 'app-1',
      client_secret: 'hush & co',
      scope,
    });
  });

  it('of Zoom is given for its account', async () => {
    const { asked, tokens } = world();
    await tokens.tokenOf(zoom);
    expect(asked).toMatchObject([
      { url: 'https://zoom.us/oauth/token', request: { headers: { authorization: `Basic ${btoa('client:hush')}` } } },
    ]);
    expect(formOf(asked[0]?.request.body)).toEqual({ grant_type: 'account_credentials', account_id: 'account' });
  });

  it('of Google Chat is asked for with a signed claim, by Google alone', async () => {
    const { asked, tokens } = world();
    await tokens.tokenOf(google);
    expect(asked[0]?.url).toBe('https://oauth2.googleapis.com/token');
    const { grant_type, assertion = '' } = formOf(asked[0]?.request.body);
    expect(grant_type).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const key = await importSPKI(publicKey, 'RS256');
    const { payload } = await jwtVerify(assertion, key, { currentDate: new Date('2026-11-21T10:00:00Z') });
    expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-7' });
    expect(payload).toEqual(decodeJwt(assertion));
    expect(payload).toMatchObject({
      iss: 'tocsin@project.iam.gserviceaccount.com',
      aud: 'https://oauth2.googleapis.com/token',
      scope: 'https://www.googleapis.com/auth/chat.bot',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  it('is asked for once, by however many at once, until five minutes before it ends', async () => {
    const { asked, clock, tokens } = world((count) => granted({ access_token: `token-${count}` }));
    expect(await Promise.all([tokens.tokenOf(teams), tokens.tokenOf(teams)])).toEqual(['token-1', 'token-1']);
    clock.advance({ minutes: 54, seconds: 59 });
    expect(await tokens.tokenOf(teams)).toBe('token-1');
    clock.advance({ seconds: 1 });
    expect(await tokens.tokenOf(teams)).toBe('token-2');
    expect(await tokens.tokenOf({ ...teams, clientSecret: 'another' })).toBe('token-3');
    expect(asked).toHaveLength(3);
  });

  it('of a short life is used for half of it, and one without an end for some minutes', async () => {
    const short = world(() => granted({ expires_in: '60' }));
    await short.tokens.tokenOf(zoom);
    short.clock.advance({ seconds: 29 });
    await short.tokens.tokenOf(zoom);
    expect(short.asked).toHaveLength(1);
    const unsaid = world(() => granted({ expires_in: undefined }));
    await unsaid.tokens.tokenOf(zoom);
    unsaid.clock.advance({ minutes: 10 });
    await unsaid.tokens.tokenOf(zoom);
    expect(unsaid.asked).toHaveLength(2);
  });

  it('is asked for anew after a failure', async () => {
    const { tokens } = world((count) => (count === 1 ? new Error('no whole answer within 8 seconds') : granted()));
    await expect(tokens.tokenOf(teams)).rejects.toThrow(/UNREACHABLE \(no whole answer within 8 seconds\)/);
    expect(await tokens.tokenOf(teams)).toBe('token-1');
  });

  const page = { status: 200, headers: {}, body: '<html>Sign in</html>' };
  it.each<[string, PublicAnswer | Error, string]>([
    ['a wrong secret', { status: 401, headers: {}, body: '{"error":"invalid_client"}' }, 'REFUSED'],
    ['another tenant', { status: 400, headers: {}, body: '{"error":"unauthorized_client"}' }, 'REFUSED'],
    ['too many requests', { status: 429, headers: {}, body: '' }, 'UNREACHABLE'],
    ['a failure', { status: 503, headers: {}, body: 'no' }, 'UNREACHABLE'],
    ['a redirect', { status: 302, headers: { location: 'http://10.0.0.1' }, body: '' }, 'UNREACHABLE'],
    ['a page', page, 'UNREACHABLE'],
    ['null', { ...page, body: 'null' }, 'UNREACHABLE'],
    ['a list', { ...page, body: '[]' }, 'UNREACHABLE'],
    ['a token of another kind', granted({ token_type: 'mac' }), 'UNREACHABLE'],
    ['a token that breaks the header', granted({ access_token: 'a\r\nX-Evil: 1' }), 'UNREACHABLE'],
    ['a token without end', granted({ access_token: 'x'.repeat(20_000) }), 'UNREACHABLE'],
    ['a token that is an object', granted({ access_token: { toString: 'x' } }), 'UNREACHABLE'],
    ['a token that is over', granted({ expires_in: 0 }), 'UNREACHABLE'],
    ['a life that is no number', granted({ expires_in: 'soon' }), 'UNREACHABLE'],
    ['an endless body', new Error('the answer is longer than 65536 bytes'), 'UNREACHABLE'],
    ['a private address', new Error('the name leads to an address that is not public'), 'UNREACHABLE'],
  ])('is none after %s', async (_case, answer, trouble) => {
    const failed = await world(() => answer)
      .tokens.tokenOf(teams)
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ChatTokenError);
    expect(failed).toMatchObject({ trouble });
    expect(String(failed)).not.toContain('hush');
  });

  it.each([['{}'], ['no JSON'], ['null'], ['{"client_email":"a","private_key":"no key"}']])(
    'is none with the key %j',
    async (serviceAccount) => {
      const { asked, tokens } = world();
      await expect(tokens.tokenOf({ type: 'google_chat', serviceAccount })).rejects.toMatchObject({
        trouble: 'REFUSED',
      });
      expect(asked).toEqual([]);
    },
  );
});
