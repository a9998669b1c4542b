import { Stream } from 'node:stream';
import type { AwsError } from '../aws-error.ts';
import type { Callback, DynaliteStore, IndexDescription, SubDatabase, TableDescription } from './dynalite.ts';
import { MAX_ITEM_SIZE, validationError } from './dynalite.ts';
import type { Range } from './ordered-map.ts';
import type { Storage, Write } from './storage.ts';
import type { Item } from './types.ts';

export const TABLES = 'table';
export const itemSpace = (table: string): string => `item-${table}`;
export const indexSpace = (kind: string, table: string, index: string): string =>
  `index-${kind.toLowerCase()}~${table}~${index}`;

/** One item as it was and as it will be. */
export interface ItemChange {
  readonly table: string;
  readonly key: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/**
 * The store as one call sees it: dynalite's actions read through it and write into it, and nothing is real before the
 * engine commits its writes. Every callback is called at once, which makes a single call, and a transaction of a
 * hundred, atomic without locks.
 */
export class View implements DynaliteStore {
  readonly options = { maxItemSize: MAX_ITEM_SIZE };
  readonly tableDb: SubDatabase;
  private readonly storage: Storage;
  private readonly written = new Map<string, Map<string, unknown>>();

  constructor(storage: Storage) {
    this.storage = storage;
    this.tableDb = this.subDatabase(TABLES);
  }

  getTable(name: string, checkStatus: boolean | Callback, callback?: Callback): void {
    const answer = typeof checkStatus === 'function' ? checkStatus : (callback as Callback);
    const table = this.storage.space(TABLES).get(name);
    if (table) answer(null, table);
    else answer(tableNotFound(checkStatus === false ? name : undefined));
  }

  getItemDb(table: string): SubDatabase {
    return this.subDatabase(itemSpace(table), table);
  }

  getIndexDb(kind: string, table: string, index: string): SubDatabase {
    return this.subDatabase(indexSpace(kind, table, index));
  }

  read(space: string, key: string): unknown {
    const written = this.written.get(space);
    return written?.has(key) ? written.get(key) : this.storage.space(space).get(key);
  }

  /** What the calls have written, in order. */
  writes(): Write[] {
    return [...this.written].flatMap(([space, entries]) => [...entries].map(([key, value]) => ({ space, key, value })));
  }

  /** The items that are no longer what they were. */
  changes(): ItemChange[] {
    return [...this.written]
      .filter(([space]) => space.startsWith('item-'))
      .flatMap(([space, entries]) =>
        [...entries].map(([key, after]) => ({
          table: space.slice('item-'.length),
          key,
          before: this.storage.space<Item>(space).get(key),
          after: after as Item | undefined,
        })),
      )
      .filter(({ before, after }) => !isSame(before, after));
  }

  private subDatabase(space: string, table?: string): SubDatabase {
    return {
      lock: (_key, work) => work((callback) => callback),
      get: (key, callback) => callback(null, this.read(space, key)),
      put: (key, value, callback) => {
        const invalid = table === undefined ? undefined : this.emptyIndexKey(table, value as Item);
        if (!invalid) this.write(space, key, table === undefined ? withoutUndefined(value as Item) : value);
        callback(invalid);
      },
      del: (key, callback) => {
        this.write(space, key, undefined);
        callback(null);
      },
      createKeyStream: (options) => new RangeStream(this.storage, space, options as Range, 0),
      createValueStream: (options) => new RangeStream(this.storage, space, options as Range, 1),
    };
  }

  private write(space: string, key: string, value: unknown): void {
    let entries = this.written.get(space);
    if (!entries) {
      entries = new Map();
      this.written.set(space, entries);
    }
    entries.set(key, value);
  }

  /** DynamoDB refuses an item whose index key is there and empty; dynalite does not. */
  private emptyIndexKey(tableName: string, item: Item): DynaliteError | undefined {
    const table = this.storage.space<TableDescription>(TABLES).get(tableName);
    for (const index of indexesOf(table)) {
      for (const { AttributeName } of index.KeySchema) {
        const value = item[AttributeName];
        if (value && (value.S === '' || value.B === '')) return emptyKeyError(index.IndexName, AttributeName);
      }
    }
    return undefined;
  }
}

/** The secondary indexes of a table, global and local. */
export function indexesOf(table: TableDescription | undefined): readonly IndexDescription[] {
  return [...(table?.GlobalSecondaryIndexes ?? []), ...(table?.LocalSecondaryIndexes ?? [])];
}

type DynaliteError = Error & { statusCode: number; body: { __type: string; message: string } };

function dynaliteError(code: string, message: string): DynaliteError {
  return Object.assign(new Error(message), { statusCode: 400, body: { __type: code, message } });
}

function emptyKeyError(index: string, attribute: string): DynaliteError {
  const { code, message }: AwsError = validationError(
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
      `The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index}, IndexKey: ${attribute}`,
  );
  return dynaliteError(code, message);
}

function tableNotFound(name: string | undefined): DynaliteError {
  const message = `Requested resource not found${name === undefined ? '' : `: Table: ${name} not found`}`;
  return dynaliteError('ResourceNotFoundException', message);
}

/** An index entry names every projected attribute; the item may have only some of them. */
function withoutUndefined(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}

/** Whether two values of the wire format are equal, whatever order their members stand in. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/** A walk over one space in the shape dynalite's queries read; it ends as soon as they destroy it. */
class RangeStream extends Stream {
  private ended = false;

  constructor(storage: Storage, space: string, range: Range, part: 0 | 1) {
    super();
    Promise.resolve().then(() => {
      for (const entry of storage.space(space).entries(range)) {
        if (this.ended) return;
        this.emit('data', entry[part]);
      }
      if (!this.ended) this.emit('end');
    });
  }

  destroy(): void {
    this.ended = true;
  }
}
