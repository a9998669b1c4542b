import { ChatApp } from '../domain/chat/chat-app.ts';
import type { ChatAppStore } from '../ports/chat-store.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import type { Form } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** Apps in chats, found by the number of their type; what lets Tocsin in there is encrypted. */
export function createChatAppStore(table: Table, cipher: Cipher, term: AuditTerm): ChatAppStore {
  const {
    byName: _unnamed,
    byUnique: _none,
    heldBy: _nothing,
    stepsOfSave: _alone,
    ...apps
  } = createConfigurationItems(
    table,
    {
      kind: 'CHAT_APP',
      label: 'chat app',
      form: {
        type: 'CHAT_APP',
        schema: ChatApp,
        secret: ['params'],
        cipher,
        whenSealed: { params: {} },
      } satisfies Form<ChatApp>,
      uniqueValues: () => [],
      references: () => [],
    },
    term,
  );
  return {
    ...apps,

    async placeOf(type) {
      const item = await table.get(keys.chatPlace(type));
      return typeof item?.place === 'string' ? item.place : undefined;
    },

    async notePlace(type, place) {
      await table.write([{ put: { ...keys.chatPlace(type), type: 'CHAT_PLACE', place } }]);
    },
  };
}
