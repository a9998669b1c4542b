import type { Alert } from '../../domain/alert/alert.ts';
import { alertRoot } from '../../domain/alert/alert-root.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { isWanted } from '../../domain/alert-action/wanted.ts';
import { membershipsAsked } from '../../domain/condition/asked.ts';
import { evaluate } from '../../domain/condition/evaluate.ts';
import { parseCondition } from '../../domain/condition/parse.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { countEvent } from '../condition/count-event.ts';
import { answerMemberships } from '../condition/memberships.ts';

export interface AskedOfAlert {
  readonly alert: Alert;
  /** The action's id on the wire, and what became of the alert: asked again for the same, its counters count it no second time. */
  readonly actionId: string;
  readonly occasion: string;
  readonly at: Instant;
}

/**
 * Whether an action is for an alert: its condition is true of it, or without one its filter wants it. A condition that cannot be
 * read any more, or takes too long, keeps nothing from being done.
 */
export async function isMeantFor(
  ctx: Context<'store'>,
  { conditions, alertFilter }: Pick<AlertAction, 'conditions' | 'alertFilter'>,
  { alert, actionId, occasion, at }: AskedOfAlert,
): Promise<boolean> {
  if (conditions === undefined) return alertFilter === undefined || isWanted(alert, alertFilter);
  const parsed = parseCondition(conditions);
  if (!parsed.ok) return true;
  const { condition } = parsed;
  const roots = { alert: alertRoot(alert) };
  const place = `ACTION#${actionId}`;
  const counters = await countEvent(ctx, { place, condition, roots, eventId: `${alert.id} ${occasion}`, at });
  const surroundings = { roots, now: at, counters };
  const isIn = await answerMemberships(ctx, membershipsAsked(condition, surroundings));
  const { result, isUnfinished } = evaluate(condition, { ...surroundings, isIn });
  return result || isUnfinished;
}
