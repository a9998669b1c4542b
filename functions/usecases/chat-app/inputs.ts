import * as z from 'zod';
import type { ChatApp, ChatAppType } from '../../domain/chat/chat-app.ts';
import { SlackApp } from '../../domain/chat/slack-app.ts';

const required = (most: number) =>
  z
    .string({ error: 'is required' })
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .regex(/^[\x21-\x7e]+$/, 'must be one word');

const TeamsApp = z.object({ appId: required(100), tenantId: required(100), clientSecret: required(500) });
const ZoomApp = z.object({ accountId: required(200), clientId: required(200), clientSecret: required(500) });

/** The key of a service account, as Google gives it: a file of JSON. */
const ServiceAccount = z
  .string({ error: 'is required' })
  .max(20_000, 'must have at most 20000 characters')
  .refine(isServiceAccount, "must be the JSON of a service account's key, with client_email and private_key");

function isServiceAccount(text: string): boolean {
  try {
    return z.object({ client_email: z.string().min(3), private_key: z.string().min(3) }).safeParse(JSON.parse(text))
      .success;
  } catch {
    return false;
  }
}

/** What a client may write of an app of each type. */
export const chatAppInputs: Readonly<Record<ChatAppType, z.ZodType<ChatApp['params']>>> = {
  slack: SlackApp,
  microsoft_teams: TeamsApp,
  zoom: ZoomApp,
  google_chat: z.object({ serviceAccount: ServiceAccount }),
};

/** What any of them may have; which ones depends on the type in the path. */
export const ChatAppInput = z.record(z.string().max(100), z.unknown());
export type ChatAppInput = z.infer<typeof ChatAppInput>;
