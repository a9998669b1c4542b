import { createSlackApi } from '../../platform/chat/slack-api.ts';
import { createPublicAsk } from '../../platform/public-fetch.ts';
import type { SlackApi } from '../../ports/slack.ts';

/** Slack, asked within so many milliseconds. */
export const slackWithin = (timeoutMilliseconds: number): SlackApi =>
  createSlackApi(createPublicAsk({ maximumBytes: 1024 * 1024, timeoutMilliseconds }));
