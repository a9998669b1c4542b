import { authorize } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { Override, Schedule } from '../../domain/schedule/schedule.ts';
import { type Instant, latest, minus, plus } from '../../domain/time.ts';
import { parseLocal } from '../../domain/wall-time.ts';
import type { Context } from '../../ports/context.ts';
import { checkPerson } from '../user/check-person.ts';
import type { ShiftInput } from './inputs.ts';

type OverrideContext = Context<'store' | 'actor'>;

const longest = { days: 366 };
const furthest = { days: 3660 };
/** Clocks differ, and people take a moment between looking at one and sending. */
const tolerated = { minutes: 5 };
const maxOverrides = 500;

/** The schedule, which the actor may override in favour of that user. */
export async function scheduleToOverride(ctx: OverrideContext, scheduleId: number, userId: number): Promise<Schedule> {
  const schedule = await ctx.store.schedules.get(scheduleId);
  authorize(ctx.actor, 'schedule:override', schedule, scheduleId);
  checkMayOverride(ctx, userId);
  return schedule;
}

/** Throws ForbiddenError when the actor may put only themselves on call, and this is somebody else. */
export function checkMayOverride({ actor }: Pick<OverrideContext, 'actor'>, userId: number): void {
  const isOwn = actor.kind === 'user' && actor.userId === userId;
  if (!isOwn && !can(actor, 'schedule:override-anyone'))
    throw new ForbiddenError(`${actor.name} may take shifts, not give them to others`);
}

/** Puts somebody on call for a time that is not over. Throws InvalidInputError naming the wrong member. */
export async function addOverride(
  ctx: OverrideContext,
  scheduleId: number,
  input: ShiftInput,
): Promise<{ readonly schedule: Schedule; readonly override: Override }> {
  const schedule = await scheduleToOverride(ctx, scheduleId, input.user.id);
  checkPerson(await ctx.store.users.get(input.user.id), input.user.id, 'user.id');
  const future = await ctx.store.schedules.overrides(scheduleId, ctx.clock.now());
  if (future.length >= maxOverrides)
    throw new InvalidInputError('start', `the schedule has ${maxOverrides} overrides already`);
  const override = overrideFrom(ctx, schedule, input);
  await ctx.store.schedules.addOverrides([override]);
  return { schedule, override };
}

/** The override that the input describes; what of it lies before now is cut off. */
export function overrideFrom(ctx: Context, schedule: Schedule, { user, start, end }: ShiftInput, path = ''): Override {
  const now = ctx.clock.now();
  const startsAt = momentIn(schedule, start, `${path}start`);
  const endsAt = momentIn(schedule, end, `${path}end`);
  if (endsAt <= startsAt) throw new InvalidInputError(`${path}end`, 'must be after start');
  if (startsAt < minus(now, tolerated) || endsAt <= now)
    throw new InvalidInputError(`${path}start`, 'must not be in the past');
  if (startsAt > plus(now, furthest)) throw new InvalidInputError(`${path}start`, 'must be within ten years');
  if (endsAt > plus(startsAt, longest)) throw new InvalidInputError(`${path}end`, 'must be at most a year after start');
  return {
    id: ctx.ids.next(),
    scheduleId: schedule.id,
    userId: user.id,
    start,
    end,
    startsAt: latest(startsAt, now),
    endsAt,
    createdAt: now,
  };
}

/** Reads a local time of the schedule's zone or an instant. Throws InvalidInputError for anything else. */
export function momentIn({ timezone }: Pick<Schedule, 'timezone'>, text: string, field: string): Instant {
  const instant = parseLocal(text, timezone);
  if (instant === undefined) throw new InvalidInputError(field, 'must be a date-time, local or with an offset');
  return instant;
}

/**
 * Takes an override back from now on; one that has begun ends now, because the past stays. Throws NotFoundError for one
 * that is over or never was.
 */
export async function removeOverride(ctx: OverrideContext, scheduleId: number, overrideId: number): Promise<void> {
  const now = ctx.clock.now();
  const schedule = await ctx.store.schedules.get(scheduleId);
  authorize(ctx.actor, 'schedule:override', schedule, scheduleId);
  const override = (await ctx.store.schedules.overrides(scheduleId, now)).find(({ id }) => id === overrideId);
  if (override === undefined) throw new NotFoundError('override', overrideId);
  checkMayOverride(ctx, override.userId);
  await endOverride(ctx, override);
}

/** Somebody who is deleted stands in for nobody from now on. */
export async function endOverridesOf(ctx: Context<'store'>, userId: number): Promise<void> {
  const overrides = await ctx.store.schedules.overridesOf(userId, ctx.clock.now());
  for (const override of overrides) await endOverride(ctx, override);
}

async function endOverride(ctx: Context<'store'>, override: Override): Promise<void> {
  const now = ctx.clock.now();
  if (override.startsAt >= now) await ctx.store.schedules.deleteOverride(override, now);
  else await ctx.store.schedules.endOverride(override, now);
}
