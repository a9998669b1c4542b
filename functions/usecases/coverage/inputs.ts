import * as z from 'zod';
import { line, Reference, text } from '../inputs.ts';

/** Whom to ask to take which of the caller's own shifts. */
export const CoverageInput = z.object({
  colleague: Reference,
  shifts: z
    .array(z.object({ schedule: Reference, start: line(40), end: line(40) }))
    .min(1, 'must name at least one shift')
    .max(20),
  message: text(2000).nullish(),
});
export type CoverageInput = z.infer<typeof CoverageInput>;
