import { afterAll, beforeAll } from 'vitest';
import { startLocalDynamo } from '../../local/aws/dynamodb/start.ts';
import { storeContract } from './contract.ts';
import { dynamoEngine } from './dynamo-engine.ts';

let dynamo: Awaited<ReturnType<typeof startLocalDynamo>>;

beforeAll(async () => {
  dynamo = await startLocalDynamo();
});
afterAll(() => dynamo.close());

storeContract(
  "the SDK and the local cloud's DynamoDB",
  dynamoEngine(() => dynamo.endpoint),
);
