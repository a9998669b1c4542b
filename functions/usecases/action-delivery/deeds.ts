import type { ActionAnswer, InternalRequest } from '../../actions/driver.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import { assignToPolicy } from '../../domain/alert/transitions.ts';
import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { effectByHand } from '../../domain/alert-action/effect.ts';
import { firstRun } from '../../domain/automation/run.ts';
import { ConflictError } from '../../domain/errors.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Context } from '../../ports/context.ts';
import { changeAlert } from '../alert/change.ts';
import { applyEffect } from '../automation/apply.ts';
import type { Situation } from '../automation/run.ts';
import { asTocsin } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';

type DeedContext = Context<'store' | 'workflow'>;

const taken: ActionAnswer = { kind: 'taken' };
const refused = (why: string): ActionAnswer => ({ kind: 'refused', why });
const isOver = refused('the alert is over');

/**
 * Does what an action asks of Tocsin itself: moves the alert to another policy, or says what services are in. Done again it
 * changes nothing more.
 */
export async function doDeed(
  ctx: DeedContext,
  request: InternalRequest,
  { alert, action }: { readonly alert: Pick<Alert, 'id'>; readonly action: AlertAction },
): Promise<ActionAnswer> {
  switch (request.does) {
    case 'reroute':
      return reroute(ctx, alert.id, { policyId: request.escalationPolicyId, action });
    case 'automation':
      // What was said of services ends with the alert, whoever has said it.
      return request.phase === 'take-back' ? taken : retryOnConflict(() => applyByHand(ctx, alert.id, action));
  }
}

async function reroute(
  ctx: DeedContext,
  alertId: number,
  { policyId, action }: { readonly policyId: number; readonly action: AlertAction },
): Promise<ActionAnswer> {
  const how = asTocsin(ctx);
  const policy = await ctx.store.policies.get(policyId);
  if (policy === undefined) return refused('the escalation policy is gone');
  try {
    await changeAlert(how, alertId, (alert) => {
      if (alert.policy?.id === policyId) return undefined;
      const { log, ...moved } = assignToPolicy(alert, { actor: how.actor, policy }, ctx.clock.now());
      return {
        ...moved,
        log: log.map((entry) => ({ ...entry, vars: { ...entry.vars, actionId: wireIdOf(action.id) } })),
      };
    });
    return taken;
  } catch (error) {
    if (error instanceof ConflictError) return isOver;
    throw error;
  }
}

/** More turns than the services of one action need. */
const mostTurns = 30;

/** Lets the alert say what services are in because somebody has asked for it, each of them once. */
async function applyByHand(ctx: DeedContext, alertId: number, action: AlertAction): Promise<ActionAnswer> {
  const how = asTocsin(ctx);
  const effect = effectByHand(action);
  if (effect === undefined) return refused('what the action asks of services cannot be read');
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const situation = await situationOf(ctx, alertId);
    if (situation === undefined) return isOver;
    const done = new Set(
      situation.run.applied.filter(({ key }) => key === effect.key).flatMap(({ serviceIds }) => serviceIds),
    );
    const serviceIds = effect.serviceIds.filter((id) => !done.has(id));
    if (serviceIds.length === 0) return taken;
    await applyEffect(how, situation, { kind: 'apply', effect, serviceIds });
  }
  throw new Error(`services of action ${action.id} have no end`);
}

/** The open alert with what automation does for it; from now on it does, also where its source had no rules when it came. */
async function situationOf(ctx: DeedContext, alertId: number): Promise<Situation | undefined> {
  const alert = await ctx.store.alerts.get(alertId);
  if (alert === undefined || alert.status === 'RESOLVED') return undefined;
  if (alert.automation === undefined) {
    const { dueAt: _none, ...run } = firstRun(alert, ctx.clock.now());
    await ctx.store.automationRuns.begin(run);
    await ctx.store.alerts.save({ ...alert, automation: alert.status }, { log: [] });
    return situationOf(ctx, alertId);
  }
  const [run, effects] = await Promise.all([
    ctx.store.automationRuns.get(alertId),
    ctx.store.automationRules.effectsOf(alert.source.id),
  ]);
  if (run === undefined) throw new Error(`alert ${alertId} is automated and has no run`);
  return { alert, run, effects };
}
