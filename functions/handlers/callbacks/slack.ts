import * as z from 'zod';
import { type SlackCall, slackCommandIn, slackEventIn, slackInteractionIn } from '../../domain/chat/slack-call.ts';
import { isSignedBySlack } from '../../platform/chat/slack-signature.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { answerSlackAtOnce } from '../../usecases/chat/slack.ts';
import { slackAppOf } from '../../usecases/chat/slack-app.ts';
import { inSlack } from '../../usecases/chat/slack-workspace.ts';
import type { CallbackRequest, Receive, ReceiveContext } from './part.ts';

const UrlVerification = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_000) });

/** Slack is content, and nobody sees anything. */
const taken: HttpReply = { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: '' };

/** A text as JSON; 400 when it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'INVALID', 'the body cannot be read');
  }
}

const formOf = ({ body }: CallbackRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(body));

/** Throws 403 for what Slack has not signed with our app's secret in the last minutes; nobody learns whether there is an app. */
async function verify(ctx: ReceiveContext, { headers, raw }: CallbackRequest): Promise<void> {
  const app = await slackAppOf(ctx);
  const signed = {
    timestamp: headers['x-slack-request-timestamp'],
    signature: headers['x-slack-signature'],
    raw,
  };
  if (app === undefined || !isSignedBySlack(app.signingSecret, signed, ctx.clock.now()))
    throw new HttpError(403, 'FORBIDDEN', 'the request is not signed by Slack, or not now');
}

/** What is called for, by the path it came on; undefined for what asks for nothing. */
const readers: Readonly<Record<string, (request: CallbackRequest) => SlackCall | undefined>> = {
  '/callbacks/slack/commands': (request) => slackCommandIn(formOf(request)),
  '/callbacks/slack/interactions': (request) => slackInteractionIn(jsonOf(formOf(request).payload ?? '')),
  '/callbacks/slack/events': ({ body }) => slackEventIn(jsonOf(body)),
};

/**
 * Takes what Slack calls (https://docs.slack.dev/apis/events-api/using-http-request-urls): verifies it, opens dialogs and finds choices
 * within the three seconds that Slack waits, and hands over what is to be done.
 */
export const receiveSlack: Receive = async (ctx, request): Promise<HttpReply> => {
  await verify(ctx, request);
  const read = request.method === 'POST' ? readers[request.path] : undefined;
  if (read === undefined) throw new HttpError(404, 'NOT_FOUND', 'there is nothing here');
  if (request.path.endsWith('/events')) {
    const asked = UrlVerification.safeParse(jsonOf(request.body));
    if (asked.success) return { ...taken, body: asked.data.challenge };
  }
  const call = read(request);
  if (call === undefined) return taken;
  const app = await inSlack(ctx);
  if (app === undefined) return taken;
  const immediate = await answerSlackAtOnce(ctx, call, app);
  switch (immediate.kind) {
    case 'done':
      return taken;
    case 'answer':
      return { status: 200, body: immediate.body };
    case 'work':
      await ctx.callbackWork.hand('slack', { ...call });
      return taken;
  }
};
