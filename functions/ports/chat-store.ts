import type { ChatApp } from '../domain/chat/chat-app.ts';
import type { ConfigurationStore } from './configuration-store.ts';

/** Apps in chats, one of each type. */
export type ChatAppStore = Omit<ConfigurationStore<ChatApp>, 'byName'>;
