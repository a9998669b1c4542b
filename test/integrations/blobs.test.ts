import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { s3Blobs } from '../../functions/platform/blobs.ts';

const s3 = mockClient(S3Client);
beforeEach(() => s3.reset());
const blobs = s3Blobs('bodies');

it('puts a body under its key', async () => {
  s3.on(PutObjectCommand).resolves({});
  await blobs.put('events/1/a.gz', Buffer.from('body'));
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({ Bucket: 'bodies', Key: 'events/1/a.gz' });
});

it('gets it back', async () => {
  s3.on(GetObjectCommand).resolves({ Body: { transformToByteArray: async () => Buffer.from('body') } } as never);
  expect(Buffer.from((await blobs.get('a')) ?? []).toString()).toBe('body');
});

it('finds nothing where nothing is, and does not hide other failures', async () => {
  s3.on(GetObjectCommand).rejectsOnce(new NoSuchKey({ message: 'none', $metadata: {} }));
  expect(await blobs.get('a')).toBeUndefined();
  s3.on(GetObjectCommand).rejects(new Error('denied'));
  await expect(blobs.get('a')).rejects.toThrow('denied');
});
