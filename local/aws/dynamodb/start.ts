import { startFront } from '../front.ts';
import { startDynamoDb } from './service.ts';

/** DynamoDB alone behind an HTTP port of its own, with no tables and no role check: for tests of a store. */
export async function startLocalDynamo(
  options: { readonly dataDir?: string } = {},
): Promise<{ readonly endpoint: string; close(): Promise<void> }> {
  const dynamoDb = await startDynamoDb(options);
  const front = await startFront({ services: [dynamoDb] });
  return {
    endpoint: front.url,
    async close() {
      await front.close();
      await dynamoDb.close();
    },
  };
}
