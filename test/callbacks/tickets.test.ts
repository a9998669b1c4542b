import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { plus } from '../../functions/domain/time.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import type { ReceiveContext, WorkContext } from '../../functions/handlers/callbacks/part.ts';
import { createReceiver } from '../../functions/handlers/callbacks/receive.ts';
import { doCallbackWork } from '../../functions/handlers/callbacks/work.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import type { CallbackMessage } from '../../functions/ports/callback-work.ts';
import { settings } from '../actions/facts.ts';
import { anAction } from '../support/factories.ts';
import { automated } from '../usecases/automation/automation-world.ts';

const ids = { jira: 1, github: 2, zendesk: 3, servicenow: 4, webhook: 5 } as const;
type Type = keyof typeof ids;

/** The tickets of the fixtures, which these actions have opened. */
const tickets = {
  jira: '10001',
  github: 'example/shop#1347',
  zendesk: '5158',
  servicenow: '9d385017c611228701d22104cc95c371',
} as const;

const fixture = (type: Type): { readonly headers: Record<string, string>; readonly body: unknown } =>
  JSON.parse(readFileSync(new URL(`../actions/fixtures/inbound/${type}.json`, import.meta.url), 'utf8'))[0];

async function receiving() {
  const world = await automated([]);
  const tokens = createTokens('a test secret', world.clock);
  const handed: CallbackMessage[] = [];
  const ctx: ReceiveContext = {
    ...world.ctx,
    tokens,
    settings: { publicUrl: 'https://tocsin.example.com', consoleUrl: 'https://tocsin.example.com', twoWaySms: true },
    slack: { call: async () => ({}) } as unknown as ReceiveContext['slack'],
    activityTokens: { verdictOf: async () => ({ kind: 'forged', why: 'nobody is here' }) },
    callbackWork: {
      hand: async (part, work) => {
        handed.push({ v: 1, part, work });
      },
      ask: async () => undefined,
    },
  };
  for (const [type, id] of Object.entries(ids) as [Type & ConnectorType, number][])
    await world.store.alertActions.create(
      anAction({ id, connectorType: type, alertSourceIds: [800], params: settings[type].params }),
    );
  const alertId = await world.alert();
  const now = world.clock.now();
  const delivery = {
    alertId,
    version: 0,
    trigger: 'alert-created',
    occasion: 'created',
    status: 'DONE',
    firstAt: now,
    at: now,
    createdAt: now,
    attempts: 1,
  } as const;
  for (const type of ['jira', 'github', 'zendesk', 'servicenow'] as const) {
    const made = { ...delivery, id: ids[type], actionId: ids[type] };
    await world.store.actionDeliveries.add([made]);
    await world.store.actionDeliveries.save(made, { reference: tickets[type], ticket: tickets[type] });
  }
  const receive = createReceiver(ctx);
  const pathOf = (type: Type) => `/callbacks/actions/${wireIdOf(ids[type])}/${tokens.callbackKey(wireIdOf(ids[type]))}`;
  const secretOf = (type: Type) => tokens.callbackSecret(wireIdOf(ids[type]));
  const call = async (
    path: string,
    { body, headers = {}, method = 'POST' }: { body: string | Buffer; headers?: object; method?: string },
  ) => {
    const isBase64Encoded = Buffer.isBuffer(body);
    const answer = await receive({
      rawPath: path,
      rawQueryString: '',
      headers,
      body: isBase64Encoded ? body.toString('base64') : body,
      isBase64Encoded,
      requestContext: { http: { method, sourceIp: '203.0.113.9' } },
    } as Parameters<typeof receive>[0]);
    return { status: answer.statusCode, body: JSON.parse(String(answer.body ?? 'null')), headers: answer.headers };
  };
  /** What the tool posts, signed as it signs. */
  const told = (type: Type, body: unknown = fixture(type).body, secret = secretOf(type)) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const stamp = world.clock.now();
    const hmac = (signed: string, encoding: 'hex' | 'base64') =>
      createHmac('sha256', secret).update(signed).digest(encoding);
    const signature: Record<Type, object> = {
      jira: { 'x-hub-signature': `sha256=${hmac(text, 'hex')}` },
      github: { 'x-hub-signature-256': `sha256=${hmac(text, 'hex')}` },
      zendesk: {
        'x-zendesk-webhook-signature': hmac(`${stamp}${text}`, 'base64'),
        'x-zendesk-webhook-signature-timestamp': stamp,
      },
      servicenow: {},
      webhook: {},
    };
    return { body: text, headers: { ...(type !== 'webhook' && fixture(type).headers), ...signature[type] } };
  };
  return { ...world, ctx, tokens, handed, call, told, pathOf, secretOf, alertId };
}

let world: Awaited<ReturnType<typeof receiving>>;
beforeEach(async () => {
  world = await receiving();
});

describe('a call of a tool with tickets', () => {
  it.each(['jira', 'github', 'zendesk', 'servicenow'] as const)(
    'of %s is handed on once it is verified',
    async (type) => {
      const { call, told, pathOf, handed } = world;
      expect(await call(pathOf(type), told(type))).toMatchObject({ status: 202, body: { outcome: 'ACCEPTED' } });
      expect(handed).toEqual([
        {
          v: 1,
          part: 'tickets',
          work: {
            actionId: wireIdOf(ids[type]),
            tool: expect.any(String),
            news: expect.objectContaining({ what: 'closed' }),
          },
        },
      ]);
      expect(Buffer.byteLength(JSON.stringify(handed))).toBeLessThan(100_000);
    },
  );

  it('is answered at once where it is of a ticket that the action has not opened', async () => {
    const { call, told, pathOf, handed } = world;
    const body = { event: 'closed', ticket: '99999', mark: `tocsin-${wireIdOf(2).toLowerCase()}-1` };
    expect(await call(pathOf('servicenow'), told('servicenow', body))).toMatchObject({
      status: 200,
      body: { outcome: 'IGNORED' },
    });
    expect(handed).toEqual([]);
    const opening = { ...body, mark: `tocsin-${wireIdOf(ids.servicenow).toLowerCase()}-1` };
    expect((await call(pathOf('servicenow'), told('servicenow', opening))).status).toBe(202);
  });

  it('is answered at once where it is no news', async () => {
    const { call, told, pathOf, handed } = world;
    const body = { webhookEvent: 'jira:issue_created', issue: { id: '1', key: 'OPS-1' } };
    expect(await call(pathOf('jira'), told('jira', body))).toMatchObject({ status: 200, body: { outcome: 'IGNORED' } });
    expect(handed).toEqual([]);
  });

  it.each([
    ['of nobody', () => '/callbacks/actions'],
    ['with a key that was made up', () => `/callbacks/actions/${wireIdOf(1)}/${'A'.repeat(32)}`],
    [
      'with the key of another action',
      () => `/callbacks/actions/${wireIdOf(1)}/${world.tokens.callbackKey(wireIdOf(2))}`,
    ],
    [
      'of an action that is not there',
      () => `/callbacks/actions/${wireIdOf(99)}/${world.tokens.callbackKey(wireIdOf(99))}`,
    ],
    ['of an action without tickets', () => world.pathOf('webhook')],
    ['with more behind it', () => `${world.pathOf('jira')}/more`],
    ['with the id spelt otherwise', () => world.pathOf('jira').toLowerCase()],
    ['that leads elsewhere', () => '/callbacks/actions/../slack/events'],
  ])('at an address %s finds nothing', async (_whose, path) => {
    const { call, told, handed } = world;
    const answer = await call(path(), told('jira'));
    expect(answer).toMatchObject({ status: 404, body: { message: 'there is nothing here' } });
    expect(handed).toEqual([]);
  });

  it('at an action that was deleted finds nothing', async () => {
    const { call, told, pathOf, store } = world;
    const [action] = await store.alertActions.getMany([1]);
    if (action) await store.alertActions.delete(action);
    expect((await call(pathOf('jira'), told('jira'))).status).toBe(404);
  });

  it('has to be a post', async () => {
    const { call, told, pathOf } = world;
    for (const method of ['GET', 'PUT', 'DELETE', 'HEAD'])
      expect(await call(pathOf('jira'), { ...told('jira'), method })).toMatchObject({
        status: 405,
        headers: { allow: 'POST' },
      });
  });

  it.each(['jira', 'github', 'zendesk'] as const)('of %s is refused where it is forged', async (type) => {
    const { call, told, pathOf, handed, secretOf } = world;
    const genuine = told(type);
    const forged = [
      { ...genuine, headers: {} },
      told(type, fixture(type).body, 'another secret'),
      told(type, fixture(type).body, ''),
      { ...genuine, body: genuine.body.slice(0, -5) },
      { ...genuine, body: genuine.body.replace('118000000000001', '118000000000002') },
      { ...genuine, body: '' },
      told(type, fixture(type).body, secretOf('servicenow')),
    ];
    for (const one of forged) expect((await call(pathOf(type), one)).status).toBe(403);
    expect(handed).toEqual([]);
  });

  it('is not taken at another action, although it is genuine at its own', async () => {
    const { call, told, pathOf } = world;
    expect((await call(pathOf('github'), told('jira'))).status).toBe(403);
  });

  it('of Zendesk is refused once it is old, and where its secret is not the one that Zendesk has made', async () => {
    const { call, told, pathOf, clock, store } = world;
    const kept = told('zendesk');
    expect((await call(pathOf('zendesk'), kept)).status).toBe(202);
    clock.advance({ minutes: 6 });
    expect((await call(pathOf('zendesk'), kept)).status).toBe(403);
    const [action] = await store.alertActions.getMany([ids.zendesk]);
    if (action) await store.alertActions.save({ ...action, params: { signingSecret: 'made by Zendesk' } }, action);
    expect((await call(pathOf('zendesk'), told('zendesk'))).status).toBe(403);
    expect((await call(pathOf('zendesk'), told('zendesk', undefined, 'made by Zendesk'))).status).toBe(202);
  });

  it.each([
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 400, 'the body is not text in UTF-8'],
    ['UTF-16', Buffer.from('{"event":"closed","ticket":"1"}', 'utf16le'), 400, 'the body is not valid JSON'],
    ['no JSON', 'closed', 400, 'the body is not valid JSON'],
    ['nothing', '', 400, 'the body is not valid JSON'],
    ['of no known event', '{"event":"burnt","ticket":"1"}', 400, 'event: must be closed, reopened or commented'],
    ['without a ticket', '{"event":"closed"}', 400, 'ticket: is required'],
    ['huge', `{"event":"closed","ticket":"1","comment":"${'x'.repeat(1024 * 1024)}"}`, 413, 'the body is too large'],
  ])('is refused where its body is %s', async (_what, body, status, message) => {
    const { call, pathOf, handed } = world;
    expect(await call(pathOf('servicenow'), { body })).toMatchObject({ status, body: { message } });
    expect(handed).toEqual([]);
  });

  it('is answered with 500, and comes again, when it cannot be handed on', async () => {
    const { ctx, told, pathOf } = world;
    const receive = createReceiver({
      ...ctx,
      callbackWork: { ...ctx.callbackWork, hand: () => Promise.reject(new Error('Lambda does not answer')) },
    });
    const { body, headers } = told('jira');
    const answer = await receive({
      rawPath: pathOf('jira'),
      headers,
      body,
      requestContext: { http: { method: 'POST', sourceIp: '203.0.113.9' } },
    } as unknown as Parameters<typeof receive>[0]);
    expect(answer.statusCode).toBe(500);
  });
});

describe('the work of a call', () => {
  it('resolves the alert, is the same when it is done again, and fails for what it does not understand', async () => {
    const { call, told, pathOf, handed, ctx, store, alertId, clock } = world;
    const now = clock.now();
    await call(pathOf('jira'), told('jira'));
    clock.advance({ seconds: 1 });
    const working = { ...ctx, ...world.ctx, events: {}, notifications: {} } as unknown as WorkContext;
    const [message] = handed;
    expect(await doCallbackWork(working, message)).toEqual({ kind: 'done', alertId, did: ['resolved'] });
    expect(await store.alerts.get(alertId)).toMatchObject({
      status: 'RESOLVED',
      resolvedBy: { name: 'Grace Hopper (Jira)' },
      resolvedAt: plus(now, { seconds: 1 }),
    });
    expect(await doCallbackWork(working, message)).toMatchObject({ kind: 'nothing' });
    await expect(doCallbackWork(working, { ...message, work: { actionId: 7 } })).rejects.toThrow();
  });
});
