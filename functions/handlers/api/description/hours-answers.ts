import * as z from 'zod';
import { CalendarProblem } from './on-call-answers.ts';
import { history, Id, Owners, Person, Reference } from './shapes.ts';

/* What is answered of support hours and maintenance windows. */

const Day = z.object({ start: z.string(), end: z.string() });

export const SupportHours = z.object({
  id: Id,
  name: z.string(),
  timezone: z.string(),
  supportDays: z.record(z.string(), Day.nullable()),
  exceptions: z
    .array(z.object({ name: z.string(), start: z.string(), end: z.string(), supportStatus: z.string() }))
    .optional(),
  teams: Owners,
  ...history,
});

export const Maintenance = z.object({
  id: Id,
  timezone: z.string(),
  start: z.string(),
  end: z.string(),
  recurrence: z.string().optional(),
  summary: z.string(),
  description: z.string().optional(),
  alertSources: z.array(Reference),
  services: z.array(Reference),
  createdBy: Person.optional(),
  notifications: z
    .object({
      atCreation: z.boolean(),
      at24HoursBefore: z.boolean().optional(),
      at1HourBefore: z.boolean().optional(),
      atStart: z.boolean(),
      atEnd: z.boolean(),
    })
    .optional(),
  ...history,
});

export const SupportHoursImport = SupportHours.extend({
  import: z.object({
    added: z.number(),
    known: z.number(),
    unreadable: z.number(),
    problems: z.array(CalendarProblem),
  }),
});
