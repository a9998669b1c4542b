import type { MetricDataSource } from '../../domain/metric/data-source.ts';
import type { Metric } from '../../domain/metric/metric.ts';
import { deleteData, fillWithDemoData, forgetPoints } from '../../usecases/metric/data.ts';
import { metricDataSourceFrom, metricFrom } from '../../usecases/metric/from-input.ts';
import { MetricDataSourceInput, MetricInput } from '../../usecases/metric/inputs.ts';
import { metricDataSourceKind, metricKind } from '../../usecases/metric/kind.ts';
import { presentMetricDataSources, presentMetrics } from '../../usecases/metric/present.ts';
import { seriesOfMetric } from '../../usecases/metric/series.ts';
import { type PageLimits, pageParameters, readIncludes, readPage } from './query.ts';
import { listVisible, resource } from './resource.ts';
import { type Call, idIn, noContent, ok, type Route, route } from './route.ts';

const path = '/api/metrics';
const page: PageLimits = { default: 10, max: 100 };
/** What is asked for besides has to be read besides. */
const pageWithIncludes: PageLimits = { default: 10, max: 25 };

const everything = { withKey: true, withSource: true };
const asked = (include: ReadonlySet<string>) => ({
  withKey: include.has('integrationKey'),
  withSource: include.has('dataSource'),
});

const crud = resource<Metric, MetricInput>({
  path,
  kind: metricKind,
  rights: { read: 'metric:read', create: 'metric:write', update: 'metric:write', delete: 'metric:write' },
  page,
  input: MetricInput,
  isNamed: true,
  create: metricFrom,
  update: (ctx, current, input) => metricFrom(ctx, input, current),
  afterDelete: forgetPoints,
  // Clients that read one copy everything into their state.
  present: (ctx, metrics) => presentMetrics(ctx, metrics, everything),
});
const isList = ({ method, path: own }: Route) => method === 'GET' && own === path;

export const metricRoutes: readonly Route[] = [
  route('GET', path, 'metric:read', list, { query: [...pageParameters, 'include'] }),
  route('GET', `${path}/{id}/series`, 'metric:read', async (call) => ok(await seriesOfMetric(call.ctx, idIn(call)))),
  route('POST', `${path}/{id}/demo-data`, 'metric:write', async (call) => {
    const metric = await fillWithDemoData(call.ctx, idIn(call));
    return ok((await presentMetrics(call.ctx, [metric], everything))[0]);
  }),
  route('DELETE', `${path}/{id}/data`, 'metric:write', async (call) => {
    await deleteData(call.ctx, idIn(call));
    return noContent;
  }),
  ...crud.filter((candidate) => !isList(candidate)),
];

async function list(call: Call) {
  const { ctx, query } = call;
  const include = readIncludes(query);
  const range = readPage(query, include.size > 0 ? pageWithIncludes : page);
  const metrics = await listVisible(call, 'metric:read', range, (part) => ctx.store.metrics.list(part));
  return ok(await presentMetrics(ctx, metrics, asked(include)));
}

export const metricDataSourceRoutes: readonly Route[] = resource<MetricDataSource, MetricDataSourceInput>({
  path: '/api/metric-data-sources',
  kind: metricDataSourceKind,
  rights: {
    read: 'metric-source:read',
    create: 'metric-source:write',
    update: 'metric-source:write',
    delete: 'metric-source:write',
  },
  page: { default: 10, max: 100 },
  input: MetricDataSourceInput,
  isNamed: true,
  create: metricDataSourceFrom,
  update: (ctx, current, input) => metricDataSourceFrom(ctx, input, current),
  present: presentMetricDataSources,
});
