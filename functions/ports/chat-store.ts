import type { ChatApp, ChatAppType } from '../domain/chat/chat-app.ts';
import type { ChatRoom } from '../domain/chat/room.ts';
import type { Instant } from '../domain/time.ts';
import type { ConfigurationStore } from './configuration-store.ts';

/** Apps in chats, one of each type. */
export interface ChatAppStore extends Omit<ConfigurationStore<ChatApp>, 'byName'> {
  /** Where a chat is reached, as it said last; undefined as long as it has not. */
  placeOf(type: ChatAppType): Promise<string | undefined>;
  notePlace(type: ChatAppType, place: string): Promise<void>;
}

/** Channels for one alert alone, beside the alerts. */
export interface ChatRoomStore {
  get(alertId: number): Promise<ChatRoom | undefined>;
  /** Stores a room where the alert has none; false where it has one. */
  open(room: ChatRoom): Promise<boolean>;
  /** Over the version that was read; throws VersionConflictError when it changed meanwhile. */
  save(room: ChatRoom): Promise<ChatRoom>;
  /** Has somebody look at the alert at that time, whose room could not be told. */
  lookAgain(alertId: number, at: Instant): Promise<void>;
}
