import { activityIn, callOf, type TeamsActivity, tenantsOf } from '../../domain/chat/teams-activity.ts';
import type { TeamsApp } from '../../domain/chat/teams-app.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { teamsAppOf } from '../../usecases/chat/teams-app.ts';
import type { CallbackRequest, Receive, ReceiveContext } from './part.ts';

function activityOf({ body }: CallbackRequest): TeamsActivity {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new InvalidInputError('', 'the body is no JSON', { cause });
  }
  return activityIn(value) ?? refuseForm();
}

function refuseForm(): never {
  throw new InvalidInputError('type', 'is that of no activity');
}

/** Throws 403 for what the Bot Framework has not signed for our bot and tenant; nobody learns whether there is one. */
async function verify(ctx: ReceiveContext, { headers }: CallbackRequest, activity: TeamsActivity): Promise<TeamsApp> {
  const app = await teamsAppOf(ctx);
  const { channelId, serviceUrl } = activity;
  const claimed = { channelId, serviceUrl, tenantIds: tenantsOf(activity) };
  const verdict = app && (await ctx.activityTokens.verdictOf(headers.authorization, claimed, app));
  if (verdict?.kind === 'unknown') {
    ctx.log.warn('whether an activity is genuine is unknown', { why: verdict.why });
    throw new HttpError(503, 'BUSY', 'the keys of the Bot Framework cannot be read now', { 'retry-after': '30' });
  }
  if (app === undefined || verdict?.kind !== 'genuine') {
    ctx.log.info('an activity was refused', { why: verdict?.kind === 'forged' ? verdict.why : 'there is no app' });
    throw new HttpError(403, 'FORBIDDEN', 'the request is not signed by the Bot Framework for this bot');
  }
  return app;
}

/**
 * Takes what Teams sends. Who presses a button or fills in a dialog waits for the answer; everything else is handed over
 * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
 */
export const receiveTeams: Receive = async (ctx, request): Promise<HttpReply> => {
  if (request.path !== '/callbacks/teams/messages') throw new HttpError(404, 'NOT_FOUND', 'there is nothing here');
  if (request.method !== 'POST') throw new HttpError(405, 'NOT_ALLOWED', 'activities are posted', { allow: 'POST' });
  const activity = activityOf(request);
  await verify(ctx, request, activity);
  const call = callOf(activity);
  if (call === undefined) return { status: 200, body: {} };
  if (activity.type === 'invoke') return { status: 200, body: (await ctx.callbackWork.ask('teams', { call })) ?? {} };
  await ctx.callbackWork.hand('teams', { call });
  return { status: 202, body: {} };
};
