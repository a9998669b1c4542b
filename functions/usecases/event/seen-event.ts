import { authorize } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { EventRecord, NormalisedEvent } from '../../domain/event/event.ts';
import { minus, plus } from '../../domain/time.ts';
import { boundedEvent } from '../../integrations/bounds.ts';
import { integrationFor, loadIntegration, slugOfType } from '../../integrations/catalogue.ts';
import { readRequest } from '../../integrations/read-request.ts';
import { record } from '../../integrations/reader.ts';
import type { Context } from '../../ports/context.ts';
import { bodyReader } from './bodies.ts';
import { payloadOf } from './payload.ts';

type SeenContext = Context<'store' | 'blobs' | 'actor'>;

/** An event to try a condition or a template on. `event` is absent where the body asks for none. */
export interface SeenEvent {
  /** Null for what nobody sent: the sample of the source's tool. */
  readonly eventId: string | null;
  readonly event?: NormalisedEvent;
  /** The members of the body, as templates see them. */
  readonly payload: Record<string, unknown>;
}

/** As long as events are kept, and as many as are looked through for one that was more than a handshake. */
const keptFor = { days: 90 };
const latest = { offset: 0, limit: 20 };

/** The source as far as the actor may read it. Throws NotFoundError otherwise. */
export async function readableSource(ctx: SeenContext, sourceId: number): Promise<AlertSource> {
  const source = await ctx.store.sources.get(sourceId);
  const shown = source?.hidden === true ? undefined : source;
  authorize(ctx.actor, 'source:read', shown, sourceId);
  return shown;
}

/**
 * What a source sent: the event that is named, else the latest it received, else the sample body of its tool. Throws
 * NotFoundError for a source or an event that is not there, or not of this source.
 */
export async function seenEvent(ctx: SeenContext, source: AlertSource, eventId?: string | null): Promise<SeenEvent> {
  if (typeof eventId === 'string') {
    const named = await ctx.store.events.get(eventId);
    if (named?.sourceId !== source.id) throw new NotFoundError('event', eventId);
    return seen(ctx, named);
  }
  const now = ctx.clock.now();
  const span = { from: minus(now, keptFor), until: plus(now, { seconds: 1 }) };
  const { events } = await ctx.store.events.list({ sourceId: source.id }, span, latest);
  const received = events.find(({ event }) => event !== undefined);
  return received === undefined ? sampleOf(source) : seen(ctx, received);
}

/** The event of this id, of whichever source the actor may read. Throws NotFoundError. */
export async function anyEvent(ctx: SeenContext, eventId: string): Promise<SeenEvent> {
  const event = await ctx.store.events.get(eventId);
  const source = event && (await ctx.store.sources.get(event.sourceId));
  const shown = source && !source.hidden && can(ctx.actor, 'source:read', source) ? event : undefined;
  if (shown === undefined) throw new NotFoundError('event', eventId);
  return seen(ctx, shown);
}

async function seen(ctx: SeenContext, kept: EventRecord): Promise<SeenEvent> {
  const { id, event } = kept;
  const isAllThereIs = event === undefined || kept.isOwnForm === true;
  const body = isAllThereIs ? await bodyReader(ctx).of(kept) : undefined;
  const payload = payloadOf({ ...kept, isOwnForm: isAllThereIs }, () => body);
  return { eventId: id, ...(event !== undefined && { event }), payload };
}

async function sampleOf(source: AlertSource): Promise<SeenEvent> {
  const { sample } = await loadIntegration(integrationFor(slugOfType(source.integrationType)));
  const event = await eventIn(source, sample);
  return { eventId: null, ...(event !== undefined && { event }), payload: record(sample) };
}

/** The event that a body would be for a source; of several the first; undefined where its adapter ignores it. */
export async function eventIn(
  { integrationType }: Pick<AlertSource, 'integrationType'>,
  body: unknown,
): Promise<NormalisedEvent | undefined> {
  const request = { headers: {}, query: {}, body, requestId: 'preview', isLenient: true };
  const { reading } = await readRequest(request, { sourceType: integrationType });
  const [first] = reading.events;
  return first && boundedEvent(first);
}
