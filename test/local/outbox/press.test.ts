import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { adaptiveCard, cardMessage } from '../../../functions/actions/chat/adaptive-card.ts';
import { slackMessage } from '../../../functions/actions/chat/slack-message.ts';
import { Instant } from '../../../functions/domain/time.ts';
import { createActivityTokens } from '../../../functions/platform/chat/activity-tokens.ts';
import { isSignedBySlack } from '../../../functions/platform/chat/slack-signature.ts';
import { createOutbox, type Outbox } from '../../../local/outbox/outbox.ts';
import { anAlert } from '../../actions/facts.ts';
import { aDeployment } from './deployment.ts';
import { askTheInternet } from './internet.ts';

const now = '2026-11-29T03:00:00.000Z';
const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const appId = '11111111-2222-4333-8444-555555555555';
const told = { alert: anAlert(), trigger: 'alert-created', deed: {} } as const;

/** What Tocsin was called with, and what it answers. */
interface Called {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly raw: Uint8Array;
}
const calls: Called[] = [];
let reply: { status: number; body: unknown } = { status: 200, body: {} };
const server = createServer(async (request, response) => {
  calls.push({ path: request.url ?? '', headers: request.headers, raw: await buffer(request) });
  response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

let outbox: Outbox;
beforeEach(() => {
  calls.length = 0;
  reply = { status: 200, body: {} };
  outbox = createOutbox({
    deployment: aDeployment,
    outside: {
      now: () => now,
      deliverToQueue: async () => {},
      putObject: async () => {},
      invoke: async () => null,
      baseUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  });
});

const ask = async (url: string, body: object | string, headers: Readonly<Record<string, string>> = {}) => {
  const isText = typeof body === 'string';
  const type = { 'content-type': isText ? 'application/x-www-form-urlencoded' : 'application/json' };
  const sent = isText ? body : JSON.stringify(body);
  const answer = await askTheInternet(outbox, { method: 'POST', url, headers: { ...type, ...headers }, body: sent });
  return JSON.parse(answer.body);
};
const newest = () => {
  const message = outbox.since(0).at(-1);
  if (message === undefined) throw new Error('the outbox is empty');
  return message;
};

it('calls Tocsin for a button in Slack, signed by the app’s secret', async () => {
  const message = { channel: 'C0OPS', ...slackMessage(told, { isAnswerable: true }) };
  await ask('https://slack.com/api/chat.postMessage', message, { authorization: 'Bearer xoxb-local' });
  expect((await outbox.press(newest().id, { action: 'alert-accept' })).status).toBe(200);
  const [call] = calls;
  expect(call?.path).toBe('/callbacks/slack/interactions');
  const signed = {
    timestamp: String(call?.headers['x-slack-request-timestamp']),
    signature: String(call?.headers['x-slack-signature']),
    raw: call?.raw ?? new Uint8Array(),
  };
  expect(isSignedBySlack('local-slack-signing-secret', signed, Instant.parse(now))).toBe(true);
  const payload = JSON.parse(new URLSearchParams(Buffer.from(signed.raw).toString()).get('payload') ?? '');
  expect(payload).toMatchObject({
    type: 'block_actions',
    user: { id: 'U0ADA', team_id: 'T0LOCAL' },
    channel: { id: 'C0OPS' },
    actions: [{ action_id: 'alert-accept', value: String(told.alert.id) }],
  });
  const said = { text: 'Link yourself first', response_type: 'ephemeral' };
  const answer = await askTheInternet(outbox, {
    method: 'POST',
    url: payload.response_url,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(said),
  });
  expect(answer.status).toBe(200);
  expect(newest()).toMatchObject({
    channel: 'SLACK',
    text: said.text,
    data: { onlyFor: 'U0ADA', conversation: 'C0OPS' },
  });
});

it('opens a dialog of Slack, sends what is filled in, and closes it', async () => {
  const trigger_id = Buffer.from('C0OPS U0ADA 1.1 x').toString('base64url');
  const input = { type: 'input', block_id: 'comment', element: { type: 'plain_text_input', action_id: 'typed' } };
  const view = {
    type: 'modal',
    callback_id: 'comment',
    title: { type: 'plain_text', text: 'Comment' },
    blocks: [input],
  };
  await ask('https://slack.com/api/views.open', { trigger_id, view }, { authorization: 'Bearer xoxb-local' });
  const { id } = newest();
  reply = { status: 200, body: { response_action: 'errors', errors: { comment: 'is required' } } };
  await outbox.press(id, { action: 'submit' });
  expect(outbox.since(0).at(-1)?.data.isDeleted).toBeUndefined();
  reply = { status: 200, body: {} };
  await outbox.press(id, { action: 'submit', fields: { comment: 'I look' } });
  const payload = JSON.parse(new URLSearchParams(Buffer.from(calls.at(-1)?.raw ?? []).toString()).get('payload') ?? '');
  expect(payload).toMatchObject({
    type: 'view_submission',
    view: { callback_id: 'comment', state: { values: { comment: { typed: { value: 'I look' } } } } },
  });
  expect(outbox.since(0).at(-1)?.data.isDeleted).toBe(true);
});

it('calls Tocsin for a button in Teams with a token that the Bot Framework’s keys prove, and shows the card that comes back', async () => {
  const { access_token } = await ask(
    `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
    `grant_type=client_credentials&client_id=${appId}`,
  );
  const channelData = { channel: { id: '19:ops@thread.tacv2' } };
  const body = { isGroup: true, channelData, activity: cardMessage(adaptiveCard(told, { isAnswerable: true })) };
  const authorization = `Bearer ${access_token}`;
  await ask('https://smba.trafficmanager.net/teams/v3/conversations', body, { authorization });
  const card = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Accepted by Ada' }] };
  reply = { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card } };
  expect((await outbox.press(newest().id, { action: 'alert-accept' })).status).toBe(200);
  const [call] = calls;
  const activity = JSON.parse(Buffer.from(call?.raw ?? []).toString());
  expect([call?.path, activity.name, activity.value.action.verb]).toEqual([
    '/callbacks/teams/messages',
    'adaptiveCard/action',
    'alert-accept',
  ]);
  const tokens = createActivityTokens({
    ask: (url, { headers = {} } = {}) => askTheInternet(outbox, { method: 'GET', url, headers }),
    clock: { now: () => Instant.parse(now) },
  });
  const claimed = { ...activity, tenantIds: [activity.conversation.tenantId] };
  const verdict = (bot: { appId: string; tenantId: string }) =>
    tokens.verdictOf(String(call?.headers.authorization), claimed, bot);
  expect(await verdict({ appId, tenantId })).toEqual({ kind: 'genuine' });
  expect(await verdict({ appId: tenantId, tenantId })).toMatchObject({ kind: 'forged' });
  expect(newest()).toMatchObject({ text: 'Accepted by Ada', changedAt: now });
});

it('makes a channel of a name once, and again after everything was forgotten', async () => {
  const create = () =>
    ask('https://slack.com/api/conversations.create', { name: 'alert-1' }, { authorization: 'Bearer xoxb-local' });
  expect([(await create()).ok, (await create()).error]).toEqual([true, 'name_taken']);
  await outbox.reset();
  expect((await create()).ok).toBe(true);
});

it('says why when Tocsin refuses, or when there is nothing to press', async () => {
  const message = { channel: 'C0OPS', ...slackMessage(told, { isAnswerable: true }) };
  await ask('https://slack.com/api/chat.postMessage', message, { authorization: 'Bearer xoxb-local' });
  expect(await outbox.press(newest().id, { action: 'nothing' })).toMatchObject({ status: 404 });
  expect(await outbox.press('nobody', { action: 'alert-accept' })).toMatchObject({ status: 404 });
  expect(await outbox.press(newest().id, {})).toMatchObject({ status: 400 });
  reply = { status: 403, body: { message: 'the request is not signed by Slack' } };
  expect(await outbox.press(newest().id, { action: 'alert-accept' })).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining('not signed by Slack') },
  });
});
