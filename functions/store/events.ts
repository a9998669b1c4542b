import { EventRecord } from '../domain/event/event.ts';
import { earliest, epochSecondsOf, latest, minus, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventStore } from '../ports/store.ts';
import { ifAbsent } from './conditions.ts';
import { attributesOf, entityOf, type Form, isLive, itemAt } from './items.ts';
import { eventsPartition, indexKeys, keys, monthsBack } from './keys.ts';
import { entriesOf, itemsInOrder, pageOf, pageSize } from './pages.ts';
import type { Item, Table } from './table.ts';

const form: Form<EventRecord> = { type: 'EVENT', schema: EventRecord, asJson: ['event'] };
const keptFor = { days: 90 };
const textSearchChunk = 50;

/** The item of an event: kept for 90 days after its receipt. */
export function eventItem(event: EventRecord): Item {
  return itemAt(
    keys.event(event.id),
    attributesOf(form, event),
    { expiresAt: epochSecondsOf(plus(event.receivedAt, keptFor)) },
    indexKeys.eventOfSource(event.sourceId, event.receivedAt, event.id),
  );
}

export const eventOf = (item: Item): EventRecord => entityOf(form, item);

/** Events by id and by source. */
export function createEventStore(table: Table, clock: Clock): EventStore {
  async function* entriesOfSource(...[sourceId, { from, until }, page]: Parameters<EventStore['ofSource']>) {
    const now = clock.now();
    const newest = earliest(until, plus(now, { days: 1 })) ?? until;
    const oldest = latest(from, minus(now, { days: keptFor.days + 1 }));
    for (const month of monthsBack(newest, oldest))
      yield* entriesOf(table, {
        index: 'list',
        partition: eventsPartition(sourceId, month),
        sort: { between: [from, until] },
        order: 'descending',
        limit: pageSize(page),
      });
  }

  async function* eventsOfSource(...[sourceId, filter, page]: Parameters<EventStore['ofSource']>) {
    const text = filter.text?.toLowerCase();
    const chunk: Item[] = [];
    const load = async () =>
      (await itemsInOrder(table, chunk.splice(0)))
        .filter((item) => isLive(item, clock.now()))
        .map(eventOf)
        .filter(
          (event) =>
            text === undefined ||
            JSON.stringify(event.event ?? '')
              .toLowerCase()
              .includes(text),
        );
    for await (const entry of entriesOfSource(sourceId, filter, page)) {
      chunk.push(entry);
      if (chunk.length >= textSearchChunk) yield* await load();
    }
    yield* await load();
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
      return filter.from < filter.until ? pageOf(eventsOfSource(sourceId, filter, page), page) : [];
    },
  };
}
