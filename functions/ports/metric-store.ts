import type { MetricDataSource } from '../domain/metric/data-source.ts';
import type { Metric } from '../domain/metric/metric.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface MetricStore extends ConfigurationStore<Metric> {}

export interface MetricDataSourceStore extends ConfigurationStore<MetricDataSource> {}
