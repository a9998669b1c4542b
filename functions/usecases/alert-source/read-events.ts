import { NotFoundError } from '../../domain/errors.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';
import { bodyReader } from '../event/bodies.ts';
import { type Exploration, type Explored, exploreEvents, presentEvent } from '../event/explore.ts';
import { readableSource } from '../event/seen-event.ts';

type EventContext = Context<'store' | 'blobs' | 'actor'>;

/** What a source sent, newest first, as far as it is looked for; see `exploreEvents`. */
export async function readEvents(
  ctx: EventContext,
  sourceId: number,
  exploration: Exploration,
  page: Page,
): Promise<Explored> {
  await readableSource(ctx, sourceId);
  return exploreEvents(ctx, { sourceId }, exploration, page);
}

/** One event of a source with its whole body. Throws NotFoundError when the source has none of this id. */
export async function readEvent(ctx: EventContext, sourceId: number, eventId: string): Promise<object> {
  await readableSource(ctx, sourceId);
  const event = await ctx.store.events.get(eventId);
  if (event === undefined || event.sourceId !== sourceId) throw new NotFoundError('event', eventId);
  return presentEvent(event, await bodyReader(ctx).of(event));
}
