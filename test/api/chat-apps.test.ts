import { expect, it } from 'vitest';
import { installationOf } from '../../functions/usecases/chat-app/installation.ts';
import { apiHarness } from './api-harness.ts';

const slack = { botToken: 'xoxb-1-first', signingSecret: 'first-signing-secret' };
const path = '/api/chat-apps/slack';

it('has one app of a type: put, read back, put again, and taken away', async () => {
  const { call, table } = await apiHarness();
  expect((await call('GET', path)).status).toBe(404);
  const made = await call('PUT', path, { body: slack });
  expect([made.status, made.body]).toEqual([
    200,
    { type: 'slack', ...slack, createdAt: expect.any(String), updatedAt: expect.any(String) },
  ]);
  expect((await call('GET', path)).body).toEqual(made.body);
  expect((await call('PUT', path, { body: { ...slack, botToken: 'xoxb-1-second' } })).status).toBe(200);
  expect((await call('GET', '/api/chat-apps')).body).toMatchObject([{ type: 'slack', botToken: 'xoxb-1-second' }]);
  expect(JSON.stringify(table.items())).not.toMatch(/xoxb-1|first-signing/);
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', '/api/chat-apps')).body).toEqual([]);
  expect((await call('DELETE', path)).status).toBe(404);
});

it('is not put back by who has read one that is gone meanwhile', async () => {
  const { call } = await apiHarness();
  await call('PUT', path, { body: slack });
  const headers = { 'if-match': String((await call('GET', path)).headers.etag) };
  await call('DELETE', path);
  expect((await call('PUT', path, { body: slack, headers })).status).toBe(404);
  expect((await call('GET', path)).status).toBe(404);
});

it('keeps a secret that has asterisks in its place', async () => {
  const { call } = await apiHarness();
  await call('PUT', path, { body: slack });
  const { body } = await call('PUT', path, { body: { botToken: 'xoxb-1-second', signingSecret: '********' } });
  expect(body).toMatchObject({ botToken: 'xoxb-1-second', signingSecret: slack.signingSecret });
});

it('says what an app lacks, and changes nothing', async () => {
  const { call } = await apiHarness();
  const answer = await call('PUT', path, {
    body: { botToken: 'xoxp-a-users-token', signingSecret: slack.signingSecret },
  });
  expect([answer.status, answer.body.message]).toEqual([400, 'botToken: must be the bot token of the app: xoxb-…']);
  expect((await call('PUT', path, { body: { botToken: slack.botToken } })).body.message).toBe(
    'signingSecret: is required',
  );
  const google = await call('PUT', '/api/chat-apps/google_chat', { body: { serviceAccount: '{"client_email":1}' } });
  expect([google.status, google.body.details.field]).toEqual([400, 'serviceAccount']);
  for (const [wrong, says] of [
    [{ tenantId: 'common' }, 'tenantId: must be the directory (tenant) id'],
    [{ appId: '../x' }, 'appId: must be the application (client) id of the app'],
    [{ clientSecret: 'a\nb' }, 'clientSecret: must be the value of a client secret'],
    [{ cloud: 'MOON' }, 'cloud: '],
  ] as const) {
    const refused = await call('PUT', '/api/chat-apps/microsoft_teams', { body: { ...teams, ...wrong } });
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining(says)]);
  }
  expect((await call('PUT', '/api/chat-apps/irc', { body: {} })).status).toBe(404);
  expect((await call('GET', '/api/chat-apps')).body).toEqual([]);
});

const teams = {
  appId: '11111111-2222-3333-4444-555555555555',
  tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  clientSecret: 'hush~1',
};

it('is what actions of its type speak with, from the next delivery on', async () => {
  const { call, store, clock, ids } = await apiHarness();
  const asked: unknown[] = [];
  const tokenOf = async (credentials: unknown) => {
    asked.push(credentials);
    return 'token-1';
  };
  const quiet = { log: { info() {}, warn() {}, error() {} }, metrics: { count() {}, seconds() {} } };
  const ctx = { store, clock, ids, ...quiet, chatTokens: { tokenOf } };
  expect(await installationOf(ctx, 'slack')).toBeUndefined();
  await call('PUT', path, { body: slack });
  expect(await installationOf(ctx, 'slack')).toEqual({ token: slack.botToken });
  expect(await installationOf(ctx, 'jira')).toBeUndefined();

  expect(await installationOf(ctx, 'microsoft_teams_bot')).toBeUndefined();
  await call('PUT', '/api/chat-apps/microsoft_teams', { body: teams });
  const everywhere = 'https://smba.trafficmanager.net/teams';
  expect(await installationOf(ctx, 'microsoft_teams_bot')).toEqual({ token: 'token-1', url: everywhere });
  for (const [place, url] of [
    ['https://smba.trafficmanager.net/emea/tenant/', 'https://smba.trafficmanager.net/emea/tenant'],
    ['https://evil.example/emea/', everywhere],
  ] as const) {
    await store.chatApps.notePlace('microsoft_teams', place);
    expect(await installationOf(ctx, 'microsoft_teams_bot')).toEqual({ token: 'token-1', url });
  }
  await call('PUT', '/api/chat-apps/microsoft_teams', { body: { ...teams, cloud: 'US_GOVERNMENT' } });
  expect(await installationOf(ctx, 'microsoft_teams_bot')).toMatchObject({
    url: 'https://smba.infra.gov.teams.microsoft.us/teams',
  });

  const zoom = { accountId: 'a', clientId: 'c', clientSecret: 's' };
  await call('PUT', '/api/chat-apps/zoom', { body: { ...zoom, userId: 'tocsin@example.com' } });
  expect(await installationOf(ctx, 'zoom_chat')).toEqual({ token: 'token-1', as: 'tocsin@example.com' });
  const serviceAccount = '{"client_email":"t@p.iam.gserviceaccount.com","private_key":"key"}';
  await call('PUT', '/api/chat-apps/google_chat', { body: { serviceAccount } });
  expect(await installationOf(ctx, 'google_chat_bot')).toEqual({ token: 'token-1' });
  expect(asked.slice(-3)).toEqual([
    { type: 'microsoft_teams', ...teams, cloud: 'US_GOVERNMENT' },
    { type: 'zoom', ...zoom },
    { type: 'google_chat', serviceAccount },
  ]);
});
