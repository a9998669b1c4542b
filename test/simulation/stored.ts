import type { Alert, EscalationStep } from '../../functions/domain/alert/alert.ts';
import { LogEntry } from '../../functions/domain/alert/log-entry.ts';
import type { EventRecord } from '../../functions/domain/event/event.ts';
import { Notification } from '../../functions/domain/notification/notification.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import { eventOf } from '../../functions/store/events.ts';
import { stepOf } from '../../functions/store/step-items.ts';
import type { Item } from '../../functions/store/table.ts';

const ofType = (items: readonly Item[], type: string): Item[] => items.filter((item) => item.type === type);

export const alertsIn = (items: readonly Item[]): Alert[] => ofType(items, 'ALERT').map(alertOf);
export const stepsIn = (items: readonly Item[]): EscalationStep[] =>
  ofType(items, 'STEP')
    .map((item) => stepOf(item))
    .sort((a, b) => a.stepId - b.stepId);
export const eventsIn = (items: readonly Item[]): EventRecord[] => ofType(items, 'EVENT').map(eventOf);
export const notificationOf = (item: Item): Notification => Notification.parse(item);
export const notificationsIn = (items: readonly Item[]): Notification[] =>
  ofType(items, 'NOTIFICATION').map(notificationOf);
export const timelinesIn = (items: readonly Item[]): LogEntry[] =>
  ofType(items, 'LOG').map((item) => LogEntry.parse({ ...item, type: item.entryType }));

/** Whether a change of an event is what became of it; one that an event flow held back was there before. */
export const isDecided = (old: Item | undefined, item: Item | undefined): boolean =>
  item?.type === 'EVENT' && item.exactOutcome !== 'WAITING' && (old === undefined || old.exactOutcome === 'WAITING');
