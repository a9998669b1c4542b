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
  expect((await call('PUT', '/api/chat-apps/irc', { body: {} })).status).toBe(404);
  expect((await call('GET', '/api/chat-apps')).body).toEqual([]);
});

it('is what actions of its type speak with, from the next delivery on', async () => {
  const { call, store, clock, ids } = await apiHarness();
  const ctx = { store, clock, ids, log: { info() {}, warn() {}, error() {} }, metrics: { count() {}, seconds() {} } };
  expect(await installationOf(ctx, 'slack')).toBeUndefined();
  await call('PUT', path, { body: slack });
  expect(await installationOf(ctx, 'slack')).toEqual({ token: slack.botToken });
  expect(await installationOf(ctx, 'jira')).toBeUndefined();
});
