import type { TableDescription } from './dynalite.ts';
import type { Storage, Write } from './storage.ts';
import type { ChangeFeed, ChangeRecord, Item } from './types.ts';
import type { ItemChange } from './view.ts';
import { TABLES } from './view.ts';

const DAY = 24 * 3600 * 1000;
const SEQUENCE = { space: 'meta', key: 'sequence' };

export interface FeedWriter extends ChangeFeed {
  /** The writes that add one record per change, for the same commit as the changes. */
  record(changes: readonly ItemChange[], expired: boolean): Write[];
  /** Tells the listeners, once the changes are committed. */
  announce(changes: readonly ItemChange[]): void;
}

const space = (table: string): string => `feed-${table}`;

/** The change feed of every table with a stream, kept beside the items it tells of. */
export function createFeed(storage: Storage): FeedWriter {
  const listeners = new Map<string, Set<() => void>>();
  /** How far each reader of a table has come since the start. After a restart all begin with the oldest that is kept. */
  const readers = new Map<string, Map<string, string>>();

  const isStreamed = (table: string): TableDescription | undefined => {
    const description = storage.space<TableDescription>(TABLES).get(table);
    return description?.StreamSpecification?.StreamEnabled ? description : undefined;
  };

  const outdated = (table: string): Write[] => {
    const limit = new Date(Date.now() - DAY).toISOString();
    const writes: Write[] = [];
    for (const [key, record] of storage.space<ChangeRecord>(space(table)).entries()) {
      if (record.at >= limit) break;
      writes.push({ space: space(table), key, value: undefined });
    }
    return writes;
  };

  return {
    read(table, after, limit) {
      const records: ChangeRecord[] = [];
      for (const [, record] of storage.space<ChangeRecord>(space(table)).entries({ gt: after })) {
        if (records.push(record) >= limit) break;
      }
      return records;
    },
    join(table, reader) {
      readers.set(table, (readers.get(table) ?? new Map()).set(reader, ''));
    },
    acknowledge(table, sequenceNumber, reader) {
      const positions = (readers.get(table) ?? new Map<string, string>()).set(reader, sequenceNumber);
      const [slowest = ''] = [...positions.values()].sort();
      const done = slowest === '' ? [] : [...storage.space(space(table)).entries({ lte: slowest })];
      return storage.commit(done.map(([key]) => ({ space: space(table), key, value: undefined })));
    },
    subscribe(table, listener) {
      const of = listeners.get(table) ?? new Set();
      listeners.set(table, of.add(listener));
      return () => of.delete(listener);
    },
    record(changes, expired) {
      const at = new Date().toISOString();
      const writes: Write[] = [];
      let sequence = (storage.space<number>(SEQUENCE.space).get(SEQUENCE.key) ?? 0) as number;
      for (const { table, before, after } of changes) {
        const description = isStreamed(table);
        if (!description) continue;
        sequence += 1;
        const sequenceNumber = String(sequence).padStart(21, '0');
        const eventName = before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT';
        const keys = keysOf((after ?? before) as Item, description);
        const record: ChangeRecord = {
          sequenceNumber,
          table,
          eventName,
          at,
          keys,
          expired,
          ...(after && { newImage: after }),
          ...(before && { oldImage: before }),
        };
        writes.push({ space: space(table), key: sequenceNumber, value: record });
      }
      if (writes.length === 0) return [];
      const tables = new Set(changes.map(({ table }) => table));
      return [...[...tables].flatMap(outdated), ...writes, { ...SEQUENCE, value: sequence }];
    },
    announce(changes) {
      for (const table of new Set(changes.map((change) => change.table))) {
        for (const listener of listeners.get(table) ?? []) listener();
      }
    },
  };
}

/** The attributes of the table's primary key. */
export function keysOf(item: Item, table: TableDescription): Item {
  return Object.fromEntries(table.KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName] ?? {}]));
}
