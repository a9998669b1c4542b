import type { Alert } from '../../domain/alert/alert.ts';
import { type Involved, whomToTell } from '../../domain/alert/renew.ts';
import type { EventRecord } from '../../domain/event/event.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { Context } from '../../ports/context.ts';
import { noteTrouble } from '../escalation/note-trouble.ts';
import { newsNotifications } from '../notification/news.ts';
import { queueInTime } from '../notification/queue-in-time.ts';

type NewsContext = Context<'store' | 'notifications'>;

const nobody: Involved = { responders: [], usersById: new Map() };

/** Who is told of news: everybody who responds to an alert that somebody has accepted. */
export async function involvedIn(ctx: Context<'store'>, alert: Alert): Promise<Involved> {
  if (alert.status !== 'ACCEPTED') return nobody;
  const responders = await ctx.store.alerts.responders(alert.id);
  const users = await ctx.store.users.getMany(responders.map(({ userId }) => userId));
  return { responders, usersById: new Map(users.map((user) => [user.id, user])) };
}

/** Queues what tells of news. What cannot be queued stays in the due index and is found by the tick. */
export async function tellNews(
  ctx: NewsContext,
  alertId: number,
  notifications: readonly Notification[],
): Promise<void> {
  try {
    await queueInTime(ctx, notifications);
  } catch (error) {
    noteTrouble(ctx, 'EscalationsStuck');
    ctx.log.warn('news not queued; the tick takes over', { alertId, count: notifications.length, error });
  }
}

/**
 * Writes what is missing of the news that an event brought to more people than its transaction holds, and queues it.
 * Nothing is missing once whoever processed the event came to its end; until then the event is delivered again.
 */
export async function finishNews(ctx: NewsContext, { alertId, newsAt }: EventRecord): Promise<void> {
  if (alertId === undefined || newsAt === undefined) return;
  const alert = await ctx.store.alerts.get(alertId);
  const news = alert?.latestNews?.find(({ at }) => at === newsAt);
  if (alert?.status !== 'ACCEPTED' || news === undefined) return;
  const { notifications } = whomToTell(alert, await involvedIn(ctx, alert), newsAt);
  const planned = newsNotifications(alert, { news, notifications }, ctx.clock.now());
  const written = await ctx.store.notifications.add(planned);
  await tellNews(
    ctx,
    alertId,
    planned.filter(({ id }) => written.has(id)),
  );
}
