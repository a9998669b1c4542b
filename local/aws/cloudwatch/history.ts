import type { MetricPoint } from '../../runtime/metrics.ts';
import type { Value } from './expression.ts';

/** A metric as an alarm reads it. */
export interface MetricQuery {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** The metrics of the last hour. */
export interface History {
  add(point: MetricPoint): void;
  /** The statistic over `[from, until)` in milliseconds; undefined when nothing was measured then. */
  read(query: MetricQuery, from: number, until: number): Value;
  clear(): void;
}

const keptFor = 60 * 60 * 1000;

/** Starts empty. Points have to come in the order of their time. */
export function keepHistory(): History {
  const series = new Map<string, { readonly at: number; readonly value: number }[]>();
  return {
    add(point) {
      const points = series.get(keyOf(point)) ?? [];
      series.set(keyOf(point), points);
      points.push({ at: point.at, value: point.value });
      while ((points[0]?.at ?? point.at) < point.at - keptFor) points.shift();
    },
    read(query, from, until) {
      const points = series.get(keyOf(query)) ?? [];
      const values = points.filter(({ at }) => at >= from && at < until).map(({ value }) => value);
      return values.length === 0 ? undefined : statistics(query.statistic, values);
    },
    clear: () => series.clear(),
  };
}

function keyOf({ namespace, name, dimensions }: Pick<MetricQuery, 'namespace' | 'name' | 'dimensions'>): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);
}

function statistics(statistic: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case 'Sum':
      return sum;
    case 'Average':
      return sum / values.length;
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    case 'SampleCount':
      return values.length;
    default:
      throw new Error(`the local cloud does not know the statistic ${statistic}`);
  }
}
