import { membershipsAsked } from '../../domain/condition/asked.ts';
import { type Evaluation, evaluate } from '../../domain/condition/evaluate.ts';
import type { Context } from '../../ports/context.ts';
import { type CountedEvaluation, countEvent } from './count-event.ts';
import { answerMemberships } from './memberships.ts';

/**
 * What a condition comes to for an event: its counters count the event once, and hours and schedules are asked about the time
 * it came.
 */
export async function evaluateCounted(ctx: Context<'store'>, evaluation: CountedEvaluation): Promise<Evaluation> {
  const { condition, roots, at } = evaluation;
  const counters = await countEvent(ctx, evaluation);
  const surroundings = { roots, now: at, counters };
  const isIn = await answerMemberships(ctx, membershipsAsked(condition, surroundings));
  return evaluate(condition, { ...surroundings, isIn });
}
