import { authorize } from '../../domain/access/authorize.ts';
import { type Action, can } from '../../domain/access/can.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { Context } from '../../ports/context.ts';

/** The alert, if it exists and the actor may see it. Throws NotFoundError otherwise. */
export const readAlert = (ctx: Context<'store' | 'actor'>, alertId: number): Promise<Alert> =>
  loadAlert(ctx, 'alert:read', alertId);

/**
 * The alert, if the actor may do this with it: by role and teams, or because they respond to it, whatever became of their
 * role and whoever owns it. Throws NotFoundError when it is absent or none of their business, ForbiddenError when they may
 * only see it.
 */
export async function loadAlert(ctx: Context<'store' | 'actor'>, action: Action, alertId: number): Promise<Alert> {
  const alert = await ctx.store.alerts.get(alertId);
  if (alert !== undefined && (await mayWithAlert(ctx, action, alert))) return alert;
  authorize(ctx.actor, action, alert, alertId);
  throw new Error('what is not allowed is refused');
}

/** Those of the alerts that the actor may see. */
export async function visibleAlerts(ctx: Context<'store' | 'actor'>, alerts: readonly Alert[]): Promise<Alert[]> {
  const isShown = await Promise.all(alerts.map((alert) => mayWithAlert(ctx, 'alert:read', alert)));
  return alerts.filter((_alert, index) => isShown[index]);
}

/** Whether the actor may do this with the alert; whoever was called to it may always answer it. */
export const mayWithAlert = async (ctx: Context<'store' | 'actor'>, action: Action, alert: Alert): Promise<boolean> =>
  can(ctx.actor, action, alert) || (await isResponder(ctx, alert));

const isResponder = async ({ actor, store }: Context<'store' | 'actor'>, { id }: Alert): Promise<boolean> =>
  actor.kind === 'user' && (await store.alerts.responder(id, actor.userId)) !== undefined;
