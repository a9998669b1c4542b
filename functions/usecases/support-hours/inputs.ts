import * as z from 'zod';
import { Name, Teams, text } from '../inputs.ts';

const Day = z.object({ start: z.string().max(20), end: z.string().max(20) }).nullish();

const Exception = z.object({
  name: text(255).default(''),
  start: z.string().max(50),
  end: z.string().max(50),
  supportStatus: z.enum(['DURING', 'OUTSIDE', 'NONE']).default('DURING'),
});

/** What a client may write of support hours (wire-api §16). */
export const SupportHoursInput = z.object({
  name: Name,
  timezone: z.string().max(100),
  /** What is no weekday is kept until it is refused by name. */
  supportDays: z
    .object({
      MONDAY: Day,
      TUESDAY: Day,
      WEDNESDAY: Day,
      THURSDAY: Day,
      FRIDAY: Day,
      SATURDAY: Day,
      SUNDAY: Day,
    })
    .catchall(Day),
  exceptions: z.array(Exception).max(1000, 'must be at most 1000').nullish(),
  teams: Teams,
});
export type SupportHoursInput = z.infer<typeof SupportHoursInput>;

/** A calendar whose entries become exceptions: its text, or where to fetch it once. */
export const CalendarImportInput = z
  .object({
    calendar: text(900_000).nullish(),
    url: text(2048).nullish(),
    supportStatus: z.enum(['DURING', 'OUTSIDE', 'NONE']).default('OUTSIDE'),
  })
  .refine(({ calendar, url }) => Boolean(calendar) !== Boolean(url), {
    path: ['calendar'],
    message: 'either calendar (its text) or url is required',
  });
export type CalendarImportInput = z.infer<typeof CalendarImportInput>;
