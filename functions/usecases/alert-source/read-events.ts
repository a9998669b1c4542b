import { authorize } from '../../domain/access/authorize.ts';
import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { EventRecord } from '../../domain/event/event.ts';
import { type Instant, minus, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';
import { readRawBody } from './raw-body.ts';

type EventContext = Context<'store' | 'blobs' | 'actor'>;

/** Looked at when the caller does not say: from a month ago until now. */
const usualSpan = { days: 31 };

/** Bodies of one page take at most so many characters; longer ones are read one by one. */
const pageBudget = 3_000_000;

export interface EventQuery {
  readonly sourceId: number;
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly text?: string | undefined;
}

async function checkSource(ctx: EventContext, sourceId: number): Promise<void> {
  const source = await ctx.store.sources.get(sourceId);
  authorize(ctx.actor, 'source:read', source?.hidden === true ? undefined : source, sourceId);
}

/** What a source sent, newest first, each with its body, what became of it and the alert it led to. */
export async function readEvents(ctx: EventContext, query: EventQuery, page: Page): Promise<object[]> {
  await checkSource(ctx, query.sourceId);
  const until = query.until ?? plus(ctx.clock.now(), { seconds: 1 });
  const from = query.from ?? minus(until, usualSpan);
  if (from > until) throw new InvalidInputError('from', 'lies after until');
  const filter = { from, until, ...(query.text && { text: query.text }) };
  const events = await ctx.store.events.ofSource(query.sourceId, filter, page);
  const bodies = await Promise.all(events.map((event) => readRawBody(ctx, event)));
  let used = 0;
  return events.map((event, index) => {
    const body = bodies[index];
    used += body?.length ?? 0;
    return used <= pageBudget ? present(event, body) : { ...present(event, undefined), isBodyLeftOut: true };
  });
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
