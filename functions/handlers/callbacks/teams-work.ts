import * as z from 'zod';
import { TeamsCall } from '../../domain/chat/teams-activity.ts';
import { answerTeams } from '../../usecases/chat/teams.ts';
import { teamsAppOf } from '../../usecases/chat/teams-app.ts';
import type { Work } from './part.ts';

const Asked = z.object({ call: TeamsCall });

/** Does what somebody has asked for in Teams; what it answers is for the button or dialog that waits. */
export const workOfTeams: Work = async (ctx, work) => {
  const { call } = Asked.parse(work);
  const app = await teamsAppOf(ctx);
  return app === undefined ? undefined : answerTeams(ctx, app, call);
};
