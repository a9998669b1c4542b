import { AwsError } from '../aws-error.ts';
import type { IndexDescription, Parameters, TableDescription } from './dynalite.ts';
import { database, validate } from './dynalite.ts';
import type { Storage, Write } from './storage.ts';
import type { Item } from './types.ts';
import { indexesOf, indexSpace, itemSpace, TABLES } from './view.ts';

/** Where the tables are, for their ARNs. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** A table that is active at once. Fails when there is one of that name. */
export async function createTable(storage: Storage, place: Place, parameters: Parameters): Promise<TableDescription> {
  const table = describe(place, parameters);
  if (storage.space(TABLES).get(table.TableName)) {
    throw new AwsError('ResourceInUseException', `Table already exists: ${table.TableName}`);
  }
  await storage.commit([{ space: TABLES, key: table.TableName, value: table }]);
  return table;
}

/** Makes a table be as described: creates it, or takes over new settings and fills indexes that it did not have. */
export async function ensureTable(storage: Storage, place: Place, parameters: Parameters): Promise<TableDescription> {
  const wanted = describe(place, parameters);
  const existing = storage.space<TableDescription>(TABLES).get(wanted.TableName);
  if (!existing) return createTable(storage, place, parameters);
  const table = { ...wanted, TableId: existing.TableId, CreationDateTime: existing.CreationDateTime };
  const changed = isDifferent(existing, table);
  await storage.commit([
    { space: TABLES, key: table.TableName, value: table },
    ...(changed ? rebuiltIndexes(storage, existing, table) : []),
  ]);
  return table;
}

/** Drops a table with its items, indexes and unread changes. */
export async function deleteTable(storage: Storage, name: string): Promise<TableDescription> {
  const table = storage.space<TableDescription>(TABLES).get(name);
  if (!table) throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  const spaces = [itemSpace(name), `feed-${name}`, ...indexSpaces(table)];
  await storage.commit([
    { space: TABLES, key: name, value: undefined },
    ...spaces.flatMap((of) => emptied(storage, of)),
  ]);
  return { ...table, TableStatus: 'DELETING' };
}

/** Replaces a table's items as a restore does: no stream tells of it, and unread changes are gone with the old items. */
export async function replaceItems(storage: Storage, table: TableDescription, items: readonly Item[]): Promise<void> {
  const { TableName } = table;
  await storage.commit([
    ...[itemSpace(TableName), `feed-${TableName}`].flatMap((of) => emptied(storage, of)),
    ...items.map((item) => ({ space: itemSpace(TableName), key: database.createKey(item, table), value: item })),
  ]);
  await storage.commit(rebuiltIndexes(storage, table, table));
}

/** Removes every item and every unread change, and keeps the tables. */
export function emptyTables(storage: Storage): Promise<void> {
  const spaces = storage.spaceNames().filter((name) => name !== TABLES && name !== 'meta');
  return storage.commit(spaces.flatMap((of) => emptied(storage, of)));
}

function describe({ accountId, region }: Place, parameters: Parameters): TableDescription {
  const table = validate('createTable', { ...parameters }) as unknown as TableDescription;
  const TableArn = `arn:aws:dynamodb:${region}:${accountId}:table/${table.TableName}`;
  const withStatus = (index: IndexDescription) => ({
    ...index,
    IndexStatus: 'ACTIVE',
    IndexArn: `${TableArn}/index/${index.IndexName}`,
    IndexSizeBytes: 0,
    ItemCount: 0,
  });
  const stream = parameters.StreamSpecification as { StreamEnabled?: boolean; StreamViewType?: string } | undefined;
  const isStreamed = stream !== undefined && stream.StreamEnabled !== false;
  return {
    ...table,
    TableArn,
    TableId: crypto.randomUUID(),
    TableStatus: 'ACTIVE',
    CreationDateTime: Date.now() / 1000,
    ItemCount: 0,
    TableSizeBytes: 0,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
    ...(table.GlobalSecondaryIndexes && { GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map(withStatus) }),
    ...(table.LocalSecondaryIndexes && { LocalSecondaryIndexes: table.LocalSecondaryIndexes.map(withStatus) }),
    ...(isStreamed && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType ?? 'NEW_AND_OLD_IMAGES' },
      LatestStreamArn: `${TableArn}/stream/2026-01-01T00:00:00.000`,
    }),
  };
}

function isDifferent(a: TableDescription, b: TableDescription): boolean {
  return JSON.stringify(indexesOf(a)) !== JSON.stringify(indexesOf(b));
}

function rebuiltIndexes(storage: Storage, before: TableDescription, table: TableDescription): Write[] {
  const dropped = indexSpaces(before).flatMap((of) => emptied(storage, of));
  const filled: Write[] = [];
  for (const [, item] of storage.space<Item>(itemSpace(table.TableName)).entries()) {
    for (const [kind, indexes] of byKind(table)) {
      for (const { index, key, item: entry } of database.getIndexActions(indexes, undefined, item, table).puts) {
        const value = Object.fromEntries(Object.entries(entry).filter(([, part]) => part !== undefined));
        filled.push({ space: indexSpace(kind, table.TableName, index), key, value });
      }
    }
  }
  return [...dropped, ...filled];
}

function byKind(table: TableDescription): [string, readonly IndexDescription[]][] {
  return [
    ['global', table.GlobalSecondaryIndexes ?? []],
    ['local', table.LocalSecondaryIndexes ?? []],
  ];
}

function indexSpaces(table: TableDescription): string[] {
  return byKind(table).flatMap(([kind, indexes]) =>
    indexes.map((index) => indexSpace(kind, table.TableName, index.IndexName)),
  );
}

function emptied(storage: Storage, space: string): Write[] {
  return [...storage.space(space).entries()].map(([key]) => ({ space, key, value: undefined }));
}
