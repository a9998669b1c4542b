import { MetricDataSource } from '../domain/metric/data-source.ts';
import { Metric } from '../domain/metric/metric.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { MetricDataSourceStore, MetricStore } from '../ports/metric-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import type { Form } from './items.ts';
import { idAtEnd, keys, metricSourcePartition, referrersOfKind } from './keys.ts';
import { allOf } from './pages.ts';
import type { Reference } from './references.ts';
import type { Table } from './table.ts';
import { armTimer } from './timers.ts';

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
      besides: (next) =>
        next?.dataSourceId === undefined ? [] : [armTimer('pull', next.dataSourceId, next.updatedAt)],
    },
    term,
  );
  return {
    ...metrics,
    async ofSource(sourceId) {
      const sort = { beginsWith: referrersOfKind('METRIC') };
      const notes = await allOf(table, { partition: metricSourcePartition(sourceId), sort });
      const found = await metrics.getMany(notes.map(({ SK }) => idAtEnd(SK)));
      return found.filter(({ dataSourceId }) => dataSourceId === sourceId);
    },
  };
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
      // What was wrong with it may be mended: it is asked at once.
      besides: (next, previous) => {
        if (next !== undefined) return previous === undefined ? [] : [armTimer('pull', next.id, next.updatedAt)];
        return previous === undefined ? [] : [{ delete: keys.timer('pull', previous.id) }];
      },
    },
    term,
  );
  return sources;
}
