import type { Alert } from '../../domain/alert/alert.ts';
import type { Renewal } from '../../domain/alert/renew.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { Instant } from '../../domain/time.ts';
import { newsText } from '../../render/news-texts.ts';
import { toldBeside } from './planned.ts';

/** The notifications that tell of news: the same ones for the same piece of news, so that nobody is told it twice. */
export const newsNotifications = (
  alert: Alert,
  { news, notifications }: NonNullable<Renewal['told']>,
  now: Instant,
): Notification[] =>
  notifications.map((planned) => ({
    ...toldBeside(alert, planned, { kind: 'UPDATE', reason: ['NEWS', news.at], now }),
    change: news.isRaised ? 'RAISED' : 'GREW',
    news,
    text: newsText(alert, news, planned.language),
  }));
