import * as z from 'zod';
import { Id, Moment, Owners, Reference } from './shapes.ts';

/* What the API answers of metrics. */

const pullStatus = z.object({ pulledAt: Moment, error: z.string().nullable() }).optional();

export const Metric = z.object({
  id: Id,
  name: z.string(),
  description: z.string().optional(),
  unitLabel: z.string().optional(),
  aggregationType: z.enum(['AVG', 'SUM', 'MIN', 'MAX', 'LAST']),
  displayType: z.enum(['GRAPH', 'SINGLE']),
  interpolateGaps: z.boolean(),
  showValuesOnMouseOver: z.boolean(),
  lockYAxisMax: z.number().optional(),
  lockYAxisMin: z.number().optional(),
  mouseOverDecimal: z.number().optional(),
  integrationKey: z.string().nullable().optional(),
  dataSource: Reference.optional(),
  metadata: z.object({ query: z.string() }).optional(),
  pullStatus,
  teams: Owners,
});

const series = z.object({
  from: Moment,
  step: z.number(),
  value: z.number().nullable(),
  values: z.array(z.number().nullable()),
});

export const MetricSeries = z.object({ day: series, week: series, month: series });

const text = z.string().optional();

export const MetricDataSource = z.object({
  id: Id,
  name: z.string(),
  type: z.enum(['DATADOG', 'PROMETHEUS']),
  metadata: z.object({
    region: text,
    apiKey: text,
    applicationKey: text,
    url: text,
    authType: z.enum(['NONE', 'BASIC', 'HEADER']).optional(),
    basicUser: text,
    basicPass: text,
    headerKey: text,
    headerValue: text,
  }),
  pullStatus,
  teams: Owners,
});
