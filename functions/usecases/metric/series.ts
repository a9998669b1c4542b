import type { Period, Series } from '../../domain/metric/series.ts';
import { metricView } from '../../domain/page/metric-view.ts';
import type { Context } from '../../ports/context.ts';
import { authorized } from '../configuration/change.ts';
import { metricKind } from './kind.ts';

/** What a metric comes to over the last day, week and month, as pages show it. */
export async function seriesOfMetric(
  ctx: Context<'store' | 'actor'>,
  id: number,
): Promise<Readonly<Record<Period, Series>>> {
  const metric = await authorized(ctx, metricKind, 'metric:read', { id });
  const now = ctx.clock.now();
  return metricView(metric, await ctx.store.metricPoints.parts(id, now), now).series;
}
