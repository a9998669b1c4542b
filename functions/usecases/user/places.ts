import { can } from '../../domain/access/can.ts';
import { type PlaceName, StillNamedError } from '../../domain/errors.ts';
import { isPlanned } from '../../domain/schedule/planned.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Team } from '../../domain/team/team.ts';
import { earliest, type Instant, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { shiftsOfSchedule } from '../schedule/shifts-of-user.ts';
import { respondersOf } from '../schedule/who-is-on-call.ts';

/** Where alerts look for somebody. */
interface Place {
  readonly kind: 'policy' | 'schedule' | 'team';
  readonly entity: { readonly id: number; readonly name: string; readonly teams?: readonly number[] };
}

type PlacesContext = Context<'store' | 'actor'>;

/** How far ahead shifts are looked at. */
const ahead = { days: 90 };

export interface PlacesQuery {
  /** Only schedules in which the person has a shift before this time count. */
  readonly until?: Instant;
}

/**
 * Where alerts find the person from now on: policies that name them, teams of theirs that a policy names, and schedules
 * that plan with them.
 */
export async function placesOf(ctx: PlacesContext, userId: number, query: PlacesQuery = {}): Promise<Place[]> {
  const now = ctx.clock.now();
  const { policies, teams, schedules } = ctx.store;
  const [direct, memberships, possible, overrides] = await Promise.all([
    policies.ofTarget('user', userId),
    teams.ofMember(userId),
    schedules.ofUser(userId, now),
    schedules.overridesOf(userId, now),
  ]);
  const planned = possible.filter((schedule) => {
    const own = overrides.filter(({ scheduleId }) => scheduleId === schedule.id);
    return isPlanned(schedule, own, userId, now);
  });
  const [called, onCall] = await Promise.all([
    keep(memberships, (team) => standsForThem(ctx, team, userId)),
    query.until === undefined ? planned : keep(planned, (schedule) => hasShift(ctx, schedule, userId, query.until)),
  ]);
  return [
    ...direct.map((entity) => ({ kind: 'policy' as const, entity })),
    ...onCall.map((entity) => ({ kind: 'schedule' as const, entity })),
    ...called.map((entity) => ({ kind: 'team' as const, entity })),
  ];
}

async function keep<T>(items: readonly T[], isKept: (item: T) => Promise<boolean>): Promise<T[]> {
  const kept = await Promise.all(items.map(isKept));
  return items.filter((_item, index) => kept[index]);
}

/** Whether a policy calls the team, and the team stands for the person. */
async function standsForThem(ctx: PlacesContext, team: Team, userId: number): Promise<boolean> {
  return respondersOf(team).includes(userId) && (await ctx.store.policies.ofTarget('team', team.id)).length > 0;
}

async function hasShift(ctx: PlacesContext, schedule: Schedule, userId: number, until: Instant | undefined) {
  const now = ctx.clock.now();
  const shifts = await shiftsOfSchedule(ctx, schedule, now, earliest(plus(now, ahead), until));
  return shifts.some((shift) => shift.userId === userId);
}

/**
 * Promises that no policy, schedule or team relies on the person. Throws StillNamedError with the places otherwise,
 * without the names of those that the actor may not see.
 */
export async function refuseWhileNamed(
  ctx: PlacesContext,
  userId: number,
  { field, ...query }: PlacesQuery & { readonly field: string },
): Promise<void> {
  const places = await placesOf(ctx, userId, query);
  if (places.length === 0) return;
  const named = places.map(
    ({ kind, entity }): PlaceName => ({
      kind,
      id: entity.id,
      ...(can(ctx.actor, `${kind}:read`, entity) && { name: entity.name }),
    }),
  );
  throw new StillNamedError(field, userId, named);
}
