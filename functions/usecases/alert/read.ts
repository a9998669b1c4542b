import { authorize } from '../../domain/access/authorize.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { Context } from '../../ports/context.ts';

/** The alert, if it exists and the actor may see it. Throws NotFoundError otherwise. */
export async function readAlert(ctx: Context<'store' | 'actor'>, alertId: number): Promise<Alert> {
  const alert = await ctx.store.alerts.get(alertId);
  authorize(ctx.actor, 'alert:read', alert, alertId);
  return alert;
}
