import type { ExecutionId } from '../../domain/restore/execution.ts';
import { type Instant, minus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { Executions } from '../../ports/executions.ts';
import { dropWindows, rearmAutoResolutions, rearmHeartbeats, suppressStale } from './quiet-due-work.ts';
import { reconcileAlerts } from './reconcile-alerts.ts';
import { recreateLost } from './recreate-lost.ts';
import { emptyNotes, type RestoreReport } from './report.ts';

export type RestoreContext = Context<'store' | 'workflow'> & { readonly executions: Executions };

export interface RestoreInput {
  /** The moment whose data the table has. */
  readonly restoredTo: Instant;
  /** Notifications later than this are not sent any more. */
  readonly overdueMinutes: number;
  readonly deadline: Instant;
  /** Writes nothing, and says what would be done. */
  readonly dryRun: boolean;
}

/** An execution is started a moment after its alert is written, and by another clock. */
const margin = { minutes: 1 };

/**
 * Brings a table that was restored to an earlier moment in line with what has happened since, as far as executions tell
 * (docs/runbook.md, "Restore the table"). Call it while nothing pages, until it has finished. Calling it again with the
 * same moment changes nothing.
 */
export async function afterRestore(ctx: RestoreContext, input: RestoreInput): Promise<RestoreReport> {
  const at = ctx.clock.now();
  const notes = emptyNotes();
  // First of all what could go out by mistake.
  const stale = await suppressStale(ctx, input);
  const dropped = await dropWindows(ctx, input);
  const heartbeats = await rearmHeartbeats(ctx, input);
  const autoResolutions = await rearmAutoResolutions(ctx, input);

  const generationsById = byAlert(await ctx.executions.startedSince(minus(input.restoredTo, margin)));
  const reconciled = await reconcileAlerts(ctx, input, generationsById, notes);
  const recreated = await recreateLost(ctx, input, generationsById, notes);
  return {
    restoredTo: input.restoredTo,
    at,
    dryRun: input.dryRun,
    finished: stale.finished && heartbeats.finished && autoResolutions.finished && reconciled && recreated,
    alerts: notes,
    notifications: { suppressed: stale.suppressed },
    windows: { dropped },
    heartbeats: { rearmed: heartbeats.rearmed },
    autoResolutions: { rearmed: autoResolutions.rearmed },
  };
}

function byAlert(executions: readonly ExecutionId[]): ReadonlyMap<number, number[]> {
  const generations = new Map<number, number[]>();
  for (const { alertId, generation } of executions) {
    generations.set(alertId, [...(generations.get(alertId) ?? []), generation]);
  }
  return generations;
}
