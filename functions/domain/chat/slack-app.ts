import * as z from 'zod';

const token = (what: string, pattern: RegExp) => z.string({ error: 'is required' }).regex(pattern, what);

/** What Slack shows of an app that was installed in a workspace. */
export const SlackApp = z.object({
  botToken: token('must be the bot token of the app: xoxb-…', /^(?:xoxe\.)?xoxb-[\w.-]{1,500}$/),
  signingSecret: token("must be the app's signing secret", /^[\x21-\x7e]{8,200}$/),
});
export type SlackApp = z.infer<typeof SlackApp>;
