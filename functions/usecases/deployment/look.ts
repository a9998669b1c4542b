import type { Context } from '../../ports/context.ts';
import { attachToAlert } from './attach-to-new.ts';
import { lookForAlerts } from './look-for-alerts.ts';

/** Does what is due of deployments: looks for the alerts of one that was reported, or for those of an alert of which that has failed. */
export async function lookForDeployments(ctx: Context<'store'>, { work }: { readonly work: string }): Promise<void> {
  const due = await ctx.store.deployments.due(work);
  if (due === undefined) return;
  if (due.kind === 'deployment') return lookForAlerts(ctx, due.deployment);
  const alert = await ctx.store.alerts.get(due.alertId);
  if (alert !== undefined) await attachToAlert(ctx, alert);
  await ctx.store.deployments.lookedFor(due.alertId);
}
