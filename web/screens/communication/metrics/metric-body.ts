import type { Api } from '../../../client/api.ts';

type Metric = Api<'Metric'>;

/** A metric as it is being written. */
export interface MetricDraft {
  readonly name: string;
  readonly description: string;
  readonly unitLabel: string;
  readonly aggregationType: Metric['aggregationType'];
  readonly displayType: Metric['displayType'];
  readonly interpolateGaps: boolean;
  readonly showValuesOnMouseOver: boolean;
  readonly lockYAxisMin: number | null;
  readonly lockYAxisMax: number | null;
  readonly mouseOverDecimal: number | null;
  readonly dataSource: { readonly id: number; readonly name?: string | undefined } | null;
  readonly query: string;
  readonly teams: readonly { readonly id: number; readonly name?: string | undefined }[];
}

export const newMetric: MetricDraft = {
  name: '',
  description: '',
  unitLabel: '',
  aggregationType: 'AVG',
  displayType: 'GRAPH',
  interpolateGaps: false,
  showValuesOnMouseOver: true,
  lockYAxisMin: null,
  lockYAxisMax: null,
  mouseOverDecimal: null,
  dataSource: null,
  query: '',
  teams: [],
};

export const draftOfMetric = (metric: Metric): MetricDraft => ({
  name: metric.name,
  description: metric.description ?? '',
  unitLabel: metric.unitLabel ?? '',
  aggregationType: metric.aggregationType,
  displayType: metric.displayType,
  interpolateGaps: metric.interpolateGaps,
  showValuesOnMouseOver: metric.showValuesOnMouseOver,
  lockYAxisMin: metric.lockYAxisMin ?? null,
  lockYAxisMax: metric.lockYAxisMax ?? null,
  mouseOverDecimal: metric.mouseOverDecimal ?? null,
  dataSource: metric.dataSource ?? null,
  query: metric.metadata?.query ?? '',
  teams: metric.teams,
});

/** A metric as the API takes it: a query goes with a source alone. */
export const metricBody = ({ dataSource, query, teams, ...rest }: MetricDraft) => ({
  ...rest,
  ...(dataSource && { dataSource: { id: dataSource.id }, metadata: { query } }),
  teams: teams.map(({ id }) => ({ id })),
});

/** A change as the API takes it: source and query are sent as they are, because they are fixed. */
export const metricChange = metricBody;
