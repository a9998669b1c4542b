import type { Target } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Override, Schedule } from '../../domain/schedule/schedule.ts';
import type { Team, TeamRole } from '../../domain/team/team.ts';
import { type Instant, plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

/** Who targets stand for, with everything known of those people. */
export interface OnCall {
  readonly whoIsOnCall: (target: Target) => readonly number[];
  readonly usersById: ReadonlyMap<number, User>;
}

/** What the targets name besides users. */
export interface Roster {
  readonly teams: readonly Team[];
  readonly schedules: readonly (Pick<Schedule, 'id' | 'timezone' | 'editions'> & {
    readonly overrides: readonly Override[];
  })[];
}

const nothing: Roster = { teams: [], schedules: [] };

/** Members who respond; the others of a team are only shown what it does. */
const respondingRoles: readonly TeamRole[] = ['RESPONDER', 'USER', 'ADMIN'];

/**
 * Everybody whom targets stand for at an instant: users for themselves, teams for the members who respond, schedules
 * for who is on call. Reads users, teams and schedules in one call per hundred, and overrides in one per schedule;
 * only what the targets name.
 */
export async function whoIsOnCall(ctx: Context<'store'>, targets: readonly Target[], now: Instant): Promise<OnCall> {
  const named = idsOf(targets, 'user');
  const roster = await readRoster(ctx, targets, { from: now, until: plus(now, { milliseconds: 1 }) });
  const schedules = roster.schedules.length === 0 ? undefined : await import('./on-call-users.ts');
  const possible = [
    ...named,
    ...roster.teams.flatMap(respondersOf),
    ...(schedules === undefined ? [] : roster.schedules.flatMap((schedule) => schedules.possibleAt(schedule, now))),
  ];
  const usersById = await usersOf(ctx, possible);
  const mayRespond = (id: number) => usersById.get(id)?.role !== 'STAKEHOLDER';
  const teams = new Map(roster.teams.map((team) => [team.id, respondersOf(team).filter(mayRespond)]));
  const onCall = new Map(
    roster.schedules.map((schedule) => [schedule.id, schedules?.onCallAmong(usersById, schedule, now) ?? []]),
  );
  return {
    usersById,
    whoIsOnCall: ({ kind, id }) => {
      if (kind === 'user') return [id];
      return (kind === 'team' ? teams.get(id) : onCall.get(id)) ?? [];
    },
  };
}

/** The ids of one kind of targets, once each. */
export const idsOf = (targets: readonly Target[], kind: Target['kind']): number[] => [
  ...new Set(targets.filter((target) => target.kind === kind).map(({ id }) => id)),
];

/** Teams and schedules that targets name, with the overrides that touch a time. */
export async function readRoster(
  ctx: Context<'store'>,
  targets: readonly Target[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<Roster> {
  if (targets.every(({ kind }) => kind === 'user')) return nothing;
  const { store } = ctx;
  const scheduleIds = idsOf(targets, 'schedule');
  const [teams, schedules, overrides] = await Promise.all([
    store.teams.getMany(idsOf(targets, 'team')),
    store.schedules.getMany(scheduleIds),
    Promise.all(scheduleIds.map((id) => store.schedules.overrides(id, from, until))),
  ]);
  const overridesById = new Map(scheduleIds.map((id, index) => [id, overrides[index] ?? []]));
  return {
    teams,
    schedules: schedules.map((schedule) => ({ ...schedule, overrides: overridesById.get(schedule.id) ?? [] })),
  };
}

/** The members of a team that it stands for when an alert has to be answered. */
export const respondersOf = ({ members }: Team): number[] =>
  members.filter(({ role }) => respondingRoles.includes(role)).map(({ userId }) => userId);

/** Users by id, read in one call per hundred. */
export async function usersOf(ctx: Context<'store'>, ids: readonly number[]): Promise<ReadonlyMap<number, User>> {
  const users = await ctx.store.users.getMany([...new Set(ids)]);
  return new Map(users.map((user) => [user.id, user]));
}
