import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { oauthPaths } from '../../functions/handlers/api/description/oauth-paths.ts';
import { oauthRoutes } from '../../functions/handlers/sign-in/oauth-routes.ts';
import { type Browser, type SignInHarness, signInHarness } from './sign-in-harness.ts';

const base = '/api/developers/oauth2';
const callback = 'https://app.example.com/callback';
const verifier = 'v'.repeat(43);

let world: SignInHarness;
let ada: User;
let laptop: Browser;
let app: { readonly id: number; readonly clientId: string; readonly clientSecret: string };

beforeEach(async () => {
  world = await signInHarness();
  ({ user: ada } = await world.userOf('USER', 2));
  laptop = world.browser('Firefox on a laptop');
  await laptop.open({ user: ada });
  const body = { name: '<b>Wall</b>board', redirectUris: [callback] };
  app = (await world.call('POST', '/api/developers/apps', { body })).body;
});

/** Ada lets the app act for her, which gets its tokens. */
async function allow(): Promise<{ access_token: string; refresh_token: string }> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: callback,
    scope: 'profile alert:w offline_access',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await laptop.get(`${base}/authorize`, { query: String(query) });
  const request = /name="request" value="([^"]+)"/.exec(page.text)?.[1] ?? expect.fail(page.text);
  const answer = await laptop.post(`${base}/authorize`, { form: { request, decision: 'allow' } });
  const code = new URL(answer.headers.location ?? '').searchParams.get('code') ?? expect.fail('no code');
  return (
    await ask('token', { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier })
  ).body;
}

const ask = (name: string, form: Record<string, string>) =>
  world.browser('curl').post(`${base}/${name}`, {
    form: { client_id: app.clientId, client_secret: app.clientSecret, ...form },
  });

const use = async (key: string) => (await world.call('GET', '/api/users/current', { key })).status;

const onAccount = async (language = 'en') =>
  (await laptop.get('/auth/account', { headers: { 'accept-language': language } })).text;

const isOver = async ({ access_token, refresh_token }: Awaited<ReturnType<typeof allow>>) => {
  world.clock.advance({ seconds: 15 });
  expect(await use(access_token)).toBe(401);
  expect((await ask('token', { grant_type: 'refresh_token', refresh_token })).status).toBe(401);
};

describe('what one lets an app do', () => {
  it('stands on one’s account in words, and is taken back there without a script', async () => {
    expect(await onAccount()).not.toContain('Apps that act for you');
    const tokens = await allow();
    expect(await use(tokens.access_token)).toBe(200);
    const page = await onAccount();
    expect(page).toContain('Apps that act for you');
    expect(page).toContain('&lt;b>Wall&lt;/b>board');
    expect(page).toMatch(/see, create and change alerts; act for you also while you are away/);
    const german = await onAccount('de');
    expect(german).toContain('Apps, die für Sie handeln');
    expect(german).toMatch(/Alarme sehen, anlegen und ändern/);
    const [, path = ''] = /action="(\/auth\/grants\/[^"]+\/end)"/.exec(page) ?? [];
    const answer = await laptop.post(path, { form: {} });
    expect([answer.status, answer.headers.location]).toEqual([303, '/auth/account']);
    expect(await onAccount()).not.toContain('Apps that act for you');
    await isOver(tokens);
  });

  it('is listed and taken back by programs', async () => {
    const tokens = await allow();
    const { body } = await laptop.get('/auth/grants');
    expect(body).toEqual([
      {
        id: expect.any(String),
        app: { id: app.id, name: '<b>Wall</b>board' },
        scopes: ['profile', 'alert:w', 'offline_access'],
        createdAt: '2026-03-02T09:00:00.000Z',
        expiresAt: '2027-03-02T09:00:00.000Z',
      },
    ]);
    expect((await laptop.api('GET', '/api/users/2/grants')).body).toEqual(body);
    expect((await laptop.delete(`/auth/grants/${body[0].id}`)).status).toBe(204);
    expect((await laptop.delete(`/auth/grants/${body[0].id}`)).status).toBe(404);
    await isOver(tokens);
  });

  it('is taken back by administrators, which the audit log tells', async () => {
    const tokens = await allow();
    const [{ id }] = (await world.call('GET', '/api/users/2/grants')).body;
    expect((await world.call('DELETE', `/api/users/2/grants/${id}`)).status).toBe(204);
    expect((await world.call('DELETE', `/api/users/2/grants/${id}`)).status).toBe(404);
    const [entry] = (await world.call('GET', '/api/audit-log', { query: 'max-results=1' })).body;
    expect(entry).toMatchObject({ action: 'grant:delete', before: { appId: app.id, userId: 2 } });
    await isOver(tokens);
  });

  it('is nobody else’s business', async () => {
    const tokens = await allow();
    const [{ id }] = (await laptop.get('/auth/grants')).body;
    const { user: bob } = await world.userOf('USER', 3);
    const other = world.browser();
    await other.open({ user: bob });
    expect((await other.get('/auth/grants')).body).toEqual([]);
    expect((await other.delete(`/auth/grants/${id}`)).status).toBe(404);
    expect((await other.api('GET', '/api/users/2/grants')).status).toBe(403);
    expect((await other.api('DELETE', `/api/users/3/grants/${id}`)).status).toBe(404);
    const foreign = { origin: 'https://evil.example.com' };
    expect((await laptop.post(`/auth/grants/${id}/end`, { form: {}, headers: foreign })).status).toBe(403);
    expect(await use(tokens.access_token)).toBe(200);
  });

  it('is gone with the app', async () => {
    await allow();
    expect((await world.call('DELETE', `/api/developers/apps/${app.id}`)).status).toBe(204);
    expect((await laptop.get('/auth/grants')).body).toEqual([]);
    expect(await onAccount()).not.toContain('Apps that act for you');
  });
});

describe('the description of what apps ask', () => {
  it('has every route', () => {
    const described = Object.entries(oauthPaths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} /api${path}`),
    );
    expect(described.sort()).toEqual(oauthRoutes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('names every member of the answers', async () => {
    const schemas = (name: string) => {
      const paths = oauthPaths as unknown as Record<string, { post: { responses: Record<string, Answer> } }>;
      return paths[`/developers/oauth2/${name}`]?.post.responses ?? expect.fail(name);
    };
    interface Answer {
      readonly content: { 'application/json': { schema: { properties?: object; required?: readonly string[] } } };
    }
    const fits = (name: string, { status, body }: { status: number; body: object }) => {
      const { schema } = schemas(name)[String(status)]?.content['application/json'] ?? expect.fail(`${name} ${status}`);
      const told = Object.keys(schema.properties ?? {});
      expect(Object.keys(body).filter((member) => !told.includes(member))).toEqual([]);
      expect((schema.required ?? []).filter((member) => !(member in body))).toEqual([]);
      return Object.keys(body).length;
    };
    const { access_token: token, refresh_token } = await allow();
    expect(fits('token_info', await ask('token_info', { token }))).toBe(13);
    expect(fits('introspect', await ask('introspect', { token: refresh_token }))).toBe(4);
    expect(fits('introspect', await ask('introspect', { token: 'nothing' }))).toBe(1);
    expect(fits('token', await ask('token', { grant_type: 'refresh_token', refresh_token }))).toBe(6);
    expect(fits('token', await ask('token', { grant_type: 'refresh_token', refresh_token }))).toBe(5);
    expect(fits('token', await ask('token', {}))).toBe(5);
    expect(fits('revoke', await ask('revoke', { token }))).toBe(0);
  });
});
