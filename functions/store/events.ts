import { gunzipSync } from 'node:zlib';
import { type EventOutcome, EventRecord, noSource } from '../domain/event/event.ts';
import { isFound, isSearch } from '../domain/event/search.ts';
import { earliest, epochSecondsOf, latest, minus, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventFilter, EventStore, FoundEvents } from '../ports/event-store.ts';
import type { Page } from '../ports/page.ts';
import { anyOf, type Condition, ifAbsent, ifEquals } from './conditions.ts';
import { attributesOf, entityOf, type Form, isLive, itemAt } from './items.ts';
import { eventsPartition, flowEventsPartition, indexKeys, keys, monthsBack } from './keys.ts';
import { entriesOf, itemsInOrder, pageOf, pageSize } from './pages.ts';
import type { Attributes, Item, Key, Query, Table, WriteOperation } from './table.ts';

const form: Form<EventRecord> = { type: 'EVENT', schema: EventRecord, asJson: ['event', 'wait'] };
const keptFor = { days: 90 };
/** Events that one search looks at: as many as it reads within a few seconds, whatever they hold. */
const mostSearched = 1000;
const searchedAtOnce = 50;
/** No body we accepted unpacks to more than this. */
const maxOutputLength = 8 * 1024 * 1024;

/** What functions of older versions read where they do not know the outcome (ADR 5); `exactOutcome` stands beside it. */
const olderOutcomes: Partial<Record<EventOutcome, EventOutcome>> = {
  FILTERED: 'IGNORED',
  NO_KEY: 'IGNORED',
  GROUPED: 'APPENDED',
  DROPPED_BY_FLOW: 'IGNORED',
  WAITING: 'IGNORED',
};

const outcomesOf = (exact: EventOutcome): Attributes => {
  const outcome = olderOutcomes[exact];
  return outcome === undefined ? {} : { outcome, exactOutcome: exact };
};

/** The item of an event: kept for 90 days after its receipt, or after its wait in a flow. While it waits it is due work. */
export function eventItem(event: EventRecord): Item {
  const { id, sourceId, receivedAt, flow, wait } = event;
  return itemAt(
    keys.event(id),
    { ...attributesOf(form, event), ...outcomesOf(event.outcome) },
    { expiresAt: epochSecondsOf(plus(latest(receivedAt, wait?.until ?? receivedAt), keptFor)) },
    sourceId === noSource ? {} : indexKeys.eventOfSource(sourceId, receivedAt, id),
    flow === undefined ? {} : indexKeys.eventOfFlow(flow.id, receivedAt, id),
    wait === undefined ? {} : { waitsAt: wait.nodeId, ...indexKeys.due('waiting', wait.until) },
  );
}

/** Nothing became of the event yet, but that a flow may hold it back. */
const ifUndecided: Condition = anyOf(ifAbsent, ifEquals('exactOutcome', 'WAITING'));

/** Keeps an event with what became of it, once: in the transaction of whatever becomes of it. That ends its wait in a flow. */
export const putEvent = (event: EventRecord): WriteOperation => ({ put: eventItem(event), condition: ifUndecided });

export const eventOf = (item: Item): EventRecord =>
  entityOf(form, item.exactOutcome === undefined ? item : { ...item, outcome: item.exactOutcome });

/** Where the events of a month are listed. */
type EventList = (month: string) => Pick<Query, 'index' | 'partition'>;

/** Events by id, by source and by flow. */
export function createEventStore(table: Table, clock: Clock): EventStore {
  async function* entriesOfList(list: EventList, { from, until }: EventFilter, page: Page) {
    const now = clock.now();
    const newest = earliest(until, plus(now, { days: 1 })) ?? until;
    const oldest = latest(from, minus(now, keptFor));
    for (const month of monthsBack(newest, oldest))
      yield* entriesOf(table, {
        ...list(month),
        sort: { between: [oldest, until] },
        order: 'descending',
        limit: pageSize(page),
      });
  }

  const load = async (entries: readonly Key[]): Promise<EventRecord[]> =>
    (await itemsInOrder(table, entries)).filter((item) => isLive(item, clock.now())).map(eventOf);

  /** Looks at events until the page is full or it has looked at enough. */
  async function search(list: EventList, filter: EventFilter, { offset, limit }: Page): Promise<FoundEvents> {
    const found: EventRecord[] = [];
    let looked = 0;
    for await (const chunk of chunksOf(entriesOfList(list, filter, { offset: 0, limit: searchedAtOnce }))) {
      const records = await load(chunk);
      found.push(...records.filter((record) => isFound(record, filter, () => inlineBody(record))));
      looked += chunk.length;
      const oldest = records.at(-1)?.receivedAt;
      if (found.length >= offset + limit) break;
      if (looked >= mostSearched && oldest !== undefined)
        return { events: found.slice(offset), searchedBackTo: plus(oldest, { milliseconds: 1 }) };
    }
    return { events: found.slice(offset, offset + limit) };
  }

  async function eventsOf(list: EventList, filter: EventFilter, page: Page): Promise<FoundEvents> {
    if (filter.from >= filter.until) return { events: [] };
    if (isSearch(filter)) return search(list, filter, page);
    // Without a search the index alone decides, and what lies before the page is not read.
    return { events: await load(await pageOf(entriesOfList(list, filter, page), page)) };
  }

  return {
    async get(id) {
      const item = await table.get(keys.event(id), { consistent: true });
      return item && isLive(item, clock.now()) ? eventOf(item) : undefined;
    },

    getMany: (ids) => load(ids.map(keys.event)),

    async record(event) {
      return (await table.write([putEvent(event)])).length === 0;
    },

    ofSource: (sourceId, filter, page) =>
      eventsOf((month) => ({ index: 'list', partition: eventsPartition(sourceId, month) }), filter, page),

    ofFlow: (flowId, filter, page) =>
      eventsOf((month) => ({ index: 'related', partition: flowEventsPartition(flowId, month) }), filter, page),
  };
}

async function* chunksOf(entries: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  for await (const entry of entries) {
    chunk.push(entry);
    if (chunk.length < searchedAtOnce) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** The raw body where it lies with the event; large ones lie elsewhere and are not searched, nor what cannot be unpacked. */
function inlineBody({ raw }: EventRecord): string | undefined {
  if (raw === undefined || !('gzip' in raw)) return undefined;
  try {
    return gunzipSync(Buffer.from(raw.gzip, 'base64'), { maxOutputLength }).toString('utf8');
  } catch {
    return undefined;
  }
}
