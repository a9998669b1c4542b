import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { ifAbsent, ifPresent, ifVersion } from '../../functions/store/conditions.ts';
import { createDynamoTable } from '../../functions/store/dynamo.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const key = { PK: 'THING#1', SK: 'THING' };
const other = { PK: 'THING#2', SK: 'THING' };
const both = [{ put: { ...key }, condition: ifAbsent }, { put: { ...other } }];
const message = { $metadata: {}, message: 'as AWS sends it' };

let pauses: number[] = [];
const newTable = () =>
  createDynamoTable({
    tableName: 'things',
    client: new DynamoDBClient({ region: 'eu-central-1' }),
    patience: { sleep: async (milliseconds) => void pauses.push(milliseconds), random: () => 0.5 },
    mintWriter: () => 'writer-1',
  });

const failed = (old?: Record<string, unknown>) =>
  new ConditionalCheckFailedException({ ...message, ...(old && { Item: marshall(old) }) });

const cancelled = (...reasons: readonly (string | Record<string, unknown>)[]) =>
  new TransactionCanceledException({
    ...message,
    CancellationReasons: reasons.map((reason) =>
      typeof reason === 'string' ? { Code: reason } : { Code: 'ConditionalCheckFailed', Item: marshall(reason) },
    ),
  });

beforeEach(() => {
  dynamo.reset();
  pauses = [];
});

describe('a single write', () => {
  it('carries its condition, its stamp, and the wish to see what it met', async () => {
    dynamo.on(PutCommand).resolves({});
    await newTable().write([{ put: { ...key, version: 2 }, condition: ifVersion(1) }]);
    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toEqual({
      TableName: 'things',
      Item: { ...key, version: 2, writer: 'writer-1' },
      ConditionExpression: '#a0 = :v0',
      ExpressionAttributeNames: { '#a0': 'version' },
      ExpressionAttributeValues: { ':v0': 1 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  });

  it('leaves undefined members of an update alone', async () => {
    dynamo.on(UpdateCommand).resolves({});
    await newTable().write([{ update: key, set: { a: 1, b: undefined }, remove: ['c'], condition: ifPresent }]);
    expect(dynamo.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
      ConditionExpression: 'attribute_exists(#a3)',
      UpdateExpression: 'SET #a0 = :v0, #a1 = :v1 REMOVE #a2',
      ExpressionAttributeNames: { '#a0': 'a', '#a1': 'writer', '#a2': 'c', '#a3': 'PK' },
      ExpressionAttributeValues: { ':v0': 1, ':v1': 'writer-1' },
    });
  });

  it('is refused with the item of somebody else', async () => {
    dynamo.on(PutCommand).rejects(failed({ ...key, version: 7, writer: 'writer-0' }));
    const refusals = await newTable().write([{ put: { ...key }, condition: ifAbsent }]);
    expect(refusals).toEqual([{ index: 0, old: { ...key, version: 7, writer: 'writer-0' } }]);
  });

  it('has succeeded when it meets its own stamp: the answer to its first attempt was lost', async () => {
    dynamo.on(PutCommand).rejects(failed({ ...key, writer: 'writer-1' }));
    expect(await newTable().write([{ put: { ...key }, condition: ifAbsent }])).toEqual([]);
  });

  it('has deleted what it finds gone', async () => {
    dynamo.on(DeleteCommand).rejects(failed());
    expect(await newTable().write([{ delete: key, condition: ifVersion(1) }])).toEqual([]);
    dynamo.on(DeleteCommand).rejects(failed({ ...key, version: 2 }));
    expect(await newTable().write([{ delete: key, condition: ifVersion(1) }])).toHaveLength(1);
  });

  it('that meets a transaction is tried again', async () => {
    dynamo.on(PutCommand).rejectsOnce(new TransactionConflictException(message)).resolves({});
    expect(await newTable().write([{ put: { ...key } }])).toEqual([]);
    expect(pauses).toEqual([20]);
  });

  it('leaves throttling what it is: the SDK has been patient already', async () => {
    const throttled = new ProvisionedThroughputExceededException(message);
    dynamo.on(PutCommand).rejects(throttled);
    await expect(newTable().write([{ put: { ...key } }])).rejects.toBe(throttled);
    expect(dynamo.commandCalls(PutCommand)).toHaveLength(1);
  });
});

describe('a transaction', () => {
  it('has its stamp as the token that keeps it from being done twice', async () => {
    dynamo.on(TransactWriteCommand).resolves({});
    await newTable().write([...both, { check: { PK: 'THING#3', SK: 'THING' }, condition: ifPresent }]);
    const input = dynamo.commandCalls(TransactWriteCommand)[0]?.args[0].input;
    expect(input?.ClientRequestToken).toBe('writer-1');
    expect(input?.TransactItems?.map((item) => Object.keys(item))).toEqual([['Put'], ['Put'], ['ConditionCheck']]);
  });

  it('names each refused operation with what it met', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelled('None', { ...other, writer: 'writer-0' }));
    expect(await newTable().write(both)).toEqual([{ index: 1, old: { ...other, writer: 'writer-0' } }]);
  });

  it('has succeeded when one of its operations meets its own stamp', async () => {
    const lost = cancelled({ ...key, writer: 'writer-1' }, { ...other, writer: 'writer-1' });
    dynamo.on(TransactWriteCommand).rejects(lost);
    expect(await newTable().write(both)).toEqual([]);
  });

  it('is refused, not tried again, when it met a failed condition besides a conflict', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelled({ ...key, writer: 'writer-0' }, 'TransactionConflict'));
    expect(await newTable().write(both)).toEqual([{ index: 0, old: { ...key, writer: 'writer-0' } }]);
    expect(pauses).toEqual([]);
  });

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'cancelled by %s is tried again with growing pauses, under the same token',
    async (reason) => {
      dynamo
        .on(TransactWriteCommand)
        .rejectsOnce(cancelled(reason, 'None'))
        .rejectsOnce(cancelled('None', reason))
        .resolves({});
      expect(await newTable().write(both)).toEqual([]);
      expect(pauses).toEqual([20, 40]);
      const tokens = dynamo.commandCalls(TransactWriteCommand).map((call) => call.args[0].input.ClientRequestToken);
      expect(tokens).toEqual(['writer-1', 'writer-1', 'writer-1']);
    },
  );

  it('gives up after eight attempts, with the error as it came', async () => {
    const conflict = cancelled('TransactionConflict', 'None');
    dynamo.on(TransactWriteCommand).rejects(conflict);
    await expect(newTable().write(both)).rejects.toBe(conflict);
    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(8);
    expect(Math.max(...pauses)).toBe(250);
  });

  it('that cannot succeed is not tried again', async () => {
    const invalid = cancelled('ValidationError', 'None');
    dynamo.on(TransactWriteCommand).rejects(invalid);
    await expect(newTable().write(both)).rejects.toBe(invalid);
    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(1);
  });
});

describe('reading many', () => {
  it('asks again for what DynamoDB left out', async () => {
    dynamo
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: { things: [key] }, UnprocessedKeys: { things: { Keys: [other] } } })
      .resolvesOnce({ Responses: { things: [other] } });
    expect(await newTable().batchGet([key, other, key])).toEqual([key, other]);
    const asked = dynamo.commandCalls(BatchGetCommand).map((call) => call.args[0].input.RequestItems?.things?.Keys);
    expect(asked).toEqual([[key, other], [other]]);
    expect(pauses).toEqual([20]);
  });

  it('fails when DynamoDB keeps leaving something out', async () => {
    dynamo.on(BatchGetCommand).resolves({ UnprocessedKeys: { things: { Keys: [other] } } });
    await expect(newTable().batchGet([other])).rejects.toThrow('1 items were not read in 8 attempts');
  });
});
