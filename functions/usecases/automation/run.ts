import type { Alert } from '../../domain/alert/alert.ts';
import type { Effect } from '../../domain/automation/effect.ts';
import { type AutomationRun, afterDeed, nextDeed } from '../../domain/automation/run.ts';
import type { Context } from '../../ports/context.ts';
import { asTocsin } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { applyEffect } from './apply.ts';
import { passEffect } from './pass.ts';
import { releaseEffect } from './release.ts';

/** An alert with what automation has done for it and what its source's rules ask for. */
export interface Situation {
  readonly alert: Alert;
  readonly run: AutomationRun;
  readonly effects: readonly Effect[];
}

/** More turns than fifty rules need, each with an incident of its own, and back. */
const mostTurns = 200;

/**
 * Does for an alert what the rules of its source ask for, as far as it has come: each effect is written in one transaction with
 * the note that it is done, so that whoever comes at the same time or later does it no second time.
 */
export async function runAutomation(ctx: Context<'store'>, { alertId }: { readonly alertId: number }): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    if (await retryOnConflict(() => takeTurn(ctx, alertId))) return;
  }
}

/** Whether an effect is for the alert; what finds that out is loaded for effects that ask for something. */
async function isFor(ctx: Context<'store'>, effect: Effect, alert: Alert): Promise<boolean> {
  const { key: actionId, on: occasion, conditions, alertFilter } = effect;
  if (conditions === undefined && alertFilter === undefined) return true;
  const { isMeantFor } = await import('../alert-action/is-meant.ts');
  return isMeantFor(ctx, { conditions, alertFilter }, { alert, actionId, occasion, at: ctx.clock.now() });
}

/** Does one thing. Returns whether that was all. */
async function takeTurn(ctx: Context<'store'>, alertId: number): Promise<boolean> {
  const run = await ctx.store.automationRuns.get(alertId);
  if (run === undefined) return true;
  const [alert, effects] = await Promise.all([
    ctx.store.alerts.get(alertId),
    ctx.store.automationRules.effectsOf(run.sourceId),
  ]);
  if (alert === undefined) return true;
  const deed = nextDeed(alert, run, effects);
  const how = asTocsin(ctx);
  switch (deed?.kind) {
    case 'apply':
      if (await isFor(ctx, deed.effect, alert)) return applyEffect(how, { alert, run, effects }, deed);
      return passEffect(how, { alert, run, effects }, deed);
    case 'release':
      return releaseEffect(how, { alert, run, effects }, deed.applied);
    case undefined: {
      const idle = afterDeed(run, alert, effects);
      if (run.dueAt !== undefined || idle.seen.length > run.seen.length)
        await ctx.store.automationRuns.save({ run: idle, previous: run, log: [] });
      return true;
    }
  }
}
