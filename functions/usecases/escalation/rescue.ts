import type { Alert } from '../../domain/alert/alert.ts';
import { VersionConflictError } from '../../domain/errors.ts';
import { nextGeneration } from '../../domain/escalation/escalation.ts';
import type { LogDraft } from '../../domain/escalation/plan-step.ts';
import { afterFailure } from '../../domain/escalation/watchdog.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import { startExecution } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { noteTrouble } from './note-trouble.ts';
import { type StepContext, takeDueSteps } from './take-due-steps.ts';

/**
 * The watchdog's deed for an escalation whose next step is overdue: takes the step itself, so that nobody waits for
 * Step Functions, then gives the escalation a fresh execution. A step that keeps failing is given up after three
 * failures: the next level starts and the operator is told. Harmless when somebody else was faster.
 */
export async function rescueEscalation(ctx: StepContext, { alertId }: { alertId: number }): Promise<void> {
  const before = await ctx.store.alerts.get(alertId);
  if (before === undefined || before.escalation.nextAt === undefined) return;
  const lostGeneration = before.escalation.generation;
  noteTrouble(ctx, 'WatchdogRestarts');
  try {
    await takeDueSteps(ctx, { alertId });
  } catch (error) {
    ctx.log.error('step failed in the hands of the watchdog', { alertId, error });
    await noteFailure(ctx, alertId);
    return;
  }
  const after = await ctx.store.alerts.get(alertId);
  if (after?.escalation.nextAt === undefined || after.escalation.generation !== lostGeneration) return;
  await restart(ctx, after);
}

async function restart(ctx: StepContext, alert: Alert): Promise<void> {
  const restartedAlert = { ...alert, escalation: nextGeneration(alert.escalation) };
  const { generation } = restartedAlert.escalation;
  const saved = await saveUnlessChanged(ctx, restartedAlert, [
    { type: 'EscalationRestartedLogEntry', vars: { generation } },
  ]);
  if (saved === undefined) return;
  ctx.log.warn('the watchdog restarted an escalation', { alertId: alert.id, generation });
  const cause = 'The watchdog took an overdue step and started a new execution';
  await ctx.workflow.stop({
    alertId: alert.id,
    generation: alert.escalation.generation,
    error: 'Superseded',
    cause,
  });
  await startExecution(ctx, saved);
}

async function noteFailure(ctx: StepContext, alertId: number): Promise<void> {
  const alert = await ctx.store.alerts.get(alertId);
  if (alert?.escalation.nextAt === undefined) return;
  const { escalation, givenUp } = afterFailure(alert.escalation, await policyOf(ctx, alert), ctx.clock.now());
  const log: LogDraft[] = givenUp
    ? [{ type: 'LevelSkippedLogEntry', vars: { level: escalation.level + 1, reason: 'STEP_FAILED' } }]
    : [];
  if (givenUp) noteTrouble(ctx, 'EscalationsStuck');
  await saveUnlessChanged(ctx, { ...alert, escalation }, log);
}

/** The policy that the alert goes along; undefined when it cannot be read, which may be why the step fails. */
async function policyOf(ctx: StepContext, { policy, escalation }: Alert): Promise<EscalationPolicy | undefined> {
  if (policy === undefined || escalation.responders !== undefined) return undefined;
  return ctx.store.policies.get(policy.id).catch(() => undefined);
}

/** Saves what the watchdog decided, unless somebody changed the alert meanwhile: then there is nothing to rescue. */
async function saveUnlessChanged(ctx: StepContext, alert: Alert, log: readonly LogDraft[]): Promise<Alert | undefined> {
  try {
    return await ctx.store.alerts.save(alert, { log: entries(ctx, alert.id, log) });
  } catch (error) {
    if (error instanceof VersionConflictError) return undefined;
    throw error;
  }
}
