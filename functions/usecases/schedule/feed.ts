import { createHash } from 'node:crypto';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Context } from '../../ports/context.ts';
import { changeConfigured } from '../configuration/change.ts';
import { changeUser } from '../user/change.ts';
import { scheduleKind } from './kind.ts';

type FeedContext = Context<'store' | 'settings' | 'actor'>;

/** What is kept of the secret in a feed's address. */
export const feedHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const addressOf = ({ settings }: Context<'settings'>, secret: string) => ({
  url: `${settings.publicUrl}/api/ical/${secret}.ics`,
});

/** A new address for a schedule's calendar, told once; a former one stops working. */
export async function openScheduleFeed(ctx: FeedContext, scheduleId: number): Promise<{ readonly url: string }> {
  const secret = ctx.ids.secret();
  await changeFeed(ctx, scheduleId, (schedule) => ({ ...schedule, feedHash: feedHash(secret) }));
  return addressOf(ctx, secret);
}

/** The address of a schedule's calendar leads nowhere from now on. */
export const closeScheduleFeed = (ctx: FeedContext, scheduleId: number): Promise<Schedule> =>
  changeFeed(ctx, scheduleId, ({ feedHash: _closed, ...schedule }) => schedule);

/** A new address for the calendar of a user's shifts, told once; a former one stops working. */
export async function openUserFeed(ctx: FeedContext, userId: number): Promise<{ readonly url: string }> {
  const secret = ctx.ids.secret();
  await changeUser(ctx, userId, (user) => ({ ...user, feedHash: feedHash(secret) }));
  return addressOf(ctx, secret);
}

/** The address of the calendar of a user's shifts leads nowhere from now on. */
export async function closeUserFeed(ctx: FeedContext, userId: number): Promise<void> {
  await changeUser(ctx, userId, ({ feedHash: _closed, ...user }) => user);
}

const changeFeed = (ctx: FeedContext, id: number, change: (schedule: Schedule) => Schedule): Promise<Schedule> =>
  changeConfigured(ctx, scheduleKind, 'schedule:write', { id }, (schedule) => ({
    ...change(schedule),
    updatedAt: ctx.clock.now(),
  }));
