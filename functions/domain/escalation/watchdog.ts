import type { Escalation } from '../alert/alert.ts';
import type { EscalationPolicy } from '../escalation-policy/escalation-policy.ts';
import { type Instant, plus } from '../time.ts';

/** An escalation whose next step is overdue by more than this has lost its execution. */
export const overdueAfter = { seconds: 30 };

const failuresPerStep = 3;

/**
 * What to do about a step that fails whenever it is taken: look again after a pause that doubles from one minute; after
 * three failures give the level up and go on to the next (design.md §2). Without a policy nobody knows whether another
 * pass begins: then it is the next level of this one.
 */
export function afterFailure(
  escalation: Escalation,
  policy: EscalationPolicy | undefined,
  now: Instant,
): { readonly escalation: Escalation; readonly givenUp: boolean } {
  const count = 1 + (escalation.restarts?.stepId === escalation.stepId ? escalation.restarts.count : 0);
  const notBefore = plus(now, { minutes: 2 ** (count - 1) });
  if (count < failuresPerStep) {
    return { escalation: { ...escalation, restarts: { stepId: escalation.stepId, count, notBefore } }, givenUp: false };
  }
  return {
    escalation: {
      ...escalation,
      stepId: escalation.stepId + 1,
      ...failingLevel(escalation, policy),
      nextLevelAt: now,
      nextAt: now,
      restarts: undefined,
    },
    givenUp: true,
  };
}

/** The level that cannot be started: the next one, or after the last the first of the next pass. */
function failingLevel({ pass, level }: Escalation, policy: EscalationPolicy | undefined) {
  const isAfterLast = policy !== undefined && level + 1 >= policy.levels.length;
  const isRepeated = policy?.repeating === true && pass < policy.frequency;
  return isAfterLast && isRepeated ? { pass: pass + 1, level: 0 } : { pass, level: level + 1 };
}
