import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  type TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import fakeTimers from '@sinonjs/fake-timers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Engine } from '../../../local/aws/dynamodb/engine.ts';
import { startLocalDynamo } from '../../../local/aws/dynamodb/start.ts';

const table = {
  TableName: 'things',
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: [
    { AttributeName: 'PK', KeyType: 'HASH' as const },
    { AttributeName: 'SK', KeyType: 'RANGE' as const },
  ],
  AttributeDefinitions: ['PK', 'SK', 'listPK', 'listSK', 'duePK', 'dueAt'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S' as const,
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'list',
      KeySchema: [
        { AttributeName: 'listPK', KeyType: 'HASH' as const },
        { AttributeName: 'listSK', KeyType: 'RANGE' as const },
      ],
      Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['status'] },
    },
    {
      IndexName: 'due',
      KeySchema: [
        { AttributeName: 'duePK', KeyType: 'HASH' as const },
        { AttributeName: 'dueAt', KeyType: 'RANGE' as const },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const },
};

const place = { accountId: '000000000000', region: 'us-east-1' };
const TableName = table.TableName;
const key = (pk: string, sk = 'A') => ({ PK: { S: pk }, SK: { S: sk } });

describe('the local DynamoDB, through the SDK', () => {
  let server: Awaited<ReturnType<typeof startLocalDynamo>>;
  let client: DynamoDBClient;

  beforeAll(async () => {
    server = await startLocalDynamo();
    client = new DynamoDBClient({
      endpoint: server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
    await client.send(new CreateTableCommand(table));
  });

  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  it('has a created table active at once', async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexStatus }) => IndexStatus)).toEqual(['ACTIVE', 'ACTIVE']);
    expect(Table?.LatestStreamArn).toContain(':table/things/stream/');
  });

  it('answers what it was given, updated by expressions', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...key('u'), count: { N: '1' }, text: { S: 'é' } } }));
    const updated = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: key('u'),
        UpdateExpression: 'SET #c = #c + :one, added = if_not_exists(added, :one) REMOVE #t',
        ExpressionAttributeNames: { '#c': 'count', '#t': 'text' },
        ExpressionAttributeValues: { ':one': { N: '1' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(updated.Attributes).toEqual({ ...key('u'), count: { N: '2' }, added: { N: '1' } });
  });

  it('returns the item that failed the condition of a single write', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...key('c'), v: { N: '7' } } }));
    const put = client.send(
      new PutItemCommand({
        TableName,
        Item: key('c'),
        ConditionExpression: 'attribute_not_exists(PK)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(put).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { ...key('c'), v: { N: '7' } },
    });
  });

  it('writes a transaction whole', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...key('t', 'old'), v: { N: '1' } } }));
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item: { ...key('t', 'new'), listPK: { S: 'L' }, listSK: { S: '1' } } } },
          {
            Update: {
              TableName,
              Key: key('t', 'old'),
              UpdateExpression: 'SET v = :two',
              ConditionExpression: 'v = :one',
              ExpressionAttributeValues: { ':one': { N: '1' }, ':two': { N: '2' } },
            },
          },
          { ConditionCheck: { TableName, Key: key('t', 'none'), ConditionExpression: 'attribute_not_exists(PK)' } },
          { Delete: { TableName, Key: key('t', 'absent') } },
        ],
      }),
    );
    const { Responses } = await client.send(
      new TransactGetItemsCommand({
        TransactItems: ['new', 'old', 'none'].map((sk) => ({ Get: { TableName, Key: key('t', sk) } })),
      }),
    );
    expect(Responses?.map(({ Item }) => Item?.v?.N ?? (Item ? 'there' : 'none'))).toEqual(['there', '2', 'none']);
  });

  it('writes nothing of a transaction that fails, and gives each item its reason', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...key('f'), v: { N: '1' } } }));
    const error: TransactionCanceledException = await client
      .send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: key('f', 'never') } },
            {
              Put: {
                TableName,
                Item: key('f'),
                ConditionExpression: 'attribute_not_exists(PK)',
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
              },
            },
            { Put: { TableName, Item: { ...key('f', 'empty'), duePK: { S: '' }, dueAt: { S: 'x' } } } },
          ],
        }),
      )
      .then(
        () => expect.unreachable(),
        (thrown) => thrown,
      );
    expect(error.name).toBe('TransactionCanceledException');
    expect(error.CancellationReasons?.map(({ Code }) => Code)).toEqual([
      'None',
      'ConditionalCheckFailed',
      'ValidationError',
    ]);
    expect(error.CancellationReasons?.[1]?.Item).toEqual({ ...key('f'), v: { N: '1' } });
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: key('f', 'never') }));
    expect(Item).toBeUndefined();
  });

  it('does a transaction once per client token', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...key('i'), v: { N: '0' } } }));
    const add = (by: string) =>
      client.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: 'token-1',
          TransactItems: [
            {
              Update: {
                TableName,
                Key: key('i'),
                UpdateExpression: 'ADD v :by',
                ExpressionAttributeValues: { ':by': { N: by } },
              },
            },
          ],
        }),
      );
    await add('5');
    await add('5');
    await expect(add('6')).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: key('i') }));
    expect(Item?.v).toEqual({ N: '5' });
  });

  it.each([
    ['two operations on one item', [{ Put: { TableName, Item: key('d') } }, { Delete: { TableName, Key: key('d') } }]],
    ['101 items', Array.from({ length: 101 }, (_, i) => ({ Put: { TableName, Item: key('d', String(i)) } }))],
  ])('refuses a transaction of %s', async (_case, TransactItems) => {
    const write = client.send(new TransactWriteItemsCommand({ TransactItems }));
    await expect(write).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses an empty index key', async () => {
    const put = client.send(
      new PutItemCommand({ TableName, Item: { ...key('e'), listPK: { S: '' }, listSK: { S: 'x' } } }),
    );
    await expect(put).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('listPK'),
    });
  });

  it('projects an index as its table says, and follows changes', async () => {
    const listed = (sk: string, status: string) => ({
      ...key('x', sk),
      listPK: { S: 'P' },
      listSK: { S: sk },
      duePK: { S: 'D' },
      dueAt: { S: sk },
      status: { S: status },
      secret: { S: 's' },
    });
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: { [TableName]: ['3', '1', '2'].map((sk) => ({ PutRequest: { Item: listed(sk, 'NEW') } })) },
      }),
    );
    await client.send(
      new UpdateItemCommand({ TableName, Key: key('x', '2'), UpdateExpression: 'REMOVE duePK, dueAt' }),
    );
    const query = (IndexName: string, attribute: string, value: string, more = {}) =>
      client.send(
        new QueryCommand({
          TableName,
          IndexName,
          KeyConditionExpression: `${attribute} = :v`,
          ExpressionAttributeValues: { ':v': { S: value } },
          ...more,
        }),
      );
    const list = await query('list', 'listPK', 'P', { ScanIndexForward: false, Limit: 2 });
    expect(list.Items?.map((item) => item.listSK?.S)).toEqual(['3', '2']);
    expect(list.Items?.[0]).toEqual({ ...key('x', '3'), listPK: { S: 'P' }, listSK: { S: '3' }, status: { S: 'NEW' } });
    const rest = await query('list', 'listPK', 'P', {
      ScanIndexForward: false,
      ExclusiveStartKey: list.LastEvaluatedKey,
    });
    expect(rest.Items?.map((item) => item.listSK?.S)).toEqual(['1']);
    const due = await query('due', 'duePK', 'D');
    expect(due.Items).toEqual(['1', '3'].map((sk) => ({ ...key('x', sk), duePK: { S: 'D' }, dueAt: { S: sk } })));
  });

  it('gets a hundred items in a batch', async () => {
    const all = Array.from({ length: 100 }, (_, i) => key('many', String(i)));
    for (let i = 0; i < 100; i += 25) {
      const requests = all.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
    }
    const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: all } } }));
    expect(Responses?.[TableName]).toHaveLength(100);
  });

  it('names a table it does not have', async () => {
    const get = client.send(new GetItemCommand({ TableName: 'nothing', Key: key('a') }));
    await expect(get).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('takes a time to live attribute', async () => {
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
  });
});

describe('the engine', () => {
  const put = (engine: Engine, pk: string, more = {}) =>
    engine.execute('PutItem', { TableName, Item: { ...key(pk), ...more } });

  it('tells every change once, in order, with both images, and nothing for a write that changes nothing', async () => {
    const engine = await Engine.open(place);
    await engine.ensureTable(table);
    let calls = 0;
    const end = engine.feed.subscribe(TableName, () => {
      calls += 1;
    });
    await put(engine, 'a', { v: { N: '1' } });
    await put(engine, 'a', { v: { N: '1' } });
    await engine.execute('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName, Item: { ...key('a'), v: { N: '2' } } } },
        { Put: { TableName, Item: key('b') } },
      ],
    });
    await engine.execute('DeleteItem', { TableName, Key: key('a') });
    const records = engine.feed.read(TableName, '', 10);
    expect(records.map(({ eventName, keys }) => `${eventName} ${keys.PK?.S}`)).toEqual([
      'INSERT a',
      'MODIFY a',
      'INSERT b',
      'REMOVE a',
    ]);
    expect(records[1]).toMatchObject({ oldImage: { v: { N: '1' } }, newImage: { v: { N: '2' } }, expired: false });
    expect(calls).toBe(3);
    end();
    await engine.feed.acknowledge(TableName, records[1]?.sequenceNumber ?? '', 'reader');
    expect(engine.feed.read(TableName, '', 10)).toEqual(records.slice(2));
    expect(engine.feed.read(TableName, records[2]?.sequenceNumber ?? '', 10)).toEqual(records.slice(3));
    await engine.close();
  });

  it('deletes what has expired by the next full hour of its clock, and says so in the feed', async () => {
    const clock = fakeTimers.install({
      now: Date.UTC(2026, 0, 1, 10, 30),
      toFake: ['Date', 'setTimeout', 'clearTimeout'],
    });
    try {
      const engine = await Engine.open(place);
      await engine.ensureTable(table, 'expiresAt');
      await put(engine, 'soon', { expiresAt: { N: String(Date.UTC(2026, 0, 1, 10, 45) / 1000) } });
      await put(engine, 'later', { expiresAt: { N: String(Date.UTC(2026, 0, 1, 12, 45) / 1000) } });
      const names = async () =>
        ((await engine.execute('Scan', { TableName })).Items as { PK: { S: string } }[]).map(({ PK }) => PK.S);
      await clock.tickAsync(29 * 60_000);
      expect((await names()).sort()).toEqual(['later', 'soon']);
      await clock.tickAsync(2 * 60_000);
      expect(await names()).toEqual(['later']);
      expect(engine.feed.read(TableName, '', 10).at(-1)).toMatchObject({ eventName: 'REMOVE', expired: true });
      await clock.tickAsync(2 * 3600_000);
      expect(await names()).toEqual([]);
      await engine.close();
    } finally {
      clock.uninstall();
    }
  });

  describe('with a directory', () => {
    let directory: string;
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'dynamodb-'));
      return () => rm(directory, { recursive: true, force: true });
    });

    it('finds its items, indexes and unread changes again', async () => {
      const first = await Engine.open(place, directory);
      await first.ensureTable(table);
      await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          put(first, `p${i}`, { listPK: { S: 'L' }, listSK: { S: String(i).padStart(3, '0') } }),
        ),
      );
      await first.feed.acknowledge(
        TableName,
        first.feed.read(TableName, '', 48).at(-1)?.sequenceNumber ?? '',
        'reader',
      );
      const unread = first.feed.read(TableName, '', 10);
      await first.close();

      const second = await Engine.open(place, directory);
      await second.ensureTable(table);
      expect(second.feed.read(TableName, '', 10)).toEqual(unread);
      const query = {
        TableName,
        IndexName: 'list',
        KeyConditionExpression: 'listPK = :l',
        ExpressionAttributeValues: { ':l': { S: 'L' } },
      };
      expect((await second.execute('Query', query)).Count).toBe(50);
      await put(second, 'p0');
      expect(second.feed.read(TableName, '', 10)).toHaveLength(3);
      expect(second.feed.read(TableName, unread.at(-1)?.sequenceNumber ?? '', 10)[0]).toMatchObject({
        eventName: 'MODIFY',
      });
      await second.close();
    });

    it('fills an index that a table gets later', async () => {
      const first = await Engine.open(place, directory);
      await first.ensureTable({
        ...table,
        GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.slice(0, 1),
        AttributeDefinitions: table.AttributeDefinitions.slice(0, 4),
      });
      await put(first, 'a', { duePK: { S: 'D' }, dueAt: { S: '1' } });
      await first.close();
      const second = await Engine.open(place, directory);
      await second.ensureTable(table);
      const query = {
        TableName,
        IndexName: 'due',
        KeyConditionExpression: 'duePK = :d',
        ExpressionAttributeValues: { ':d': { S: 'D' } },
      };
      expect((await second.execute('Query', query)).Items).toEqual([
        { ...key('a'), duePK: { S: 'D' }, dueAt: { S: '1' } },
      ]);
      await second.close();
    });
  });
});
