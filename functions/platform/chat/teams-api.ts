import type { TeamsApp } from '../../domain/chat/teams-app.ts';
import { teamsServiceAt } from '../../domain/chat/teams-cloud.ts';
import type { ChatTokens } from '../../ports/chat-tokens.ts';
import type { TeamsApi } from '../../ports/teams.ts';
import type { PublicAsk } from '../public-fetch.ts';

export interface TeamsWorld {
  readonly ask: PublicAsk;
  readonly tokens: ChatTokens;
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
export function createTeamsApi({ ask, tokens }: TeamsWorld): TeamsApi {
  async function call(app: TeamsApp, serviceUrl: string, path: string, body: object) {
    const base = teamsServiceAt(app.cloud ?? 'PUBLIC', serviceUrl);
    // A token is sent to nobody else, whoever says so.
    if (base === undefined) throw new Error('the service is none of Microsoft Teams');
    const token = await tokens.tokenOf({ type: 'microsoft_teams', ...app });
    const answer = await ask(`${base}/v3/conversations${path}`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const { status } = answer;
    if (status >= 200 && status < 300) return answer;
    if (status === 401 || status === 408 || status === 412 || status === 429 || status >= 500 || status < 200)
      throw new Error(`Teams answered ${status}`);
    return undefined;
  }

  /** The chat of somebody with the bot; Teams answers with the one that there is. */
  async function chatWith(app: TeamsApp, serviceUrl: string, account: string): Promise<string | undefined> {
    const { tenantId, appId } = app;
    const answer = await call(app, serviceUrl, '', {
      isGroup: false,
      bot: { id: `28:${appId}` },
      members: [{ id: account }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    });
    const id = answer && idIn(answer.body);
    if (answer !== undefined && id === undefined) throw new Error('Teams named no chat');
    return id;
  }

  return {
    async post(app, to, message) {
      const conversation = 'conversation' in to ? to.conversation : await chatWith(app, to.serviceUrl, to.account);
      if (conversation === undefined) return false;
      const path = `/${encodeURIComponent(conversation)}/activities`;
      return (await call(app, to.serviceUrl, path, message)) !== undefined;
    },
  };
}

function idIn(json: string): string | undefined {
  try {
    const { id } = JSON.parse(json);
    return typeof id === 'string' && id !== '' && id.length <= 1_000 ? id : undefined;
  } catch {
    return undefined;
  }
}
