import type { Alert } from '../../domain/alert/alert.ts';
import { autoResolutionOf } from '../../domain/alert/auto-resolution.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { IdCollisionError } from '../../domain/errors.ts';
import { firstEscalation } from '../../domain/escalation/escalation.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { ExecutionRecord } from '../../domain/restore/execution.ts';
import { reconcile, told } from '../../domain/restore/reconcile.ts';
import type { Instant } from '../../domain/time.ts';
import { startExecution } from '../alert/change.ts';
import { entries } from '../alert/timeline.ts';
import { wordsOfError } from '../words-of-error.ts';
import type { RestoreContext, RestoreInput } from './after-restore.ts';
import { readExecutions, stopRunning } from './reconcile-alerts.ts';
import type { emptyNotes } from './report.ts';
import { sideBySide } from './side-by-side.ts';

/** Where a recreated alert is said to come from when its executions do not tell. */
const unknownSource = { id: 0, name: 'Unknown', integrationType: 'API' };

/**
 * Makes anew every alert that was opened after the moment restored to and is not over, as far as its executions tell:
 * id, source, time, state, and the level reached. It escalates by the policy of its source, or, when the source is not
 * known, to the account's owner. Its words are gone. Returns false when time ran out.
 */
export async function recreateLost(
  ctx: RestoreContext,
  input: RestoreInput,
  generationsById: ReadonlyMap<number, readonly number[]>,
  notes: ReturnType<typeof emptyNotes>,
): Promise<boolean> {
  const present = new Set((await ctx.store.alerts.getMany([...generationsById.keys()])).map(({ id }) => id));
  const lost = [...generationsById].filter(([id]) => !present.has(id));
  const begun = await sideBySide(lost, { clock: ctx.clock, deadline: input.deadline }, async ([alertId, listed]) => {
    try {
      await recreate(alertId, listed);
    } catch (error) {
      const why = wordsOfError(error);
      notes.failed.push({ alertId, summary: summaryOf(alertId), why });
      ctx.log.error('alert not recreated', { alertId, error });
    }
  });
  return begun === lost.length;

  async function recreate(alertId: number, listed: readonly number[]): Promise<void> {
    const now = ctx.clock.now();
    const executions = await readExecutions(ctx, { id: alertId, escalation: firstEscalation(now, now) }, listed);
    const { source, policy, ownerId } = await whatIsKnown(ctx, executions);
    if (source?.hidden) return;
    const blank = blankAlert(alertId, executions, { source, policy, ownerId, now });
    const { verdict, alert = blank, why } = reconcile(blank, executions, { restoredTo: input.restoredTo, now });
    const note = { alertId, summary: alert.summary, why: `${wordsOf[verdict]}: ${why}` };
    if (verdict === 'resolved') {
      notes.lostAndOver.push(note);
      return;
    }
    if (!input.dryRun) await write(ctx, alert, executions);
    notes.recreated.push(note);
  }
}

const wordsOf = {
  untouched: 'as it was',
  restarted: 'escalates on',
  snoozed: 'snoozed',
  accepted: 'accepted',
  resolved: 'resolved',
  exhausted: 'everybody was tried',
} as const;

const summaryOf = (alertId: number): string => `Alert ${alertId}: its words were lost when Tocsin was restored`;

async function whatIsKnown(ctx: RestoreContext, executions: readonly ExecutionRecord[]) {
  const sourceId = executions.find((execution) => execution.sourceId !== undefined)?.sourceId;
  const source = sourceId === undefined ? undefined : await ctx.store.sources.get(sourceId);
  const policy = source && (await ctx.store.policies.get(source.policyId));
  return { source, policy, ownerId: policy === undefined ? (await ctx.store.account())?.ownerId : undefined };
}

function blankAlert(
  id: number,
  executions: readonly ExecutionRecord[],
  known: {
    readonly source: AlertSource | undefined;
    readonly policy: EscalationPolicy | undefined;
    readonly ownerId: number | undefined;
    readonly now: Instant;
  },
): Alert {
  const { source, policy, ownerId, now } = known;
  const [reportTime = now] = executions.map(({ startedAt }) => startedAt).sort();
  return {
    id,
    version: 1,
    summary: summaryOf(id),
    reportTime,
    status: 'PENDING',
    priority: source?.alertPriorityRule === 'LOW' ? 'LOW' : 'HIGH',
    source: source ? { id: source.id, name: source.name, integrationType: source.integrationType } : unknownSource,
    ...(policy && { policy: { id: policy.id, name: policy.name } }),
    autoResolution: source && autoResolutionOf(source, now),
    escalation: firstEscalation(now, now, ownerId === undefined ? undefined : [ownerId]),
  };
}

/** Somebody who did the same a moment ago has done it. */
async function write(ctx: RestoreContext, alert: Alert, executions: readonly ExecutionRecord[]): Promise<void> {
  try {
    const words = 'Tocsin was restored from a backup that is older than this alert; only its executions told of it';
    await ctx.store.alerts.create(alert, { log: entries(ctx, alert.id, [told(words)]) });
  } catch (error) {
    if (error instanceof IdCollisionError) return;
    throw error;
  }
  await stopRunning(ctx, executions);
  if (alert.escalation.nextAt !== undefined) await startExecution(ctx, alert);
}
