import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { membershipsAsked } from '../../domain/condition/asked.ts';
import { evaluate } from '../../domain/condition/evaluate.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { NormalisedEvent } from '../../domain/event/event.ts';
import { eventRoot } from '../../domain/event/event-root.ts';
import type { EventFlow } from '../../domain/event-flow/event-flow.ts';
import type { FlowResult, FlowStep } from '../../domain/event-flow/journey.ts';
import { needsOf } from '../../domain/event-flow/needs.ts';
import { walkFlow } from '../../domain/event-flow/walk.ts';
import type { Instant } from '../../domain/time.ts';
import { boundedEvent } from '../../integrations/bounds.ts';
import type { Context } from '../../ports/context.ts';
import { answerMemberships } from '../condition/memberships.ts';
import { eventIn } from '../event/seen-event.ts';
import { type NamedOnWire, namesOf } from '../known.ts';
import { editedFlow } from './from-input.ts';
import type { DryRunInput } from './inputs.ts';

/** What would become of an event, and why. */
export interface DryRun {
  readonly outcome: 'ROUTED' | 'DROPPED' | 'WAITING';
  readonly alertSource: NamedOnWire | null;
  readonly escalationPolicy?: NamedOnWire;
  /** As it stands at the end of its way. */
  readonly event: ReturnType<typeof eventRoot>;
  readonly waitUntil?: Instant;
  readonly path: readonly FlowStep[];
}

type DryContext = Context<'store' | 'actor'>;

/** Tries a flow, as it is or as it is edited, on an event or on the body of a tool: changes nothing and counts nothing; each counter shows 1. */
export async function dryRun(ctx: DryContext, saved: EventFlow, input: DryRunInput): Promise<DryRun> {
  const flow = input.root ? await editedFlow(ctx, input.root, saved) : saved;
  const event = await eventOf(input);
  const at = input.now ?? ctx.clock.now();
  const { sources, policies, supportHours } = needsOf(flow);
  const [hours, sourcesThere, policiesThere] = await Promise.all([
    ctx.store.supportHours.getMany(supportHours),
    ctx.store.sources.getMany(sources),
    ctx.store.policies.getMany(policies),
  ]);
  const there = { source: idsOf(sourcesThere.filter(({ hidden }) => hidden !== true)), policy: idsOf(policiesThere) };
  const walk = walkFlow(
    flow,
    { event, context: { integrationType: input.integrationType ?? 'API' }, at },
    {
      supportHours: new Map(hours.map((one) => [one.id, one])),
      bounded: boundedEvent,
      isGone: (kind, id) => !there[kind].has(id),
    },
  );
  let next = walk.next();
  while (next.done !== true) {
    const { condition, roots } = next.value;
    const surroundings = { roots, now: at };
    const isIn = await answerMemberships(ctx, membershipsAsked(condition, surroundings));
    next = walk.next(evaluate(condition, { ...surroundings, isIn }));
  }
  return presented(ctx, next.value);
}

const idsOf = (all: readonly Pick<AlertSource, 'id'>[]): ReadonlySet<number> => new Set(all.map(({ id }) => id));

async function presented(ctx: DryContext, result: FlowResult): Promise<DryRun> {
  const { event, path } = result;
  if (result.kind === 'dropped') return { outcome: 'DROPPED', alertSource: null, event: eventRoot(event), path };
  if (result.kind === 'waiting')
    return { outcome: 'WAITING', alertSource: null, event: eventRoot(event), waitUntil: result.until, path };
  const { sourceId, policyId, priority } = result;
  const [source, policy] = await Promise.all([
    namesOf(ctx, 'source', [sourceId]),
    namesOf(ctx, 'policy', policyId === undefined ? [] : [policyId]),
  ]);
  return {
    outcome: 'ROUTED',
    alertSource: source(sourceId),
    ...(policyId !== undefined && { escalationPolicy: policy(policyId) }),
    event: { ...eventRoot(event), ...(priority !== undefined && { priority }) },
    path,
  };
}

/** The event that is sent in our own form, or that the adapter of the tool makes of a body. */
async function eventOf({ event, payload, integrationType }: DryRunInput): Promise<NormalisedEvent> {
  const hasPayload = payload !== undefined && payload !== null;
  if (event && hasPayload) throw new InvalidInputError('payload', 'and event exclude each other');
  if (!event && !hasPayload) throw new InvalidInputError('event', 'is required, or payload');
  const read = event
    ? await eventIn({ integrationType: 'API' }, event)
    : await eventIn({ integrationType: integrationType ?? 'API' }, payload);
  if (read === undefined) throw new InvalidInputError(event ? 'event' : 'payload', 'asks for no event');
  return read;
}
