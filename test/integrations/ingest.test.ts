import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const handler = await vi.hoisted(async () => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    STAGE: 'test',
    TABLE_NAME: 'table',
    EVENT_QUEUE_URL: 'https://sqs/events.fifo',
    BLOB_BUCKET: 'bodies',
    MASTER_SECRET_ARN: 'arn',
    EVENT_RATE_LIMIT: '0',
  });
  return (await import('../../functions/handlers/ingest.ts')).handler;
});

const sqs = mockClient(SQSClient);
const table = mockClient(DynamoDBDocumentClient);
const key = 'il1api-0123456789abcdef';
const alert = { eventType: 'ALERT', summary: 'Disk full' };

beforeEach(() => {
  sqs.reset();
  table.reset();
  sqs.on(SendMessageBatchCommand).resolves({});
  const digest = createHash('sha256').update(key).digest('hex');
  table.on(GetCommand).callsFake(({ Key: { PK } }) => {
    if (PK === `UNIQUE#INTEGRATION_KEY#${digest}`) return { Item: { ownerId: 17 } };
    if (PK === 'SOURCE#17') return { Item: { id: 17, alertCreation: 'ONE_ALERT_PER_EMAIL', extras: '{}' } };
    return {};
  });
});

interface Call
  extends Partial<Pick<APIGatewayProxyEventV2, 'body' | 'headers' | 'isBase64Encoded' | 'rawQueryString'>> {
  readonly method?: string;
}

async function call(path: string, { method = 'POST', ...rest }: Call = {}) {
  const event = {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: {},
    isBase64Encoded: false,
    requestContext: { requestId: 'JKJaXmPLvHcESHA=', http: { method, path } },
    ...rest,
  } as unknown as APIGatewayProxyEventV2;
  const reply = (await handler(event)) as APIGatewayProxyStructuredResultV2;
  return { status: reply.statusCode, headers: reply.headers, body: JSON.parse(String(reply.body)) };
}

const queued = () =>
  JSON.parse(sqs.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.Entries?.[0]?.MessageBody ?? 'null');

describe('ingest', () => {
  it.each([
    ['/api/events', { ...alert, integrationKey: key }],
    ['/api/v1/events', { ...alert, apiKey: key }],
    [`/api/events/api/${key}`, alert],
    [`/api/v1/events/kubernetes/${key}`, alert],
    [`/api/v1/events/${key}`, alert],
    [`/api/v1/events/api/${key}/`, alert],
    [`/api/v1/mqtt/${key}`, alert],
    [`/api/v1/kafka/${key}`, alert],
  ])('answers POST %s with 202 and JSON, without charset and with the correlation id', async (path, body) => {
    expect(await call(path, { body: JSON.stringify({ ...body, alertKey: 'disk' }) })).toEqual({
      status: 202,
      headers: { 'content-type': 'application/json', 'correlation-id': 'JKJaXmPLvHcESHA=' },
      body: { alertKey: 'disk' },
    });
    expect(queued()).toMatchObject({ eventId: 'JKJaXmPLvHcESHA=-0', sourceId: 17, event: alert });
  });

  it.each([
    [' db-1 ', { alertKey: 'db-1' }],
    [' ', {}],
  ])('names the key %j as the alert has it', async (alertKey, body) => {
    const posted = { ...alert, alertKey };
    const reply = await call(`/api/events/api/${key}`, { body: JSON.stringify(posted) });
    expect(reply.body).toEqual(body);
    expect(queued().event.alertKey).toBe(alertKey);
  });

  it('reads bodies that come in base64, also zipped', async () => {
    const zipped = gzipSync(JSON.stringify(alert)).toString('base64');
    const headers = { 'content-encoding': 'gzip' };
    expect(await call(`/api/events/api/${key}`, { body: zipped, headers, isBase64Encoded: true })).toMatchObject({
      status: 202,
      body: {},
    });
    expect(queued().event).toEqual(alert);
  });

  it.each(['GET', 'HEAD'])('stores it when a tool asks by %s whether anybody is there', async (method) => {
    expect(await call(`/api/v1/events/grafana/${key}`, { method })).toMatchObject({ status: 202, body: {} });
    expect(queued()).toMatchObject({ sourceId: 17, note: 'the body is empty' });
    sqs.resetHistory();
    const cached = await call(`/api/v1/events/grafana/${key}`, { method, rawQueryString: '_=1769' });
    expect([cached.status, queued().note]).toEqual([202, 'there is no message in the query']);
  });

  it.each<[string, string, Call]>([
    ['PUT', `/api/events/api/${key}`, { method: 'PUT', body: JSON.stringify(alert) }],
    ['a query', `/api/events/api/${key}`, { method: 'GET', rawQueryString: new URLSearchParams(alert).toString() }],
    [
      'a query with the key',
      '/api/events',
      { method: 'GET', rawQueryString: new URLSearchParams({ ...alert, integrationKey: key }).toString() },
    ],
    ['slashes at the end', `/api/v1/events/api/${key}//`, { body: JSON.stringify(alert) }],
    ['a blank after the key', `/api/v1/events/api/${key}%20`, { body: JSON.stringify(alert) }],
  ])('takes an event by %s', async (_case, path, request) => {
    expect((await call(path, request)).status).toBe(202);
    expect(queued()).toMatchObject({ sourceId: 17, event: alert });
    expect(JSON.stringify(queued())).not.toContain(key);
  });

  it.each(['GET', 'HEAD', 'PUT', 'POST'])('refuses an unknown key by %s', async (method) => {
    const reply = await call('/api/v1/events/grafana/nobody', { method });
    expect(reply).toMatchObject({ status: 400, body: { details: { field: 'integrationKey' } } });
    expect(sqs.calls()).toEqual([]);
  });

  it("answers PagerDuty's clients with the key that they send later", async () => {
    const body = JSON.stringify({ event_action: 'trigger', payload: { summary: 'Down' } });
    const reply = await call(`/api/v1/events/pagerduty/${key}`, { body });
    expect(reply.body).toMatchObject({ status: 'success', dedup_key: expect.any(String) });
    expect(queued().event.alertKey).toBe(reply.body.dedup_key);
  });

  it.each([
    [405, '/api/events', { method: 'DELETE' }, 'NOT_ALLOWED'],
    [400, '/api/events', { method: 'PUT' }, 'INVALID'],
    [405, '/api/events', { method: 'GET' }, 'NOT_ALLOWED'],
    [405, `/api/events/api/${key}`, { method: 'DELETE' }, 'NOT_ALLOWED'],
    [404, '/api/events/a/b/c', {}, 'NOT_FOUND'],
    [400, '/api/events', { body: '{' }, 'INVALID'],
    [400, '/api/events', { body: JSON.stringify({ ...alert, integrationKey: 'nobody' }) }, 'INVALID'],
    [400, `/api/events/api/${key}`, {}, 'INVALID'],
    [413, `/api/events/api/${key}`, { body: 'x'.repeat(1_000_000) }, 'TOO_LARGE'],
  ])('answers %i JSON to %s %o', async (status, path, request, code) => {
    const reply = await call(path, request);
    expect(reply).toMatchObject({ status, body: { status, code, message: expect.any(String) } });
    expect(reply.headers).toMatchObject({ 'content-type': 'application/json', 'correlation-id': expect.any(String) });
    expect(sqs.calls()).toEqual([]);
  });

  it.each([
    ['the queue', () => sqs.on(SendMessageBatchCommand).rejects(new Error('down'))],
    ['the table', () => table.on(GetCommand).rejects(new Error('down'))],
  ])('asks the sender to come again when %s is down', async (_case, breakIt) => {
    breakIt();
    const logged = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    const usedKey = _case === 'the table' ? 'another-key' : key;
    const reply = await call(`/api/events/api/${usedKey}`, { body: JSON.stringify(alert) });
    expect(JSON.stringify(logged.mock.calls)).toContain('/api/events/api/{key}');
    expect(JSON.stringify(logged.mock.calls)).not.toContain(usedKey);
    logged.mockRestore();
    expect(reply).toMatchObject({ status: 503, body: { status: 503, code: 'BUSY' }, headers: { 'retry-after': '5' } });
  });
});
