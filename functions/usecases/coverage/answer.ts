import { can } from '../../domain/access/can.ts';
import type { CoverageRequest } from '../../domain/coverage/coverage-request.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../domain/errors.ts';
import type { Override } from '../../domain/schedule/schedule.ts';
import { latest } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { recordOf } from '../configuration/record.ts';
import { retryOnConflict } from '../retry.ts';
import { overrideFrom, recordOfNew } from '../schedule/overrides.ts';
import { checkPerson } from '../user/check-person.ts';
import { type CoverageContext, isOnCall } from './ask.ts';
import { coverageKind } from './kind.ts';
import { tell } from './tell.ts';

const isAdministrator = ({ actor }: Context<'actor'>): boolean => can(actor, 'user:administer');

const isSelf = ({ actor }: Context<'actor'>, userId: number): boolean =>
  actor.kind === 'user' && actor.userId === userId;

/** A request that the caller asked, is asked, or administers. Throws NotFoundError for others'. */
export async function readCoverage(ctx: Context<'store' | 'actor'>, id: number): Promise<CoverageRequest> {
  const request = await ctx.store.coverage.get(id);
  const isVisible =
    request !== undefined &&
    (isSelf(ctx, request.requesterId) || isSelf(ctx, request.colleagueId) || isAdministrator(ctx));
  if (!isVisible) throw new NotFoundError('coverage request', id);
  return request;
}

/** A pending request that the caller may answer for the one who is asked. */
async function pendingForMe(ctx: Context<'store' | 'actor'>, id: number): Promise<CoverageRequest> {
  const request = await readCoverage(ctx, id);
  if (!isSelf(ctx, request.colleagueId) && !isAdministrator(ctx))
    throw new ForbiddenError('only the colleague who is asked may answer');
  return pending(request);
}

function pending(request: CoverageRequest): CoverageRequest {
  if (request.state !== 'PENDING')
    throw new ConflictError(`coverage request ${request.id} is ${request.state.toLowerCase()} already`);
  return request;
}

const withState = (ctx: Context, request: CoverageRequest, state: CoverageRequest['state']): CoverageRequest => ({
  ...request,
  state,
  updatedAt: ctx.clock.now(),
});

/**
 * Puts the colleague on call for what is left of the shifts, all in the transaction that accepts the request. Throws
 * ConflictError when they are over, or not the requester's any more.
 */
export async function acceptCoverage(ctx: CoverageContext, id: number): Promise<CoverageRequest> {
  const accepted = await retryOnConflict(async () => {
    const previous = await pendingForMe(ctx, id);
    checkPerson(await ctx.store.users.get(previous.colleagueId), previous.colleagueId, 'colleague.id');
    const { schedules, overrides } = await overridesFor(ctx, previous);
    const request = withState(ctx, previous, 'ACCEPTED');
    const audit = [
      ...recordOf(ctx, coverageKind, { what: 'update', before: previous, after: request }),
      ...recordOfNew(ctx, schedules, overrides),
    ];
    await ctx.store.schedules.addOverrides(overrides, { request, previous }, audit);
    return { ...request, version: previous.version + 1 };
  });
  await tell(ctx, 'ACCEPTED', accepted);
  return accepted;
}

async function overridesFor(ctx: CoverageContext, request: CoverageRequest) {
  const now = ctx.clock.now();
  const left = request.shifts.filter(({ end }) => end > now);
  if (left.length === 0) throw new ConflictError(`all shifts of coverage request ${request.id} are over`);
  const ids = [...new Set(left.map(({ scheduleId }) => scheduleId))];
  const schedules = new Map((await ctx.store.schedules.getMany(ids)).map((schedule) => [schedule.id, schedule]));
  const overrides = await Promise.all(
    left.map(async ({ scheduleId, start, end }): Promise<Override> => {
      const schedule = schedules.get(scheduleId);
      const time = { start: latest(start, now), end };
      if (schedule === undefined || !(await isOnCall(ctx, schedule, request.requesterId, time)))
        throw new ConflictError(`the shift from ${start} is not the requester's any more`);
      return overrideFrom(ctx, schedule, { user: { id: request.colleagueId }, ...time });
    }),
  );
  return { schedules: [...schedules.values()], overrides };
}

/** Says no for the colleague who is asked. */
export async function declineCoverage(ctx: CoverageContext, id: number): Promise<CoverageRequest> {
  const declined = await settle(ctx, 'DECLINED', () => pendingForMe(ctx, id));
  await tell(ctx, 'DECLINED', declined);
  return declined;
}

/** Takes the request back, for the one who asked. */
export async function cancelCoverage(ctx: CoverageContext, id: number): Promise<CoverageRequest> {
  const cancelled = await settle(ctx, 'CANCELLED', async () => {
    const request = await readCoverage(ctx, id);
    if (!isSelf(ctx, request.requesterId)) throw new ForbiddenError('only who asked may take the request back');
    return pending(request);
  });
  await tell(ctx, 'CANCELLED', cancelled);
  return cancelled;
}

const settle = (
  ctx: CoverageContext,
  state: CoverageRequest['state'],
  load: () => Promise<CoverageRequest>,
): Promise<CoverageRequest> =>
  retryOnConflict(async () => {
    const previous = await load();
    const request = withState(ctx, previous, state);
    const audit = recordOf(ctx, coverageKind, { what: 'update', before: previous, after: request });
    return ctx.store.coverage.save(request, previous, audit);
  });
