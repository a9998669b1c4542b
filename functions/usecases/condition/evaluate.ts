import { authorizeSomewhere } from '../../domain/access/authorize.ts';
import { membershipsAsked } from '../../domain/condition/asked.ts';
import type { Roots } from '../../domain/condition/condition.ts';
import { counterNamed, nameOfCounter } from '../../domain/condition/counter.ts';
import { evaluate, type Note } from '../../domain/condition/evaluate.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { eventRoot } from '../../domain/event/event-root.ts';
import type { Context } from '../../ports/context.ts';
import { anyEvent, readableSource, type SeenEvent, seenEvent } from '../event/seen-event.ts';
import { newlyNamed } from '../known.ts';
import type { EvaluationInput } from './inputs.ts';
import { answerMemberships } from './memberships.ts';
import { conditionIn, namedIn } from './read.ts';

type EvaluationContext = Context<'store' | 'blobs' | 'actor'>;

export interface EvaluationAnswer {
  readonly result: boolean;
  readonly notes: readonly Note[];
  /** The event that it was tried on, if somebody sent it. */
  readonly eventId: string | null;
}

/** Tries a condition on data, or on what a source sent; changes nothing and counts nothing. */
export async function evaluateCondition(ctx: EvaluationContext, input: EvaluationInput): Promise<EvaluationAnswer> {
  authorizeSomewhere(ctx.actor, 'source:read');
  const condition = conditionIn('condition', input.condition);
  const counters = countersFrom(input.counters ?? {});
  const [seen] = await Promise.all([eventFor(ctx, input), newlyNamed(ctx, namedIn('condition', condition))]);
  const roots: Roots = seen === undefined ? (input.data ?? {}) : seen.event ? { event: eventRoot(seen.event) } : {};
  const surroundings = { roots, now: input.now ?? ctx.clock.now(), counters };
  const isIn = await answerMemberships(ctx, membershipsAsked(condition, surroundings));
  const { result, notes } = evaluate(condition, { ...surroundings, isIn });
  return { result, notes, eventId: seen?.eventId ?? null };
}

/** The event that the input names, if it names one. */
async function eventFor(
  ctx: EvaluationContext,
  { data, alertSourceId, eventId }: EvaluationInput,
): Promise<SeenEvent | undefined> {
  const isFromSource = typeof alertSourceId === 'number' || typeof eventId === 'string';
  if (data && isFromSource) throw new InvalidInputError('data', 'and alertSourceId or eventId exclude each other');
  if (typeof alertSourceId === 'number') return seenEvent(ctx, await readableSource(ctx, alertSourceId), eventId);
  return typeof eventId === 'string' ? anyEvent(ctx, eventId) : undefined;
}

/** What counters are to show, by the names they have for `evaluate`: `3m` and `PT3M` are one. */
function countersFrom(shown: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(shown).map(([name, count]) => {
      const counter = counterNamed(name);
      if (counter === undefined)
        throw new InvalidInputError('counters', `'${name.slice(0, 60)}' is no counter, such as trigger_count.10m`);
      return [nameOfCounter(counter), count];
    }),
  );
}
