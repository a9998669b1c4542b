import { authorize } from '../../domain/access/authorize.ts';
import { type Action, can } from '../../domain/access/can.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { Context } from '../../ports/context.ts';

/** The alert, if it exists and the actor may see it. Throws NotFoundError otherwise. */
export const readAlert = (ctx: Context<'store' | 'actor'>, alertId: number): Promise<Alert> =>
  loadAlert(ctx, 'alert:read', alertId);

/**
 * The alert, if the actor may do this with it: by role and teams, or because they respond to it, whoever owns it. Throws
 * NotFoundError when it is absent or none of their business, ForbiddenError when they may only see it.
 */
export async function loadAlert(ctx: Context<'store' | 'actor'>, action: Action, alertId: number): Promise<Alert> {
  const alert = await ctx.store.alerts.get(alertId);
  const isOwn = alert !== undefined && !can(ctx.actor, action, alert) && (await isResponder(ctx, alert));
  authorize(ctx.actor, action, isOwn ? withoutOwners(alert) : alert, alertId);
  if (alert === undefined) throw new Error('what is authorized is there');
  return alert;
}

/** Those of the alerts that the actor may see. */
export async function visibleAlerts(ctx: Context<'store' | 'actor'>, alerts: readonly Alert[]): Promise<Alert[]> {
  const isShown = await Promise.all(
    alerts.map(
      async (alert) =>
        can(ctx.actor, 'alert:read', alert) ||
        (can(ctx.actor, 'alert:read', withoutOwners(alert)) && (await isResponder(ctx, alert))),
    ),
  );
  return alerts.filter((_alert, index) => isShown[index]);
}

const withoutOwners = ({ teams: _teams, ...alert }: Alert): Alert => alert;

const isResponder = async ({ actor, store }: Context<'store' | 'actor'>, { id, teams }: Alert): Promise<boolean> =>
  actor.kind === 'user' && teams !== undefined && (await store.alerts.responder(id, actor.userId)) !== undefined;
