import { VersionConflictError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { SendStore } from '../ports/send-store.ts';
import { alertOf, responderOf } from './alert-items.ts';
import { conversationOf, saveConversation } from './conversations.ts';
import { dayCountOf } from './day-counts.ts';
import { keys } from './keys.ts';
import { moveNotification, notificationOf } from './notifications.ts';
import type { Item, Key, Table } from './table.ts';
import { userOf } from './users.ts';
import { saveWindow, windowOf } from './windows.ts';

/** The reads and writes around the mark of a send, each in one call. */
export function createSendStore(table: Table, clock: Clock): SendStore {
  return {
    async read({ scope, id, alertId, userId, asResponder = false, windowIds, days = [], address }) {
      const wanted = {
        notification: keys.notification(scope, id),
        alert: alertId === undefined ? undefined : keys.alert(alertId),
        responder:
          asResponder && alertId !== undefined && userId !== undefined ? keys.responder(alertId, userId) : undefined,
        user: userId === undefined ? undefined : keys.configuration('USER', userId),
        conversation: address === undefined ? undefined : keys.conversation(address),
      };
      const items = await table.batchGet([
        ...Object.values(wanted).filter(isKey),
        ...windowIds.map(keys.window),
        ...days.map(keys.dayCount),
      ]);
      const itemAt = (key: Key | undefined): Item | undefined =>
        key && items.find(({ PK, SK }) => PK === key.PK && SK === key.SK);
      const entityAt = <T>(key: Key | undefined, read: (item: Item) => T): T | undefined => {
        const item = itemAt(key);
        return item && read(item);
      };
      const now = clock.now();
      return {
        notification: entityAt(wanted.notification, notificationOf),
        alert: entityAt(wanted.alert, alertOf),
        responder: entityAt(wanted.responder, responderOf),
        user: entityAt(wanted.user, userOf),
        windows: new Map(
          windowIds.flatMap((windowId) => {
            const window = windowOf(itemAt(keys.window(windowId)), now);
            return window === undefined ? [] : [[windowId, window]];
          }),
        ),
        days: new Map(
          days.flatMap((day) => {
            const item = itemAt(keys.dayCount(day));
            return item === undefined ? [] : [[day, dayCountOf(item)]];
          }),
        ),
        conversation: conversationOf(itemAt(wanted.conversation), now),
      };
    },

    async mark(notification, from, { windows, conversation }) {
      const now = clock.now();
      const refusals = await table.write([
        moveNotification(notification, from),
        ...windows.map((window) => saveWindow(window, now)),
        ...(conversation === undefined ? [] : [saveConversation(conversation, now)]),
      ]);
      if (refusals.length === 0) return true;
      if (refusals.some(({ index }) => index === 0)) return false;
      throw new VersionConflictError(`what notification ${notification.id} goes by`);
    },
  };
}

const isKey = (key: Key | undefined): key is Key => key !== undefined;
