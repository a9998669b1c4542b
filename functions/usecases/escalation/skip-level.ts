import { system } from '../../domain/access/actor.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import { skipUnreachedLevel } from '../../domain/alert/transitions.ts';
import { isDue } from '../../domain/escalation/escalation.ts';
import type { Context } from '../../ports/context.ts';
import { changeAlert } from '../alert/change.ts';

/**
 * Starts the next level at once because nobody of the step could be reached: every one of its notifications failed.
 * Nothing changes when the alert was answered, another level has started since, or no further level follows.
 */
export const skipLevel = (
  ctx: Context<'store' | 'workflow'>,
  { alertId, run, stepId, reason }: { alertId: number; run: number; stepId: number; reason: string },
): Promise<Alert> =>
  changeAlert({ ...ctx, actor: system }, alertId, async (alert) => {
    const { escalation } = alert;
    if (alert.status !== 'PENDING' || escalation.run !== run || escalation.nextLevelAt === undefined) return undefined;
    // The next level is starting already: somebody else has passed this one over.
    if (isDue(escalation.nextLevelAt, ctx.clock.now())) return undefined;
    const steps = await ctx.store.alerts.steps(alertId);
    const latestOfRun = steps.filter((step) => step.run === run).at(-1);
    if (latestOfRun?.stepId !== stepId) return undefined;
    return skipUnreachedLevel(alert, reason, ctx.clock.now());
  });
