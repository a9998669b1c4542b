import type { TeamsCall, TeamsWish } from '../../../functions/domain/chat/teams-activity.ts';
import type { TeamsApp } from '../../../functions/domain/chat/teams-app.ts';
import { answerTeams } from '../../../functions/usecases/chat/teams.ts';
import { teamsWorld } from '../../callbacks/teams-world.ts';
import { ada } from '../../chat/activities.ts';
import { appId, serviceUrl, tenantId } from '../../chat/bot-framework.ts';

export const app: TeamsApp = { appId, tenantId, clientSecret: 'hush' };

/** What somebody says to the bot, or among people. */
export const said = (text: string, isAddressed = true): TeamsWish => ({ kind: 'said', text, isAddressed });

/** A world in which somebody, Ada unless said, asks for something in a channel of Teams. */
export async function teamsAsking() {
  const world = await teamsWorld();
  let calls = 0;
  const ask = (wish: TeamsWish, facts: Partial<TeamsCall> = {}, work = world.work) => {
    calls += 1;
    const call = {
      activity: `activity ${calls}`,
      serviceUrl,
      person: { id: ada.aadObjectId, account: ada.id, name: ada.name },
      place: { conversation: '19:channel', isPersonal: false },
      wish,
      ...facts,
    } as TeamsCall;
    return answerTeams(work, app, call);
  };
  const press = (verb: string, data: object = {}, isAnswered = true) =>
    ({ kind: 'pressed', data: { verb, alertId: String(world.alertId), ...data }, isAnswered }) as TeamsWish;
  return { ...world, ask, press };
}
export type TeamsAsking = Awaited<ReturnType<typeof teamsAsking>>;
