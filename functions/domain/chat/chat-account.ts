import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Instant } from '../time.ts';
import { ChatAppType } from './chat-app.ts';

/** Somebody in a chat, as the chat itself tells who they are. */
export const ChatUser = z.object({
  type: ChatAppType,
  /** The workspace or tenant. */
  space: z.string().min(1).max(100),
  user: z.string().min(1).max(100),
  /** As the chat shows them. */
  name: z.string().max(100).optional(),
});
export type ChatUser = z.infer<typeof ChatUser>;

/** Somebody in a chat who acts as a user of Tocsin. */
export const ChatAccount = ChatUser.extend({ linkedAt: Instant });
export type ChatAccount = z.infer<typeof ChatAccount>;

/** Nobody needs more. */
export const mostChatAccounts = 10;

/** One text for one person of one chat, whatever they are called. */
export const nameOfChatUser = ({ type, space, user }: Omit<ChatUser, 'name'>): string =>
  JSON.stringify([type, space, user]);

/** The same for addresses. */
export const idOfChatAccount = (account: ChatUser): string =>
  createHash('sha256').update(nameOfChatUser(account)).digest('hex').slice(0, 16);

export const isSameChatUser = (one: ChatUser, other: ChatUser): boolean =>
  nameOfChatUser(one) === nameOfChatUser(other);
