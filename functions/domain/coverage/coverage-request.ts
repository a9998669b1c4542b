import * as z from 'zod';
import { Instant } from '../time.ts';

/** Asks a colleague to take named shifts. Accepting it creates the overrides in one transaction. */
export const CoverageRequest = z.object({
  id: z.number(),
  version: z.number(),
  requesterId: z.number(),
  colleagueId: z.number(),
  shifts: z.array(z.object({ scheduleId: z.number(), start: Instant, end: Instant })).min(1),
  message: z.string().optional(),
  state: z.enum(['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED']),
  createdAt: Instant,
  updatedAt: Instant,
});
export type CoverageRequest = z.infer<typeof CoverageRequest>;
