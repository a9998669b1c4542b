import type { MetricDataSource } from '../domain/metric/data-source.ts';
import type { Metric } from '../domain/metric/metric.ts';
import type { Part, Point } from '../domain/metric/series.ts';
import type { Instant } from '../domain/time.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface MetricStore extends ConfigurationStore<Metric> {
  /** Those that are pulled from a data source. */
  ofSource(sourceId: number): Promise<Metric[]>;
}

export interface MetricDataSourceStore extends ConfigurationStore<MetricDataSource> {}

/** Points of metrics, one for each slot (`domain/metric/series.ts`); what is too old is deleted by itself. */
export interface MetricPointStore {
  /** Keeps points, each at the start of a slot of its own, over what was there. Repeating it changes nothing. */
  put(metricId: number, points: readonly Point[], now: Instant): Promise<void>;
  /** All that the three periods are made of as of now, in no order. */
  parts(metricId: number, now: Instant): Promise<Part[]>;
  /** Deletes all points. One that is put meanwhile may stay. */
  clear(metricId: number, now: Instant): Promise<void>;
}

/** Whose key a text is. */
export interface MetricKeys {
  metricOf(key: string): Promise<number | undefined>;
}
