import * as z from 'zod';
import type { ChatApp, ChatAppType } from '../../domain/chat/chat-app.ts';
import { GoogleChatApp, ZoomApp } from '../../domain/chat/other-apps.ts';
import { SlackApp } from '../../domain/chat/slack-app.ts';
import { TeamsApp } from '../../domain/chat/teams-app.ts';

/** What a client may write of an app of each type. */
export const chatAppInputs: Readonly<Record<ChatAppType, z.ZodType<ChatApp['params']>>> = {
  slack: SlackApp,
  microsoft_teams: TeamsApp,
  zoom: ZoomApp,
  google_chat: GoogleChatApp,
};

/** What any of them may have; which ones depends on the type in the path. */
export const ChatAppInput = z.record(z.string().max(100), z.unknown());
export type ChatAppInput = z.infer<typeof ChatAppInput>;
