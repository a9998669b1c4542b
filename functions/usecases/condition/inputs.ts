import * as z from 'zod';
import { DateTime, Id } from '../inputs.ts';

/** A condition to try, and what on (events-contract: `data`, or what a source sent, or nothing). */
export const EvaluationInput = z.object({
  condition: z.string(),
  data: z
    .looseObject({ event: z.unknown().optional(), alert: z.unknown().optional(), context: z.unknown().optional() })
    .nullish(),
  alertSourceId: Id.nullish(),
  eventId: z.string().min(1, 'must not be empty').max(200, 'must have at most 200 characters').nullish(),
  now: DateTime.nullish(),
  /** By name, as in a condition: `trigger_count.10m`. */
  counters: z.record(z.string(), z.number().int().min(0)).nullish(),
});
export type EvaluationInput = z.infer<typeof EvaluationInput>;
