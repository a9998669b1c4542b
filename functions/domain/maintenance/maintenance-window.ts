import * as z from 'zod';
import { Instant } from '../time.ts';

/** Planned work: no alerts from its sources within [startsAt, endsAt), for each recurrence where there is a rule. */
export const MaintenanceWindow = z.object({
  id: z.number(),
  version: z.number(),
  timezone: z.string(),
  /** As sent. */
  start: z.string(),
  end: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  /** An RFC 5545 RRULE, counted from `start` in `timezone`. */
  recurrence: z.string().optional(),
  summary: z.string(),
  description: z.string().optional(),
  sources: z.array(z.number()),
  services: z.array(z.number()),
  createdBy: z.number().optional(),
  /** The current occurrence and the ones that follow, as far as they are written to the sources; renewed by the tick. */
  upcoming: z.array(z.object({ start: Instant, end: Instant })),
  /** When subscribers of its services and of their pages are told of it. */
  notifications: z
    .object({
      atCreation: z.boolean(),
      at24HoursBefore: z.boolean().optional(),
      at1HourBefore: z.boolean().optional(),
      atStart: z.boolean(),
      atEnd: z.boolean(),
    })
    .optional(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>;

/** When a window is, once or again and again: all that occurrences are reckoned from. */
export type PlannedTimes = Pick<
  MaintenanceWindow,
  'id' | 'timezone' | 'start' | 'end' | 'startsAt' | 'endsAt' | 'recurrence'
>;
