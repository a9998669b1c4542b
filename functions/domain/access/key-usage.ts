import * as z from 'zod';
import { type Instant, instantOf, millisecondsOf } from '../time.ts';

/** Every offset of a time zone is a multiple of it, so that calls counted by it can be told by the days of any zone. */
const quarterHour = 15 * 60_000;

/** The quarter of an hour that a moment lies in. */
export const quarterOf = (at: Instant): Instant =>
  instantOf(Math.floor(millisecondsOf(at) / quarterHour) * quarterHour);

/** Calls with a user's API keys within one quarter of an hour, by the scope that they needed. */
export const KeyUsage = z.object({
  quarter: z.string().transform((text) => text as Instant),
  counts: z.array(z.tuple([z.number(), z.string(), z.number()])),
});
export type KeyUsage = z.infer<typeof KeyUsage>;
