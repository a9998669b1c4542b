import { InvalidInputError } from '../../domain/errors.ts';
import { type EventRecord, noSource } from '../../domain/event/event.ts';
import { type EventSearch, isOpen, isSaidIn, matchOf } from '../../domain/event/search.ts';
import { type Instant, minus, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { EventFilter, EventPosition, EventsOf } from '../../ports/event-store.ts';
import type { Page } from '../../ports/page.ts';
import { type BodyReader, bodyReader } from './bodies.ts';

type ExplorerContext = Context<'store' | 'blobs'>;

/** Looked at when the caller does not say: from a month ago until now. */
const usualSpan = { days: 31 };

/** Events that a search looks at together, and in all before it answers what it has found so far. */
const together = 50;
const mostLookedAt = 1_000;

/** Bodies that a search reads before it answers: so many characters, and so many from the blob store. */
const mostRead = { characters: 32_000_000, blobs: 20 };

/** Bodies of one answer take at most so many characters; longer ones are read one by one. */
const pageBudget = 3_000_000;

export interface Exploration extends EventSearch {
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** Where the answer before ended. */
  readonly after?: EventPosition | undefined;
}

/** What an answer shows, and where the next one goes on; without `next` there is no more. */
export interface Explored {
  readonly events: readonly object[];
  readonly next?: EventPosition;
}

/**
 * Events, newest first, each with its body, what became of it and the alert it led to. A search looks at a bounded number of
 * events: what it has not come to is behind `next`, also when nothing was found yet.
 */
export async function exploreEvents(
  ctx: ExplorerContext,
  of: EventsOf,
  { from, until, after, ...search }: Exploration,
  page: Page,
): Promise<Explored> {
  const span = spanOf(ctx, from, until);
  const bodies = bodyReader(ctx);
  const part = isOpen(search)
    ? await ctx.store.events.list(of, span, page, after)
    : await searched(ctx, { of, span, search, bodies, page, after });
  return { ...part, events: await presentEvents(part.events, bodies) };
}

function spanOf(ctx: ExplorerContext, from: Instant | undefined, until: Instant | undefined): EventFilter {
  const end = until ?? plus(ctx.clock.now(), { seconds: 1 });
  const start = from ?? minus(end, usualSpan);
  if (start > end) throw new InvalidInputError('from', 'lies after until');
  return { from: start, until: end };
}

interface Search {
  readonly of: EventsOf;
  readonly span: EventFilter;
  readonly search: EventSearch;
  readonly bodies: BodyReader;
  readonly page: Page;
  readonly after: EventPosition | undefined;
}

async function searched(ctx: ExplorerContext, { of, span, search, bodies, page, after }: Search) {
  const events: EventRecord[] = [];
  let last = after;
  let lookedAt = 0;
  let matched = 0;
  const isOver = () => {
    const { characters, blobs } = bodies.spent();
    return lookedAt >= mostLookedAt || characters >= mostRead.characters || blobs >= mostRead.blobs;
  };
  while (last === undefined || !isOver()) {
    const part = await ctx.store.events.list(of, span, { offset: 0, limit: together }, last);
    for (const event of part.events) {
      if (last !== undefined && isOver()) return { events, next: last };
      lookedAt += 1;
      last = { receivedAt: event.receivedAt, id: event.id };
      if (!(await isFound(search, event, bodies, part.events))) continue;
      matched += 1;
      if (matched > page.offset) events.push(event);
      if (events.length === page.limit) return { events, next: last };
    }
    if (part.next === undefined) return { events };
    // Also where the events of this part are gone: only their places in the index were left.
    lookedAt += together - part.events.length;
    last = part.next;
  }
  return { events, next: last };
}

async function isFound(
  search: EventSearch,
  event: EventRecord,
  bodies: BodyReader,
  neighbours: readonly EventRecord[],
): Promise<boolean> {
  const match = matchOf(search, event);
  if (match !== 'body') return match === 'yes';
  const body = await bodies.of(event, neighbours);
  return body !== undefined && isSaidIn(search, body);
}

/** Events on the wire, with as many of their bodies as one answer takes. */
async function presentEvents(events: readonly EventRecord[], bodies: BodyReader): Promise<object[]> {
  const presented: object[] = [];
  let used = 0;
  for (const event of events) {
    const body = used > pageBudget ? undefined : await bodies.of(event, events);
    used += body?.length ?? 0;
    presented.push(
      used <= pageBudget ? presentEvent(event, body) : { ...presentEvent(event, undefined), isBodyLeftOut: true },
    );
  }
  return presented;
}

/** An event on the wire; the body is null where it is not kept any more. */
export const presentEvent = (
  { id, sourceId, integration, receivedAt, event, note, outcome, alertId, alertKey, flow, wait }: EventRecord,
  body?: string,
) => ({
  id,
  alertSource: sourceId === noSource ? null : { id: sourceId },
  ...(flow && { eventFlow: { id: flow.id } }),
  ...(wait && { waitUntil: wait.until }),
  integration,
  receivedAt,
  outcome,
  alertId: alertId ?? null,
  ...(alertKey !== undefined && { alertKey }),
  note,
  event,
  body: body ?? null,
});
