import * as z from 'zod';
import { Instant } from '../time.ts';

export const Aggregation = z.enum(['AVG', 'SUM', 'MIN', 'MAX', 'LAST']);
export type Aggregation = z.infer<typeof Aggregation>;

/** A number over time that a page shows, pushed by its key or pulled from a source. */
export const Metric = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  description: z.string().optional(),
  unitLabel: z.string().optional(),
  aggregationType: Aggregation,
  displayType: z.enum(['GRAPH', 'SINGLE']),
  interpolateGaps: z.boolean(),
  showValuesOnMouseOver: z.boolean(),
  lockYAxisMax: z.number().optional(),
  lockYAxisMin: z.number().optional(),
  mouseOverDecimal: z.number().int().min(0).max(6).optional(),
  /** Readable, because clients must get it back; encrypted by the store. */
  integrationKey: z.string(),
  /** Where it is pulled from, and what is asked there: fixed once it was created. */
  dataSourceId: z.number().optional(),
  query: z.string().optional(),
  teams: z.array(z.number()),
  /** When all of its points were changed at once, and how. */
  dataChange: z.object({ what: z.enum(['DEMO', 'DELETED']), at: Instant }).optional(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Metric = z.infer<typeof Metric>;

/** What the key of a metric begins with, so that a leaked one tells what it is. */
export const metricKeyPrefix = 'ilm';
