import type { S3Client } from '@aws-sdk/client-s3';
import type { Blobs } from '../ports/blobs.ts';

/** Bodies in a bucket. The S3 client is loaded by the first call: most functions never need it. */
export function s3Blobs(bucket: string): Blobs {
  let client: S3Client | undefined;
  const load = async () => {
    const s3 = await import('@aws-sdk/client-s3');
    client ??= new s3.S3Client({});
    return { s3, client };
  };
  return {
    async put(key, body) {
      const { s3, client } = await load();
      await client.send(new s3.PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    },
    async get(key) {
      const { s3, client } = await load();
      try {
        const { Body } = await client.send(new s3.GetObjectCommand({ Bucket: bucket, Key: key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof s3.NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}
