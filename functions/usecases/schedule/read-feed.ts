import { NotFoundError } from '../../domain/errors.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Team } from '../../domain/team/team.ts';
import { plus } from '../../domain/time.ts';
import { fullName } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { type CalendarFeed, shiftsToCalendar } from '../../render/calendar.ts';
import { everything } from '../visible-page.ts';
import { feedHash } from './feed.ts';
import { type ScheduledShift, shiftsOfSchedule, shiftsOfUser } from './shifts-of-user.ts';

/** How far a calendar looks ahead. */
const ahead = { days: 180 };

/**
 * The current and future shifts of the schedule or the person whose feed has this secret, as a calendar. Throws
 * NotFoundError for a secret that leads nowhere.
 */
export async function readFeed(ctx: Context<'store' | 'settings'>, secret: string): Promise<string> {
  const hash = feedHash(secret);
  const [schedule, user] = await Promise.all([ctx.store.schedules.byFeed(hash), ctx.store.users.byFeed(hash)]);
  const now = ctx.clock.now();
  const until = plus(now, ahead);
  if (schedule) {
    const shifts = await shiftsOfSchedule(ctx, schedule, now, until);
    return calendar(ctx, { name: schedule.name, of: 'schedule' }, shifts, await unnamedIn(ctx, schedule));
  }
  if (user) {
    const shifts = await shiftsOfUser(ctx, user.id, now, until);
    return calendar(ctx, { name: fullName(user), of: 'user', language: user.language }, shifts);
  }
  throw new NotFoundError('calendar', 'of this address');
}

/**
 * A feed is read by whoever has its address: members of private teams are named only where such a team of theirs owns the
 * schedule, and so its readers are the team's.
 */
async function unnamedIn(ctx: Context<'store'>, { teams: owners }: Schedule): Promise<ReadonlySet<number>> {
  const teams = await everything((page) => ctx.store.teams.list(page));
  const membersOf = (some: readonly Team[]) => some.flatMap(({ members }) => members.map(({ userId }) => userId));
  const secluded = teams.filter(({ visibility }) => visibility === 'PRIVATE');
  const known = new Set(membersOf(secluded.filter(({ id }) => owners.includes(id))));
  return new Set(membersOf(secluded).filter((id) => !known.has(id)));
}

async function calendar(
  ctx: Context<'store' | 'settings'>,
  feed: Pick<CalendarFeed, 'name' | 'of' | 'language'>,
  shifts: readonly ScheduledShift[],
  unnamed: ReadonlySet<number> = new Set(),
): Promise<string> {
  const users = await ctx.store.users.getMany([...new Set(shifts.map(({ userId }) => userId))]);
  const named = users.filter(({ id }) => !unnamed.has(id));
  const names = new Map(named.map((user) => [user.id, fullName(user)]));
  return shiftsToCalendar({
    ...feed,
    shifts: shifts.map(({ schedule, userId, start, end }) => ({
      scheduleId: schedule.id,
      scheduleName: schedule.name,
      userId,
      userName: names.get(userId) ?? String(userId),
      start,
      end,
    })),
    host: new URL(ctx.settings.publicUrl).hostname,
    now: ctx.clock.now(),
  });
}
