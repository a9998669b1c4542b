import { type EventOutcome, EventRecord, noSource } from '../domain/event/event.ts';
import { earliest, epochSecondsOf, type Instant, latest, minus, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventFilter, EventPosition, EventStore, EventsOf } from '../ports/event-store.ts';
import type { Page } from '../ports/page.ts';
import { anyOf, type Condition, ifAbsent, ifEquals } from './conditions.ts';
import { attributesOf, entityOf, type Form, isLive, itemAt } from './items.ts';
import { eventsPartition, flowEventsPartition, indexKeys, keys, monthsBack } from './keys.ts';
import { entriesOf, itemsInOrder, pageOf, pageSize } from './pages.ts';
import type { Attributes, Item, Key, Query, Table, WriteOperation } from './table.ts';

const form: Form<EventRecord> = { type: 'EVENT', schema: EventRecord, asJson: ['event', 'wait'] };
const keptFor = { days: 90 };

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
const monthOf = (of: EventsOf, month: string): Pick<Query, 'index' | 'partition'> =>
  'sourceId' in of
    ? { index: 'list', partition: eventsPartition(of.sourceId, month) }
    : { index: 'related', partition: flowEventsPartition(of.flowId, month) };

/** The place of an event in its list. */
const orderOf = ({ receivedAt, id }: EventPosition): string => `${receivedAt}#${id}`;

function positionOf(entry: Item): EventPosition {
  const order = String(entry.listSK ?? entry.relatedSK);
  const end = order.indexOf('#');
  return { receivedAt: order.slice(0, end) as Instant, id: order.slice(end + 1) };
}

/** Events by id, by source and by flow. */
export function createEventStore(table: Table, clock: Clock): EventStore {
  async function* entriesOfList(of: EventsOf, { from, until }: EventFilter, page: Page, after?: EventPosition) {
    const now = clock.now();
    const newest = earliest(until, after?.receivedAt, plus(now, { days: 1 })) ?? until;
    const oldest = latest(from, minus(now, keptFor));
    const end = after === undefined || orderOf(after) > until ? until : orderOf(after);
    if (oldest >= end) return;
    // The event after which the list goes on is found once more.
    const limit = pageSize({ ...page, limit: page.limit + (end === until ? 0 : 1) });
    for (const month of monthsBack(newest, oldest))
      for await (const entry of entriesOf(table, {
        ...monthOf(of, month),
        sort: { between: [oldest, end] },
        order: 'descending',
        limit,
      }))
        if (orderOf(positionOf(entry)) !== end) yield entry;
  }

  const load = async (entries: readonly Key[]): Promise<EventRecord[]> =>
    (await itemsInOrder(table, entries)).filter((item) => isLive(item, clock.now())).map(eventOf);

  return {
    async get(id) {
      const item = await table.get(keys.event(id), { consistent: true });
      return item && isLive(item, clock.now()) ? eventOf(item) : undefined;
    },

    getMany: (ids) => load(ids.map(keys.event)),

    async record(event) {
      return (await table.write([putEvent(event)])).length === 0;
    },

    async list(of, filter, page, after) {
      const entries = await pageOf(entriesOfList(of, filter, page, after), page);
      const last = entries.length < page.limit ? undefined : entries.at(-1);
      return { events: await load(entries), ...(last && { next: positionOf(last) }) };
    },
  };
}
