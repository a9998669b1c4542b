import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildApp } from 'fauxqs';
import type { AwsRequest, AwsResponse } from '../service.ts';
import type { StoredObject } from './types.ts';

/**
 * The parts of fauxqs 2.4.1 that are used from inside: its stores, their persistence, and its HTTP routes without the
 * server, which would listen on every interface. They are internals: the version is pinned and the tests watch them.
 */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly messageAttributes: Readonly<
    Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>
  >;
  readonly sentTimestamp: number;
  readonly approximateReceiveCount: number;
  readonly approximateFirstReceiveTimestamp?: number;
  readonly delayUntil?: number;
  readonly messageGroupId?: string;
  readonly messageDeduplicationId?: string;
  readonly sequenceNumber?: string;
}

export interface Queue {
  readonly name: string;
  url: string;
  readonly arn: string;
  messages: QueueMessage[];
  fifoMessages: Map<string, QueueMessage[]>;
  readonly delayedMessages: QueueMessage[];
  readonly fifoDelayed: Map<string, QueueMessage[]>;
  readonly fifoLockedGroups: Map<string, number>;
  readonly inflightMessages: Map<string, { readonly message: QueueMessage; readonly visibilityDeadline: number }>;
  readonly deduplicationCache: { clear(): void };
  isFifo(): boolean;
  setAttributes(attributes: Record<string, string>): void;
  enqueue(message: QueueMessage): void;
  dequeue(
    count: number,
    visibility: number | undefined,
    deadLetterQueue: (arn: string) => Queue | undefined,
  ): { MessageId: string; ReceiptHandle: string }[];
  deleteMessage(receiptHandle: string): boolean;
  changeVisibility(receiptHandle: string, seconds: number): void;
  processTimers(): void;
  purge(): void;
  nextSequenceNumber(): string;
}

export interface QueueStore {
  persistence?: Persistence;
  createQueue(name: string, url: string, arn: string, attributes: Record<string, string>): Queue;
  getQueueByArn(arn: string): Queue | undefined;
  getQueueByName(name: string): Queue | undefined;
  allQueues(): Iterable<Queue & { persistence?: Persistence }>;
}

export interface ObjectStore {
  persistence?: Persistence;
  hasBucket(name: string): boolean;
  createBucket(name: string): void;
  putObject(bucket: string, key: string, body: Buffer, contentType?: string): unknown;
  getObject(bucket: string, key: string): StoredObject;
  headObject(bucket: string, key: string): { readonly contentLength: number };
  emptyBucket(name: string): void;
}

export interface Persistence {
  readonly db: { exec(sql: string): void };
  load(queues: QueueStore, topics: unknown, objects: ObjectStore): void;
  deleteMessage(messageId: string): void;
  close(): void;
}

export interface Fauxqs {
  readonly queues: QueueStore;
  readonly objects: ObjectStore;
  /** Sends a call through fauxqs's own routes. */
  pass(request: AwsRequest, body?: Buffer): Promise<AwsResponse>;
  close(): Promise<void>;
}

/** fauxqs in this process, with its data in the directory or in memory. */
export async function openFauxqs(region: string, directory?: string): Promise<Fauxqs> {
  const { SqsStore } = await load<{ SqsStore: new () => QueueStore & { region?: string } }>('sqs/sqsStore.js');
  const { SnsStore } = await load<{ SnsStore: new () => object }>('sns/snsStore.js');
  const { S3Store } = await load<{ S3Store: new () => ObjectStore }>('s3/s3Store.js');
  const { PersistenceManager } = await load<{ PersistenceManager: new (directory: string) => Persistence }>(
    'persistence.js',
  );
  await takeEveryCharacterOfSqs();
  const [queues, topics, objects] = [new SqsStore(), new SnsStore(), new S3Store()];
  const persistence = directory === undefined ? undefined : new PersistenceManager(directory);
  if (persistence) {
    // A killed process loses nothing that was written, which is what is asked of it here.
    persistence.db.exec('PRAGMA synchronous = NORMAL');
    persistence.load(queues, topics, objects);
    queues.persistence = persistence;
    objects.persistence = persistence;
    for (const queue of queues.allQueues()) queue.persistence = persistence;
  }
  const stores = { sqsStore: queues, snsStore: topics, s3Store: objects } as never;
  const app = buildApp({ logger: false, defaultRegion: region, stores });
  await app.ready();

  return {
    queues,
    objects,
    async pass({ method, path, query, headers }, body) {
      const url = query.size > 0 ? `${path}?${query}` : path;
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: { ...headers, host: '127.0.0.1', 'content-length': String(body?.length ?? 0) },
        ...(body && body.length > 0 && { payload: body }),
      });
      const { connection: _connection, date: _date, ...kept } = answer.headers;
      const texts = Object.entries(kept).map(([name, value]) => [name, String(value)] as const);
      return { status: answer.statusCode, headers: Object.fromEntries(texts), body: answer.rawPayload };
    },
    async close() {
      await app.close();
      persistence?.close();
    },
  };
}

/** SQS takes characters beyond the basic plane, such as emoji; fauxqs refuses them, because it tests half characters. */
async function takeEveryCharacterOfSqs(): Promise<void> {
  const { INVALID_MESSAGE_BODY_CHAR: refused } = await load<{ INVALID_MESSAGE_BODY_CHAR: RegExp }>('sqs/sqsTypes.js');
  const whole = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
  refused.test = (body) => whole.test(body);
}

async function load<T>(file: string): Promise<T> {
  const manifest = findPackageJSON('fauxqs', import.meta.url);
  if (manifest === undefined) throw new Error('fauxqs is not installed');
  return (await import(pathToFileURL(join(dirname(manifest), 'dist', file)).href)) as T;
}
