import type { QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Condition } from './conditions.ts';
import { conditionExpression, Placeholders, updateExpression } from './expressions.ts';
import { indexes, type Query, type WriteOperation } from './table.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** An operation as a member of a transaction; single writes take the same members. */
export function transactItem(operation: WriteOperation, tableName: string, writer: string): TransactItem {
  const placeholders = new Placeholders();
  const common = { TableName: tableName, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };
  const conditional = (condition: Condition | undefined) =>
    condition === undefined ? {} : { ConditionExpression: conditionExpression(condition, placeholders) };

  if ('put' in operation) {
    const members = { ...common, ...conditional(operation.condition), Item: { ...operation.put, writer } };
    return { Put: { ...members, ...placeholders.members() } };
  }
  if ('update' in operation) {
    const { update: Key, set = {}, remove = [], add = {} } = operation;
    const UpdateExpression = updateExpression({ set: { ...set, writer }, remove, add }, placeholders);
    const members = { ...common, ...conditional(operation.condition), Key, UpdateExpression };
    return { Update: { ...members, ...placeholders.members() } };
  }
  if ('delete' in operation) {
    const members = { ...common, ...conditional(operation.condition), Key: operation.delete };
    return { Delete: { ...members, ...placeholders.members() } };
  }
  const ConditionExpression = conditionExpression(operation.condition, placeholders);
  return { ConditionCheck: { ...common, ConditionExpression, Key: operation.check, ...placeholders.members() } };
}

/** A query as DynamoDB takes it: on the table consistent unless it need not be, on an index not. */
export function queryInput(query: Query, tableName: string): QueryCommandInput {
  const { index, partition, sort, order = 'ascending', limit, filter, cursor, isRelaxed = false } = query;
  const placeholders = new Placeholders();
  const { partition: partitionName, sort: sortName } =
    index === undefined ? { partition: 'PK', sort: 'SK' } : indexes[index];
  const conditions = [`${placeholders.name(partitionName)} = ${placeholders.value(partition)}`];
  if (sort !== undefined && 'beginsWith' in sort)
    conditions.push(`begins_with(${placeholders.name(sortName)}, ${placeholders.value(sort.beginsWith)})`);
  if (sort !== undefined && 'between' in sort) {
    const [from, to] = sort.between.map((bound) => placeholders.value(bound));
    conditions.push(`${placeholders.name(sortName)} BETWEEN ${from} AND ${to}`);
  }
  const FilterExpression = filter && conditionExpression(filter, placeholders);
  return {
    TableName: tableName,
    KeyConditionExpression: conditions.join(' AND '),
    ScanIndexForward: order === 'ascending',
    ...(index === undefined ? { ConsistentRead: !isRelaxed } : { IndexName: index }),
    ...(limit !== undefined && { Limit: limit }),
    ...(FilterExpression !== undefined && { FilterExpression }),
    ...(cursor !== undefined && { ExclusiveStartKey: cursor }),
    ...placeholders.members(),
  };
}
