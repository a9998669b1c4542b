import type { Alert, EscalationStep } from '../../domain/alert/alert.ts';
import { type LogDraft, planStep } from '../../domain/escalation/plan-step.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Instant } from '../../domain/time.ts';
import type { OnCall } from '../schedule/who-is-on-call.ts';
import { fitsInOne, itemsOfStep, type StepItems } from './items-of-step.ts';

/** A new alert whose first step is taken before it is stored, with what the step writes. */
export interface FirstStep extends StepItems {
  readonly alert: Alert;
  readonly step?: EscalationStep;
  readonly log: readonly LogDraft[];
}

const nothing: StepItems = { responders: [], notifications: [] };

/**
 * Takes the first step of an alert that is about to be created, so that both are written in one transaction: no alert
 * exists whose people nobody has planned to tell. Undefined when the step is not due yet, or names more than fits: then
 * the execution takes it. `besides` counts the timeline entries that go along.
 */
export function takeFirstStep(
  alert: Alert,
  policy: EscalationPolicy | undefined,
  { whoIsOnCall, usersById }: OnCall,
  { now, besides }: { readonly now: Instant; readonly besides: number },
): FirstStep | undefined {
  const decision = planStep({ alert, policy, whoIsOnCall, usersById, steps: [], now });
  if (decision.kind !== 'claim') return undefined;
  const { alert: claimed, step, log } = decision;
  if (step === undefined) return { alert: claimed, log, ...nothing };
  const items = itemsOfStep(claimed, step, usersById);
  if (!fitsInOne(items, log.length + besides)) return undefined;
  return { alert: claimed, log, step: { ...step, expandedAt: step.claimedAt }, ...items };
}
