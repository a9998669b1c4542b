import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ConsoleBucket, ConsoleBuild } from '../ports/console-files.ts';
import { s3PageBucket } from './page-bucket.ts';

/** The build in a folder. */
export const consoleBuildIn = (folder: string): ConsoleBuild => ({
  async files() {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  },
  read: (file) => readFile(path.join(folder, file)),
});

/** The console's files in their bucket. */
export const s3ConsoleBucket = (client: S3Client, bucket: string): ConsoleBucket => ({
  async read(file) {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: file }));
      return await Body?.transformToString();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
  async put(file, { type, cacheControl, body }) {
    const content = { Body: body, ContentType: type, CacheControl: cacheControl };
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: file, ...content }));
  },
  delete: (files) => s3PageBucket(bucket).delete(files),
});
