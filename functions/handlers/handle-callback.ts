import { SQSClient } from '@aws-sdk/client-sqs';
import { boundedClient } from '../platform/aws-client.ts';
import { environment } from '../platform/environment.ts';
import { sqsEventQueue } from '../platform/queues.ts';
import { masterSecret } from '../platform/secrets.ts';
import { createTokens } from '../platform/tokens.ts';
import { doCallbackWork } from './callbacks/work.ts';
import { base } from './world/base.ts';
import { slackWithin, teamsWithin } from './world/chat.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';
import { settings } from './world/settings.ts';
import { unsealedStore } from './world/unsealed-store.ts';
import { workflow } from './world/workflow.ts';

const events = sqsEventQueue(new SQSClient(boundedClient), environment('EVENT_QUEUE_URL'));
const slack = slackWithin(8_000);
/** Who presses a button in Teams waits for ten seconds at most. */
const teams = teamsWithin(4_000);

/** Does what somebody has asked for in a chat, and what ticket tools tell. */
const handle = async (message: unknown): Promise<unknown> => {
  const [store, secret] = await Promise.all([unsealedStore(), masterSecret()]);
  const tokens = createTokens(secret, base.clock);
  return doCallbackWork({ ...base, store, settings, notifications, workflow, events, slack, teams, tokens }, message);
};

export const handler = lambda(handle);
