import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoTable } from '../../functions/store/dynamo.ts';
import { indexes, type Table } from '../../functions/store/table.ts';

/**
 * Tables in whatever answers as DynamoDB at an endpoint, each with the keys and indexes the deployed one has.
 * `connections` limits how many requests are under way at once.
 */
export function dynamoEngine(
  endpoint: () => string,
  { connections = 50 }: { readonly connections?: number } = {},
): () => Promise<Table> {
  let tables = 0;
  let client: DynamoDBClient | undefined;
  return async () => {
    client ??= new DynamoDBClient({
      endpoint: endpoint(),
      region: 'eu-central-1',
      requestHandler: { httpAgent: { maxSockets: connections } },
      credentials: { accessKeyId: 'store-contract', secretAccessKey: 'local' },
    });
    if (tables > 0) await client.send(new DeleteTableCommand({ TableName: `contract-${tables}` })); // moto copies all
    tables += 1;
    const tableName = `contract-${tables}`;
    await client.send(createTable(tableName));
    return createDynamoTable({ tableName, client });
  };
}

const createTable = (TableName: string) => {
  const keyNames = ['PK', 'SK', ...Object.values(indexes).flatMap(({ partition, sort }) => [partition, sort])];
  const schema = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  return new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keyNames.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: schema('PK', 'SK'),
    GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, { partition, sort, carries }]) => ({
      IndexName,
      KeySchema: schema(partition, sort),
      Projection:
        carries.length === 0
          ? { ProjectionType: 'KEYS_ONLY' as const }
          : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...carries] },
    })),
  });
};
