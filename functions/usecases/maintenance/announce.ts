import { tellingOfMoment } from '../../domain/maintenance/announced.ts';
import { momentsBetween } from '../../domain/maintenance/moments.ts';
import { latest, minus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** What is longer ago than this is no news any more: then no tick came for a long time. */
const longestDelay = { hours: 6 };

/** Has subscribers told of the moments of planned work that have come since it last looked, each once, and comes back for the next. */
export async function announceWindow(
  ctx: Context<'store' | 'subscriberWork'>,
  { id }: { readonly id: number },
): Promise<void> {
  // The timer first: an edit of what is read after it arms it again, and it stays due.
  const timer = await ctx.store.timers.get('announcement', id);
  if (timer === undefined) return;
  const window = await ctx.store.maintenance.get(id);
  if (window === undefined) return ctx.store.timers.delete('announcement', id);
  const now = ctx.clock.now();
  const since = latest(timer.since ?? window.createdAt, minus(now, longestDelay));
  const { due, next } = momentsBetween(window, since, now);
  await ctx.store.tellings.add(due.map((moment) => tellingOfMoment(window, moment, now)));
  await ctx.store.timers.save('announcement', id, { since: now, dueAt: next }, timer);
  if (due.length > 0) await ctx.subscriberWork.wake();
}
