import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { lambdaCallbackWork } from '../platform/callback-work.ts';
import { environment } from '../platform/environment.ts';
import { errorReply, readRequest, writeReply } from '../platform/http.ts';
import { masterSecret } from '../platform/secrets.ts';
import { createTokens } from '../platform/tokens.ts';
import { createReceiver } from './callbacks/receive.ts';
import { base } from './world/base.ts';
import { activityTokens, slackWithin } from './world/chat.ts';
import { lambda } from './world/lambda.ts';
import { settings } from './world/settings.ts';
import { unsealedStore } from './world/unsealed-store.ts';

/** Slack waits three seconds for an answer, of which a dialog that is opened takes its part. */
const slack = slackWithin(2_000);
const callbackWork = lambdaCallbackWork(environment('CALLBACK_FUNCTION'));

async function build(): Promise<ReturnType<typeof createReceiver>> {
  const [store, secret] = await Promise.all([unsealedStore(), masterSecret()]);
  return createReceiver({
    ...base,
    store,
    settings,
    slack,
    activityTokens,
    callbackWork,
    tokens: createTokens(secret, base.clock),
  });
}

let receiver: ReturnType<typeof build> | undefined;

/** Takes what chats and ticket tools call: verifies it, answers in time, and leaves the work to `handle-callback`. */
const handle = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  try {
    receiver ??= build();
    const answer = await receiver;
    return await answer(event);
  } catch (error) {
    receiver = undefined;
    return writeReply(errorReply(error, base.log, readRequest(event)));
  }
};

export const handler = lambda(handle);
