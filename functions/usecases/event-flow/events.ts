import { NotFoundError } from '../../domain/errors.ts';
import type { EventFlow } from '../../domain/event-flow/event-flow.ts';
import type { Context } from '../../ports/context.ts';
import { bodyReader } from '../event/bodies.ts';
import { presentEvent } from '../event/explore.ts';

/** One event that came by a flow with its whole body. Throws NotFoundError when none of this id did. */
export async function readFlowEvent(
  ctx: Context<'store' | 'blobs'>,
  { id }: Pick<EventFlow, 'id'>,
  eventId: string,
): Promise<object> {
  const event = await ctx.store.events.get(eventId);
  if (event?.flow?.id !== id) throw new NotFoundError('event', eventId);
  return presentEvent(event, await bodyReader(ctx).of(event));
}
