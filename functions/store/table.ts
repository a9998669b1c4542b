import type { Condition } from './conditions.ts';

export interface Key {
  readonly PK: string;
  readonly SK: string;
}

export type Attributes = Readonly<Record<string, unknown>>;
export type Item = Attributes & Key;

/** The table's indexes, as lib/ creates them: their key attributes and what they carry besides the keys. */
export const indexes = {
  list: { partition: 'listPK', sort: 'listSK', carries: ['status', 'sourceId', 'policyId', 'type'] },
  related: { partition: 'relatedPK', sort: 'relatedSK', carries: [] },
  open: { partition: 'openPK', sort: 'openSK', carries: ['sourceId', 'policyId'] },
  due: { partition: 'duePK', sort: 'dueAt', carries: [] },
} as const;
export type IndexName = keyof typeof indexes;

/** Most operations in one write, as in DynamoDB's transactions. */
export const maximumOperations = 100;

/** An update keeps the attributes it does not name, and adds to numbers, of which an absent one is 0; of an absent item it makes one, unless its condition forbids. */
export type WriteOperation =
  | { readonly put: Item; readonly condition?: Condition }
  | {
      readonly update: Key;
      readonly set?: Attributes;
      readonly remove?: readonly string[];
      readonly add?: Readonly<Record<string, number>>;
      readonly condition?: Condition;
    }
  | { readonly delete: Key; readonly condition?: Condition }
  | { readonly check: Key; readonly condition: Condition };

/** An operation whose condition did not hold, with the item it met. */
export interface Refusal {
  readonly index: number;
  readonly old?: Item;
}

/** Both ends of `between` are included. */
export type SortCondition = { readonly beginsWith: string } | { readonly between: readonly [string, string] };

export interface Query {
  /** Absent: the table itself, read consistently. Indexes lag behind and carry only what `indexes` says. */
  readonly index?: IndexName;
  readonly partition: string;
  readonly sort?: SortCondition;
  /** By sort key; ascending unless said. */
  readonly order?: 'ascending' | 'descending';
  /** Most entries to look at; `filter` is applied to these. */
  readonly limit?: number;
  readonly filter?: Condition;
  readonly cursor?: Cursor;
  /** The table may be read as indexes are, a moment behind, at half the price. */
  readonly isRelaxed?: boolean;
}

/** Where the next page starts; only for the query it came from. */
export type Cursor = Attributes;

export interface QueryPage {
  readonly items: Item[];
  readonly cursor?: Cursor;
}

/**
 * The table as the stores see it. Every write stamps what it stores with a `writer` of its own. A condition that fails
 * on an item with this very stamp has met its own earlier attempt, whose answer was lost: that is success.
 */
export interface Table {
  get(key: Key, options?: { readonly consistent?: boolean }): Promise<Item | undefined>;
  /** Those that exist, in no order; consistent; at most 100 a call; a key may occur twice. */
  batchGet(keys: readonly Key[]): Promise<Item[]>;
  query(query: Query): Promise<QueryPage>;
  /** How many entries the whole query has. */
  count(query: Omit<Query, 'limit' | 'cursor'>): Promise<number>;
  /**
   * Does all operations (1 to 100, each on an item of its own) or none. Returns the refused ones in their order; none
   * means that all is written. Throws what else went wrong, throttling included, after the retries it can bear.
   */
  write(operations: readonly WriteOperation[]): Promise<readonly Refusal[]>;
}

/** The item an operation is about. */
export function keyOf(operation: WriteOperation): Key {
  if ('put' in operation) return { PK: operation.put.PK, SK: operation.put.SK };
  if ('update' in operation) return operation.update;
  if ('delete' in operation) return operation.delete;
  return operation.check;
}

/** The refusals that count: none when one of them met this writer's own stamp, because a write is all or nothing. */
export function withoutOwnWrites(refusals: readonly Refusal[], writer: string): readonly Refusal[] {
  return refusals.some((refusal) => refusal.old?.writer === writer) ? [] : refusals;
}

/** Rejects what DynamoDB rejects: no operation, too many, or two on one item. */
export function checkOperations(operations: readonly WriteOperation[]): void {
  if (operations.length === 0 || operations.length > maximumOperations)
    throw new Error(`a write has 1 to ${maximumOperations} operations, not ${operations.length}`);
  const seen = new Set<string>();
  for (const { PK, SK } of operations.map(keyOf)) {
    const text = `${PK} ${SK}`;
    if (seen.has(text)) throw new Error(`two operations of one write are about ${text}`);
    seen.add(text);
  }
}
