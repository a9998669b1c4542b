import { always } from '../../domain/audit/kind.ts';
import type { MetricDataSource } from '../../domain/metric/data-source.ts';
import type { Metric } from '../../domain/metric/metric.ts';
import type { Kind } from '../configuration/kind.ts';

/** Metrics; their points are no configuration. */
export const metricKind: Kind<Metric> = {
  kind: 'metric',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.metrics,
  members: {
    ...always,
    name: 'told',
    description: 'told',
    unitLabel: 'told',
    aggregationType: 'told',
    displayType: 'told',
    interpolateGaps: 'told',
    showValuesOnMouseOver: 'told',
    lockYAxisMax: 'told',
    lockYAxisMin: 'told',
    mouseOverDecimal: 'told',
    integrationKey: 'secret',
    dataSourceId: 'told',
    query: 'told',
    dataChange: 'told',
    teams: 'told',
  },
};

/** Where metrics are pulled from. */
export const metricDataSourceKind: Kind<MetricDataSource> = {
  kind: 'metric-source',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.metricSources,
  members: {
    ...always,
    name: 'told',
    type: 'told',
    metadata: {
      region: 'told',
      apiKey: 'secret',
      applicationKey: 'secret',
      url: 'told',
      authType: 'told',
      basicUser: 'told',
      basicPass: 'secret',
      headerKey: 'told',
      headerValue: 'secret',
    },
    teams: 'told',
  },
};
