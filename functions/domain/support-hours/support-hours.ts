import * as z from 'zod';
import { DayOfWeek } from '../schedule/schedule.ts';
import { Instant } from '../time.ts';

const Day = z.object({ start: z.string(), end: z.string() });

/** `start` and `end` are dates or date-times as sent, in the support hours' zone when they name none. */
export const SupportHoursException = z.object({
  name: z.string(),
  start: z.string(),
  end: z.string(),
  supportStatus: z.enum(['DURING', 'OUTSIDE', 'NONE']),
});
export type SupportHoursException = z.infer<typeof SupportHoursException>;

/** When a team is there. A day that is absent is outside. */
export const SupportHours = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  timezone: z.string(),
  supportDays: z.partialRecord(DayOfWeek, Day.nullable()),
  exceptions: z.array(SupportHoursException),
  teams: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type SupportHours = z.infer<typeof SupportHours>;
