import * as z from 'zod';
import { isSignedBySlack } from '../../platform/chat/slack-signature.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { slackAppOf } from '../../usecases/chat/slack-app.ts';
import type { CallbackRequest, Receive, ReceiveContext } from './part.ts';

const UrlVerification = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_000) });

/** The body as JSON; undefined when it is none. */
function jsonOf({ body }: Pick<CallbackRequest, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

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

/** Takes what Slack calls (https://docs.slack.dev/apis/events-api/using-http-request-urls). */
export const receiveSlack: Receive = async (ctx, request): Promise<HttpReply> => {
  await verify(ctx, request);
  if (request.method === 'POST' && request.path === '/callbacks/slack/events') {
    const asked = UrlVerification.safeParse(jsonOf(request));
    if (asked.success)
      return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: asked.data.challenge };
  }
  throw new HttpError(404, 'NOT_FOUND', 'there is nothing here');
};
