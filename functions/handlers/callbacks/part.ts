import type { ActivityTokens } from '../../platform/chat/activity-tokens.ts';
import type { HttpReply, HttpRequest } from '../../platform/http.ts';
import type { CallbackWork } from '../../ports/callback-work.ts';
import type { Context } from '../../ports/context.ts';
import type { SlackApi } from '../../ports/slack.ts';
import type { TeamsApi } from '../../ports/teams.ts';

/** What receiving calls of other tools may touch: it reads, and hands over what is to be done. */
export type ReceiveContext = Context<'store' | 'tokens' | 'settings'> & {
  readonly callbackWork: CallbackWork;
  readonly slack: SlackApi;
  readonly activityTokens: ActivityTokens;
};

/** What doing the work may touch. */
export type WorkContext = Context<'store' | 'tokens' | 'settings' | 'notifications' | 'workflow' | 'events'> & {
  readonly slack: SlackApi;
  readonly teams: TeamsApi;
};

/** A call of another tool, and the bytes of its body, which are what is signed. */
export interface CallbackRequest extends HttpRequest {
  readonly raw: Buffer;
}

/** Verifies a call of another tool, answers in the time that it waits, and hands over what is to be done. */
export type Receive = (ctx: ReceiveContext, request: CallbackRequest) => Promise<HttpReply>;

/** Does what a verified call asked for, perhaps for the second time. What it answers is for who waits for it. */
export type Work = (ctx: WorkContext, work: unknown) => Promise<unknown>;
