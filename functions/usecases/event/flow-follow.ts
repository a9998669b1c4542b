import { alertKeyOf, type FlowMessage, type NormalisedEvent } from '../../domain/event/event.ts';
import { type FlowNode, nodesOf } from '../../domain/event-flow/event-flow.ts';
import type { FlowResult } from '../../domain/event-flow/journey.ts';
import type { Context } from '../../ports/context.ts';
import type { HeldKey } from '../../ports/flow-event-store.ts';

type Routed = Extract<FlowResult, { readonly kind: 'routed' }>;

/** Where an event goes besides, as what. */
export interface Follower {
  readonly eventId: string;
  readonly sourceId: number;
  readonly event: NormalisedEvent;
}

/** Whether events of one key can come to several sources. */
const leadsApart = (root: FlowNode): boolean =>
  new Set(
    [...nodesOf(root)]
      .filter(({ nodeType }) => nodeType === 'ROUTE_EVENT')
      .map(({ metadata }) => metadata?.alertSourceId),
  ).size > 1;

/**
 * To which sources an answer goes besides the one to which its branches lead it: those to which ALERTs of its key went before it,
 * with the key that these had there, so that what a flow has opened it also ends. Of an ALERT it is noted where it goes; a flow
 * with one source has nothing to note.
 */
export async function followersOf(
  ctx: Context<'store'>,
  { eventId, receivedAt, flow: { id: flowId } }: FlowMessage,
  { key, root, result }: { readonly key: string | undefined; readonly root: FlowNode; readonly result: Routed },
): Promise<readonly Follower[]> {
  const alertKey = alertKeyOf(result.event);
  if (key === undefined || alertKey === undefined || !leadsApart(root)) return [];
  const at: HeldKey = { flowId, key };
  const { event, sourceId } = result;
  if (event.eventType === 'ALERT') {
    await ctx.store.flowEvents.noteSent(at, { sourceId, receivedAt, alertKey });
    return [];
  }
  const sent = await ctx.store.flowEvents.sentTo(at);
  return sent
    .filter((one) => one.sourceId !== sourceId && one.receivedAt <= receivedAt)
    .map((one) => ({
      // A record of its own: there is one for each event.
      eventId: `${eventId}-${one.sourceId}`,
      sourceId: one.sourceId,
      event: { ...event, alertKey: one.alertKey },
    }));
}
