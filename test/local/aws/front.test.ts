import { ConnectClient, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { PinpointClient, SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import fakeTimers from '@sinonjs/fake-timers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDynamoDb } from '../../../local/aws/dynamodb/service.ts';
import type { DynamoDb } from '../../../local/aws/dynamodb/types.ts';
import { createFaults, type Faults } from '../../../local/aws/faults.ts';
import { type Front, startFront } from '../../../local/aws/front.ts';
import { createRequestLog, type RequestLog } from '../../../local/aws/requests.ts';
import { createRoleCheck } from '../../../local/aws/roles.ts';
import type { AwsRequest, AwsService } from '../../../local/aws/service.ts';
import type { DeployedFunction } from '../../../local/deployment.ts';

const TableName = 'things';
const account = '000000000000';
const tableArn = `arn:aws:dynamodb:us-east-1:${account}:table/${TableName}`;
const table = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' as const }],
};
const Item = { PK: { S: 'a' } };

describe('the front', () => {
  let dynamoDb: DynamoDb;
  let front: Front;
  let faults: Faults;
  let requests: RequestLog;
  let killed: string[];
  let echoed: AwsRequest[];
  let grants: string[];

  /** Answers every call with an empty success in the protocol of the service. */
  const echo = (service: string, body = '{}'): AwsService => ({
    service,
    permissions: () => [],
    handle: async (request) => {
      echoed.push(request);
      return { status: 200, body };
    },
    reset: async () => {},
    close: async () => {},
  });

  const roleCheck = () =>
    createRoleCheck({
      accountId: account,
      functions: [{ name: 'ingest', roleArn: 'arn:aws:iam::000000000000:role/ingest' } as DeployedFunction],
      roles: new Map([
        [
          'arn:aws:iam::000000000000:role/ingest',
          [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: grants, Resource: [tableArn] }] }],
        ],
      ]),
      resourcePolicies: new Map(),
    });

  beforeEach(async () => {
    grants = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];
    [killed, echoed] = [[], []];
    [faults, requests] = [createFaults(), createRequestLog()];
    dynamoDb = await startDynamoDb({});
    const services = [
      dynamoDb,
      ...['connect', 'mobiletargeting', 'sms-voice', 'secretsmanager'].map((name) => echo(name)),
      echo('s3', ''),
      ...['ses', 'sns'].map((name) => echo(name, '<Response><Result/></Response>')),
    ];
    front = await startFront({
      services,
      faults,
      requests,
      roles: { check: (...call) => roleCheck().check(...call), refusal: (...call) => roleCheck().refusal(...call) },
      killWorker: (principal, { headers }) => killed.push(`${principal} ${headers['x-amz-security-token']}`),
    });
    const admin = client('local');
    await admin.send(new CreateTableCommand(table));
    admin.destroy();
  });

  afterEach(async () => {
    await front.close();
    await dynamoDb.close();
  });

  const settings = (principal: string, maxAttempts = 1) => ({
    endpoint: front.url,
    region: 'us-east-1',
    credentials: { accessKeyId: principal, secretAccessKey: 'secret', sessionToken: 'worker-1' },
    maxAttempts,
  });
  const client = (principal: string, maxAttempts?: number) => new DynamoDBClient(settings(principal, maxAttempts));
  const put = () => new PutItemCommand({ TableName, Item });
  const read = async () => (await client('local').send(new GetItemCommand({ TableName, Key: Item }))).Item;

  it('refuses what the role of a function does not grant, and does nothing', async () => {
    grants = ['dynamodb:GetItem'];
    const refused = client('ingest').send(put());
    await expect(refused).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('not authorized to perform: dynamodb:PutItem'),
    });
    expect(await read()).toBeUndefined();
    expect(requests.since(1)[0]).toMatchObject({
      function: 'ingest',
      service: 'dynamodb',
      action: 'PutItem',
      status: 400,
      allowed: false,
    });
    grants = ['dynamodb:PutItem'];
    await client('ingest').send(put());
    expect(await read()).toEqual(Item);
  });

  it.each([
    ['a transaction with a condition', ['dynamodb:PutItem'], 'dynamodb:ConditionCheckItem'],
    ['a transaction with a put', ['dynamodb:ConditionCheckItem'], 'dynamodb:PutItem'],
  ])('asks for every permission of %s', async (_case, granted, missing) => {
    grants = granted;
    const write = new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName, Item } },
        { ConditionCheck: { TableName, Key: { PK: { S: 'b' } }, ConditionExpression: 'attribute_not_exists(PK)' } },
      ],
    });
    await expect(client('ingest').send(write)).rejects.toMatchObject({ message: expect.stringContaining(missing) });
  });

  it('asks for the index of a query', async () => {
    const query = new QueryCommand({
      TableName,
      IndexName: 'due',
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    });
    const refused = client('ingest').send(query);
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining(`${tableArn}/index/due`) });
  });

  it('refuses an unsigned call', async () => {
    const headers = { 'x-amz-target': 'DynamoDB_20120810.GetItem', 'content-type': 'application/x-amz-json-1.0' };
    const answer = await fetch(front.url, { method: 'POST', headers, body: JSON.stringify({ TableName, Key: Item }) });
    expect(answer.status).toBe(400);
    expect(requests.since(requests.latest() - 1)[0]).toMatchObject({ function: 'anonymous', allowed: false });
  });

  it('tells the time of its own clock', async () => {
    const clock = fakeTimers.install({ now: Date.UTC(2020, 1, 3), toFake: ['Date'] });
    try {
      const answer = await fetch(front.url, { method: 'POST' });
      expect(answer.headers.get('date')).toBe('Mon, 03 Feb 2020 00:00:00 GMT');
    } finally {
      clock.uninstall();
    }
  });

  it('understands the protocol of every service', async () => {
    const raw = { RawMessage: { Data: Buffer.from('x') } };
    await new ConnectClient(settings('local')).send(
      new StartOutboundVoiceContactCommand({ DestinationPhoneNumber: '+49', ContactFlowId: 'f', InstanceId: 'i' }),
    );
    await new PinpointClient(settings('local')).send(
      new SendMessagesCommand({ ApplicationId: 'app', MessageRequest: { MessageConfiguration: {} } }),
    );
    await new PinpointSMSVoiceV2Client(settings('local')).send(
      new SendTextMessageCommand({ DestinationPhoneNumber: '+49' }),
    );
    await new SecretsManagerClient(settings('local')).send(new GetSecretValueCommand({ SecretId: 's' }));
    await new SESClient(settings('local')).send(new SendRawEmailCommand(raw));
    await new SNSClient(settings('local')).send(new PublishCommand({ PhoneNumber: '+49', Message: 'm' }));
    const s3 = new S3Client(settings('local'));
    await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'text' }));
    await s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
    expect(echoed.map(({ service, action }) => `${service} ${action}`)).toEqual([
      'connect StartOutboundVoiceContact',
      'mobiletargeting SendMessages',
      'sms-voice SendTextMessage',
      'secretsmanager GetSecretValue',
      'ses SendRawEmail',
      'sns Publish',
      's3 PutObject',
      's3 GetObject',
    ]);
  });

  describe('with faults', () => {
    it.each([
      ['error', 'ValidationException'],
      ['error5xx', 'InternalServerError'],
      ['throttle', 'ThrottlingException'],
      ['conflict', 'TransactionConflictException'],
    ])('answers %s before anything happens', async (kind, name) => {
      faults.add({ function: 'ingest', service: 'DynamoDB', action: 'PutItem', kind });
      await expect(client('ingest').send(put())).rejects.toMatchObject({ name });
      expect(await read()).toBeUndefined();
      await client('ingest').send(put());
    });

    it('cancels a transaction for a conflict', async () => {
      faults.add({ service: 'dynamodb', action: 'TransactWriteItems', kind: 'conflict' });
      const items = ['a', 'b'].map((S) => ({ Put: { TableName, Item: { PK: { S } } } }));
      await expect(client('local').send(new TransactWriteItemsCommand({ TransactItems: items }))).rejects.toMatchObject(
        {
          name: 'TransactionCanceledException',
          CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
        },
      );
    });

    it.each([
      ['timeout', false, []],
      ['after', true, []],
      ['crash-before', false, ['ingest worker-1']],
      ['crash-after', true, ['ingest worker-1']],
    ])('drops the connection for %s', async (kind, isDone, kills) => {
      faults.add({ function: 'ingest', service: 'dynamodb', action: 'PutItem', kind });
      await expect(client('ingest').send(put())).rejects.toThrow();
      expect(await read()).toEqual(isDone ? Item : undefined);
      expect(killed).toEqual(kills);
      expect(requests.since(1)[0]).toMatchObject({ status: 0, allowed: true });
    });

    it('lets a slow call be done, and answers it late', async () => {
      faults.add({ function: 'ingest', service: 'dynamodb', action: 'PutItem', kind: 'slow' });
      const before = performance.now();
      await client('ingest').send(put());
      expect(performance.now() - before).toBeGreaterThan(240);
      expect(await read()).toEqual(Item);
    });

    it('counts every call by who made it', async () => {
      await client('ingest').send(put());
      await client('ingest').send(put());
      const ofIngest = requests.totals().filter((total) => total.function === 'ingest');
      expect(ofIngest).toEqual([{ function: 'ingest', service: 'dynamodb', action: 'PutItem', count: 2 }]);
    });

    it('counts every attempt of the SDK', async () => {
      faults.add({ service: 'dynamodb', action: 'PutItem', kind: 'error5xx', count: 2 });
      await client('ingest', 3).send(put());
      expect(requests.since(1).map(({ status }) => status)).toEqual([500, 500, 200]);
    });

    it.each([
      [
        's3',
        'PutObject',
        'SlowDown',
        (s: object) => new S3Client(s).send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' })),
      ],
      ['sns', 'Publish', 'Throttling', (s: object) => new SNSClient(s).send(new PublishCommand({ Message: 'm' }))],
      [
        'email',
        'SendRawEmail',
        'Throttling',
        (s: object) => new SESClient(s).send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('x') } })),
      ],
      [
        'pinpoint',
        'SendMessages',
        'TooManyRequestsException',
        (s: object) =>
          new PinpointClient(s).send(
            new SendMessagesCommand({ ApplicationId: 'a', MessageRequest: { MessageConfiguration: {} } }),
          ),
      ],
    ])('speaks the protocol of %s when it throttles', async (service, action, name, call) => {
      faults.add({ service, action, kind: 'throttle' });
      await expect(call(settings('local'))).rejects.toMatchObject({ name });
    });
  });
});

describe('faults', () => {
  const request = (action: string, service = 'states', principal = 'api') =>
    ({ action, service, principal }) as AwsRequest;
  const strikes = (faults: Faults, of: AwsRequest, times: number) =>
    Array.from({ length: times }, () => faults.strike(of) !== undefined);

  it('take only calls about a given event, when told so, and tell how many they broke', () => {
    const faults = createFaults();
    faults.add({ service: 'sfn', action: 'StopExecution', about: ['ALERT#7'], skip: 1, kind: 'error' });
    const strike = (event: string | undefined) => faults.strike(request('StopExecution'), () => event);
    expect([undefined, 'ALERT#8', 'an ALERT#7', 'ALERT#8', 'an ALERT#7', 'ALERT#7'].map(strike)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'error',
      undefined,
    ]);
    expect(faults.list()).toMatchObject([{ action: 'StopExecution', struck: 1 }]);
  });

  it('skips, strikes as often as told, and then lets pass', () => {
    const faults = createFaults();
    faults.add({ service: 'sfn', action: 'StopExecution', skip: 1, count: 2, kind: 'error' });
    expect(strikes(faults, request('StartExecution'), 2)).toEqual([false, false]);
    expect(strikes(faults, request('StopExecution'), 4)).toEqual([false, true, true, false]);
  });

  it.each(['states', 'SFN', 'StepFunctions', 'step-functions'])('knows Step Functions as %s', (service) => {
    const faults = createFaults();
    faults.add({ service, action: 'startexecution', kind: 'timeout' });
    expect(faults.strike(request('StartExecution'))).toBe('timeout');
  });

  it.each([
    ['pinpoint-sms-voice-v2', 'sms-voice'],
    ['PinpointSMSVoiceV2', 'sms-voice'],
    ['pinpoint', 'mobiletargeting'],
    ['sesv2', 'ses'],
  ])('knows %s as %s', (service, known) => {
    const faults = createFaults();
    faults.add({ service, action: '*', kind: 'error' });
    expect(faults.strike(request('Anything', known))).toBe('error');
  });

  it('strikes one function only when told to', () => {
    const faults = createFaults();
    faults.add({ function: 'tick', service: '*', action: '*', kind: 'error' });
    expect(faults.strike(request('StartExecution'))).toBeUndefined();
    expect(faults.strike(request('StartExecution', 'states', 'tick'))).toBe('error');
  });

  it('strikes at a rate, the same calls for the same seed', () => {
    const run = (seed: number) => {
      const faults = createFaults();
      faults.add({ service: 'states', action: '*', rate: 0.3, seed, kind: 'error' });
      return strikes(faults, request('StartExecution'), 1000);
    };
    const struck = run(7).filter(Boolean).length;
    expect(struck).toBeGreaterThan(250);
    expect(struck).toBeLessThan(350);
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it.each([
    ['an unknown kind', { service: 's3', action: 'PutObject', kind: 'explode' }, 'kind'],
    ['no action', { service: 's3', kind: 'error' }, 'action'],
    ['count and rate', { service: 's3', action: '*', kind: 'error', count: 1, rate: 0.5 }, 'not both'],
    ['an unknown member', { service: 's3', action: '*', kind: 'error', times: 1 }, 'times'],
  ])('refuses %s', (_case, spec, told) => {
    expect(() => createFaults().add(spec)).toThrow(told);
  });

  it('stops striking when cleared', () => {
    const faults = createFaults();
    faults.add({ service: '*', action: '*', kind: 'error', count: 9 });
    faults.clear();
    expect(faults.strike(request('StartExecution'))).toBeUndefined();
  });
});

describe('the request log', () => {
  const call = { function: 'api', service: 'sqs', action: 'SendMessage', status: 200, allowed: true };

  it('numbers calls from 1 and keeps the latest', () => {
    const log = createRequestLog(10);
    for (let i = 0; i < 35; i += 1) log.record(call);
    expect(log.latest()).toBe(35);
    expect(log.since(30).map(({ seq }) => seq)).toEqual([31, 32, 33, 34, 35]);
    expect(log.since(35)).toEqual([]);
    expect(log.since(0).length).toBeGreaterThanOrEqual(10);
    expect(log.since(30, 3).map(({ seq }) => seq)).toEqual([31, 32, 33]);
  });

  it('gives back each call as it was, and counts each kind', () => {
    const log = createRequestLog(10);
    const refused = { ...call, function: 'tick', status: 403, allowed: false, began: 1.5, ended: 2.25 };
    for (const one of [call, refused, call]) log.record(one);
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(log.since(0)).toEqual([
      { ...call, seq: 1, at },
      { ...refused, seq: 2, at },
      { ...call, seq: 3, at },
    ]);
    const { status: _status, allowed: _allowed, ...kind } = call;
    expect(log.totals()).toEqual([
      { ...kind, count: 2 },
      { ...kind, function: 'tick', count: 1 },
    ]);
  });
});
