// A signature for all Regions, which the store's API wants; importing it is what makes it known.
import '@aws-sdk/signature-v4a';
import {
  CloudFrontKeyValueStoreClient,
  ConflictException,
  DeleteKeyCommand,
  DescribeKeyValueStoreCommand,
  GetKeyCommand,
  PutKeyCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudfront-keyvaluestore';
import type { EdgeStore } from '../ports/page-publishing.ts';
import { boundedClient } from './aws-client.ts';

/** Every change needs the version of the whole store, which others change too. */
const attempts = 8;

/** CloudFront's key value store, which its functions read. */
export function cloudFrontEdgeStore(KvsARN: string): EdgeStore {
  const client = new CloudFrontKeyValueStoreClient(boundedClient);

  async function change(write: (IfMatch: string | undefined) => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const { ETag } = await client.send(new DescribeKeyValueStoreCommand({ KvsARN }));
      try {
        await write(ETag);
        return;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return;
        if (!(error instanceof ConflictException) || attempt === attempts) throw error;
      }
    }
  }

  return {
    put: (Key, Value) => change((IfMatch) => client.send(new PutKeyCommand({ KvsARN, Key, Value, IfMatch }))),

    deleteIf: (Key, isOurs) =>
      change(async (IfMatch) => {
        const { Value = '' } = await client.send(new GetKeyCommand({ KvsARN, Key }));
        if (isOurs(Value)) await client.send(new DeleteKeyCommand({ KvsARN, Key, IfMatch }));
      }),
  };
}
