import { InvalidInputError } from '../../domain/errors.ts';
import { DataSourceAccess, type MetricDataSource } from '../../domain/metric/data-source.ts';
import { type Metric, metricKeyPrefix } from '../../domain/metric/metric.ts';
import { accessProblems, metricProblems } from '../../domain/metric/rules.ts';
import type { Context } from '../../ports/context.ts';
import { newlyNamed } from '../known.ts';
import { ownersFrom } from '../owners.ts';
import { refuseProblems } from '../problems.ts';
import type { MetricDataSourceInput, MetricInput } from './inputs.ts';

type MetricContext = Context<'store' | 'actor'>;

/**
 * The metric that the input describes; of a current one id, key, where it is pulled from and history stay. Owners that are not
 * mentioned go (wire-api §1.6).
 */
export async function metricFrom(ctx: MetricContext, input: MetricInput, current?: Metric): Promise<Metric> {
  const now = ctx.clock.now();
  const { name, description, unitLabel, lockYAxisMax, lockYAxisMin, mouseOverDecimal } = input;
  const described = {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name,
    ...(isSaid(description) && { description }),
    ...(isSaid(unitLabel) && { unitLabel }),
    aggregationType: input.aggregationType,
    displayType: input.displayType,
    interpolateGaps: input.interpolateGaps ?? false,
    showValuesOnMouseOver: input.showValuesOnMouseOver ?? false,
    ...(isSaid(lockYAxisMax) && { lockYAxisMax }),
    ...(isSaid(lockYAxisMin) && { lockYAxisMin }),
    ...(isSaid(mouseOverDecimal) && { mouseOverDecimal }),
    integrationKey: current?.integrationKey ?? `${metricKeyPrefix}${ctx.ids.secret()}`,
    ...(current?.dataChange && { dataChange: current.dataChange }),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  } satisfies Omit<Metric, 'teams'>;
  refuseProblems(metricProblems(described));
  const origin = current === undefined ? await originFrom(ctx, input) : originOf(input, current);
  return { ...described, ...origin, teams: await ownersFrom(ctx, input.teams ?? [], current?.teams) };
}

const isSaid = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

type Origin = Pick<Metric, 'dataSourceId' | 'query'>;

/** Where a new metric is pulled from, if it is. */
async function originFrom(ctx: MetricContext, { dataSource, metadata }: MetricInput): Promise<Origin> {
  const query = metadata?.query?.trim() ? metadata.query : undefined;
  const id = dataSource?.id || undefined;
  if (id === undefined) {
    if (query !== undefined) throw new InvalidInputError('metadata.query', 'is only for metrics with a dataSource');
    return {};
  }
  await newlyNamed(ctx, [{ kind: 'metric-source', id, field: 'dataSource.id' }]);
  if (query === undefined) throw new InvalidInputError('metadata.query', 'is required with a dataSource');
  return { dataSourceId: id, query };
}

/** Where a metric is pulled from is for good; what does not mention it leaves it. */
function originOf({ dataSource, metadata }: MetricInput, { dataSourceId, query }: Metric): Origin {
  const sent = dataSource?.id || dataSourceId;
  if (sent !== dataSourceId) throw new InvalidInputError('dataSource.id', fixed);
  if ((metadata?.query || query) !== query) throw new InvalidInputError('metadata.query', fixed);
  return { ...(dataSourceId !== undefined && { dataSourceId }), ...(query !== undefined && { query }) };
}

const fixed = 'cannot be changed once the metric was created';

/** The data source that the input describes; of a current one id and history stay. Owners that are not mentioned go. */
export async function metricDataSourceFrom(
  ctx: MetricContext,
  { name, type, metadata, teams }: MetricDataSourceInput,
  current?: MetricDataSource,
): Promise<MetricDataSource> {
  const now = ctx.clock.now();
  const access = DataSourceAccess.parse(Object.fromEntries(Object.entries(metadata).filter(([, value]) => value)));
  refuseProblems(accessProblems(type, access));
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name,
    type,
    metadata: access,
    teams: await ownersFrom(ctx, teams ?? [], current?.teams),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}
