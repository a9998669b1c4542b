import type { AwsService } from '../service.ts';
import type { Meter } from './capacity.ts';

/** One attribute value as DynamoDB writes it on the wire: `{ S: 'text' }`. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

/** One change of one item, in commit order, as a stream reader gets it. */
export interface ChangeRecord {
  /** Fixed-width digits: compares as text. */
  readonly sequenceNumber: string;
  readonly table: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** ISO instant. */
  readonly at: string;
  readonly keys: Item;
  readonly newImage?: Item;
  readonly oldImage?: Item;
  /** Deleted by time to live, not by a caller. */
  readonly expired: boolean;
}

/** The changes of every table that has a stream. Kept, also over a restart, until acknowledged or 24 hours old. */
export interface ChangeFeed {
  /** The records after a sequence number (`''`: from the oldest kept), oldest first. */
  read(table: string, after: string, limit: number): readonly ChangeRecord[];
  /** A reader begins: what it has not read yet is kept for it. */
  join(table: string, reader: string): void;
  /** The reader is done with the records up to and including this one; they are dropped when all readers are. */
  acknowledge(table: string, sequenceNumber: string, reader: string): Promise<void>;
  /** Calls back after every commit that wrote records of the table; answers the function that ends it. */
  subscribe(table: string, listener: () => void): () => void;
}

/** DynamoDB behind the front. Made by `startDynamoDb({ deployment?, dataDir? })` in `service.ts`. */
export interface DynamoDb extends AwsService {
  readonly feed: ChangeFeed;
  /** What calls have cost since the start. */
  readonly capacity: Meter['list'];
  /** Every item of a table. */
  items(table: string): readonly Item[];
  /** Replaces a table's items as a restore from a backup does: no stream tells of it. */
  restore(table: string, items: readonly Item[]): Promise<void>;
}
