import { VersionConflictError } from '../domain/errors.ts';
import { Conversation } from '../domain/notification/windows.ts';
import { epochSecondsOf, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationStore } from '../ports/store.ts';
import { ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, ifAbsentOrExpired, isLive, itemAt } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<Conversation> = { type: 'CONVERSATION', schema: Conversation };
const keptFor = { days: 2 };
const inboundKeptFor = { days: 7 };

/** Conversations by address; a new one is saved with version 0. */
export function createConversationStore(table: Table, clock: Clock): ConversationStore {
  return {
    async get(address) {
      const item = await table.get(keys.conversation(address), { consistent: true });
      return item && isLive(item, clock.now()) ? entityOf(form, item) : undefined;
    },

    async save(conversation) {
      const now = clock.now();
      const { address, version } = conversation;
      const put = itemAt(keys.conversation(address), attributesOf(form, { ...conversation, version: version + 1 }), {
        expiresAt: epochSecondsOf(plus(now, keptFor)),
      });
      const condition = version === 0 ? ifAbsentOrExpired(now) : ifVersion(version);
      const refused = () => new VersionConflictError('the conversation');
      await writeSteps(table, [{ operation: { put, condition }, refused }]);
    },

    async firstSeen(inboundId, at) {
      const expiresAt = epochSecondsOf(plus(at, inboundKeptFor));
      const put = { ...keys.inbound(inboundId), type: 'INBOUND', seenAt: at, expiresAt };
      return (await table.write([{ put, condition: ifAbsentOrExpired(at) }])).length === 0;
    },
  };
}
