import { IdCollisionError } from '../domain/errors.ts';
import { Notification } from '../domain/notification/notification.ts';
import { epochSecondsOf, plus } from '../domain/time.ts';
import type { NotificationStore } from '../ports/notification-store.ts';
import type { NotificationState } from '../ports/send-store.ts';
import { logItem } from './alert-log.ts';
import { allOf as allConditions, ifAbsent, ifEquals } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys, notificationPrefix, providerPartition } from './keys.ts';
import { allOf } from './pages.ts';
import type { Item, Table, WriteOperation } from './table.ts';
import { addMissing, type Step } from './writes.ts';

const form: Form<Notification> = { type: 'NOTIFICATION', schema: Notification };
/** For what belongs to no alert: confirmations, verifications, tests. */
const keptFor = { days: 90 };
/** For the canary's, which go to nobody. */
const nobodysKeptFor = { days: 7 };

/** The item of a notification, due while it has a `dueAt`, found by its provider's id once it has one. */
export function notificationItem(notification: Notification): Item {
  const { scope, id, dueAt, driver, providerId, alertId, createdAt, channel } = notification;
  const goesAfter = channel === 'NULL' ? nobodysKeptFor : alertId === undefined ? keptFor : undefined;
  return itemAt(
    keys.notification(scope, id),
    attributesOf(form, notification),
    dueAt === undefined ? {} : indexKeys.due('notification', dueAt),
    driver === undefined || !providerId ? {} : indexKeys.providerId(driver, providerId),
    goesAfter === undefined ? {} : { expiresAt: epochSecondsOf(plus(createdAt, goesAfter)) },
  );
}

export const notificationOf = (item: Item): Notification => entityOf(form, item);

/** The steps that write mails with what they tell of. */
export const notificationSteps = (notifications: readonly Notification[]): Step[] =>
  notifications.map((notification) => ({
    operation: { put: notificationItem(notification), condition: ifAbsent },
    refused: () => new IdCollisionError(`notification ${notification.id}`),
  }));

/** Stores the new form of a notification, if the stored one still is as in `from`. */
export const moveNotification = (
  notification: Notification,
  { status, at, sendingSince }: NotificationState,
): WriteOperation => ({
  put: notificationItem(notification),
  condition: allConditions(
    ifEquals('status', status),
    ...(at === undefined ? [] : [ifEquals('at', at)]),
    ...(sendingSince === undefined ? [] : [ifEquals('sendingSince', sendingSince)]),
  ),
});

/** Notifications by scope and id, and by the id their provider gave them. */
export function createNotificationStore(table: Table): NotificationStore {
  return {
    async get(scope, id) {
      const item = await table.get(keys.notification(scope, id), { consistent: true });
      return item && notificationOf(item);
    },

    async list(scope) {
      const items = await allOf(table, { partition: scope, sort: { beginsWith: notificationPrefix } });
      const found = items.map(notificationOf);
      return found.sort((a, b) => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1));
    },

    async add(notifications) {
      const { added } = await addMissing(table, notifications.map(notificationItem));
      return new Set(added.map((item) => Number(item.id)));
    },

    async move(notification, from, log = []) {
      const refusals = await table.write([
        moveNotification(notification, from),
        ...log.map((entry) => ({ put: logItem(entry) })),
      ]);
      return refusals.length === 0;
    },

    async byProviderId(driver, providerId) {
      const partition = providerPartition(driver, providerId);
      const { items } = await table.query({ index: 'related', partition, limit: 1 });
      const item = items[0] && (await table.get(items[0], { consistent: true }));
      return item && notificationOf(item);
    },
  };
}
