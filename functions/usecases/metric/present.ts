import { can } from '../../domain/access/can.ts';
import { type MetricDataSource, withoutSecrets } from '../../domain/metric/data-source.ts';
import type { Metric } from '../../domain/metric/metric.ts';
import { pullStateIn } from '../../domain/metric/pull-state.ts';
import type { Context } from '../../ports/context.ts';
import type { Timer } from '../../ports/due-store.ts';
import { namesOf } from '../known.ts';
import { ownersPresenter } from '../owners.ts';

type MetricContext = Context<'store' | 'actor'>;

/** Metrics on the wire (wire-api §15); their keys only for those who may change them. */
export async function presentMetrics(
  ctx: MetricContext,
  metrics: readonly Metric[],
  { withKey, withSource }: { readonly withKey: boolean; readonly withSource: boolean },
): Promise<object[]> {
  const sourceIds = withSource ? metrics.flatMap(({ dataSourceId }) => dataSourceId ?? []) : [];
  const [owners, source, statuses] = await Promise.all([
    ownersPresenter(ctx, metrics),
    namesOf(ctx, 'metric-source', sourceIds),
    pullStatuses(ctx, sourceIds),
  ]);
  return metrics.map((metric) => ({
    id: metric.id,
    name: metric.name,
    description: metric.description,
    aggregationType: metric.aggregationType,
    displayType: metric.displayType,
    interpolateGaps: metric.interpolateGaps,
    showValuesOnMouseOver: metric.showValuesOnMouseOver,
    lockYAxisMax: metric.lockYAxisMax,
    lockYAxisMin: metric.lockYAxisMin,
    mouseOverDecimal: metric.mouseOverDecimal,
    unitLabel: metric.unitLabel,
    ...(withKey && { integrationKey: can(ctx.actor, 'metric:write', metric) ? metric.integrationKey : null }),
    ...(withSource && metric.dataSourceId !== undefined && { dataSource: source(metric.dataSourceId) }),
    pullStatus: statuses(metric.dataSourceId, metric.id),
    ...(metric.query !== undefined && { metadata: { query: metric.query } }),
    teams: owners(metric.teams),
  }));
}

/** How pulling from data sources went the last time, and for a metric what was wrong with it; undefined where nobody has pulled. */
async function pullStatuses(ctx: MetricContext, sourceIds: readonly number[]) {
  const distinct = [...new Set(sourceIds)];
  const timers = await Promise.all(distinct.map((id) => ctx.store.timers.get('pull', id)));
  const byId = new Map<number | undefined, Timer | undefined>(distinct.map((id, index) => [id, timers[index]]));
  return (sourceId: number | undefined, metricId?: number) => {
    const timer = byId.get(sourceId);
    if (timer?.since === undefined) return undefined;
    const { error, metrics } = pullStateIn(timer.state);
    return { pulledAt: timer.since, error: error ?? metrics?.[String(metricId)] ?? null };
  };
}

/** Data sources of metrics on the wire; what lets one in there is told to those alone who may change them. */
export async function presentMetricDataSources(
  ctx: MetricContext,
  sources: readonly MetricDataSource[],
): Promise<object[]> {
  const [owners, statuses] = await Promise.all([
    ownersPresenter(ctx, sources),
    pullStatuses(
      ctx,
      sources.map(({ id }) => id),
    ),
  ]);
  return sources.map((source) => ({
    id: source.id,
    name: source.name,
    type: source.type,
    metadata: can(ctx.actor, 'metric-source:write', source) ? source.metadata : withoutSecrets(source.metadata),
    pullStatus: statuses(source.id),
    teams: owners(source.teams),
  }));
}
