import * as z from 'zod';
import type { ConnectorType } from '../alert-action/connector-type.ts';
import { Instant } from '../time.ts';

/** The chats that Tocsin is installed in; the account has one app of each. */
export const ChatAppType = z.enum(['slack', 'microsoft_teams', 'zoom', 'google_chat']);
export type ChatAppType = z.infer<typeof ChatAppType>;

/** What an app that was made in a chat lets Tocsin do there. */
export const ChatApp = z.object({
  id: z.number(),
  version: z.number(),
  type: ChatAppType,
  /** What its type asks for; encrypted by the store. */
  params: z.record(z.string(), z.unknown()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ChatApp = z.infer<typeof ChatApp>;

/** Its number in the table: one of a type, so the type is its name. */
export const idOfChatApp = (type: ChatAppType): number => ChatAppType.options.indexOf(type) + 1;

/** Which app the actions of a type speak through; undefined for those that need none. */
export const chatAppOf = (type: ConnectorType): ChatAppType | undefined => appOfConnector[type];

const appOfConnector: Partial<Record<ConnectorType, ChatAppType>> = {
  slack: 'slack',
  microsoft_teams_bot: 'microsoft_teams',
  zoom_chat: 'zoom',
  google_chat_bot: 'google_chat',
};
