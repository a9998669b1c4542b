import type { Installation } from '../../actions/facts.ts';
import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';
import { type ChatApp, chatAppOf, idOfChatApp } from '../../domain/chat/chat-app.ts';
import { GoogleChatApp, ZoomApp } from '../../domain/chat/other-apps.ts';
import { SlackApp } from '../../domain/chat/slack-app.ts';
import { TeamsApp } from '../../domain/chat/teams-app.ts';
import { teamsClouds, teamsServiceAt } from '../../domain/chat/teams-cloud.ts';
import type { Context } from '../../ports/context.ts';

type InstallationContext = Context<'store' | 'chatTokens'>;

/**
 * What the actions of a type speak to their chat with; undefined where no app is installed, or the type needs none. What is stored
 * may be older than the code: what cannot be used is the same as none. Throws ChatTokenError where the chat gives no token.
 */
export async function installationOf(ctx: InstallationContext, type: ConnectorType): Promise<Installation | undefined> {
  const appType = chatAppOf(type);
  const app = appType && (await ctx.store.chatApps.get(idOfChatApp(appType)));
  return app && installed(ctx, app);
}

async function installed(ctx: InstallationContext, { type, params }: ChatApp): Promise<Installation | undefined> {
  switch (type) {
    case 'slack': {
      const slack = SlackApp.safeParse(params);
      return slack.success ? { token: slack.data.botToken } : undefined;
    }
    case 'microsoft_teams': {
      const teams = TeamsApp.safeParse(params);
      return teams.success ? inTeams(ctx, teams.data) : undefined;
    }
    case 'zoom': {
      const zoom = ZoomApp.safeParse(params);
      if (!zoom.success) return undefined;
      const { userId, ...credentials } = zoom.data;
      const token = await ctx.chatTokens.tokenOf({ type: 'zoom', ...credentials });
      return { token, ...(userId !== undefined && { as: userId }) };
    }
    case 'google_chat': {
      const google = GoogleChatApp.safeParse(params);
      return google.success
        ? { token: await ctx.chatTokens.tokenOf({ type: 'google_chat', ...google.data }) }
        : undefined;
    }
  }
}

/** Conversations are where the last call of Teams came from; a token goes to hosts of Microsoft only. */
async function inTeams(ctx: InstallationContext, { cloud = 'PUBLIC', ...app }: TeamsApp): Promise<Installation> {
  const [token, place = ''] = await Promise.all([
    ctx.chatTokens.tokenOf({ type: 'microsoft_teams', ...app, cloud }),
    ctx.store.chatApps.placeOf('microsoft_teams'),
  ]);
  return { token, url: teamsServiceAt(cloud, place) ?? teamsClouds[cloud].service };
}
