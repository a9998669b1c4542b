import { ChatRoom } from '../domain/chat/room.ts';
import { VersionConflictError } from '../domain/errors.ts';
import type { ChatRoomStore } from '../ports/chat-store.ts';
import { ifAbsent, ifPresent, ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Table } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<ChatRoom> = { type: 'CHAT_ROOM', schema: ChatRoom };

const itemOf = (room: ChatRoom) => itemAt(keys.chatRoom(room.alertId), attributesOf(form, room));

/** Channels for one alert alone, in the partitions of the alerts. */
export function createChatRoomStore(table: Table): ChatRoomStore {
  return {
    async get(alertId) {
      const item = await table.get(keys.chatRoom(alertId), { consistent: true });
      return item && entityOf(form, item);
    },

    async open(room) {
      return (await table.write([{ put: itemOf(room), condition: ifAbsent }])).length === 0;
    },

    async save(room) {
      const next = { ...room, version: room.version + 1 };
      const operation = { put: itemOf(next), condition: ifVersion(room.version) };
      await writeSteps(table, [
        { operation, refused: () => new VersionConflictError(`the channel of alert ${room.alertId}`) },
      ]);
      return next;
    },

    async lookAgain(alertId, at) {
      const set = indexKeys.due('action', at);
      await table.write([{ update: keys.actionWatch(alertId), set, add: { asks: 1 }, condition: ifPresent }]);
    },
  };
}
