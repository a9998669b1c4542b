import { authorize } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import type { AuditEntry } from '../../domain/audit/audit-entry.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { Override, Schedule } from '../../domain/schedule/schedule.ts';
import { type Instant, latest, minus, plus } from '../../domain/time.ts';
import { parseLocal } from '../../domain/wall-time.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { theNamed } from '../known.ts';
import { checkPerson } from '../user/check-person.ts';
import type { ShiftInput } from './inputs.ts';
import { overridesKind, type SomeOverrides } from './overrides-kind.ts';

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
  checkPerson(await theNamed(ctx, 'user', { id: input.user.id, field: 'user.id' }), input.user.id, 'user.id');
  const future = await ctx.store.schedules.overrides(scheduleId, ctx.clock.now());
  if (future.length >= maxOverrides)
    throw new InvalidInputError('start', `the schedule has ${maxOverrides} overrides already`);
  const override = overrideFrom(ctx, schedule, input);
  await ctx.store.schedules.addOverrides([override], undefined, recordOfNew(ctx, [schedule], [override]));
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
  if (!(await endOverride(ctx, schedule, override))) throw new NotFoundError('override', overrideId);
}

/** Somebody who is deleted stands in for nobody from now on. */
export async function endOverridesOf(ctx: OverrideContext, userId: number): Promise<void> {
  const overrides = await ctx.store.schedules.overridesOf(userId, ctx.clock.now());
  const ids = [...new Set(overrides.map(({ scheduleId }) => scheduleId))];
  const schedules = new Map((await ctx.store.schedules.getMany(ids)).map((schedule) => [schedule.id, schedule]));
  for (const override of overrides) {
    const { scheduleId } = override;
    await endOverride(ctx, schedules.get(scheduleId) ?? { id: scheduleId, name: '' }, override);
  }
}

/** Lets somebody else stand in for what is left of an override; what of it is past stays as it was. */
export async function passOnOverride(ctx: OverrideContext, override: Override, userId: number): Promise<void> {
  const { scheduleId } = override;
  const schedule = await ctx.store.schedules.get(scheduleId);
  authorize(ctx.actor, 'schedule:override-anyone', schedule, scheduleId);
  const now = ctx.clock.now();
  const next = { ...override, userId, ...(override.startsAt < now && { start: now, startsAt: now }) };
  const audit = recordOf(ctx, overridesKind, {
    what: 'override',
    before: { schedule, overrides: [override] },
    after: { schedule, overrides: [next] },
  });
  await ctx.store.schedules.passOnOverride(override, next, now, audit);
}

/** False when somebody else was faster. */
function endOverride(ctx: OverrideContext, schedule: SomeOverrides['schedule'], override: Override): Promise<boolean> {
  const now = ctx.clock.now();
  const isAhead = override.startsAt >= now;
  const left = isAhead ? [] : [{ ...override, end: now }];
  const audit = recordOf(ctx, overridesKind, {
    what: 'override',
    before: { schedule, overrides: [override] },
    after: { schedule, overrides: left },
  });
  const { schedules } = ctx.store;
  return isAhead ? schedules.deleteOverride(override, now, audit) : schedules.endOverride(override, now, audit);
}

/** What the audit log says of new overrides: an entry for each schedule. */
export function recordOfNew(
  ctx: OverrideContext,
  schedules: readonly SomeOverrides['schedule'][],
  added: readonly Override[],
): AuditEntry[] {
  const distinct = [...new Map(schedules.map((schedule) => [schedule.id, schedule])).values()];
  return distinct.flatMap((schedule) =>
    recordOf(ctx, overridesKind, {
      what: 'override',
      before: { schedule, overrides: [] },
      after: { schedule, overrides: added.filter(({ scheduleId }) => scheduleId === schedule.id) },
    }),
  );
}
