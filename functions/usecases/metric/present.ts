import { can } from '../../domain/access/can.ts';
import { type MetricDataSource, withoutSecrets } from '../../domain/metric/data-source.ts';
import type { Metric } from '../../domain/metric/metric.ts';
import type { Context } from '../../ports/context.ts';
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
  const [owners, source] = await Promise.all([ownersPresenter(ctx, metrics), namesOf(ctx, 'metric-source', sourceIds)]);
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
    ...(metric.query !== undefined && { metadata: { query: metric.query } }),
    teams: owners(metric.teams),
  }));
}

/** Data sources of metrics on the wire; what lets one in there is told to those alone who may change them. */
export async function presentMetricDataSources(
  ctx: MetricContext,
  sources: readonly MetricDataSource[],
): Promise<object[]> {
  const owners = await ownersPresenter(ctx, sources);
  return sources.map((source) => ({
    id: source.id,
    name: source.name,
    type: source.type,
    metadata: can(ctx.actor, 'metric-source:write', source) ? source.metadata : withoutSecrets(source.metadata),
    teams: owners(source.teams),
  }));
}
