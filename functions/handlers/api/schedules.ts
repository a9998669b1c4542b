import { authorize } from '../../domain/access/authorize.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Override, Schedule } from '../../domain/schedule/schedule.ts';
import { shiftAt } from '../../domain/schedule/shifts.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { closeScheduleFeed, openScheduleFeed } from '../../usecases/schedule/feed.ts';
import { refuseGaps, scheduleFrom } from '../../usecases/schedule/from-input.ts';
import { ScheduleInput, ShiftInput } from '../../usecases/schedule/inputs.ts';
import { scheduleKind } from '../../usecases/schedule/kind.ts';
import { addOverride, removeOverride } from '../../usecases/schedule/overrides.ts';
import { overridesAround } from '../../usecases/schedule/overrides-around.ts';
import { presentSchedules, presentShift } from '../../usecases/schedule/present.ts';
import { computeShifts, type ShiftWindow } from '../../usecases/schedule/shifts-of.ts';
import { peopleOf } from '../../usecases/user/people.ts';
import { type PageLimits, pageParameters, readFlag, readIncludes, readInstant, readPage } from './query.ts';
import { resource } from './resource.ts';
import { type Call, created, idIn, noContent, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/schedules';
const overridePage: PageLimits = { default: 100, max: 500 };

const windowIn = (query: URLSearchParams): ShiftWindow => ({
  from: query.get('from') ?? undefined,
  until: query.get('until') ?? undefined,
  withoutOverrides: readFlag(query, 'exclude-overrides'),
});

const crud = resource({
  path,
  kind: scheduleKind,
  rights: { read: 'schedule:read', create: 'schedule:write', update: 'schedule:write', delete: 'schedule:write' },
  page: { default: 20, max: 20 },
  queries: { write: ['abort-on-gaps'], read: ['from', 'until', 'exclude-overrides'] },
  input: ScheduleInput,
  checkInput: (input, query) => {
    if (readFlag(query, 'abort-on-gaps')) refuseGaps(input);
  },
  isNamed: true,
  create: scheduleFrom,
  update: (ctx, current, input) => scheduleFrom(ctx, input, current),
  // A write is answered for the usual time: what only the answer needs must not fail after it.
  present: (ctx, schedules, { include, written, single, query }) =>
    presentSchedules(ctx, schedules, { include, written, single, window: written ? {} : windowIn(query) }),
});

export const scheduleRoutes: readonly Route[] = [
  ...crud,
  route('GET', `${path}/{id}/shifts`, 'schedule:read', listShifts, { query: ['from', 'until', 'exclude-overrides'] }),
  route('GET', `${path}/{id}/user-on-call`, 'schedule:read', userOnCall),
  route('GET', `${path}/{id}/overrides`, 'schedule:read', listOverrides, {
    query: [...pageParameters, 'from', 'until'],
  }),
  ...['POST', 'PUT'].map((method) =>
    route(method, `${path}/{id}/overrides`, 'schedule:override', override, { input: ShiftInput, query: ['include'] }),
  ),
  route('DELETE', `${path}/{id}/overrides/{override}`, 'schedule:override', async (call) => {
    await removeOverride(call.ctx, idIn(call), idIn(call, 'override'));
    return noContent;
  }),
  route('POST', `${path}/{id}/ical-feed`, 'schedule:write', async (call) => {
    const feed = await openScheduleFeed(call.ctx, idIn(call));
    return created(call.ctx, new URL(feed.url).pathname, feed);
  }),
  route('DELETE', `${path}/{id}/ical-feed`, 'schedule:write', async (call) => {
    await closeScheduleFeed(call.ctx, idIn(call));
    return noContent;
  }),
];

async function visibleSchedule(call: Call): Promise<Schedule> {
  const schedule = await call.ctx.store.schedules.get(idIn(call));
  authorize(call.ctx.actor, 'schedule:read', schedule, idIn(call));
  return schedule;
}

async function listShifts(call: Call) {
  const shifts = await computeShifts(call.ctx, await visibleSchedule(call), windowIn(call.query));
  const person = await peopleOf(
    call.ctx,
    shifts.map(({ userId }) => userId),
  );
  return ok(shifts.map((shift) => presentShift(shift, person)));
}

/** The shift of this moment; nothing when nobody is on call. */
async function userOnCall(call: Call) {
  const { ctx } = call;
  const now = ctx.clock.now();
  const schedule = await visibleSchedule(call);
  const shift = shiftAt(schedule, await overridesAround(ctx, schedule.id, now), now);
  return shift === undefined ? noContent : ok(presentShift(shift, await peopleOf(ctx, [shift.userId])));
}

const presentOverride = ({ id, ...shift }: Override, person: Parameters<typeof presentShift>[1]): object => ({
  id,
  ...presentShift(shift, person),
});

/** Overrides that are not over, or those of a time, by their end. */
async function listOverrides(call: Call) {
  const { ctx, query } = call;
  const { offset, limit } = readPage(query, overridePage);
  const from = readInstant(query, 'from') ?? ctx.clock.now();
  const until = readInstant(query, 'until');
  if (until !== undefined && until < from) throw new InvalidInputError('until', 'lies before from');
  const { id } = await visibleSchedule(call);
  const found = await ctx.store.schedules.overrides(id, from, until);
  const overrides = found.slice(offset, offset + limit);
  const person = await peopleOf(
    ctx,
    overrides.map(({ userId }) => userId),
  );
  return ok(overrides.map((one) => presentOverride(one, person)));
}

/** The schedule, as clients expect, and the override with the id by which it can be taken back. */
async function override(call: Call) {
  const { ctx, query } = call;
  const { schedule, override } = await addOverride(ctx, idIn(call), parseInput(ShiftInput, objectBody(call)));
  const how = { include: readIncludes(query), written: true };
  const [presented] = await presentSchedules(ctx, [schedule], how);
  const person = await peopleOf(ctx, [override.userId]);
  return ok({ ...presented, override: presentOverride(override, person) });
}
