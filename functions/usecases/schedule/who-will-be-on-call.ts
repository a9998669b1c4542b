import type { Target } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Instant } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { onCallAmong } from './on-call-users.ts';
import { idsOf, readRoster, respondersOf, usersOf } from './who-is-on-call.ts';

/** Who targets stand for at any instant of a time, with everything known of all who may be meant. */
export interface OnCallAt {
  readonly whoIsOnCallAt: (target: Target, at: Instant) => readonly number[];
  readonly usersById: ReadonlyMap<number, User>;
}

/**
 * The same as `whoIsOnCall` for every instant from one to another, read once: users, teams and schedules in one call per
 * hundred, overrides in one per schedule.
 */
export async function whoWillBeOnCall(
  ctx: Context<'store'>,
  targets: readonly Target[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<OnCallAt> {
  const { teams, schedules } = await readRoster(ctx, targets, { from, until });
  const usersById = await usersOf(ctx, [
    ...idsOf(targets, 'user'),
    ...teams.flatMap(respondersOf),
    ...schedules.flatMap((schedule) => [...planned(schedule), ...schedule.overrides.map(({ userId }) => userId)]),
  ]);
  const mayRespond = (id: number) => usersById.get(id)?.role !== 'STAKEHOLDER';
  const members = new Map(teams.map((team) => [team.id, respondersOf(team).filter(mayRespond)]));
  const byId = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  return {
    usersById,
    whoIsOnCallAt: ({ kind, id }, at) => {
      if (kind === 'user') return [id];
      if (kind === 'team') return members.get(id) ?? [];
      const schedule = byId.get(id);
      return schedule === undefined ? [] : onCallAmong(usersById, schedule, at);
    },
  };
}

/** Everybody whom a schedule names. */
const planned = ({ editions }: Pick<Schedule, 'editions'>): number[] =>
  editions.flatMap(({ layers, shifts }) => [
    ...layers.flatMap(({ users }) => users),
    ...shifts.map(({ userId }) => userId),
  ]);
