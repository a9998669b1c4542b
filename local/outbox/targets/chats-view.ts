import type { OutboxMessage } from '../message.ts';
import { chatOf } from './chat-message.ts';

/** A conversation of a chat as its people see it. */
export interface Conversation {
  readonly channel: 'SLACK' | 'TEAMS';
  readonly id: string;
  /** Oldest first; what answers another one comes behind it. */
  readonly messages: readonly OutboxMessage[];
}

/** More of a conversation is not drawn. */
const mostMessages = 40;

/** The conversations of chats, those with the newest message first, without what was deleted or closed. */
export function chatsOf(messages: readonly OutboxMessage[]): { readonly conversations: readonly Conversation[] } {
  const shown = messages.filter((one) => ['SLACK', 'TEAMS'].includes(one.channel) && !chatOf(one).isDeleted);
  const groups = Map.groupBy(shown, (one) => `${one.channel} ${chatOf(one).conversation}`);
  const conversations = [...groups.values()].flatMap((group): Conversation[] => {
    const [first] = group;
    if (first === undefined) return [];
    const channel = first.channel as Conversation['channel'];
    return [{ channel, id: chatOf(first).conversation, messages: inOrder(group).slice(-mostMessages) }];
  });
  const newest = ({ messages: own }: Conversation) => Math.max(...own.map(({ seq }) => seq));
  return { conversations: conversations.sort((a, b) => newest(b) - newest(a)) };
}

/** Threads stand together. */
function inOrder(messages: readonly OutboxMessage[]): OutboxMessage[] {
  const isAnswer = (one: OutboxMessage) => messages.some((other) => chatOf(other).message === chatOf(one).thread);
  const answersTo = ({ data }: OutboxMessage) => messages.filter((one) => chatOf(one).thread === data.message);
  return messages
    .filter((one) => !isAnswer(one))
    .flatMap((one) => [one, ...answersTo(one).filter((other) => other !== one)]);
}
