import type { Alert } from '../../domain/alert/alert.ts';
import type { Renewal } from '../../domain/alert/renew.ts';
import { notificationId } from '../../domain/notification/id.ts';
import { alertScope, Channel, type Notification } from '../../domain/notification/notification.ts';
import { queuedFor } from '../../domain/notification/queued.ts';
import { type Instant, secondsBetween } from '../../domain/time.ts';
import { newsText } from '../../render/news-texts.ts';
import { longestQueueDelaySeconds } from './queue-in-time.ts';

/** The notifications that tell of news: the same ones for the same piece of news, so that nobody is told it twice. */
export const newsNotifications = (
  alert: Alert,
  { news, notifications }: NonNullable<Renewal['told']>,
  now: Instant,
): Notification[] =>
  notifications.map(({ userId, contactId, ruleId, method, target, language, at }) => ({
    scope: alertScope(alert.id),
    id: notificationId([alert.id, 'NEWS', news.at, userId, contactId ?? 0, ruleId]),
    kind: 'UPDATE',
    change: news.isRaised ? 'RAISED' : 'GREW',
    news,
    text: newsText(alert, news, language),
    channel: Channel.parse(method),
    target,
    language,
    alertId: alert.id,
    userId,
    ...(contactId !== undefined && { contactId }),
    ruleId,
    sourceId: alert.source.id,
    ...queuedFor(at, now),
    ...(secondsBetween(now, at) > longestQueueDelaySeconds && { dueAt: at }),
  }));
