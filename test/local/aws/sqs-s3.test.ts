import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import fakeTimers from '@sinonjs/fake-timers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Front, startFront } from '../../../local/aws/front.ts';
import { startSqsAndS3 } from '../../../local/aws/sqs-s3/start.ts';
import type { SqsAndS3 } from '../../../local/aws/sqs-s3/types.ts';
import type { DeployedQueue } from '../../../local/deployment.ts';

const account = '123456789012';
const arnOf = (name: string) => `arn:aws:sqs:us-east-1:${account}:${name}`;
const urlOf = (name: string) => `https://sqs.us-east-1.amazonaws.com/${account}/${name}`;

function aQueue(name: string, more: Partial<DeployedQueue> = {}): DeployedQueue {
  const fifo = name.endsWith('.fifo');
  return { name, arn: arnOf(name), url: urlOf(name), fifo, visibilitySeconds: 60, properties: {}, ...more };
}

const deployment = {
  region: 'us-east-1',
  queues: [
    aQueue('events.fifo', { deadLetterArn: arnOf('events-dlq.fifo'), maxReceiveCount: 2 }),
    aQueue('events-dlq.fifo'),
    aQueue('notifications'),
  ],
  buckets: [{ name: 'mails', arn: 'arn:aws:s3:::mails', eventBridge: true }],
};
const events = arnOf('events.fifo');

describe('the local SQS', () => {
  let started: SqsAndS3;
  beforeEach(async () => {
    started = await startSqsAndS3({ deployment });
  });
  afterEach(async () => {
    await started.sqs.close();
    await started.s3.close();
  });
  const send = (body: string, groupId = 'g') =>
    started.sqs.send(events, body, { groupId, deduplicationId: `${groupId}-${body}` });
  const bodies = (received: readonly { body: string }[]) => received.map(({ body }) => body);

  it('hands out one FIFO group in order, ten at a time, and nothing more of it while they are in flight', async () => {
    for (let i = 1; i <= 12; i += 1) await send(String(i));
    expect(started.sqs.depth(events)).toMatchObject({ receivable: 12, visible: 12 });
    const first = started.sqs.receive(events, 10);
    expect(bodies(first)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(first[0]?.attributes).toMatchObject({ MessageGroupId: 'g', ApproximateReceiveCount: '1' });
    expect(started.sqs.depth(events)).toMatchObject({ receivable: 0, visible: 2, inFlight: 10 });
    expect(started.sqs.receive(events, 10)).toEqual([]);
    for (const { receiptHandle } of first) started.sqs.delete(events, receiptHandle);
    expect(bodies(started.sqs.receive(events, 10))).toEqual(['11', '12']);
  });

  it('takes every character that SQS takes, and no other', async () => {
    await send('disk full 🔴');
    expect(bodies(started.sqs.receive(events, 1))).toEqual(['disk full 🔴']);
    await expect(send('half a character \uFFFF')).rejects.toThrow();
  });

  it('sends a message once per deduplication id', async () => {
    await send('same');
    await send('same');
    expect(started.sqs.depth(events).visible).toBe(1);
  });

  it('moves several groups in one batch', async () => {
    for (const group of ['a', 'b', 'c']) await send(`of ${group}`, group);
    expect(bodies(started.sqs.receive(events, 10))).toEqual(['of a', 'of b', 'of c']);
  });

  it('tells its listeners when a message becomes receivable: sent, returned, and after its visibility time-out', async () => {
    const clock = fakeTimers.install({ now: 0, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    try {
      let calls = 0;
      started.sqs.subscribe(events, () => {
        calls += 1;
      });
      await send('1');
      await send('2');
      expect(calls).toBe(2);
      started.sqs.receive(events, 10);
      expect(started.sqs.nextChangeAt()).toBe(60_000);
      await clock.tickAsync(59_000);
      expect(started.sqs.depth(events).receivable).toBe(0);
      expect(calls).toBe(2);
      await clock.tickAsync(1_000);
      expect(calls).toBe(3);
      expect(bodies(started.sqs.receive(events, 10))).toEqual(['1', '2']);
    } finally {
      clock.uninstall();
    }
  });

  it('moves what was received too often to the dead-letter queue, and back by redrive', async () => {
    await send('poison');
    for (let i = 0; i < 2; i += 1) {
      for (const { receiptHandle } of started.sqs.receive(events, 10)) {
        started.sqs.changeVisibility(events, receiptHandle, 0);
      }
    }
    expect(started.sqs.receive(events, 10)).toEqual([]);
    expect(started.sqs.depth(arnOf('events-dlq.fifo'))).toMatchObject({ visible: 1 });
    expect(started.sqs.redrive(arnOf('events-dlq.fifo'))).toBe(1);
    expect(started.sqs.depth(arnOf('events-dlq.fifo'))).toMatchObject({ visible: 0 });
    const [back] = started.sqs.receive(events, 10);
    expect(back).toMatchObject({ body: 'poison', attributes: { ApproximateReceiveCount: '1' } });
  });
});

describe('the local SQS and S3, through the SDK', () => {
  let started: SqsAndS3;
  let front: Front;
  const settings = () => ({
    endpoint: front.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });

  beforeEach(async () => {
    started = await startSqsAndS3({ deployment });
    front = await startFront({ services: [started.sqs, started.s3] });
  });
  afterEach(async () => {
    await front.close();
    await started.sqs.close();
    await started.s3.close();
  });

  it('sends, receives and deletes', async () => {
    const sqs = new SQSClient(settings());
    const QueueUrl = urlOf('notifications');
    const sent = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: ['a', 'b'].map((Id) => ({
          Id,
          MessageBody: `body ${Id}`,
          MessageAttributes: { kind: { DataType: 'String', StringValue: Id } },
        })),
      }),
    );
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'b']);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 30 }));
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages.map(({ Body }) => Body)).toEqual(['body a', 'body b']);
    expect(Messages[0]?.MessageAttributes?.kind?.StringValue).toBe('a');
    for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      ApproximateNumberOfMessagesDelayed: '1',
      QueueArn: arnOf('notifications'),
    });
    sqs.destroy();
  });

  it('redrives by a move task', async () => {
    const sqs = new SQSClient(settings());
    const deadLetters = arnOf('events-dlq.fifo');
    await started.sqs.send(deadLetters, 'failed', { groupId: 'g', deduplicationId: 'd' });
    const { TaskHandle } = await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetters }));
    expect(TaskHandle).toBeTruthy();
    expect(started.sqs.receive(events, 10).map(({ body }) => body)).toEqual(['failed']);
    expect(started.sqs.depth(deadLetters).visible).toBe(0);
    sqs.destroy();
  });

  it('names a queue it does not have', async () => {
    const sqs = new SQSClient(settings());
    const send = sqs.send(new SendMessageCommand({ QueueUrl: urlOf('nothing'), MessageBody: 'x' }));
    await expect(send).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    sqs.destroy();
  });

  it('stores objects, tells of them, and keeps the first where asked to', async () => {
    const s3 = new S3Client(settings());
    const told: object[] = [];
    started.s3.onObjectCreated((object) => told.push(object));
    const put = { Bucket: 'mails', Key: 'in/ä b.eml', Body: 'From: x\r\n\r\nText' };
    await s3.send(new PutObjectCommand({ ...put, ContentType: 'message/rfc822' }));
    expect(told).toEqual([{ bucket: 'mails', key: 'in/ä b.eml', size: 15 }]);
    const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: 'mails', Key: put.Key }));
    expect([await Body?.transformToString(), ContentType]).toEqual([put.Body, 'message/rfc822']);
    const again = s3.send(new PutObjectCommand({ ...put, IfNoneMatch: '*' }));
    await expect(again).rejects.toMatchObject({ name: 'PreconditionFailed' });
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'mails', Prefix: 'in/' }));
    expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([['in/ä b.eml', 15]]);
    const missing = s3.send(new GetObjectCommand({ Bucket: 'mails', Key: 'missing' }));
    await expect(missing).rejects.toMatchObject({ name: 'NoSuchKey' });
    s3.destroy();
  });
});

it('keeps messages and objects over a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sqs-s3-'));
  const first = await startSqsAndS3({ deployment, dataDir });
  for (const body of ['1', '2', '3']) await first.sqs.send(events, body, { groupId: 'g', deduplicationId: body });
  const [one] = first.sqs.receive(events, 1);
  first.sqs.delete(events, one?.receiptHandle ?? '');
  first.s3.put('mails', 'key', Buffer.from('body'));
  await first.sqs.close();
  await first.s3.close();

  const second = await startSqsAndS3({ deployment, dataDir });
  expect(second.sqs.receive(events, 10).map(({ body }) => body)).toEqual(['2', '3']);
  expect(second.s3.get('mails', 'key')?.body.toString()).toBe('body');
  await second.sqs.reset();
  await second.s3.reset();
  expect(second.sqs.depth(events)).toMatchObject({ visible: 0, inFlight: 0 });
  expect(second.s3.get('mails', 'key')).toBeUndefined();
  await second.sqs.close();
  await second.s3.close();
  await rm(dataDir, { recursive: true });
});
