import * as z from 'zod';

/** What is remembered of pulling from a data source, in its timer. */
export const PullState = z.object({
  /** How often in a row it did not serve us. */
  failures: z.number(),
  /** What was wrong with it then. */
  error: z.string().optional(),
  /** What was wrong with the query of a metric, by its id. */
  metrics: z.record(z.string(), z.string()).optional(),
});
export type PullState = z.infer<typeof PullState>;

export const pullStateIn = (text: string | undefined): PullState =>
  text === undefined ? { failures: 0 } : PullState.parse(JSON.parse(text));
