import { VersionConflictError } from '../domain/errors.ts';
import { Conversation } from '../domain/notification/windows.ts';
import { epochSecondsOf, type Instant, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationStore } from '../ports/notification-store.ts';
import { ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, ifAbsentOrExpired, isLive, itemAt } from './items.ts';
import { keys } from './keys.ts';
import type { Item, Table, WriteOperation } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<Conversation> = { type: 'CONVERSATION', schema: Conversation };
const keptFor = { days: 2 };
const inboundKeptFor = { days: 7 };

/** The conversation an item holds, until its time to live is over. */
export const conversationOf = (item: Item | undefined, now: Instant): Conversation | undefined =>
  item && isLive(item, now) ? entityOf(form, item) : undefined;

/** Stores a conversation, if its stored version is still the one that was read. */
export function saveConversation(conversation: Conversation, now: Instant): WriteOperation {
  const { address, version } = conversation;
  const put = itemAt(keys.conversation(address), attributesOf(form, { ...conversation, version: version + 1 }), {
    expiresAt: epochSecondsOf(plus(now, keptFor)),
  });
  return { put, condition: version === 0 ? ifAbsentOrExpired(now) : ifVersion(version) };
}

/** Conversations by address; a new one is saved with version 0. */
export function createConversationStore(table: Table, clock: Clock): ConversationStore {
  return {
    async get(address) {
      return conversationOf(await table.get(keys.conversation(address), { consistent: true }), clock.now());
    },

    async save(conversation) {
      const refused = () => new VersionConflictError('the conversation');
      await writeSteps(table, [{ operation: saveConversation(conversation, clock.now()), refused }]);
    },

    async firstSeen(inboundId, at) {
      const expiresAt = epochSecondsOf(plus(at, inboundKeptFor));
      const put = { ...keys.inbound(inboundId), type: 'INBOUND', seenAt: at, expiresAt };
      return (await table.write([{ put, condition: ifAbsentOrExpired(at) }])).length === 0;
    },
  };
}
