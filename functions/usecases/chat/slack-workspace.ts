import type { SlackCall } from '../../domain/chat/slack-call.ts';
import type { Context } from '../../ports/context.ts';
import type { SlackApi } from '../../ports/slack.ts';
import { slackAppOf } from './slack-app.ts';

/** The app as Slack knows it by its token. */
export interface InSlack {
  readonly token: string;
  readonly team: string;
  readonly botUser: string;
}

/** Which workspace a token is of never changes. */
const known = new WeakMap<SlackApi, Map<string, InSlack>>();
const mostKnown = 20;

/**
 * The app with the workspace that it is installed in; undefined where there is no app, or Slack does not take its token. Rejects while
 * Slack does not answer.
 */
export async function inSlack(ctx: Context<'store'> & { readonly slack: SlackApi }): Promise<InSlack | undefined> {
  const app = await slackAppOf(ctx);
  if (app === undefined) return undefined;
  const installations = known.get(ctx.slack) ?? new Map<string, InSlack>();
  const hit = installations.get(app.botToken);
  if (hit !== undefined) return hit;
  const { ok, error, team_id: team, user_id: botUser } = await ctx.slack.call(app.botToken, 'auth.test', {});
  if (!ok || typeof team !== 'string' || typeof botUser !== 'string') {
    ctx.log.warn('Slack does not take the token of the app', { error });
    return undefined;
  }
  const installed = { token: app.botToken, team, botUser };
  if (installations.size >= mostKnown) installations.clear();
  installations.set(app.botToken, installed);
  known.set(ctx.slack, installations);
  return installed;
}

/** Whether a call comes from a member of the workspace that the app is installed in, and not from the app itself. */
export const isOfWorkspace = ({ who, team }: SlackCall, { team: own, botUser }: InSlack): boolean =>
  team === own && who.space === own && who.user !== botUser;
