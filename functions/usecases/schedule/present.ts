import { can } from '../../domain/access/can.ts';
import { currentEdition } from '../../domain/schedule/edition.ts';
import type { Schedule, ScheduleEdition, ScheduleLayer, Shift } from '../../domain/schedule/schedule.ts';
import { nextShift, shiftAt } from '../../domain/schedule/shifts.ts';
import type { Context } from '../../ports/context.ts';
import { ownersPresenter } from '../owners.ts';
import { type PersonOnWire, peopleOf } from '../user/people.ts';
import { overridesAround } from './overrides-around.ts';
import { type PlanOnWire, planOf } from './plan.ts';
import { computeShifts, type ShiftWindow } from './shifts-of.ts';

type PresentPerson = (id: number) => PersonOnWire;

export interface SchedulePresentation {
  readonly include: ReadonlySet<string>;
  /** The answer to a write: it tells all that was sent. */
  readonly written: boolean;
  /** Whether one schedule was asked for: a static one tells its shifts without being asked. */
  readonly single?: boolean;
  /** Which shifts of recurring schedules, when `shifts` are asked for. */
  readonly window?: ShiftWindow;
}

/** What is asked for of one schedule, before people have names. */
interface Computed {
  readonly schedule: Schedule;
  readonly current?: Shift | undefined;
  readonly next?: Shift | undefined;
  readonly shifts?: readonly Shift[] | undefined;
  readonly plan?: PlanOnWire | undefined;
}

/**
 * Schedules on the wire. Layers and shifts entered read as they were written; computed shifts are instants. The address of
 * an imported calendar often is its key: only those who may change the schedule see it.
 */
export async function presentSchedules(
  ctx: Context<'store' | 'actor'>,
  schedules: readonly Schedule[],
  how: SchedulePresentation,
): Promise<object[]> {
  const [computed, presentOwners] = await Promise.all([
    Promise.all(schedules.map((schedule) => compute(ctx, schedule, how))),
    ownersPresenter(ctx, schedules),
  ]);
  const person = await peopleOf(
    ctx,
    computed.flatMap((one) => [...usersIn(one, how)]),
  );
  return computed.map(({ schedule, current, next, shifts, plan }) => {
    const { include, written, single = false } = how;
    const edition = currentEdition(schedule);
    const isStatic = schedule.type === 'STATIC';
    return {
      id: schedule.id,
      name: schedule.name,
      timezone: schedule.timezone,
      type: schedule.type,
      ...(!isStatic &&
        (written || include.has('scheduleLayers')) && {
          scheduleLayers: edition.layers.map((layer) => presentLayer(layer, person)),
        }),
      ...(isStatic &&
        (written || single || include.has('shifts')) && {
          shifts: edition.shifts.map((s) => presentShift(s, person)),
        }),
      ...(shifts && { shifts: shifts.map((shift) => presentShift(shift, person)) }),
      ...(include.has('currentShift') && { currentShift: current ? presentShift(current, person) : null }),
      ...(include.has('nextShift') && { nextShift: next ? presentShift(next, person) : null }),
      ...(include.has('past') && {
        past: schedule.editions
          .slice(0, -1)
          .map((old, index) => presentPast(old, schedule.editions[index + 1], person)),
      }),
      ...(plan && { plan }),
      showGaps: schedule.showGaps ?? false,
      defaultShiftDuration: schedule.defaultShiftDuration,
      ...(schedule.import && {
        calendarUrl: can(ctx.actor, 'schedule:write', schedule) ? schedule.import.url : null,
        calendarStatus: statusOf(schedule.import, can(ctx.actor, 'schedule:write', schedule)),
      }),
      teams: presentOwners(schedule.teams),
    };
  });
}

/** A shift on the wire, computed or as entered. */
export const presentShift = (
  { userId, start, end }: { readonly userId: number; readonly start: string; readonly end: string },
  person: PresentPerson,
): object => ({ user: person(userId), start, end });

async function compute(
  ctx: Context<'store' | 'actor'>,
  stored: Schedule,
  { include, window }: SchedulePresentation,
): Promise<Computed> {
  const now = ctx.clock.now();
  const schedule = include.has('past') ? await ctx.store.schedules.history(stored) : stored;
  const asksForShifts = include.has('currentShift') || include.has('nextShift');
  const overrides = asksForShifts ? await overridesAround(ctx, schedule.id, now) : [];
  const isComputed = schedule.type === 'RECURRING' && include.has('shifts') && window !== undefined;
  return {
    schedule,
    ...(include.has('currentShift') && { current: shiftAt(schedule, overrides, now) }),
    ...(include.has('nextShift') && { next: nextShift(schedule, overrides, now) }),
    ...(isComputed && { shifts: await computeShifts(ctx, schedule, window) }),
    ...(include.has('plan') && { plan: await planOf(ctx, schedule, window ?? {}) }),
  };
}

function* usersIn({ schedule, current, next, shifts = [] }: Computed, how: SchedulePresentation): Iterable<number> {
  for (const { layers, shifts: entered } of how.include.has('past') ? schedule.editions : [currentEdition(schedule)]) {
    for (const { users } of layers) yield* users;
    for (const { userId } of entered) yield userId;
  }
  for (const shift of [current, next, ...shifts]) if (shift) yield shift.userId;
}

const presentLayer = (layer: ScheduleLayer, person: PresentPerson): object => ({
  ...layer,
  users: layer.users.map(person),
});

/** What the schedule said before, and until when. */
const presentPast = (
  { from, layers, shifts }: ScheduleEdition,
  following: ScheduleEdition | undefined,
  person: PresentPerson,
): object => ({
  from,
  until: following?.from,
  ...(layers.length > 0 && { scheduleLayers: layers.map((layer) => presentLayer(layer, person)) }),
  ...(shifts.length > 0 && { shifts: shifts.map((shift) => presentShift(shift, person)) }),
});

/** What stands in the calendar is told to those who may change the schedule. */
const statusOf = (
  { fetchedAt, error, unreadable = 0, problems = [], unknown = [] }: NonNullable<Schedule['import']>,
  isWhole: boolean,
): object => ({
  fetchedAt: fetchedAt ?? null,
  error: error ?? null,
  unreadable,
  ...(isWhole && { problems, unknownPeople: unknown }),
});
