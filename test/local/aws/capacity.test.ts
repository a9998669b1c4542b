import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMeter, type Usage } from '../../../local/aws/dynamodb/capacity.ts';
import { Engine } from '../../../local/aws/dynamodb/engine.ts';

const TableName = 'things';
const keyed = (...names: [string, string]) =>
  names.map((AttributeName, position) => ({ AttributeName, KeyType: position === 0 ? 'HASH' : 'RANGE' }));
const table = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: keyed('PK', 'SK'),
  AttributeDefinitions: ['PK', 'SK', 'listPK', 'listSK'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'list',
      KeySchema: keyed('listPK', 'listSK'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['status'] },
    },
  ],
};
const thing = (id: number, attributes: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries({ PK: `THING#${id}`, SK: 'A', ...attributes }).map(([name, S]) => [name, { S }]));
const listed = { listPK: 'THINGS#2026-11', listSK: '1' };
const kilobytes = (count: number) => 'x'.repeat(count * 1024 - 100);

describe('what a call costs', () => {
  let engine: Engine;
  const costOf = async (action: string, parameters: Record<string, unknown>) => {
    const spent: Usage[] = [];
    await engine.execute(action, { TableName, ...parameters }, (usage) => spent.push(usage)).catch(() => undefined);
    return spent.map(({ place, partition, reads, writes }) => `${place} ${partition} ${reads}r ${writes}w`);
  };
  const put = (Item: object, more = {}) => costOf('PutItem', { Item, ...more });

  beforeAll(async () => {
    engine = await Engine.open({ accountId: '000000000000', region: 'us-east-1' });
    await engine.ensureTable(table);
  });
  afterAll(() => engine.close());

  it('rounds an item up to kilobytes, by the larger of before and after', async () => {
    expect(await put(thing(1, { text: kilobytes(3) }))).toEqual(['table THING#* 0r 3w']);
    expect(await put(thing(1))).toEqual(['table THING#* 0r 3w']);
    expect(await costOf('DeleteItem', { Key: thing(1) })).toEqual(['table THING#* 0r 1w']);
  });

  it('counts an index entry when it appears, moves, changes or goes, and not when only the rest changes', async () => {
    const list = 'list THINGS#* 0r';
    expect(await put(thing(2, listed))).toEqual(['table THING#* 0r 1w', `${list} 1w`]);
    expect(await put(thing(2, { ...listed, text: 'other' }))).toEqual(['table THING#* 0r 1w']);
    expect(await put(thing(2, { ...listed, status: 'OPEN' }))).toEqual(['table THING#* 0r 1w', `${list} 1w`]);
    expect(await put(thing(2, { ...listed, listSK: '2', status: 'OPEN' }))).toContain(`${list} 2w`);
    expect(await put(thing(2))).toContain(`${list} 1w`);
  });

  it('doubles the items of a transaction, not their index entries', async () => {
    const TransactItems = [
      { Put: { TableName, Item: thing(3, listed) } },
      { ConditionCheck: { TableName, Key: thing(2), ConditionExpression: 'attribute_exists(PK)' } },
    ];
    const spent = ['table THING#* 0r 2w', 'list THINGS#* 0r 1w', 'table THING#* 0r 2w'];
    expect(await costOf('TransactWriteItems', { TransactItems })).toEqual(spent);
  });

  it('charges a refused write for the item it met, and for no index', async () => {
    await put(thing(4, { ...listed, text: kilobytes(2) }));
    const refused = { ConditionExpression: 'attribute_not_exists(PK)' };
    expect(await put(thing(4), refused)).toEqual(['table THING#* 0r 2w']);
  });

  it('halves what is read without consistency, and charges for what is not there', async () => {
    await put(thing(5, { text: kilobytes(5) }));
    expect(await costOf('GetItem', { Key: thing(5), ConsistentRead: true })).toEqual(['table THING#* 2r 0w']);
    expect(await costOf('GetItem', { Key: thing(5) })).toEqual(['table THING#* 1r 0w']);
    const RequestItems = { [TableName]: { Keys: [thing(5), thing(99)], ConsistentRead: true } };
    expect(await costOf('BatchGetItem', { RequestItems })).toEqual(['table THING#* 2r 0w', 'table THING#* 1r 0w']);
  });

  it('adds up a page of a query before rounding', async () => {
    const query = (partition: string) => ({
      IndexName: 'list',
      KeyConditionExpression: '#p = :p',
      ExpressionAttributeNames: { '#p': 'listPK' },
      ExpressionAttributeValues: { ':p': { S: partition } },
    });
    expect(await costOf('Query', query('THINGS#2026-11'))).toEqual(['list THINGS#* 0.5r 0w']);
    expect(await costOf('Query', query('THINGS#2026-12'))).toEqual(['list THINGS#* 0.5r 0w']);
  });

  it('tells how much the table has grown', async () => {
    const meter = createMeter();
    const grown = () => meter.list().reduce((sum, { bytes }) => sum + bytes, 0);
    await engine.execute('PutItem', { TableName, Item: thing(6, listed) }, meter.of('tick'));
    expect(meter.list()).toMatchObject([
      { function: 'tick', place: 'table', partition: 'THING#*', writes: 1 },
      { function: 'tick', place: 'list', partition: 'THINGS#*', writes: 1 },
    ]);
    expect(grown()).toBeGreaterThan(200);
    await engine.execute('DeleteItem', { TableName, Key: thing(6) }, meter.of('tick'));
    expect(grown()).toBe(0);
  });
});
