import * as z from 'zod';
import { Instant } from '../time.ts';
import { IncidentStatus } from './incident.ts';

/** What an incident may begin with. */
export const IncidentTemplate = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  summary: z.string().optional(),
  status: IncidentStatus.optional(),
  message: z.string().optional(),
  sendNotification: z.boolean(),
  teams: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type IncidentTemplate = z.infer<typeof IncidentTemplate>;
