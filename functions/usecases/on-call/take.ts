import * as z from 'zod';
import { authorizeAny } from '../../domain/access/authorize.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Override, Schedule } from '../../domain/schedule/schedule.ts';
import { earliest, type Instant, latest, parseInstant, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { line, Reference } from '../inputs.ts';
import { newlyNamed } from '../known.ts';
import { checkMayOverride, momentIn, overrideFrom, recordOfNew } from '../schedule/overrides.ts';
import { covers, type ScheduledShift, shiftsOfUser } from '../schedule/shifts-of-user.ts';
import { checkPerson } from '../user/check-person.ts';
import { peopleOf } from '../user/people.ts';
import { briefly } from './list.ts';

const longestSpan = { days: 366 };
/** As many as one transaction takes. */
export const maxShifts = 40;
const maxSchedules = 15;

export const NamedShiftInput = z.object({ schedule: Reference, start: line(40), end: line(40) });

/**
 * Whose shifts (`user`, the caller's own when absent) go to whom (`by`, the caller when absent), within what time;
 * `shifts` picks and trims some of them, `dryRun` only tells what would happen.
 */
export const TakeInput = z.object({
  user: Reference.nullish(),
  by: Reference.nullish(),
  from: line(40),
  until: line(40),
  shifts: z.array(NamedShiftInput).max(maxShifts).nullish(),
  dryRun: z.boolean().nullish(),
});
export type TakeInput = z.infer<typeof TakeInput>;

type TakeContext = Context<'store' | 'actor'>;

/**
 * Lets one person take another's shifts across all schedules, by overrides written together. Throws ForbiddenError when
 * somebody gives shifts away who may only take them, InvalidInputError for a time that is not a shift of that person.
 */
export async function takeShifts(ctx: TakeContext, input: TakeInput): Promise<object[]> {
  authorizeAny(ctx.actor, 'schedule:override');
  const { ownerId, takerId } = sidesOf(ctx, input);
  checkMayOverride(ctx, takerId);
  const found = await newlyNamed(ctx, [
    { kind: 'user', id: ownerId, field: 'user.id' },
    { kind: 'user', id: takerId, field: 'by.id' },
  ]);
  checkPerson(found('user', takerId), takerId, 'by.id');
  const { from, until } = boundsOf(ctx, input);
  const theirs = await shiftsOfUser(ctx, ownerId, from, until);
  const chosen = input.shifts ? chosenFrom(input.shifts, theirs, ownerId) : trimmed(theirs, from, until);
  const places = new Set(chosen.map(({ schedule }) => schedule.id)).size;
  if (places > maxSchedules)
    throw new InvalidInputError('until', `takes shifts of more than ${maxSchedules} schedules`);
  if (chosen.length > maxShifts) throw new InvalidInputError('until', `takes more than ${maxShifts} shifts at once`);

  const taken = chosen.map(({ schedule, start, end }, index) => ({
    schedule,
    override: overrideFrom(ctx, schedule, { user: { id: takerId }, start, end }, `shifts[${index}].`),
  }));
  const isReal = input.dryRun !== true;
  if (isReal && taken.length > 0) {
    const overrides = taken.map(({ override }) => override);
    const schedules = taken.map(({ schedule }) => schedule);
    await ctx.store.schedules.addOverrides(overrides, undefined, recordOfNew(ctx, schedules, overrides));
  }
  return present(ctx, taken, isReal);
}

function sidesOf({ actor }: TakeContext, { user, by }: TakeInput) {
  const own = actor.kind === 'user' ? actor.userId : undefined;
  const [ownerId, takerId] = [user?.id ?? own, by?.id ?? own];
  if (ownerId === undefined || takerId === undefined || ownerId === takerId)
    throw new InvalidInputError('user', 'name whose shifts to take, or by whom yours are taken');
  return { ownerId, takerId };
}

function boundsOf(ctx: Context, input: TakeInput): { readonly from: Instant; readonly until: Instant } {
  const read = (field: 'from' | 'until') => {
    const instant = parseInstant(input[field]);
    if (instant === undefined) throw new InvalidInputError(field, 'must be a date-time with a zone or offset');
    return instant;
  };
  const from = latest(read('from'), ctx.clock.now());
  const until = read('until');
  if (until <= from) throw new InvalidInputError('until', 'must be after from, and not in the past');
  if (until > plus(from, longestSpan)) throw new InvalidInputError('until', 'must be at most a year after from');
  return { from, until };
}

type Chosen = Pick<ScheduledShift, 'schedule' | 'start' | 'end'>;

const trimmed = (shifts: readonly ScheduledShift[], from: Instant, until: Instant): Chosen[] =>
  shifts.map(({ schedule, start, end }) => ({ schedule, start: latest(start, from), end: earliest(end, until) }));

function chosenFrom(
  inputs: readonly z.infer<typeof NamedShiftInput>[],
  shifts: readonly ScheduledShift[],
  ownerId: number,
): Chosen[] {
  return inputs.map((input, index) => {
    const own = shifts.filter(({ schedule }) => schedule.id === input.schedule.id);
    const [first] = own;
    const field = `shifts[${index}]`;
    if (first === undefined)
      throw new InvalidInputError(`${field}.schedule.id`, `user ${ownerId} has no shift there in that time`);
    const start = momentIn(first.schedule, input.start, `${field}.start`);
    const end = momentIn(first.schedule, input.end, `${field}.end`);
    if (!covers(own, { start, end }))
      throw new InvalidInputError(`${field}.start`, `user ${ownerId} is not on call all that time`);
    return { schedule: first.schedule, start, end };
  });
}

async function present(
  ctx: TakeContext,
  taken: readonly { readonly schedule: Schedule; readonly override: Override }[],
  isReal: boolean,
): Promise<object[]> {
  const person = await peopleOf(
    ctx,
    taken.map(({ override }) => override.userId),
  );
  return taken.map(({ schedule, override: { id, userId, start, end } }) => ({
    ...(isReal && { id }),
    schedule: briefly(schedule),
    user: person(userId),
    start,
    end,
  }));
}
