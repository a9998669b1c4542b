import * as z from 'zod';
import { DayOfWeek } from '../../domain/schedule/schedule.ts';
import { line, Name, Reference, Teams, text } from '../inputs.ts';

const PointOfWeek = z.object({ dayOfWeek: DayOfWeek, time: line(20) });

/** One layer on the wire; texts are kept as they are. */
export const LayerInput = z.object({
  name: text(255).nullish(),
  startsOn: line(40),
  endsOn: line(40).nullish().or(z.literal('')),
  users: z.array(Reference).min(1, 'must name at least one user').max(500),
  rotation: line(20),
  restrictionType: z.enum(['TIMES_OF_WEEK', 'TIME_OF_WEEK', 'TIME_OF_DAY']).nullish().or(z.literal('')),
  restrictions: z
    .array(z.object({ from: PointOfWeek, to: PointOfWeek }))
    .max(200)
    .nullish(),
});
export type LayerInput = z.infer<typeof LayerInput>;

/** One shift on the wire: local times of the schedule's zone, or instants. */
export const ShiftInput = z.object({ user: Reference, start: line(40), end: line(40) });
export type ShiftInput = z.infer<typeof ShiftInput>;

/** An ISO-8601 duration, kept as it is. */
const DurationText = line(40).regex(
  /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/,
  'must be an ISO-8601 duration such as P7D',
);

/** An address that calendars are fetched from. */
const CalendarUrl = z.url({ protocol: /^(https?|webcal)$/, error: 'must be an http(s) address' }).max(2048);

/** What a client may write of a schedule (wire-api §8). */
export const ScheduleInput = z.object({
  name: Name,
  timezone: line(100),
  type: z.enum(['STATIC', 'RECURRING']),
  scheduleLayers: z.array(LayerInput).max(50).nullish(),
  shifts: z.array(ShiftInput).max(2000).nullish(),
  showGaps: z.boolean().nullish(),
  defaultShiftDuration: DurationText.nullish().or(z.literal('')),
  calendarUrl: CalendarUrl.nullish().or(z.literal('')),
  teams: Teams,
});
export type ScheduleInput = z.infer<typeof ScheduleInput>;
