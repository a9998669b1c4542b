import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { hostAt } from '../domain/session/host.ts';
import { s3Blobs } from '../platform/blobs.ts';
import { createCookies } from '../platform/cookies.ts';
import { environment } from '../platform/environment.ts';
import { errorReply, readRequest, writeReply } from '../platform/http.ts';
import { awsOperation } from '../platform/operation.ts';
import { masterSecret } from '../platform/secrets.ts';
import { createTokens } from '../platform/tokens.ts';
import type { Fetch } from '../ports/fetch.ts';
import { type Api, createApi } from './api/create-api.ts';
import { actionWork } from './world/action-work.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/queued-later.ts';
import { settings } from './world/settings.ts';
import { unsealedStore } from './world/unsealed-store.ts';
import { workflow } from './world/workflow.ts';

/** Calendars are fetched rarely: what keeps that to public addresses comes with the first one. */
const publicFetch: Fetch = async (url) => (await import('../platform/public-fetch.ts')).publicFetch(url);

/** The API with the secrets it needs; a failed build is tried again by the next request. */
async function buildApi(): Promise<Api> {
  const [store, secret] = await Promise.all([unsealedStore(), masterSecret()]);
  const world = {
    ...base,
    store,
    notifications,
    workflow,
    actionWork,
    settings: { ...settings, stateMachineArn: environment('STATE_MACHINE_ARN') },
    operation: awsOperation(
      {
        stage: environment('STAGE'),
        queueUrl: environment('NOTIFICATION_QUEUE_URL'),
        hasTextIdentity: settings.twoWaySms,
      },
      base.clock,
    ),
    fetch: publicFetch,
    blobs: s3Blobs(environment('BLOB_BUCKET')),
    tokens: createTokens(secret, base.clock),
  };
  const cookies = createCookies(secret, hostAt(settings.publicUrl));
  return createApi(world, { callsPerMinute: Number(environment('API_RATE_LIMIT')), cookies });
}

let api: Promise<Api> | undefined;

/** Everything people and their tools ask over HTTP, but for events. */
const handle = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  try {
    api ??= buildApi();
    const answer = await api;
    return await answer(event);
  } catch (error) {
    api = undefined;
    return writeReply(errorReply(error, base.log, readRequest(event)));
  }
};

export const handler = lambda(handle);
