import { mostAttached } from '../../domain/deployment/bounds.ts';
import { alertsAfter, type PipelineScope, pipelinesFor } from '../../domain/deployment/correlate.ts';
import type { Deployment } from '../../domain/deployment/deployment.ts';
import { type Instant, latest, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { type AttachableAlert, attach, pipelineScopes } from './attach.ts';

/**
 * An alert is there a moment after the time at which it says that it began: lists lag behind, and an event whose processing fails
 * is tried for five minutes, after those of its group that came before it.
 */
const foundAfter = { minutes: 15 };

const readAtOnce = 100;
const attachedAtOnce = 10;

/**
 * Attaches a deployment to the alerts that began shortly after it and do not have it: when it was reported, because it may have been
 * reported late, and once more when no more can begin, for those that nobody has attached it to.
 */
export async function lookForAlerts(ctx: Context<'store'>, deployment: Deployment): Promise<void> {
  const { from, to } = alertsAfter(deployment.at);
  const now = ctx.clock.now();
  const scopes = await pipelineScopes(ctx);
  // A pipeline that was deleted is nobody's any more.
  if (scopes.some(({ id }) => id === deployment.pipeline.id))
    for await (const alerts of alertsOf(ctx, from, plus(to, { milliseconds: 1 })))
      await attachMissing(ctx, deployment, alerts, scopes);
  const last = latest(plus(to, foundAfter), plus(deployment.receivedAt, foundAfter));
  await ctx.store.deployments.lookAgain(deployment, now >= last ? undefined : last);
}

/** Alerts that began then, newest first, each once. `until` is exclusive. */
async function* alertsOf(ctx: Context<'store'>, from: Instant, until: Instant): AsyncGenerator<AttachableAlert[]> {
  const seen = new Set<number>();
  for (let before = until; ; ) {
    const alerts = await ctx.store.alerts.list({ from, until: before }, { offset: 0, limit: readAtOnce });
    const fresh = alerts.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    yield fresh;
    const last = alerts.at(-1);
    if (last === undefined || alerts.length < readAtOnce || fresh.length === 0) return;
    before = plus(last.reportTime, { milliseconds: 1 });
  }
}

async function attachMissing(
  ctx: Context<'store'>,
  deployment: Deployment,
  alerts: readonly AttachableAlert[],
  scopes: readonly PipelineScope[],
): Promise<void> {
  const meant = alerts.filter((alert) => pipelinesFor(alert, scopes).some(({ id }) => id === deployment.pipeline.id));
  if (meant.length === 0) return;
  const have = await ctx.store.deployments.alertsWith(
    deployment,
    meant.map(({ id }) => id),
  );
  const missing = meant.filter(({ id }) => !have.has(id));
  for (let start = 0; start < missing.length; start += attachedAtOnce)
    await Promise.all(
      missing.slice(start, start + attachedAtOnce).map(async (alert) => {
        if ((await ctx.store.deployments.attachedTo(alert.id)).length < mostAttached)
          await attach(ctx, deployment, alert);
      }),
    );
}
