import type { TeamsCloudName } from '../domain/chat/teams-cloud.ts';

/** What an app in a chat tool proves itself with, to those that give it a token for an hour. */
export type ChatCredentials =
  | {
      readonly type: 'microsoft_teams';
      readonly appId: string;
      readonly tenantId: string;
      readonly clientSecret: string;
      readonly cloud?: TeamsCloudName;
    }
  | { readonly type: 'zoom'; readonly accountId: string; readonly clientId: string; readonly clientSecret: string }
  /** The key of a service account, as Google's console writes it: JSON. */
  | { readonly type: 'google_chat'; readonly serviceAccount: string };

/** Why there is no token: the credentials were not taken, or nobody gave a sound answer. */
export type ChatTokenTrouble = 'REFUSED' | 'UNREACHABLE';

/** There is no token; `detail` is a few words without anything that was sent. */
export class ChatTokenError extends Error {
  readonly trouble: ChatTokenTrouble;
  readonly detail: string;

  constructor(trouble: ChatTokenTrouble, detail: string) {
    super(`no token for the chat app: ${trouble} (${detail})`);
    this.name = 'ChatTokenError';
    this.trouble = trouble;
    this.detail = detail;
  }
}

/** Gets tokens of chat apps, good for some minutes at least. Rejects with ChatTokenError. */
export interface ChatTokens {
  tokenOf(credentials: ChatCredentials): Promise<string>;
}
