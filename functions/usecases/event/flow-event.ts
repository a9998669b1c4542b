import * as z from 'zod';
import { VersionConflictError } from '../../domain/errors.ts';
import { outcomeOfNothing } from '../../domain/event/decide.ts';
import {
  alertKeyOf,
  type EventOutcome,
  type EventRecord,
  type FlowMessage,
  type NormalisedEvent,
  noSource,
} from '../../domain/event/event.ts';
import { wayOf } from '../../domain/event/flow-way.ts';
import { FlowNode } from '../../domain/event-flow/event-flow.ts';
import type { FlowEntry, FlowResult } from '../../domain/event-flow/journey.ts';
import type { Context } from '../../ports/context.ts';
import type { FlowIntake, Standing } from '../../ports/flow-event-store.ts';
import { walkedFlow } from '../event-flow/walk.ts';
import { retryOnConflict } from '../retry.ts';
import { followersOf } from './flow-follow.ts';
import { dropHeld, holdEvent, type Known } from './flow-hold.ts';
import { groupOf } from './group.ts';

export type FlowContext = Context<'store' | 'events'>;

/** What became of an event in its flow: `ROUTED` says that its source has it next. */
export type FlowOutcome = EventOutcome | 'ROUTED';

type Entry = FlowEntry & { readonly eventId: string };

/** A flow, or what is kept of it for an event that waits. */
export const NamedFlow = z.object({ id: z.number(), name: z.string(), root: FlowNode });
export type NamedFlow = z.infer<typeof NamedFlow>;

/**
 * Takes an event through its flow, once per event id: hands it to its source by putting it on the event queue among the
 * source's own events, keeps it until its wait is over, or records where it ended. An answer keeps what waits for its key
 * from going on, and goes its own way all the same: there may be an open alert, too.
 */
export const processFlowEvent = (ctx: FlowContext, message: FlowMessage): Promise<FlowOutcome> =>
  retryOnConflict(() => takeThrough(ctx, message));

async function takeThrough(ctx: FlowContext, message: FlowMessage): Promise<FlowOutcome> {
  const { eventId, flow: cameBy, event } = message;
  const key = event && alertKeyOf(event);
  const met = await ctx.store.flowEvents.intake(eventId, { flowId: cameBy.id, key });
  const standing = standingOf(message, met);
  // It comes again, and what it asked for was done.
  if (standing === undefined) return met.record?.outcome ?? 'IGNORED';
  const flow = met.record?.wait === undefined ? met.flow : NamedFlow.parse(met.record.wait.flow);
  const base = recordOf(message, met.record);
  if (event === undefined) return settle(ctx, base, standing, outcomeOfNothing(message));
  if (flow === undefined)
    return settle(ctx, { ...base, note: 'dropped: its flow was deleted' }, standing, 'DROPPED_BY_FLOW');

  const { receivedAt, integrationType } = message;
  const { wait } = met.record ?? {};
  const entry = {
    eventId,
    event,
    context: wait?.context ?? { integrationType },
    at: wait?.until ?? receivedAt,
    after: wait?.nodeId,
  };
  const { result, walked, heldUntil } = await walkedByNow(ctx, flow, entry, wait?.way);
  const known: Known = { key, held: met.held };
  const answered = await answeredBy(ctx, message, { result, known });
  const way = [walked, message.note, answered].filter(Boolean).join('; ');
  switch (result.kind) {
    case 'routed': {
      const followers = await followersOf(ctx, message, { key, root: met.flow?.root ?? flow.root, result });
      // First: once the event itself is at its source, nothing of it is done again.
      for (const { eventId: id, sourceId, event: same } of followers) {
        const there = { kind: 'routed', sourceId, event: same } as const;
        const followed = `${way}; follows the ALERT of its key`;
        await forward(ctx, message, { base: { ...base, id }, result: there, way: followed, heldUntil });
      }
      await forward(ctx, message, { base, result, way, heldUntil });
      return 'ROUTED';
    }
    case 'dropped':
      return settle(ctx, { ...base, note: way.slice(0, 1_000).toWellFormed() }, standing, 'DROPPED_BY_FLOW');
    case 'waiting':
      await holdEvent(ctx, base, { flow, standing, result, way, known });
      return 'WAITING';
  }
}

/**
 * Takes an event as far as it comes by now: a wait that is over when the event comes to it does not hold it, so that several
 * waits in a row are late together as one is. `walked` says the way, `heldUntil` when the last wait was over.
 */
async function walkedByNow(ctx: FlowContext, flow: NamedFlow, begin: Entry, before: string | undefined) {
  let entry = begin;
  let walked = before;
  for (;;) {
    const result = await walkedFlow(ctx, flow, entry);
    walked = wayOf({ name: flow.name, before: walked }, result);
    const heldUntil = entry.after === undefined ? undefined : entry.at;
    if (result.kind !== 'waiting' || result.until > ctx.clock.now()) return { result, walked, heldUntil };
    const { event, context, until: at, nodeId: after } = result;
    entry = { ...entry, event, context, at, after };
  }
}

/** Undefined when nothing is left to be done: it was decided before, or went on from the node that the message names. */
function standingOf({ from }: FlowMessage, { record }: FlowIntake): Standing | undefined {
  if (from === undefined) return record === undefined ? { kind: 'new' } : undefined;
  return record?.wait?.nodeId === from ? { kind: 'waits', nodeId: from } : undefined;
}

/** The event as it is kept in its flow; what has waited keeps its body. */
function recordOf(message: FlowMessage, record: EventRecord | undefined): Omit<EventRecord, 'outcome'> {
  const { eventId, integration, receivedAt, event, note, raw = record?.raw, isOwnForm = record?.isOwnForm } = message;
  return {
    id: eventId,
    sourceId: noSource,
    integration,
    receivedAt,
    flow: message.flow,
    ...(event !== undefined && { event }),
    ...(note !== undefined && { note }),
    ...(raw !== undefined && { raw }),
    ...(isOwnForm !== undefined && { isOwnForm }),
  };
}

async function settle(
  ctx: FlowContext,
  event: Omit<EventRecord, 'outcome'>,
  standing: Standing,
  outcome: EventOutcome,
): Promise<EventOutcome> {
  if (await ctx.store.flowEvents.settle({ ...event, outcome }, standing)) return outcome;
  throw new VersionConflictError(`event ${event.id}`);
}

/** What an answer has kept from going on, in words. */
async function answeredBy(
  ctx: FlowContext,
  message: FlowMessage,
  { result, known }: { readonly result: FlowResult; readonly known: Known },
): Promise<string | undefined> {
  const { eventType } = result.event;
  if (eventType !== 'RESOLVE' && eventType !== 'ACCEPT') return undefined;
  const keys = [known.key, alertKeyOf(result.event)];
  const dropped = await dropHeld(ctx, message, { eventType, keys, known });
  return dropped.length === 0 ? undefined : `drops what waited: ${dropped.join(', ')}`;
}

/**
 * Puts an event on the queue as one of its source. It waits there behind the source's own events of its key, so that those of
 * an alert stay in order, whichever way they come.
 */
async function forward(
  ctx: FlowContext,
  { flow, warnings }: FlowMessage,
  {
    base,
    result,
    way,
    heldUntil,
  }: {
    readonly base: Omit<EventRecord, 'outcome'>;
    readonly result: Omit<Extract<FlowResult, { readonly kind: 'routed' }>, 'context' | 'path'>;
    readonly way: string;
    readonly heldUntil: FlowMessage['receivedAt'] | undefined;
  },
): Promise<void> {
  const { id: eventId, integration, receivedAt, raw, isOwnForm } = base;
  const { sourceId, priority, policyId } = result;
  const event: NormalisedEvent = result.event;
  const source = await ctx.store.sources.get(sourceId);
  const hint = policyId ?? source?.policyId;
  await ctx.events.send([
    {
      message: {
        v: 1,
        eventId,
        sourceId,
        integration,
        receivedAt,
        event,
        ...(raw !== undefined && { raw }),
        ...(isOwnForm !== undefined && { isOwnForm }),
        ...(warnings !== undefined && { warnings }),
        ...(hint !== undefined && { policyId: hint }),
        flow: {
          ...flow,
          why: way,
          ...(heldUntil !== undefined && { heldUntil }),
          ...(priority !== undefined && { priority }),
          ...(policyId !== undefined && { policyId }),
        },
      },
      groupId: groupOf(source ?? { id: sourceId, ...plainSource }, event, eventId),
      // Not the event's own name: the queue has just delivered that.
      name: `${eventId}:${sourceId}`,
    },
  ]);
}

/** A source that is gone decides nothing later. */
const plainSource = { alertCreation: 'ONE_ALERT_PER_EMAIL', extras: {} } as const;
