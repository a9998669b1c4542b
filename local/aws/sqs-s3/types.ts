import type { AwsService } from '../service.ts';

/** A message as the Lambda poller hands it on; names as in an SQS event record. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface QueueDepth {
  /** What a poller would get now, not counting messages behind one of their group in flight. */
  readonly receivable: number;
  readonly visible: number;
  readonly inFlight: number;
  /** When the next of those in flight becomes visible again, in epoch milliseconds. */
  readonly nextBackAt: number | undefined;
  readonly delayed: number;
  readonly oldestAgeSeconds: number;
}

/** SQS behind the front, and what the local cloud's own pollers, rules and topics do with it. Queues are named by ARN. */
export interface Sqs extends AwsService {
  /** At most `max` (10) messages, those of one FIFO group in order, invisible for the queue's visibility timeout. */
  receive(queueArn: string, max: number): ReceivedMessage[];
  delete(queueArn: string, receiptHandle: string): void;
  changeVisibility(queueArn: string, receiptHandle: string, seconds: number): void;
  send(
    queueArn: string,
    body: string,
    options?: { readonly groupId?: string; readonly deduplicationId?: string; readonly delaySeconds?: number },
  ): Promise<void>;
  depth(queueArn: string): QueueDepth;
  /** Calls back whenever a message may have become receivable by a send, a return or the end of a group's lock. */
  subscribe(queueArn: string, listener: () => void): () => void;
  /** The earliest instant (epoch ms) at which a delayed or invisible message becomes receivable. */
  nextChangeAt(): number | undefined;
  /** Moves every message of a dead-letter queue back to the queue it came from; answers how many. */
  redrive(deadLetterArn: string): number;
}

export interface StoredObject {
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl?: string;
  /** What whoever wrote it said besides, by lower-case name. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly etag?: string;
}

/** S3 behind the front, and what the local cloud itself does with it. */
export interface S3 extends AwsService {
  put(bucket: string, key: string, body: Buffer, contentType?: string): void;
  get(bucket: string, key: string): StoredObject | undefined;
  /** Calls back after an object was put, with its size in bytes. */
  onObjectCreated(listener: (object: { bucket: string; key: string; size: number }) => void): void;
}

/** Made by `startSqsAndS3({ deployment, dataDir? })` in `start.ts`. */
export interface SqsAndS3 {
  readonly sqs: Sqs;
  readonly s3: S3;
}
