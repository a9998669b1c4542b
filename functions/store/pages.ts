import type { Page } from '../ports/page.ts';
import type { Item, Query, Table } from './table.ts';

/** Entries that one call looks at, at most, when a filter leaves most of them out. */
const mostPerCall = 8000;

/**
 * All entries of a query, page after page, read only as far as they are asked for. Where a filter leaves entries out,
 * each page looks at twice as many as the one before.
 */
export async function* entriesOf(table: Table, query: Query): AsyncGenerator<Item, undefined> {
  let cursor: Query['cursor'];
  let { limit } = query;
  do {
    const page = await table.query({ ...query, ...(limit && { limit }), cursor });
    yield* page.items;
    cursor = page.cursor;
    if (query.filter !== undefined && limit !== undefined) limit = Math.min(limit * 2, mostPerCall);
  } while (cursor !== undefined);
}

/** Everything a query finds; for what is small by its nature. */
export async function allOf(table: Table, query: Query): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of entriesOf(table, query)) items.push(item);
  return items;
}

/** The entries of one page of the wire. */
export async function pageOf<T>(entries: AsyncIterable<T>, { offset, limit }: Page): Promise<T[]> {
  const chosen: T[] = [];
  let position = 0;
  if (limit <= 0) return chosen;
  for await (const entry of entries) {
    if (position >= offset) chosen.push(entry);
    position += 1;
    if (chosen.length >= limit) break;
  }
  return chosen;
}

/** How many entries one query of a page should look at: enough for the page, never more than is cheap. */
export const pageSize = ({ offset, limit }: Page): number => Math.min(Math.max(offset + limit, 1), 1000);

/** Lists of items by key in the order asked for; those that are gone are left out. */
export async function itemsInOrder(table: Table, keys: readonly { PK: string; SK: string }[]): Promise<Item[]> {
  if (keys.length === 0) return [];
  const byKey = new Map((await table.batchGet(keys)).map((item) => [`${item.PK} ${item.SK}`, item]));
  return keys.map(({ PK, SK }) => byKey.get(`${PK} ${SK}`)).filter((item) => item !== undefined);
}

/**
 * Takes the ways in turn, a step of each, until the first has its result: so the best way costs at most as many times
 * its own steps as there are ways.
 */
export async function firstToEnd<T>(ways: readonly AsyncGenerator<unknown, T>[]): Promise<T> {
  for (;;)
    for (const way of ways) {
      const step = await way.next();
      if (step.done) return step.value;
    }
}

/** Merges streams that each descend by `order` into one that does; equal orders come once. */
export async function* mergeDescending<T extends { readonly order: string }>(
  streams: readonly AsyncGenerator<T, undefined>[],
): AsyncGenerator<T, undefined> {
  const heads: { stream: AsyncGenerator<T, undefined>; next: IteratorResult<T, undefined> }[] = await Promise.all(
    streams.map(async (stream) => ({ stream, next: await stream.next() })),
  );
  let last: string | undefined;
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads)
      if (!head.next.done && (first?.next.value === undefined || head.next.value.order > first.next.value.order))
        first = head;
    if (first === undefined || first.next.done) return;
    const { value } = first.next;
    if (value.order !== last) yield value;
    last = value.order;
    first.next = await first.stream.next();
  }
}
