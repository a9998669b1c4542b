import { type EventOutcome, EventRecord } from '../domain/event/event.ts';
import { earliest, epochSecondsOf, latest, minus, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventStore } from '../ports/event-store.ts';
import { ifAbsent } from './conditions.ts';
import { attributesOf, entityOf, type Form, isLive, itemAt } from './items.ts';
import { eventsPartition, indexKeys, keys, monthsBack } from './keys.ts';
import { entriesOf, itemsInOrder, pageOf, pageSize } from './pages.ts';
import type { Attributes, Item, Table } from './table.ts';

const form: Form<EventRecord> = { type: 'EVENT', schema: EventRecord, asJson: ['event'] };
const keptFor = { days: 90 };
const textSearchChunk = 50;

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

/** The item of an event: kept for 90 days after its receipt. */
export function eventItem(event: EventRecord): Item {
  return itemAt(
    keys.event(event.id),
    { ...attributesOf(form, event), ...outcomesOf(event.outcome) },
    { expiresAt: epochSecondsOf(plus(event.receivedAt, keptFor)) },
    indexKeys.eventOfSource(event.sourceId, event.receivedAt, event.id),
  );
}

export const eventOf = (item: Item): EventRecord =>
  entityOf(form, item.exactOutcome === undefined ? item : { ...item, outcome: item.exactOutcome });

/** Events by id and by source. */
export function createEventStore(table: Table, clock: Clock): EventStore {
  async function* entriesOfSource(...[sourceId, { from, until }, page]: Parameters<EventStore['ofSource']>) {
    const now = clock.now();
    const newest = earliest(until, plus(now, { days: 1 })) ?? until;
    const oldest = latest(from, minus(now, keptFor));
    for (const month of monthsBack(newest, oldest))
      yield* entriesOf(table, {
        index: 'list',
        partition: eventsPartition(sourceId, month),
        sort: { between: [oldest, until] },
        order: 'descending',
        limit: pageSize(page),
      });
  }

  const load = async (entries: readonly Item[]): Promise<EventRecord[]> =>
    (await itemsInOrder(table, entries)).filter((item) => isLive(item, clock.now())).map(eventOf);

  async function* eventsWithText(text: string, ...[sourceId, filter, page]: Parameters<EventStore['ofSource']>) {
    const has = ({ event }: EventRecord) =>
      JSON.stringify(event ?? '')
        .toLowerCase()
        .includes(text.toLowerCase());
    let chunk: Item[] = [];
    for await (const entry of entriesOfSource(sourceId, filter, page)) {
      chunk.push(entry);
      if (chunk.length < textSearchChunk) continue;
      yield* (await load(chunk)).filter(has);
      chunk = [];
    }
    yield* (await load(chunk)).filter(has);
  }

  return {
    async get(id) {
      const item = await table.get(keys.event(id), { consistent: true });
      return item && isLive(item, clock.now()) ? eventOf(item) : undefined;
    },

    async record(event) {
      return (await table.write([{ put: eventItem(event), condition: ifAbsent }])).length === 0;
    },

    async ofSource(sourceId, filter, page) {
      if (filter.from >= filter.until) return [];
      if (filter.text !== undefined) return pageOf(eventsWithText(filter.text, sourceId, filter, page), page);
      // Without a text the index alone decides, and what lies before the page is not read.
      return load(await pageOf(entriesOfSource(sourceId, filter, page), page));
    },
  };
}
