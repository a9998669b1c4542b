import * as z from 'zod';
import { DataSourceType } from '../../domain/metric/data-source.ts';
import { Aggregation } from '../../domain/metric/metric.ts';
import { Name, Teams, text } from '../inputs.ts';

const flag = z.boolean().nullish();
const bound = z.number().nullish();

/** What a client may write of a metric (wire-api §15). An id 0 and an empty query are fillers of clients that name none. */
export const MetricInput = z.object({
  name: Name,
  description: text(5000).nullish(),
  unitLabel: text(50).nullish(),
  aggregationType: Aggregation,
  displayType: z.enum(['GRAPH', 'SINGLE']),
  interpolateGaps: flag,
  showValuesOnMouseOver: flag,
  lockYAxisMax: bound,
  lockYAxisMin: bound,
  mouseOverDecimal: z.number().int().min(0).max(6).nullish(),
  dataSource: z.object({ id: z.number().int().nonnegative() }).nullish(),
  metadata: z.object({ query: text(10_000).nullish() }).nullish(),
  teams: Teams,
});
export type MetricInput = z.infer<typeof MetricInput>;

const member = text(2000).nullish();

/** What a client may write of a metric data source. Empty members are fillers. */
export const MetricDataSourceInput = z.object({
  name: Name,
  type: DataSourceType,
  metadata: z.object({
    region: member,
    apiKey: member,
    applicationKey: member,
    url: member,
    authType: z.enum(['NONE', 'BASIC', 'HEADER']).or(z.literal('')).nullish(),
    basicUser: member,
    basicPass: member,
    headerKey: member,
    headerValue: member,
  }),
  teams: Teams,
});
export type MetricDataSourceInput = z.infer<typeof MetricDataSourceInput>;
