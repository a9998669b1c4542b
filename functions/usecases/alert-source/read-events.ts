import { authorize } from '../../domain/access/authorize.ts';
import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { EventRecord } from '../../domain/event/event.ts';
import type { EventSearch } from '../../domain/event/search.ts';
import { type Instant, minus, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';
import { readRawBody } from './raw-body.ts';

type EventContext = Context<'store' | 'blobs' | 'actor'>;

/** Looked at when the caller does not say: from a month ago until now. */
const usualSpan = { days: 31 };

/** Bodies of one page take at most so many characters; longer ones are read one by one. */
const pageBudget = 3_000_000;

export interface EventQuery extends EventSearch {
  readonly sourceId: number;
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
}

/** A page of events on the wire; a search that did not look at all of them says where it stopped. */
export interface EventsPage {
  readonly events: readonly object[];
  readonly searchedBackTo?: Instant | undefined;
}

async function checkSource(ctx: EventContext, sourceId: number): Promise<void> {
  const source = await ctx.store.sources.get(sourceId);
  authorize(ctx.actor, 'source:read', source?.hidden === true ? undefined : source, sourceId);
}

/** What a source sent, newest first, each with its body, what became of it and the alert it led to. */
export async function readEvents(ctx: EventContext, query: EventQuery, page: Page): Promise<EventsPage> {
  const { sourceId, text, alertKey, outcome } = query;
  await checkSource(ctx, sourceId);
  const until = query.until ?? plus(ctx.clock.now(), { seconds: 1 });
  const from = query.from ?? minus(until, usualSpan);
  if (from > until) throw new InvalidInputError('from', 'lies after until');
  const asked = { from, until, outcome, text: text || undefined, alertKey: alertKey?.trim() || undefined };
  const { events, searchedBackTo } = await ctx.store.events.ofSource(sourceId, asked, page);
  const bodies = await Promise.all(events.map((event) => readRawBody(ctx, event)));
  let used = 0;
  const shown = events.map((event, index) => {
    const body = bodies[index];
    used += body?.length ?? 0;
    return used <= pageBudget ? present(event, body) : { ...present(event, undefined), isBodyLeftOut: true };
  });
  return { events: shown, searchedBackTo };
}

/** One event of a source with its whole body. Throws NotFoundError when the source has none of this id. */
export async function readEvent(ctx: EventContext, sourceId: number, eventId: string): Promise<object> {
  await checkSource(ctx, sourceId);
  const event = await ctx.store.events.get(eventId);
  if (event === undefined || event.sourceId !== sourceId) throw new NotFoundError('event', eventId);
  return present(event, await readRawBody(ctx, event));
}

const present = (
  { id, sourceId, integration, receivedAt, event, note, outcome, alertId }: EventRecord,
  body?: string,
) => ({
  id,
  alertSource: { id: sourceId },
  integration,
  receivedAt,
  outcome,
  alertId: alertId ?? null,
  note,
  event,
  body: body ?? null,
});
