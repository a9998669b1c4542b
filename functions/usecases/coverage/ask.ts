import { authorizeAny } from '../../domain/access/authorize.ts';
import type { CoverageRequest } from '../../domain/coverage/coverage-request.ts';
import { ForbiddenError, InvalidInputError } from '../../domain/errors.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import { type Instant, latest, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { newlyNamed, theNamed, thereIsNo } from '../known.ts';
import { retryOnConflict } from '../retry.ts';
import { momentIn } from '../schedule/overrides.ts';
import { covers, shiftsOfSchedule } from '../schedule/shifts-of-user.ts';
import { checkPerson } from '../user/check-person.ts';
import type { CoverageInput } from './inputs.ts';
import { coverageKind } from './kind.ts';
import { tell } from './tell.ts';

export type CoverageContext = Context<'store' | 'notifications' | 'actor'>;

type NamedShift = CoverageRequest['shifts'][number];

/** Nobody plans further ahead than an override may be long. */
const furthest = { days: 366 };

/** Asks a colleague to take shifts of the caller's own, and tells them. Throws InvalidInputError for what is not theirs. */
export async function askForCoverage(ctx: CoverageContext, input: CoverageInput): Promise<CoverageRequest> {
  const { actor } = ctx;
  authorizeAny(actor, 'schedule:override');
  if (actor.kind !== 'user') throw new ForbiddenError('only people ask for coverage');
  const colleagueId = input.colleague.id;
  if (colleagueId === actor.userId) throw new InvalidInputError('colleague.id', 'must be somebody else');
  checkPerson(await theNamed(ctx, 'user', { id: colleagueId, field: 'colleague.id' }), colleagueId, 'colleague.id');
  const shifts = await ownShifts(ctx, input, actor.userId);
  const now = ctx.clock.now();
  const request = await retryOnConflict(async () => {
    const drawn: CoverageRequest = {
      id: ctx.ids.next(),
      version: 0,
      requesterId: actor.userId,
      colleagueId,
      shifts,
      ...(input.message && { message: input.message }),
      state: 'PENDING',
      createdAt: now,
      updatedAt: now,
    };
    await ctx.store.coverage.create(drawn, recordOf(ctx, coverageKind, { what: 'create', after: drawn }));
    return drawn;
  });
  await tell(ctx, 'ASKED', request);
  return request;
}

/** Schedules that plan with the person are known to them, whoever owns those. */
async function ownShifts(ctx: CoverageContext, { shifts }: CoverageInput, userId: number): Promise<NamedShift[]> {
  await newlyNamed(
    ctx,
    shifts.map(({ schedule: { id } }, index) => ({ kind: 'schedule', id, field: `shifts[${index}].schedule.id` })),
    (await ctx.store.schedules.ofUser(userId, ctx.clock.now())).map(({ id }) => ({ kind: 'schedule', id })),
  );
  const ids = [...new Set(shifts.map(({ schedule }) => schedule.id))];
  const schedules = new Map((await ctx.store.schedules.getMany(ids)).map((schedule) => [schedule.id, schedule]));
  return Promise.all(
    shifts.map(async (shift, index) => {
      const field = `shifts[${index}]`;
      const schedule = schedules.get(shift.schedule.id);
      if (schedule === undefined)
        throw thereIsNo({ kind: 'schedule', id: shift.schedule.id, field: `${field}.schedule.id` });
      const start = momentIn(schedule, shift.start, `${field}.start`);
      const end = momentIn(schedule, shift.end, `${field}.end`);
      const now = ctx.clock.now();
      if (end <= start) throw new InvalidInputError(`${field}.end`, 'must be after start');
      if (end <= now) throw new InvalidInputError(`${field}.end`, 'must not be in the past');
      if (end > plus(now, furthest)) throw new InvalidInputError(`${field}.end`, 'must be within a year');
      if (!(await isOnCall(ctx, schedule, userId, { start: latest(start, now), end })))
        throw new InvalidInputError(`${field}.start`, 'you are not on call all that time');
      return { scheduleId: schedule.id, start, end };
    }),
  );
}

/** Whether somebody is on call on a schedule for the whole of a time that is not in the past. */
export async function isOnCall(
  ctx: Context<'store'>,
  schedule: Schedule,
  userId: number,
  time: { readonly start: Instant; readonly end: Instant },
): Promise<boolean> {
  const shifts = await shiftsOfSchedule(ctx, schedule, time.start, time.end);
  return covers(
    shifts.filter((shift) => shift.userId === userId),
    time,
  );
}
