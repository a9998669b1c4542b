import type { Condition } from '../../../functions/domain/condition/condition.ts';
import { evaluate, type Situation } from '../../../functions/domain/condition/evaluate.ts';
import { parseCondition } from '../../../functions/domain/condition/parse.ts';
import type { Instant } from '../../../functions/domain/time.ts';

/** The tree of a condition that is known to be one. */
export function conditionOf(text: string): Condition {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem.message} at ${parsed.problem.position}`);
  return parsed.condition;
}

/** What is wrong with a text that is none. */
export function problemOf(text: string) {
  const parsed = parseCondition(text);
  if (parsed.ok) throw new Error(`${text} is a condition`);
  return parsed.problem;
}

export const now = '2026-11-28T12:00:00.000Z' as Instant;

/** Evaluates a text over an event. */
export const evaluated = (text: string, event: unknown = {}, besides: Partial<Situation> = {}) =>
  evaluate(conditionOf(text), { roots: { event }, now, ...besides });
