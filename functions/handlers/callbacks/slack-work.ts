import { StoredSlackCall } from '../../domain/chat/slack-call.ts';
import { doInSlack } from '../../usecases/chat/slack.ts';
import { inSlack } from '../../usecases/chat/slack-workspace.ts';
import type { Work } from './part.ts';

/** Does what somebody has asked for in Slack. */
export const workOfSlack: Work = async (ctx, work) => {
  const call = StoredSlackCall.parse(work);
  const app = await inSlack(ctx);
  if (app === undefined) return ctx.log.warn('Slack has called, and there is no app any more');
  await doInSlack(ctx, call, app);
};
