import { type AskedCounter, countersOf } from '../../domain/condition/asked.ts';
import type { Condition } from '../../domain/condition/condition.ts';
import { type CounterState, countUp, nameOfCounter } from '../../domain/condition/counter.ts';
import { VersionConflictError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { Counters, Shown } from '../../ports/counter-store.ts';
import { retryOnConflict } from '../retry.ts';

/** One evaluation of a condition for an event, which its counters count. */
export interface CountedEvaluation {
  /** Where the condition stands: the same text for the same filter or branch. */
  readonly place: string;
  readonly condition: Condition;
  readonly roots: Parameters<typeof countersOf>[1]['roots'];
  readonly eventId: string;
  /** When the event came: windows are of that time, however late it is processed. */
  readonly at: Instant;
}

/**
 * Counts an event in the counters that a condition asks for, and returns what they show. It counts once: delivered again,
 * or by two at the same time, it shows what it showed first. Without counters nothing is read; else one read and one write.
 */
export async function countEvent(
  ctx: Context<'store'>,
  { place, condition, roots, eventId, at }: CountedEvaluation,
): Promise<ReadonlyMap<string, number>> {
  const asked = countersOf(condition, { roots, now: at });
  if (asked.length === 0) return new Map();
  return retryOnConflict(async () => {
    const { counted, counters } = await ctx.store.counters.read(place, eventId);
    if (counted !== undefined) return new Map(Object.entries(counted));
    const next = countedUp(asked, counters, at);
    if (!(await ctx.store.counters.save(place, eventId, next)))
      throw new VersionConflictError(`the counters of ${place}`);
    return new Map(Object.entries(next.shown));
  });
}

/** Counters that the condition does not ask for any more are left out. */
function countedUp(
  asked: readonly AskedCounter[],
  { version, states }: Counters,
  at: Instant,
): { readonly counters: Counters; readonly shown: Shown } {
  const counted = asked.map((counter) => {
    const name = nameOfCounter(counter);
    return { name, ...countUp(states[name], counter, at, counter.limit) };
  });
  const next: [string, CounterState][] = counted.map(({ name, state }) => [name, state]);
  return {
    counters: { version, states: Object.fromEntries(next) },
    shown: Object.fromEntries(counted.map(({ name, shown }) => [name, shown])),
  };
}
