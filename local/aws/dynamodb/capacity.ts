import type { Parameters, TableDescription } from './dynalite.ts';
import { database } from './dynalite.ts';
import type { Storage } from './storage.ts';
import type { AttributeValue, Item } from './types.ts';
import { indexesOf, itemSpace, TABLES, type View } from './view.ts';

/** What one place of a table was used for by one caller, in units as DynamoDB bills them. */
export interface Usage {
  /** `table`, or the name of an index. */
  readonly place: string;
  /** The partition key with ids, months and digests as `*`. */
  readonly partition: string;
  readonly reads: number;
  readonly writes: number;
  /** How much the place has grown, with the 100 bytes that DynamoDB adds to each item. */
  readonly bytes: number;
}

export type Spend = (usage: Usage) => void;

/** Sums of usage by caller, place and partition. */
export interface Meter {
  of(caller: string): Spend;
  list(): (Usage & { readonly function: string })[];
}

const transactional = 2;
const bytesPerWrite = 1024;
const bytesPerRead = 4096;
const overheadPerItem = 100;

/** Adds up what is spent, in as many sums as there are kinds of partitions. */
export function createMeter(): Meter {
  const sums = new Map<string, Usage & { readonly function: string }>();
  return {
    of: (caller) => (usage) => {
      const key = `${caller} ${usage.place} ${usage.partition}`;
      const { reads = 0, writes = 0, bytes = 0 } = sums.get(key) ?? {};
      sums.set(key, {
        ...usage,
        function: caller,
        reads: reads + usage.reads,
        writes: writes + usage.writes,
        bytes: bytes + usage.bytes,
      });
    },
    list: () => [...sums.values()],
  };
}

/**
 * Spends what a write costs: each item by its larger size, before or after, twice in a transaction; each index entry that
 * appears, changes or goes, once. A refused write costs its items and no index entries.
 */
export function spendWrites(
  storage: Storage,
  view: View | undefined,
  call: { readonly action: string; readonly parameters: Parameters },
  spend: Spend,
): void {
  const factor = call.action === 'TransactWriteItems' ? transactional : 1;
  for (const { tableName, key } of touched(call.parameters)) {
    const table = storage.space<TableDescription>(TABLES).get(tableName);
    if (!table) continue;
    const id = database.createKey(key, table);
    const before = storage.space<Item>(itemSpace(tableName)).get(id);
    const after = view === undefined ? before : (view.read(itemSpace(tableName), id) as Item | undefined);
    const partition = kindOf(key[table.KeySchema[0]?.AttributeName ?? '']);
    const writes = factor * Math.max(1, unitsOf(before), unitsOf(after));
    spend({ place: 'table', partition, reads: 0, writes, bytes: storedBytes(after) - storedBytes(before) });
    if (view !== undefined) spendIndexWrites(table, before, after, spend);
  }
}

/** Spends what reading items by their keys costs, absent ones included. */
export function spendGets(storage: Storage, parameters: Parameters, spend: Spend): void {
  for (const { tableName, key, consistent } of wanted(parameters)) {
    const table = storage.space<TableDescription>(TABLES).get(tableName);
    if (!table) continue;
    const item = storage.space<Item>(itemSpace(tableName)).get(database.createKey(key, table));
    const units = Math.max(1, Math.ceil(sizeOf(item) / bytesPerRead));
    const partition = kindOf(key[table.KeySchema[0]?.AttributeName ?? '']);
    spend({ place: 'table', partition, reads: units / (consistent ? 1 : 2), writes: 0, bytes: 0 });
  }
}

/** Spends what a query cost; one that finds nothing costs as much as one of a small item. */
export function spendQuery(parameters: Parameters, units: number, spend: Spend): void {
  const place = typeof parameters.IndexName === 'string' ? parameters.IndexName : 'table';
  const [, value = ''] = /=\s*(:\w+)/.exec(String(parameters.KeyConditionExpression)) ?? [];
  const values = (parameters.ExpressionAttributeValues ?? {}) as Record<string, AttributeValue>;
  const least = parameters.ConsistentRead === true ? 1 : 0.5;
  spend({ place, partition: kindOf(values[value]), reads: Math.max(least, units), writes: 0, bytes: 0 });
}

function spendIndexWrites(
  table: TableDescription,
  before: Item | undefined,
  after: Item | undefined,
  spend: Spend,
): void {
  for (const index of indexesOf(table)) {
    const names = index.KeySchema.map(({ AttributeName }) => AttributeName);
    const carried = [
      ...names,
      ...table.KeySchema.map(({ AttributeName }) => AttributeName),
      ...(index.Projection.NonKeyAttributes ?? []),
    ];
    const entryOf = (item: Item | undefined): Item | undefined =>
      item === undefined || names.some((name) => item[name] === undefined)
        ? undefined
        : Object.fromEntries(carried.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
    const [old, now] = [entryOf(before), entryOf(after)];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    const isMoved = old && now && names.some((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
    const writes = isMoved ? unitsOf(old) + unitsOf(now) : Math.max(unitsOf(old), unitsOf(now));
    const partition = kindOf((now ?? old)?.[names[0] ?? '']);
    spend({ place: index.IndexName, partition, reads: 0, writes, bytes: storedBytes(now) - storedBytes(old) });
  }
}

interface Target {
  readonly tableName: string;
  readonly key: Item;
}

/** The items that a write is about. */
function touched(parameters: Parameters): Target[] {
  const single = (operation: Parameters): Target[] => {
    const key = operation.Key ?? operation.Item;
    return key ? [{ tableName: nameOf(operation.TableName), key: key as Item }] : [];
  };
  if (Array.isArray(parameters.TransactItems))
    return parameters.TransactItems.flatMap((item: Record<string, Parameters>) => Object.values(item).flatMap(single));
  const batches = Object.entries((parameters.RequestItems ?? {}) as Record<string, Record<string, Parameters>[]>);
  if (batches.length === 0) return single(parameters);
  return batches.flatMap(([TableName, requests]) =>
    requests.flatMap((request) => Object.values(request).flatMap((each) => single({ TableName, ...each }))),
  );
}

/** The items that a read by keys asks for. */
function wanted(parameters: Parameters): (Target & { readonly consistent: boolean })[] {
  const batches = Object.entries((parameters.RequestItems ?? {}) as Record<string, Parameters>);
  const calls = batches.length > 0 ? batches.map(([TableName, each]) => ({ TableName, ...each })) : [parameters];
  return calls.flatMap((call: Parameters) =>
    ((call.Keys ?? [call.Key]) as Item[]).map((key) => ({
      tableName: nameOf(call.TableName),
      key,
      consistent: call.ConsistentRead === true,
    })),
  );
}

/** A table may be named by its ARN. */
const nameOf = (table: unknown): string => String(table).split('/').at(-1) ?? '';

const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : database.itemSize(item));
const unitsOf = (item: Item | undefined): number => Math.ceil(sizeOf(item) / bytesPerWrite);
const storedBytes = (item: Item | undefined): number => (item === undefined ? 0 : sizeOf(item) + overheadPerItem);

/** `ALERTS#2026-11#3` → `ALERTS#*#*`: what one kind of item has in common. */
const kindOf = (key: AttributeValue | undefined): string =>
  String(key?.S ?? '')
    .split('#')
    .map((part) => (/^[A-Za-z_]+$/.test(part) ? part : '*'))
    .join('#');
