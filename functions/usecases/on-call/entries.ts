import { can } from '../../domain/access/can.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import { type Instant, latest, plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { type ScheduledShift, shiftsOfSchedule } from '../schedule/shifts-of-user.ts';
import { idsOf, respondersOf } from '../schedule/who-is-on-call.ts';

/** Who is on call for a level of a policy: by a shift, or for good when `shift` is absent. */
export interface OnCallEntry extends Duty {
  readonly user: User;
}

/** What somebody is on call for. */
export interface Duty {
  readonly policy: EscalationPolicy;
  /** Counted from 1. */
  readonly level: number;
  readonly shift?: ScheduledShift;
}

export interface OnCallQuery {
  readonly from: Instant;
  readonly until: Instant;
  readonly policies?: readonly number[];
  readonly levels?: readonly { readonly id: number; readonly level: number }[];
  readonly schedules?: readonly number[];
  readonly users?: readonly number[];
}

/**
 * Who is on call in [from, until], or at `from` when both are one: by policy, level and time. Only policies that a
 * source uses count (features.md §7).
 */
export async function onCallEntries(ctx: Context<'store' | 'actor'>, query: OnCallQuery): Promise<OnCallEntry[]> {
  const entries = await namedOnCall(ctx, query);
  return entries.flatMap(({ user, userId: _id, ...duty }) => (user === undefined ? [] : [{ ...duty, user }]));
}

/** Somebody who is named for a duty; `user` is absent when they do not exist any more. */
export interface NamedEntry extends Duty {
  readonly userId: number;
  readonly user?: User;
}

/** The same, also with those who are named and gone. */
export async function namedOnCall(ctx: Context<'store' | 'actor'>, query: OnCallQuery): Promise<NamedEntry[]> {
  const policies = await policiesFor(ctx, query);
  const targets = policies.flatMap(({ levels }) => levels.flatMap((level) => level.targets));
  const [teams, allSchedules] = await Promise.all([
    query.schedules ? [] : ctx.store.teams.getMany(idsOf(targets, 'team')),
    ctx.store.schedules.getMany(idsOf(targets, 'schedule').filter((id) => query.schedules?.includes(id) ?? true)),
  ]);
  const schedules = allSchedules.filter((schedule) => can(ctx.actor, 'schedule:read', schedule));
  const shiftsById = await shiftsBySchedule(ctx, schedules, query);
  const membersById = new Map(teams.map((team) => [team.id, respondersOf(team)]));

  const found = policies.flatMap((policy) =>
    policy.levels.flatMap((level, index) => {
      if (!isWanted(query, policy.id, index + 1)) return [];
      return level.targets.flatMap(({ kind, id }): Found[] => {
        const place = { policy, level: index + 1 };
        if (kind === 'schedule')
          return (shiftsById.get(id) ?? []).map((shift) => ({ ...place, userId: shift.userId, shift }));
        if (query.schedules) return [];
        if (kind === 'user') return [{ ...place, userId: id }];
        return (membersById.get(id) ?? []).map((userId) => ({ ...place, userId, isMember: true }));
      });
    }),
  );
  return withPeople(
    ctx,
    found.filter(({ userId }) => query.users?.includes(userId) ?? true),
  );
}

interface Found extends Duty {
  readonly userId: number;
  /** Through a team, which stands for nobody who is a stakeholder everywhere. */
  readonly isMember?: boolean;
}

async function policiesFor(ctx: Context<'store' | 'actor'>, { policies, levels }: OnCallQuery) {
  const asked = policies || levels ? new Set([...(policies ?? []), ...(levels ?? []).map(({ id }) => id)]) : undefined;
  const inUse = [...(await ctx.store.sources.policiesInUse())].filter((id) => asked?.has(id) ?? true);
  const found = await ctx.store.policies.getMany(inUse.sort((a, b) => a - b));
  return found.filter((policy) => can(ctx.actor, 'policy:read', policy));
}

/** A policy that is named with levels counts on these only, unless it is named without one, too. */
function isWanted({ policies = [], levels = [] }: OnCallQuery, policyId: number, level: number): boolean {
  const named = levels.filter(({ id }) => id === policyId);
  return named.length === 0 || policies.includes(policyId) || named.some((one) => one.level === level);
}

async function shiftsBySchedule(ctx: Context<'store'>, schedules: readonly Schedule[], { from, until }: OnCallQuery) {
  const end = latest(until, plus(from, { milliseconds: 1 }));
  const entries = schedules.map(
    async (schedule) => [schedule.id, await shiftsOfSchedule(ctx, schedule, from, end)] as const,
  );
  return new Map(await Promise.all(entries));
}

/** With everything known of the people. */
async function withPeople(ctx: Context<'store'>, found: readonly Found[]): Promise<NamedEntry[]> {
  const users = await ctx.store.users.getMany([...new Set(found.map(({ userId }) => userId))]);
  const known = new Map(users.map((user) => [user.id, user]));
  return found.flatMap(({ userId, isMember, ...entry }): NamedEntry[] => {
    const user = known.get(userId);
    if (user === undefined) return [{ ...entry, userId }];
    if (user.hidden === true || (isMember && user.role === 'STAKEHOLDER')) return [];
    return [{ ...entry, userId, user }];
  });
}
