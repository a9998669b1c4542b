import type { Context } from '../../ports/context.ts';
import { presentDeployments, visibleDeployments } from './present.ts';

/** What was deployed shortly before an alert began, newest first, as far as the actor may know of it. */
export async function deploymentsOfAlert(ctx: Context<'store' | 'actor'>, alertId: number): Promise<object[]> {
  const attached = await ctx.store.deployments.attachedTo(alertId);
  return presentDeployments(ctx, await visibleDeployments(ctx, attached));
}
