import type { Installation } from '../../actions/facts.ts';
import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';
import { chatAppOf, idOfChatApp } from '../../domain/chat/chat-app.ts';
import { SlackApp } from '../../domain/chat/slack-app.ts';
import type { Context } from '../../ports/context.ts';

/**
 * What the actions of a type speak to their chat with; undefined where no app is installed, or the type needs none. What is stored
 * may be older than the code: what cannot be used is the same as none.
 */
export async function installationOf(ctx: Context<'store'>, type: ConnectorType): Promise<Installation | undefined> {
  const appType = chatAppOf(type);
  const app = appType && (await ctx.store.chatApps.get(idOfChatApp(appType)));
  if (app === undefined) return undefined;
  switch (app.type) {
    case 'slack': {
      const slack = SlackApp.safeParse(app.params);
      return slack.success ? { token: slack.data.botToken } : undefined;
    }
    case 'microsoft_teams':
    case 'zoom':
    case 'google_chat':
      return undefined;
  }
}
