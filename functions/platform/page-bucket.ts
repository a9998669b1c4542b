import type { S3Client } from '@aws-sdk/client-s3';
import type { PageBucket } from '../ports/page-publishing.ts';
import { boundedClient } from './aws-client.ts';

/** As many as one call takes. */
const deletesAtOnce = 1000;

/** The files of status pages in their bucket. The client is loaded by the first that is written: most sweeps write none. `page-response` in functions/edge knows the mark of what is for everybody. */
export function s3PageBucket(bucket: string): PageBucket {
  let client: S3Client | undefined;
  const load = async () => {
    const s3 = await import('@aws-sdk/client-s3');
    client ??= new s3.S3Client(boundedClient);
    return { ...s3, client };
  };
  return {
    async put(key, { type, body, cacheControl, isShared }) {
      const { client, PutObjectCommand } = await load();
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: type,
          CacheControl: cacheControl,
          ...(isShared && { Metadata: { shared: 'everybody' } }),
        }),
      );
    },
    async delete(keys) {
      if (keys.length === 0) return;
      const { client, DeleteObjectsCommand } = await load();
      for (let start = 0; start < keys.length; start += deletesAtOnce) {
        const Objects = keys.slice(start, start + deletesAtOnce).map((Key) => ({ Key }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors.length > 0) throw new Error(`${Errors.length} files were not deleted: ${Errors[0]?.Code}`);
      }
    },
  };
}
