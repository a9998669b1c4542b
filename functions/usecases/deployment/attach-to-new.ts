import { mostAttached } from '../../domain/deployment/bounds.ts';
import { deploymentsOf, pipelinesFor } from '../../domain/deployment/correlate.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { type AttachableAlert, attach, pipelineScopes } from './attach.ts';

const atOnce = 4;

/**
 * Attaches to alerts that have just begun what was deployed shortly before, until a deadline. What fails, and what is left, is due
 * then, and done by the tick (`look.ts`).
 */
export async function attachToNewAlerts(
  ctx: Context<'store'>,
  alerts: readonly AttachableAlert[],
  { deadline }: { readonly deadline: Instant },
): Promise<void> {
  const waiting = [...alerts];
  const worker = async (): Promise<void> => {
    for (let alert = waiting.shift(); alert !== undefined; alert = waiting.shift()) {
      try {
        if (ctx.clock.now() < deadline) {
          await attachToAlert(ctx, alert);
          continue;
        }
      } catch (error) {
        ctx.log.warn('no deployments were looked for; the tick does it', { alertId: alert.id, error });
      }
      await ctx.store.deployments.lookFor(alert.id, ctx.clock.now());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Attaches to an alert what was deployed before it. One look where nothing was: who has no pipelines pays no more than that. */
export async function attachToAlert(ctx: Context<'store'>, alert: AttachableAlert): Promise<void> {
  const window = deploymentsOf(alert);
  const [latest] = await ctx.store.deployments.list(window, { offset: 0, limit: 1 });
  if (latest === undefined) return;
  const pipelines = pipelinesFor(alert, await pipelineScopes(ctx)).map(({ id }) => id);
  const found = await ctx.store.deployments.list({ ...window, pipelines }, { offset: 0, limit: mostAttached });
  for (const deployment of found) await attach(ctx, deployment, alert);
}
