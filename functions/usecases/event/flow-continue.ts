import type { EventRecord, FlowMessage } from '../../domain/event/event.ts';
import { plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { DueReference } from '../../ports/due-store.ts';
import type { QueuedMessage } from '../../ports/queues.ts';
import { groupOfFlow } from './group.ts';

export type ContinueContext = Context<'store' | 'events'>;

type Waiting = DueReference & { readonly kind: 'waiting' };

/** As long as any claim of due work: what was queued and not gone on with by then is queued again. */
const leaseFor = { minutes: 2 };
const leasesAtOnce = 10;

/** Whether something in the due index is an event that waits. */
const isWaiting = (reference: DueReference): reference is Waiting => reference.kind === 'waiting';

/**
 * Leases the events whose wait in a flow is over, and puts them on the event queue all together, so that those of one flow
 * go on in the order in which they came. Returns how many.
 */
export async function continueTogether(ctx: ContinueContext, references: readonly DueReference[]): Promise<number> {
  const waiting = references.filter(isWaiting);
  const leased: Waiting[] = [];
  for (let start = 0; start < waiting.length; start += leasesAtOnce) {
    const some = waiting.slice(start, start + leasesAtOnce);
    const until = plus(ctx.clock.now(), leaseFor);
    const leases = await Promise.all(some.map((reference) => ctx.store.due.lease(reference, until)));
    leased.push(...some.filter((_reference, index) => leases[index] !== undefined));
  }
  await continueWaiting(ctx, leased);
  return leased.length;
}

/**
 * Puts events on the event queue, in their flow's group, to go on from where they wait. The queue keeps them in order with
 * what else comes for their alerts, and whoever takes them finds out whether they still wait.
 */
export async function continueWaiting(ctx: ContinueContext, references: readonly Waiting[]): Promise<void> {
  if (references.length === 0) return;
  const records = await ctx.store.events.getMany(references.map(({ id }) => id));
  const inOrder = records.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
  const messages = inOrder.flatMap((record) => continuationOf(record) ?? []);
  if (messages.length > 0) await ctx.events.send(messages);
}

const orderOf = ({ receivedAt, id }: EventRecord): string => `${receivedAt} ${id}`;

/** Its body stays in its record, where whoever goes on with it finds it. */
function continuationOf({ id, integration, receivedAt, event, flow, wait }: EventRecord): QueuedMessage | undefined {
  if (flow === undefined || wait === undefined) return undefined;
  const { integrationType } = wait.context;
  const message: FlowMessage = {
    v: 2,
    eventId: id,
    integration,
    receivedAt,
    ...(event !== undefined && { event }),
    flow,
    integrationType,
    from: wait.nodeId,
  };
  return { message, groupId: groupOfFlow(flow.id), name: `${id}:${wait.nodeId}` };
}
