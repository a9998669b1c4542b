import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
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

const table = mockClient(DynamoDBDocumentClient);
const key = 'ilm-0123456789abcdef';

beforeEach(() => {
  table.reset();
  const digest = createHash('sha256').update(key).digest('hex');
  table
    .on(GetCommand)
    .callsFake(({ Key: { PK } }) => (PK === `UNIQUE#METRIC_KEY#${digest}` ? { Item: { ownerId: 17 } } : {}));
  table.on(UpdateCommand).resolves({});
});

interface Call extends Partial<Pick<APIGatewayProxyEventV2, 'headers' | 'isBase64Encoded'>> {
  readonly method?: string;
  readonly body?: string;
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

/** What was written: the item, and the values that are points. */
const written = () =>
  table.commandCalls(UpdateCommand).map(({ args: [{ input }] }) => ({
    partition: input.Key?.PK,
    values: Object.values(input.ExpressionAttributeValues ?? {}).filter((value) => /^-?\d/.test(String(value))).length,
  }));

describe('points of metrics', () => {
  it.each([`/api/series/${key}`, `/api/v1/series/${key}`, `/api/series/${key}/`, `/api/series/${key}%20`])(
    'are taken at %s: 202, JSON without charset, and one write without a read of the metric',
    async (path) => {
      const reply = await call(path, { body: '{"value": 12.5}' });
      expect([reply.status, reply.headers, reply.body]).toEqual([
        202,
        { 'content-type': 'application/json', 'correlation-id': 'JKJaXmPLvHcESHA=' },
        {},
      ]);
      expect(written().map(({ partition }) => partition)).toEqual(['METRIC#17']);
    },
  );

  it('come in series, zipped too, an update for each hour', async () => {
    const now = Math.floor(Date.now() / 3_600_000) * 3600;
    const series = Array.from({ length: 240 }, (_none, index) => ({ timestamp: now - 30 - index * 30, value: index }));
    const body = gzipSync(JSON.stringify({ series })).toString('base64');
    const headers = { 'content-encoding': 'gzip' };
    expect((await call(`/api/series/${key}`, { body, headers, isBase64Encoded: true })).status).toBe(202);
    expect(written().filter(({ values }) => values >= 120)).toHaveLength(2);
  });

  it.each([
    ['no body', undefined, 'body'],
    ['no JSON', '{"value": NaN}', 'body'],
    ['a number beyond all numbers', '{"value": 1e400}', 'value'],
    ['a value in words', '{"value": "many"}', 'value'],
    ['a hundred thousand points', `{"series": [${'{"value":1},'.repeat(60_000)}{"value":1}]}`, 'series'],
  ])('with %s are refused, and nothing is written', async (_what, body, field) => {
    const reply = await call(`/api/series/${key}`, { ...(body !== undefined && { body }) });
    expect(reply).toMatchObject({ status: 400, body: { code: 'INVALID', details: { field } } });
    expect(written()).toEqual([]);
  });

  it('that are too long a text are refused', async () => {
    const body = `{"series": [${'{"value": 1.23456789},'.repeat(60_000)}{"value":1}]}`;
    expect(await call(`/api/series/${key}`, { body })).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
  });

  it.each(['nobody', 'ilm', '%2e%2e', `${key}x`])(
    'for the unknown key %s are refused without naming it',
    async (other) => {
      const reply = await call(`/api/series/${other}`, { body: '{"value": 1}' });
      expect(reply).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      expect(JSON.stringify(reply.body)).not.toContain(other);
      expect(written()).toEqual([]);
    },
  );

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])('do not come by %s', async (method) => {
    expect((await call(`/api/series/${key}`, { method, body: '{"value": 1}' })).status).toBe(405);
    expect(written()).toEqual([]);
  });

  it('that could not be stored are asked for again', async () => {
    table.on(UpdateCommand).rejects(new Error('the table is away'));
    const reply = await call(`/api/series/${key}`, { body: '{"value": 1}' });
    expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  });
});
