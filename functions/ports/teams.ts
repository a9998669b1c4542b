import type { TeamsApp } from '../domain/chat/teams-app.ts';

/** Where something is posted: a conversation, or somebody's chat with the bot. */
export type TeamsTarget =
  | { readonly serviceUrl: string; readonly conversation: string }
  | { readonly serviceUrl: string; readonly account: string };

/** The connector of the Bot Framework. */
export interface TeamsApi {
  /**
   * Posts a message as the bot. False where Teams does not let the bot speak there. Rejects when nobody answers, or Teams
   * wants to be left alone.
   */
  post(app: TeamsApp, to: TeamsTarget, message: Readonly<Record<string, unknown>>): Promise<boolean>;
}
