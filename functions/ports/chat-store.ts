import type { ChatApp, ChatAppType } from '../domain/chat/chat-app.ts';
import type { ConfigurationStore } from './configuration-store.ts';

/** Apps in chats, one of each type. */
export interface ChatAppStore extends Omit<ConfigurationStore<ChatApp>, 'byName'> {
  /** Where a chat is reached, as it said last; undefined as long as it has not. */
  placeOf(type: ChatAppType): Promise<string | undefined>;
  notePlace(type: ChatAppType, place: string): Promise<void>;
}
