import * as z from 'zod';
import { ScheduleEdition, Override as StoredOverride } from '../../../domain/schedule/schedule.ts';
import { User } from './people-answers.ts';
import { history, Id, Moment, Owners, Person, Reference } from './shapes.ts';

/* What is answered of who is on call: policies and their levels, schedules, shifts, and who stands in. */

export const ScheduleBriefly = z.object({ id: Id, name: z.string().optional(), type: z.string().optional() });

export const Level = z.object({
  escalationTimeout: z.number(),
  user: Person.optional(),
  users: z.array(Person),
  schedule: ScheduleBriefly.optional(),
  schedules: z.array(ScheduleBriefly),
  team: Reference.optional(),
  teams: z.array(Reference),
});

export const Policy = z.object({
  id: Id,
  name: z.string(),
  escalationRules: z.array(Level),
  repeating: z.boolean().optional(),
  frequency: z.number().optional(),
  delayMin: z.number().optional(),
  routingKey: z.string().optional(),
  teams: Owners,
});

export const Shift = z.object({ user: Person, start: Moment, end: Moment });

export const Override = Shift.extend({ id: Id });

export const CalendarProblem = z.object({ line: z.number(), event: z.string().optional(), message: z.string() });

const Layer = z.looseObject({ startsOn: z.string(), rotation: z.string(), users: z.array(Person) });

/** What shifts are computed from: `include=plan`. */
const Plan = z.object({
  from: Moment,
  until: Moment,
  editions: z.array(ScheduleEdition),
  overrides: z.array(StoredOverride.omit({ scheduleId: true })),
  people: z.array(Person.extend({ shiftColor: z.string().optional() })),
});

export const Schedule = z.object({
  id: Id,
  name: z.string(),
  timezone: z.string(),
  type: z.enum(['STATIC', 'RECURRING']),
  scheduleLayers: z.array(Layer).optional(),
  shifts: z.array(Shift).optional(),
  currentShift: Shift.nullable().optional(),
  nextShift: Shift.nullable().optional(),
  plan: Plan.optional(),
  past: z
    .array(
      z.object({
        from: Moment,
        until: Moment.optional(),
        scheduleLayers: z.array(Layer).optional(),
        shifts: z.array(Shift).optional(),
      }),
    )
    .optional(),
  showGaps: z.boolean(),
  defaultShiftDuration: z.string(),
  calendarUrl: z.string().nullable().optional(),
  calendarStatus: z
    .object({
      fetchedAt: Moment.nullable(),
      error: z.string().nullable(),
      unreadable: z.number(),
      problems: z.array(CalendarProblem).optional(),
      unknownPeople: z.array(z.string()).optional(),
    })
    .optional(),
  teams: Owners,
});

export const OnCall = z.object({
  user: User.or(Person),
  escalationPolicy: Policy.or(Reference),
  schedule: Schedule.omit({ plan: true }).or(ScheduleBriefly).optional(),
  start: Moment.nullable(),
  end: Moment.nullable(),
  escalationLevel: z.number(),
});

export const Reachability = z.object({
  user: Person,
  problems: z.array(
    z.enum([
      'DELETED',
      'NOT_A_RESPONDER',
      'NO_VERIFIED_PHONE',
      'NO_HIGH_PRIORITY_RULE',
      'NO_WORKING_RULE',
      'CONTACT_LOCKED',
      'INVALID_NUMBER',
      'COUNTRY_NOT_ALLOWED',
      'ONLY_SNS_TEXTS',
      'MUTED',
    ]),
  ),
  mutedUntil: Moment.optional(),
  shifts: z.array(OnCall.omit({ user: true })),
});

export const Coverage = z.object({
  id: Id,
  requester: Person,
  colleague: Person,
  shifts: z.array(z.object({ schedule: ScheduleBriefly, start: Moment, end: Moment })),
  message: z.string().optional(),
  state: z.string(),
  ...history,
});

export const ScheduleWithOverride = Schedule.extend({ override: Override });

export const TakenShift = z.object({
  id: Id.optional(),
  schedule: ScheduleBriefly,
  user: Person,
  start: Moment,
  end: Moment,
});
