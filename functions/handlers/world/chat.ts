import { createChatTokens } from '../../platform/chat/access-tokens.ts';
import type { ActivityTokens } from '../../platform/chat/activity-tokens.ts';
import { createSlackApi } from '../../platform/chat/slack-api.ts';
import { createTeamsApi } from '../../platform/chat/teams-api.ts';
import { systemClock } from '../../platform/clock.ts';
import { createPublicAsk } from '../../platform/public-fetch.ts';
import type { ChatTokens } from '../../ports/chat-tokens.ts';
import type { SlackApi } from '../../ports/slack.ts';
import type { TeamsApi } from '../../ports/teams.ts';

/** Slack, asked within so many milliseconds. */
export const slackWithin = (timeoutMilliseconds: number): SlackApi =>
  createSlackApi(createPublicAsk({ maximumBytes: 1024 * 1024, timeoutMilliseconds }));

/** Tokens of chat apps; kept while the function lives. */
export const chatTokens: ChatTokens = createChatTokens({
  ask: createPublicAsk({ maximumBytes: 64 * 1024, timeoutMilliseconds: 5_000 }),
  clock: systemClock,
});

/** Teams, asked within so many milliseconds. */
export const teamsWithin = (timeoutMilliseconds: number): TeamsApi =>
  createTeamsApi({
    ask: createPublicAsk({ maximumBytes: 64 * 1024, timeoutMilliseconds }),
    tokens: chatTokens,
  });

const loadActivityTokens = async (): Promise<ActivityTokens> => {
  const { createActivityTokens } = await import('../../platform/chat/activity-tokens.ts');
  const ask = createPublicAsk({ maximumBytes: 512 * 1024, timeoutMilliseconds: 3_000 });
  return createActivityTokens({ ask, clock: systemClock });
};
let loaded: Promise<ActivityTokens> | undefined;

/** Loaded with the first activity: what checks signatures is large. */
export const activityTokens: ActivityTokens = {
  async verdictOf(...about) {
    loaded ??= loadActivityTokens();
    return (await loaded).verdictOf(...about);
  },
};
