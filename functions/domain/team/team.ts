import * as z from 'zod';
import { Instant } from '../time.ts';

export const TeamRole = z.enum(['STAKEHOLDER', 'RESPONDER', 'USER', 'ADMIN', 'VIEWER']);
export type TeamRole = z.infer<typeof TeamRole>;

export const Team = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  visibility: z.enum(['PUBLIC', 'PRIVATE']),
  /** In the order sent. */
  members: z.array(z.object({ userId: z.number(), role: TeamRole })),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Team = z.infer<typeof Team>;
