import * as z from 'zod';
import { Instant } from '../time.ts';
import { daysOfWeek } from './week.ts';

export const DayOfWeek = z.enum(daysOfWeek);
export type DayOfWeek = z.infer<typeof DayOfWeek>;

/** A point of the week on the wall clock of the schedule's zone; `time` is HH:mm. */
export const TimeOfWeek = z.object({ dayOfWeek: DayOfWeek, time: z.string() });
export type TimeOfWeek = z.infer<typeof TimeOfWeek>;

/** `from` inclusive, `to` exclusive; a range whose end is before its start wraps over the week's end. */
export const Restriction = z.object({ from: TimeOfWeek, to: TimeOfWeek });
export type Restriction = z.infer<typeof Restriction>;

/**
 * Users who take turns. `startsOn` is the first hand-off, local text (`2026-03-01T09:00`) in the schedule's zone or an
 * instant; both, like `rotation` (`P7D`, `PT8H`), are kept as sent. Where layers overlap the later in the list wins.
 */
export const ScheduleLayer = z.object({
  name: z.string().optional(),
  startsOn: z.string(),
  endsOn: z.string().optional(),
  users: z.array(z.number()).min(1),
  rotation: z.string(),
  restrictionType: z.string().optional(),
  restrictions: z.array(Restriction).optional(),
});
export type ScheduleLayer = z.infer<typeof ScheduleLayer>;

/** A shift entered by hand; `start` and `end` as sent, local text or instants. */
export const StaticShift = z.object({ userId: z.number(), start: z.string(), end: z.string() });
export type StaticShift = z.infer<typeof StaticShift>;

/**
 * What a schedule said from an instant on, until the next edition begins. An edit adds an edition and never changes an
 * older one, so that past shifts stay what they were.
 */
export const ScheduleEdition = z.object({
  from: Instant,
  layers: z.array(ScheduleLayer),
  shifts: z.array(StaticShift),
});
export type ScheduleEdition = z.infer<typeof ScheduleEdition>;

/** Something in an imported calendar that is not understood. */
const CalendarProblem = z.object({ line: z.number(), event: z.string().optional(), message: z.string() });

export const Schedule = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  timezone: z.string(),
  type: z.enum(['STATIC', 'RECURRING']),
  /** Oldest first; the last is what the API shows and takes. The first one counts from the beginning of time. */
  editions: z.array(ScheduleEdition).min(1),
  /** Editions older than the first of these are kept apart; the store's `history` gives them. */
  hasArchive: z.boolean().optional(),
  showGaps: z.boolean().optional(),
  defaultShiftDuration: z.string(),
  teams: z.array(z.number()),
  /** SHA-256 of the secret in its calendar feed's address; absent until somebody asks for the feed. */
  feedHash: z.string().optional(),
  /** Shifts come from this calendar instead of being entered; `text` is the last good copy. */
  import: z
    .object({
      url: z.string(),
      fetchedAt: Instant.optional(),
      error: z.string().optional(),
      text: z.string().optional(),
      /** What of the last good copy is missing: events that could not be read, and those that name nobody known. */
      unreadable: z.number().optional(),
      problems: z.array(CalendarProblem).optional(),
      unknown: z.array(z.string()).optional(),
    })
    .optional(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Schedule = z.infer<typeof Schedule>;

/** Somebody stands in from `start` to `end`; of two that overlap the newer one (higher id) wins. */
export const Override = z.object({
  id: z.number(),
  scheduleId: z.number(),
  userId: z.number(),
  /** As sent, for the answer. */
  start: z.string(),
  end: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  createdAt: Instant,
});
export type Override = z.infer<typeof Override>;

/** One person on call, `start` inclusive, `end` exclusive. */
export interface Shift {
  readonly userId: number;
  readonly start: Instant;
  readonly end: Instant;
}
