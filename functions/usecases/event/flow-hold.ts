import { VersionConflictError } from '../../domain/errors.ts';
import { alertKeyOf, type EventRecord, type EventWait, type FlowMessage } from '../../domain/event/event.ts';
import { nodesOf } from '../../domain/event-flow/event-flow.ts';
import type { FlowResult } from '../../domain/event-flow/journey.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { Dropped, Held, Standing } from '../../ports/flow-event-store.ts';
import type { NamedFlow } from './flow-event.ts';

/** Events of one key that wait side by side; of more, the latest takes the place of the one before it. */
const mostHeld = 5;

export type Waits = Extract<FlowResult, { readonly kind: 'waiting' }>;

/** What waits under a key, as it was read with the event. */
export interface Known {
  readonly key: string | undefined;
  readonly held: Held;
}

const heldFor = async (ctx: Context<'store'>, flowId: number, key: string | undefined, known: Known): Promise<Held> =>
  key === known.key ? known.held : ctx.store.flowEvents.held({ flowId, key });

const changed = (key: string | undefined) => new VersionConflictError(`what waits in a flow for the key ${key}`);

/**
 * Keeps an event that waits at a node of its flow, with all that it needs to go on. A repeat of what waits there already joins
 * it: both wait until the same time, and go on in the order in which they came.
 */
export async function holdEvent(
  ctx: Context<'store'>,
  event: Omit<EventRecord, 'outcome'>,
  {
    flow,
    standing,
    result,
    way,
    known,
  }: {
    readonly flow: NamedFlow;
    readonly standing: Standing;
    readonly result: Waits;
    readonly way: string;
    readonly known: Known;
  },
): Promise<void> {
  const key = alertKeyOf(result.event);
  const held = await heldFor(ctx, flow.id, key, known);
  const others = (await ctx.store.flowEvents.waiting(held.eventIds)).filter(({ id }) => id !== event.id);
  const joined = standing.kind === 'new' ? others.find(({ wait }) => wait?.nodeId === result.nodeId) : undefined;
  const until = joined?.wait?.until ?? result.until;
  const replaced = others.length < mostHeld ? undefined : others.at(-1);
  const record: EventRecord = {
    ...event,
    event: result.event,
    outcome: 'WAITING',
    note: noteOf(joined === undefined ? way : `${way}; joins the event ${joined.id}, which waits until ${until}`),
    wait: waitOf(flow, result, { until, way }),
  };
  const isHeld = await ctx.store.flowEvents.hold(record, standing, {
    flowId: flow.id,
    key,
    until,
    held: { ...held, eventIds: [...others.filter((one) => one !== replaced).map(({ id }) => id), event.id] },
    dropped: replaced && { id: replaced.id, note: withEnd(replaced, `a later event, ${event.id}, waits in its place`) },
  });
  if (!isHeld) throw changed(key);
}

/**
 * Keeps the events from going on that wait for the key of an answer in its flow, and came before it; one transaction for each
 * key. Returns their ids, again when the answer is delivered again.
 */
export async function dropHeld(
  ctx: Context<'store'>,
  { eventId, receivedAt, flow }: Pick<FlowMessage, 'eventId' | 'receivedAt' | 'flow'>,
  {
    eventType,
    keys,
    known,
  }: {
    readonly eventType: string;
    readonly keys: readonly (string | undefined)[];
    readonly known: Known;
  },
): Promise<readonly string[]> {
  const all: string[] = [];
  for (const key of new Set(keys)) {
    const held = await heldFor(ctx, flow.id, key, known);
    if (held.answered?.by === eventId) all.push(...held.answered.eventIds);
    const waiting = (await ctx.store.flowEvents.waiting(held.eventIds)).filter(
      (one) => one.id !== eventId && isBefore(one.receivedAt, receivedAt),
    );
    if (waiting.length === 0) continue;
    const ids = waiting.map(({ id }) => id);
    const dropped: Dropped[] = waiting.map((one) => ({
      id: one.id,
      note: withEnd(one, `dropped by ${eventType} ${eventId}, which came while it waited`),
    }));
    const isDropped = await ctx.store.flowEvents.drop(dropped, {
      flowId: flow.id,
      key,
      held: {
        version: held.version,
        eventIds: held.eventIds.filter((id) => !ids.includes(id)),
        answered: { by: eventId, eventIds: [...all, ...ids] },
      },
    });
    if (!isDropped) throw changed(key);
    all.push(...ids);
  }
  return [...new Set(all)];
}

const isBefore = (a: Instant, b: Instant): boolean => a <= b;

/** Only what lies behind the node is kept: an event cannot go back. */
function waitOf(
  { id, name, root }: NamedFlow,
  { nodeId, context }: Waits,
  { until, way }: Pick<EventWait, 'until' | 'way'>,
): EventWait {
  const node = [...nodesOf(root)].find((one) => one.id === nodeId) ?? root;
  return { nodeId, until, flow: { id, name, root: node }, context, way: noteOf(way) };
}

/** Room for what the explorer says. */
const mostOfNote = 1_000;

const noteOf = (note: string): string => note.slice(0, mostOfNote).toWellFormed();

const withEnd = ({ wait }: EventRecord, end: string): string => noteOf([wait?.way.slice(0, 600), end].join('; '));
