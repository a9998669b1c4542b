import { holds } from '../conditions.ts';
import {
  type Attributes,
  type Cursor,
  checkOperations,
  type IndexName,
  type Item,
  indexes,
  type Key,
  keyOf,
  type Query,
  type QueryPage,
  type Refusal,
  type Table,
  type WriteOperation,
  withoutOwnWrites,
} from '../table.ts';
import { itemSize, maximumItemSize } from './item-size.ts';
import { Partition } from './partition.ts';

/** A call as the hook sees it before it takes effect. */
export type TableCall =
  | { readonly name: 'get'; readonly key: Key }
  | { readonly name: 'batchGet'; readonly keys: readonly Key[] }
  | { readonly name: 'query' | 'count'; readonly query: Query }
  | { readonly name: 'write'; readonly operations: readonly WriteOperation[] };

/** One item's change: `old` is absent for a new item, `new` for a deleted one. */
export interface Change {
  readonly key: Key;
  readonly old?: Item;
  readonly new?: Item;
}

/**
 * What becomes of a call: it is done (nothing said), its answer is lost and the caller's client asks again
 * (`repeat`), or its answer is lost for good (`lost`). A hook that throws breaks the call before it takes effect.
 */
export type Fate = 'repeat' | 'lost' | undefined;

export interface MemoryTableOptions {
  /** Runs before every call: may wait, call the table itself, throw, or decide the call's fate. */
  readonly beforeCall?: (call: TableCall) => Fate | Promise<Fate>;
  /** Told of every changed item, in order, once its write is done. */
  readonly onChange?: (change: Change) => void;
  /** Told of how much each read has looked at, what its filter left out included. */
  readonly onRead?: (looked: Looked) => void;
}

/** Items or index entries that a read has looked at, and their size in bytes. */
export interface Looked {
  /** Read by their keys, each for itself, and not along an index or partition. */
  readonly byKey: boolean;
  readonly items: number;
  readonly bytes: number;
}

/** DynamoDB ends a page of a query after so many bytes, whatever its limit. */
const bytesPerPage = 1024 * 1024;

/** The table in memory, with what tests need to look behind it. */
export interface MemoryTable extends Table {
  /** Every item stored now, in no order. */
  items(): Item[];
  /** The same as they are kept, to be looked at only: a write puts another object in the place of an item. */
  kept(): Iterable<Item>;
}

/** A DynamoDB table in memory: the same answers, none of the waiting. */
export function createMemoryTable(options: MemoryTableOptions = {}): MemoryTable {
  const items = new Items();
  const looked = (found: readonly Item[]) =>
    options.onRead?.({ byKey: true, items: found.length, bytes: found.reduce((sum, item) => sum + itemSize(item), 0) });
  const queryPage = (query: Query): QueryPage => {
    const { looked: total, ...page } = items.query(query);
    options.onRead?.(total);
    return page;
  };
  let writes = 0;
  const before = async (call: TableCall): Promise<Fate> => await options.beforeCall?.(call);
  const answer = <T>(fate: Fate, call: TableCall, value: T): T => {
    if (fate === 'lost') throw new Error(`the answer to ${call.name} was lost`);
    return value;
  };
  async function read<T>(call: TableCall, result: () => T): Promise<T> {
    const fate = await before(call);
    return answer(fate, call, result());
  }
  return {
    get: (key) =>
      read({ name: 'get', key }, () => {
        const item = items.get(key);
        looked(item === undefined ? [] : [item]);
        return item;
      }),
    batchGet: (keys) =>
      read({ name: 'batchGet', keys }, () => {
        const found = [...new Map(keys.map((key) => [textOf(key), key])).values()]
          .map((key) => items.get(key))
          .filter((item) => item !== undefined);
        looked(found);
        return found;
      }),
    query: (query) => read({ name: 'query', query }, () => queryPage(query)),
    async count(query) {
      let total = 0;
      let cursor: Cursor | undefined;
      do {
        const page = await read({ name: 'count', query }, () => queryPage({ ...query, ...(cursor && { cursor }) }));
        total += page.items.length;
        cursor = page.cursor;
      } while (cursor !== undefined);
      return total;
    },
    async write(operations) {
      checkOperations(operations);
      const call: TableCall = { name: 'write', operations };
      const fate = await before(call);
      writes += 1;
      const writer = `memory-${writes}`;
      const attempt = () => {
        const outcome = items.write(operations, writer);
        for (const change of outcome.changes) options.onChange?.(change);
        return withoutOwnWrites(outcome.refusals, writer);
      };
      const refusals = attempt();
      // A transaction asked for again with the same token is not done again; single writes are.
      if (fate === 'repeat' && refusals.length === 0 && operations.length === 1) return attempt();
      return answer(fate, call, refusals);
    },
    items: () => [...items.all()].map(copyOf),
    kept: () => items.all(),
  };
}

const textOf = ({ PK, SK }: Key): string => `${PK}\u0000${SK}`;

/** The stored items with their indexes; all methods are synchronous and copy what goes in and out. */
class Items {
  readonly #byKey = new Map<string, Item>();
  readonly #partitions = new Map<string, Partition>();

  all(): Iterable<Item> {
    return this.#byKey.values();
  }

  get(key: Key): Item | undefined {
    const item = this.#byKey.get(textOf(key));
    return item && copyOf(item);
  }

  write(operations: readonly WriteOperation[], writer: string): { refusals: Refusal[]; changes: Change[] } {
    const refusals: Refusal[] = [];
    const changes: Change[] = [];
    for (const [index, operation] of operations.entries()) {
      const key = keyOf(operation);
      const old = this.get(key);
      if (operation.condition !== undefined && !holds(operation.condition, old)) {
        // Deleting what is gone is done, whoever did it.
        const isGone = 'delete' in operation && operations.length === 1 && old === undefined;
        if (!isGone) refusals.push({ index, ...(old && { old }) });
      } else if (!('check' in operation)) {
        const next = nextItem(operation, old, writer);
        changes.push({ key, ...(old && { old }), ...(next && { new: next }) });
      }
    }
    if (refusals.length > 0) return { refusals, changes: [] };
    for (const change of changes) this.#replace(change);
    return { refusals, changes: changes.filter((change) => change.old !== undefined || change.new !== undefined) };
  }

  query(query: Query): QueryPage & { readonly looked: Looked } {
    const { index, sort, order = 'ascending', limit = Number.POSITIVE_INFINITY, filter, cursor } = query;
    const [from, to] = rangeOf(sort);
    const sortName = index === undefined ? 'SK' : indexes[index].sort;
    const after = cursor && { sort: String(cursor[sortName]), key: textOf(cursor as Item) };
    const partition = this.#partitions.get(partitionName(index, query.partition));
    const found: Item[] = [];
    let looked = 0;
    let bytes = 0;
    for (const { item } of partition?.between(from, to, order, after) ?? []) {
      const entry = index === undefined ? item : project(item, index);
      if (filter === undefined || holds(filter, entry)) found.push(copyOf(entry));
      looked += 1;
      bytes += itemSize(entry);
      if (looked >= limit || bytes >= bytesPerPage)
        return { items: found, cursor: cursorOf(item, index), looked: { byKey: false, items: looked, bytes } };
    }
    return { items: found, looked: { byKey: false, items: looked, bytes } };
  }

  #replace({ key, old, new: next }: Change): void {
    const text = textOf(key);
    for (const place of placesOf(old)) this.#partitions.get(place.partition)?.remove({ sort: place.sort, key: text });
    if (next === undefined) {
      this.#byKey.delete(text);
      return;
    }
    this.#byKey.set(text, next);
    for (const place of placesOf(next)) {
      const partition = this.#partitions.get(place.partition) ?? new Partition();
      this.#partitions.set(place.partition, partition);
      partition.add({ sort: place.sort, key: text, item: next });
    }
  }
}

const partitionName = (index: IndexName | undefined, partition: string): string => `${index ?? ''}\u0000${partition}`;

/** The partitions an item is in: the table's and those of the indexes whose key attributes it has. */
function placesOf(item: Item | undefined): { partition: string; sort: string }[] {
  if (item === undefined) return [];
  const places = [{ partition: partitionName(undefined, item.PK), sort: item.SK }];
  for (const [name, index] of Object.entries(indexes)) {
    const partition = item[index.partition];
    const sort = item[index.sort];
    if (typeof partition === 'string' && typeof sort === 'string')
      places.push({ partition: partitionName(name as IndexName, partition), sort });
  }
  return places;
}

function project(item: Item, index: IndexName): Item {
  const { partition, sort, carries } = indexes[index];
  const entries = ['PK', 'SK', partition, sort, ...carries].map((name) => [name, item[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Item;
}

function cursorOf(item: Item, index: IndexName | undefined): Cursor {
  const key: Attributes = { PK: item.PK, SK: item.SK };
  if (index === undefined) return key;
  const { partition, sort } = indexes[index];
  return { ...key, [partition]: item[partition], [sort]: item[sort] };
}

function rangeOf(sort: Query['sort']): [string, string] {
  if (sort === undefined) return ['', '\uffff'];
  const bounds = 'beginsWith' in sort ? [sort.beginsWith] : sort.between;
  if (bounds.includes('')) throw new Error('the bounds of a sort key must not be empty');
  if (bounds.toSorted().join() !== bounds.join()) throw new Error('the bounds of a sort key stand the wrong way round');
  if ('beginsWith' in sort) return [sort.beginsWith, `${sort.beginsWith}\uffff`];
  return [...sort.between];
}

function nextItem(
  operation: Exclude<WriteOperation, { check: Key }>,
  old: Item | undefined,
  writer: string,
): Item | undefined {
  if ('delete' in operation) return undefined;
  if ('put' in operation) return fitting(storable({ ...operation.put, writer }));
  const changed: Record<string, unknown> = { ...old, ...operation.update, ...storable(operation.set ?? {}), writer };
  for (const name of operation.remove ?? []) delete changed[name];
  for (const [name, value] of Object.entries(operation.add ?? {})) changed[name] = Number(changed[name] ?? 0) + value;
  return fitting(storable(changed as Item));
}

/** The item itself, unless it is larger than DynamoDB takes. */
function fitting(item: Item): Item {
  if (itemSize(item) > maximumItemSize) throw new Error(`item ${item.PK} ${item.SK} is larger than 400 KB`);
  return item;
}

/** A deep copy; items are plain data, which is copied member by member in a sixth of the time of `structuredClone`. */
function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) || value instanceof Set) return structuredClone(value);
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) copy[name] = copyOf(member);
  return copy as T;
}

/** A copy without undefined members, as the SDK sends it; an empty index key is refused, as DynamoDB does. */
function storable<T extends Attributes>(attributes: T): T {
  for (const { partition, sort } of Object.values(indexes))
    for (const name of [partition, sort])
      if (attributes[name] === '') throw new Error(`index key ${name} must not be empty`);
  return withoutUndefined(attributes) as T;
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [name, withoutUndefined(member)]));
}
