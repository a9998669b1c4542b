import * as z from 'zod';
import { Instant } from '../time.ts';

/** How far the timeline of an alert was looked at for what its source's actions make of it. */
export const ActionWatch = z.object({
  alertId: z.number(),
  sourceId: z.number(),
  /** When the alert was created. */
  createdAt: Instant,
  /** How often somebody wrote what actions may be about; a look that was asked for meanwhile is not the last one. */
  asks: z.number(),
  /** Up to when the timeline was looked at. */
  since: Instant,
  /** When the tick has somebody look if nobody has; absent: nothing was asked since the last look. */
  dueAt: Instant.optional(),
});
export type ActionWatch = z.infer<typeof ActionWatch>;
