import { MetricDataSource } from '../domain/metric/data-source.ts';
import { Metric } from '../domain/metric/metric.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { MetricDataSourceStore, MetricStore } from '../ports/metric-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import type { Form } from './items.ts';
import type { Reference } from './references.ts';
import type { Table } from './table.ts';

const owners = (teams: readonly number[]): Reference[] =>
  teams.map((id, index) => ({ kind: 'team', id, field: `teams[${index}].id` }));

/** Metrics, found by id, by name and by their key, which is encrypted. */
export function createMetricStore(table: Table, cipher: Cipher, term: AuditTerm): MetricStore {
  const { byUnique: _none, ...metrics } = createConfigurationItems(
    table,
    {
      kind: 'METRIC',
      label: 'metric',
      form: {
        type: 'METRIC',
        schema: Metric,
        secret: ['integrationKey'],
        cipher,
        whenSealed: { integrationKey: '' },
      } satisfies Form<Metric>,
      nameOf: ({ name }) => name,
      uniqueValues: ({ integrationKey }) => [{ kind: 'METRIC_KEY', value: integrationKey, label: 'the key' }],
      references: ({ teams, dataSourceId }) => [
        ...owners(teams),
        ...(dataSourceId === undefined
          ? []
          : [{ kind: 'metric-source' as const, id: dataSourceId, field: 'dataSource.id' }]),
      ],
    },
    term,
  );
  return metrics;
}

/** Data sources of metrics, found by id and by name; how they are reached is encrypted. */
export function createMetricDataSourceStore(table: Table, cipher: Cipher, term: AuditTerm): MetricDataSourceStore {
  const { byUnique: _none, ...sources } = createConfigurationItems(
    table,
    {
      kind: 'METRIC_SOURCE',
      label: 'metric data source',
      form: {
        type: 'METRIC_SOURCE',
        schema: MetricDataSource,
        secret: ['metadata'],
        cipher,
        whenSealed: { metadata: {} },
      } satisfies Form<MetricDataSource>,
      nameOf: ({ name }) => name,
      uniqueValues: () => [],
      references: ({ teams }) => owners(teams),
    },
    term,
  );
  return sources;
}
