import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type AwsAnswer, type AwsCall, callAwsBy } from '../../../local/runtime/aws-channel.ts';

const endpoint = 'http://127.0.0.1:4599';
const credentials = { accessKeyId: 'ingest', secretAccessKey: 'local' };
const once = { endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 };
const { request } = http;
let calls: AwsCall[] = [];
let answers: (AwsAnswer | Promise<AwsAnswer>)[] = [];

beforeAll(() => {
  callAwsBy(async (call) => {
    calls.push(call);
    return (await answers.shift()) ?? 'dropped';
  }, endpoint);
});
beforeEach(() => {
  calls = [];
  answers = [];
});
afterAll(() => {
  http.request = request;
  syncBuiltinESMExports();
});

const json = (status: number, body: unknown): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});

it('what the SDK asks of the endpoint comes as it would through a socket, signed and with its body', async () => {
  answers = [json(200, { TableNames: ['tocsin'] })];
  const { TableNames } = await new DynamoDBClient(once).send(new ListTablesCommand({ Limit: 3 }));
  expect(TableNames).toEqual(['tocsin']);
  expect(calls).toMatchObject([
    { method: 'POST', url: '/', headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' } },
  ]);
  expect(Buffer.from(calls[0]?.body as Uint8Array).toString()).toBe('{"Limit":3}');
  expect(calls[0]?.headers.authorization).toContain('Credential=ingest/');
});

it('a refusal is the error that it names', async () => {
  answers = [json(400, { __type: 'com.amazonaws.dynamodb.v20120810#AccessDeniedException', message: 'no' })];
  await expect(new DynamoDBClient(once).send(new ListTablesCommand())).rejects.toThrow(
    expect.objectContaining({ name: 'AccessDeniedException', message: 'no' }),
  );
});

it('a dropped call looks like a closed connection, after which the SDK tries again', async () => {
  answers = ['dropped', json(200, { TableNames: [] })];
  const twice = new DynamoDBClient({ ...once, maxAttempts: 2 });
  expect((await twice.send(new ListTablesCommand())).TableNames).toEqual([]);
  expect(calls).toHaveLength(2);
  await expect(new DynamoDBClient(once).send(new ListTablesCommand())).rejects.toThrow('socket hang up');
});

it('an answer that never comes ends at the time-out of the client', async () => {
  answers = [new Promise(() => undefined)];
  const impatient = { requestTimeout: 50, throwOnRequestTimeout: true };
  const hasty = new DynamoDBClient({ ...once, requestHandler: impatient });
  await expect(hasty.send(new ListTablesCommand())).rejects.toThrow('requestTimeout');
});

it('bytes come as bytes', async () => {
  answers = [{ status: 200, headers: {}, body: Uint8Array.of(0, 255, 128) }];
  const { Body } = await new S3Client(once).send(new GetObjectCommand({ Bucket: 'pages', Key: 'logo.png' }));
  expect(await Body?.transformToByteArray()).toEqual(Uint8Array.of(0, 255, 128));
});

it('what is asked of anybody else goes its own way', async () => {
  const server = http.createServer((_message, response) => response.end('from elsewhere'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const text = await new Promise((resolve, reject) => {
    http
      .request({ host: '127.0.0.1', port }, (response) => response.on('data', (chunk) => resolve(String(chunk))))
      .on('error', reject)
      .end();
  });
  expect(text).toBe('from elsewhere');
  expect(calls).toEqual([]);
  server.close();
});
