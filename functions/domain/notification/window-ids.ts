import { createHash } from 'node:crypto';
import type { Notification } from './notification.ts';

/** The window that paces one channel of one target for one source; updates never take the place of pages. */
export const conversationWindowId = (
  notification: Pick<Notification, 'kind' | 'channel' | 'target'>,
  sourceId: number,
): string =>
  `${notification.channel}#${notification.target}#${sourceId}${notification.kind === 'UPDATE' ? '#UPDATE' : ''}`;

/** The window of all push messages to one device. */
export const pushWindowId = (token: string): string => `PUSH#${createHash('sha256').update(token).digest('base64url')}`;

/** The line to one number: who is being called on it. */
export const lineId = (number: string): string => `LINE#${number}`;
