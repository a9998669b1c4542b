import type { CoverageRequest } from '../../domain/coverage/coverage-request.ts';
import type { Context } from '../../ports/context.ts';
import { asTocsin } from '../configuration/write.ts';
import { briefly } from '../on-call/list.ts';
import { peopleOf } from '../user/people.ts';

/** Coverage requests on the wire, with the names of people and schedules. */
export async function presentCoverage(ctx: Context<'store'>, requests: readonly CoverageRequest[]): Promise<object[]> {
  const scheduleIds = new Set(requests.flatMap(({ shifts }) => shifts.map(({ scheduleId }) => scheduleId)));
  const [person, schedules] = await Promise.all([
    // Who asks and who is asked know each other.
    peopleOf(
      asTocsin(ctx),
      requests.flatMap(({ requesterId, colleagueId }) => [requesterId, colleagueId]),
    ),
    ctx.store.schedules.getMany([...scheduleIds]),
  ]);
  const known = new Map(schedules.map((schedule) => [schedule.id, briefly(schedule)]));
  return requests.map(({ id, requesterId, colleagueId, shifts, message, state, createdAt, updatedAt }) => ({
    id,
    requester: person(requesterId),
    colleague: person(colleagueId),
    shifts: shifts.map(({ scheduleId, start, end }) => ({
      schedule: known.get(scheduleId) ?? { id: scheduleId },
      start,
      end,
    })),
    ...(message !== undefined && { message }),
    state,
    createdAt,
    updatedAt,
  }));
}
