import type { Alert } from '../../domain/alert/alert.ts';
import { VersionConflictError } from '../../domain/errors.ts';
import type { ExecutionRecord } from '../../domain/restore/execution.ts';
import { type Reconciliation, reconcile } from '../../domain/restore/reconcile.ts';
import type { Instant } from '../../domain/time.ts';
import { startExecution } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { wordsOfError } from '../words-of-error.ts';
import type { RestoreContext, RestoreInput } from './after-restore.ts';
import type { emptyNotes } from './report.ts';
import { sideBySide } from './side-by-side.ts';

/** More than anybody has open. */
const everything = { offset: 0, limit: 1_000_000 };
const farFuture = '9999-12-31T23:59:59.999Z' as Instant;

/**
 * Reconciles every alert of the restored table that is open, or has had executions since: each is saved at most once,
 * and only then its old executions are stopped and the new one is started. An alert of a second call, or one that was
 * opened after the restore, is left alone. Returns false when time ran out.
 */
export async function reconcileAlerts(
  ctx: RestoreContext,
  input: RestoreInput,
  generationsById: ReadonlyMap<number, readonly number[]>,
  notes: ReturnType<typeof emptyNotes>,
): Promise<boolean> {
  const alerts = await alertsToLookAt(ctx, [...generationsById.keys()]);
  const begun = await sideBySide(alerts, { clock: ctx.clock, deadline: input.deadline }, async (alert) => {
    try {
      const executions = await readExecutions(ctx, alert, generationsById.get(alert.id) ?? []);
      const decision = reconcile(alert, executions, { restoredTo: input.restoredTo, now: ctx.clock.now() });
      if (!input.dryRun) await carryOut(ctx, decision, executions);
      if (decision.verdict === 'untouched') notes.untouched += 1;
      else notes[decision.verdict].push({ alertId: alert.id, summary: alert.summary, why: decision.why });
    } catch (error) {
      const why = wordsOfError(error);
      notes.failed.push({ alertId: alert.id, summary: alert.summary, why });
      ctx.log.error('alert not reconciled', { alertId: alert.id, error });
    }
  });
  return begun === alerts.length;

  async function alertsToLookAt(world: RestoreContext, withExecutions: readonly number[]): Promise<Alert[]> {
    const open = await world.store.alerts.list({ states: ['PENDING', 'ACCEPTED'] }, everything);
    const known = new Set(open.map(({ id }) => id));
    // The canary's alerts are in no list, but they escalate.
    const escalating = await world.store.due.list('escalation', farFuture, everything.limit);
    const hidden = escalating.map(({ alertId }) => alertId);
    const others = [...new Set([...hidden, ...withExecutions])].filter((id) => !known.has(id));
    const all = [...open, ...(await world.store.alerts.getMany(others))];
    return all.filter(
      ({ reportTime, restoredTo }) => reportTime <= input.restoredTo && restoredTo !== input.restoredTo,
    );
  }
}

/** The execution that the table believes to be running, and every later one. */
export async function readExecutions(
  ctx: Pick<RestoreContext, 'executions'>,
  { id: alertId, escalation }: Pick<Alert, 'id' | 'escalation'>,
  listed: readonly number[],
): Promise<ExecutionRecord[]> {
  const own = escalation.nextAt === undefined ? [] : [escalation.generation];
  const wanted = new Set([...own, ...listed.filter((generation) => generation >= escalation.generation)]);
  const found = await Promise.all([...wanted].map((generation) => ctx.executions.read({ alertId, generation })));
  return found.filter((execution) => execution !== undefined);
}

/** Stops what is still running for the alert. */
export async function stopRunning(
  ctx: Pick<RestoreContext, 'workflow'>,
  executions: readonly ExecutionRecord[],
): Promise<void> {
  for (const { alertId, generation, status } of executions) {
    if (status !== 'RUNNING') continue;
    const cause = 'The table was restored; a newer generation goes on, or nothing is left to do';
    await ctx.workflow.stop({ alertId, generation, error: 'Superseded', cause });
  }
}

async function carryOut(
  ctx: RestoreContext,
  { alert, log }: Reconciliation,
  executions: readonly ExecutionRecord[],
): Promise<void> {
  if (alert === undefined) return;
  try {
    const saved = await ctx.store.alerts.save(alert, { log: entries(ctx, alert.id, log) });
    await stopRunning(ctx, executions);
    if (saved.escalation.nextAt !== undefined) await startExecution(ctx, saved);
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error;
    throw new Error('it was changed meanwhile', { cause: error });
  }
}
