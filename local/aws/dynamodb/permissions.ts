import type { AwsRequest, Permission } from '../service.ts';
import type { Place } from './tables.ts';

const PERMISSION_OF_KIND = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
} as const;

/** What IAM has to allow: each item of a transaction its own action, an index its own resource. */
export function dynamoDbPermissions(
  { accountId, region }: Place,
  { action }: AwsRequest,
  parameters: Record<string, unknown>,
): Permission[] {
  const table = (name: unknown) =>
    String(name).startsWith('arn:') ? String(name) : `arn:aws:dynamodb:${region}:${accountId}:table/${String(name)}`;
  const permission = (name: string, resource: string): Permission => ({ action: `dynamodb:${name}`, resource });

  if (action === 'TransactWriteItems' || action === 'TransactGetItems') {
    const items = Array.isArray(parameters.TransactItems) ? parameters.TransactItems : [];
    return items.flatMap((item: Record<string, { TableName?: unknown }>) =>
      Object.entries(PERMISSION_OF_KIND)
        .filter(([kind]) => item?.[kind])
        .map(([kind, name]) => permission(name, table(item[kind]?.TableName))),
    );
  }
  if (action === 'BatchGetItem' || action === 'BatchWriteItem') {
    return Object.keys((parameters.RequestItems ?? {}) as object).map((name) => permission(action, table(name)));
  }
  if (action === 'ListTables') return [permission(action, '*')];
  const resource = table(parameters.TableName);
  const isIndexRead = (action === 'Query' || action === 'Scan') && typeof parameters.IndexName === 'string';
  return [permission(action, isIndexRead ? `${resource}/index/${parameters.IndexName}` : resource)];
}
