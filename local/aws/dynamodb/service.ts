import { join } from 'node:path';
import type { DeployedTable, Deployment } from '../../deployment.ts';
import { AwsError } from '../aws-error.ts';
import type { AwsRequest } from '../service.ts';
import { createMeter } from './capacity.ts';
import type { Parameters } from './dynalite.ts';
import { Engine } from './engine.ts';
import { dynamoDbPermissions } from './permissions.ts';
import type { DynamoDb } from './types.ts';

/** DynamoDB with the deployment's tables, kept in `<dataDir>/dynamodb`, or in memory when there is no directory. */
export async function startDynamoDb(options: {
  readonly deployment?: Pick<Deployment, 'accountId' | 'region' | 'tables'>;
  readonly dataDir?: string;
}): Promise<DynamoDb> {
  const { accountId = '000000000000', region = 'us-east-1', tables = [] } = options.deployment ?? {};
  const place = { accountId, region };
  const engine = await Engine.open(place, options.dataDir && join(options.dataDir, 'dynamodb'));
  const meter = createMeter();
  for (const table of tables) await engine.ensureTable(tableParameters(table), table.timeToLiveAttribute);

  return {
    service: 'dynamodb',
    feed: engine.feed,
    capacity: meter.list,
    permissions: (request) => dynamoDbPermissions(place, request, parse(request)),
    async handle(request) {
      const answer = await engine.execute(request.action, parse(request), meter.of(request.principal));
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify(answer),
      };
    },
    items: (table) => engine.items(table),
    restore: (table, items) => engine.restore(table, items),
    reset: () => engine.reset(),
    close: () => engine.close(),
  };
}

function parse(request: AwsRequest): Parameters {
  try {
    const parameters: unknown = JSON.parse(request.body.toString() || '{}');
    if (typeof parameters === 'object' && parameters !== null) return withTableNames(parameters as Parameters);
  } catch {
    // Answered below, as for a body that is JSON and no object.
  }
  throw new AwsError('SerializationException', 'the body is not a JSON object');
}

/** A table may be named by its ARN. */
function withTableNames(parameters: Parameters): Parameters {
  const name = parameters.TableName;
  if (typeof name !== 'string' || !name.startsWith('arn:')) return parameters;
  return { ...parameters, TableName: name.split('/')[1] };
}

/** The CloudFormation properties of a table as CreateTable takes them. */
function tableParameters({ name, properties, streamArn }: DeployedTable): Parameters {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes } = properties;
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema,
    AttributeDefinitions,
    ...(GlobalSecondaryIndexes !== undefined && { GlobalSecondaryIndexes }),
    ...(LocalSecondaryIndexes !== undefined && { LocalSecondaryIndexes }),
    ...((streamArn !== undefined || properties.StreamSpecification !== undefined) && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  };
}
