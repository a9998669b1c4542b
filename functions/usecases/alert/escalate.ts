import type { Alert } from '../../domain/alert/alert.ts';
import { escalate } from '../../domain/alert/transitions.ts';
import { type ChangeContext, changeAlert } from './change.ts';

/**
 * Notifies the next level now, or the chosen one (zero-based). Throws InvalidInputError for a level the policy does not
 * have, ConflictError when the alert is resolved or has no policy. With `run`, nothing changes once that run is over: an
 * answer that is delivered twice escalates once.
 */
export const escalateAlert = (
  ctx: ChangeContext,
  { alertId, level, run }: { alertId: number; level?: number; run?: number },
): Promise<Alert> =>
  changeAlert(ctx, alertId, async (alert) => {
    if (run !== undefined && alert.escalation.run !== run) return undefined;
    const policy = alert.policy && (await ctx.store.policies.get(alert.policy.id));
    return escalate(alert, { actor: ctx.actor, policy, ...(level !== undefined && { level }) }, ctx.clock.now());
  });
