import { demoPoints } from '../../domain/metric/demo.ts';
import type { Metric } from '../../domain/metric/metric.ts';
import type { Context } from '../../ports/context.ts';
import { authorized, changeConfigured } from '../configuration/change.ts';
import { metricKind } from './kind.ts';

type MetricContext = Context<'store' | 'actor'>;

const noted = (ctx: MetricContext, id: number, what: NonNullable<Metric['dataChange']>['what']): Promise<Metric> =>
  changeConfigured(ctx, metricKind, 'metric:write', { id }, (metric) => {
    const at = ctx.clock.now();
    return { ...metric, dataChange: { what, at }, updatedAt: at };
  });

/** Fills a metric with points that look like something, over those it has. The audit log tells it. */
export async function fillWithDemoData(ctx: MetricContext, id: number): Promise<Metric> {
  const metric = await authorized(ctx, metricKind, 'metric:write', { id });
  const now = ctx.clock.now();
  await ctx.store.metricPoints.put(id, demoPoints(metric, now), now);
  return noted(ctx, id, 'DEMO');
}

/** Deletes all points of a metric; those that come from then on are kept. The audit log tells it, whether it comes to its end or not. */
export async function deleteData(ctx: MetricContext, id: number): Promise<void> {
  await noted(ctx, id, 'DELETED');
  await ctx.store.metricPoints.clear(id, ctx.clock.now());
}

/** What is left of a deleted metric goes with it; what cannot be deleted now ends by itself when it is too old. */
export async function forgetPoints(ctx: Context<'store'>, { id }: Metric): Promise<void> {
  try {
    await ctx.store.metricPoints.clear(id, ctx.clock.now());
  } catch (error) {
    ctx.log.warn('the points of a deleted metric are left to expire', { metricId: id, error });
  }
}
