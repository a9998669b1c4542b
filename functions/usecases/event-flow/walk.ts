import type { EventFlow } from '../../domain/event-flow/event-flow.ts';
import type { FlowEntry, FlowResult } from '../../domain/event-flow/journey.ts';
import { needsOf } from '../../domain/event-flow/needs.ts';
import { walkFlow } from '../../domain/event-flow/walk.ts';
import { boundedEvent } from '../../integrations/bounds.ts';
import type { Context } from '../../ports/context.ts';
import { evaluateCounted } from '../condition/evaluate-counted.ts';

/**
 * Takes an event through a flow. What the flow names is read in one call; conditions with counters or memberships, in the order
 * in which the event comes to them, one after the other. The same event, taken through again, is counted no second time.
 */
export async function walkedFlow(
  ctx: Context<'store'>,
  flow: Pick<EventFlow, 'id' | 'root'>,
  entry: FlowEntry & { readonly eventId: string },
): Promise<FlowResult> {
  const supportHours = await ctx.store.supportHours.getMany(needsOf(flow).supportHours);
  const byId = new Map(supportHours.map((hours) => [hours.id, hours]));
  const walk = walkFlow(flow, entry, { supportHours: byId, bounded: boundedEvent });
  let next = walk.next();
  while (next.done !== true) {
    const { eventId, at } = entry;
    next = walk.next(await evaluateCounted(ctx, { ...next.value, eventId, at }));
  }
  return next.value;
}
