import * as z from 'zod';
import { Instant } from '../time.ts';
import { ServiceStatus } from './status.ts';

/** Somebody's word of what a service was in from `from` until `until`. Ids sort in the order in which they were made. */
export const OutageOverride = z.object({
  id: z.string(),
  serviceId: z.number(),
  status: ServiceStatus,
  from: Instant,
  until: Instant,
  createdAt: Instant,
});
export type OutageOverride = z.infer<typeof OutageOverride>;
