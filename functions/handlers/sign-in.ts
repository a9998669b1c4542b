import { SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { hostAt, isOwnMachine } from '../domain/session/host.ts';
import { boundedClient } from '../platform/aws-client.ts';
import { createCookies } from '../platform/cookies.ts';
import { environment } from '../platform/environment.ts';
import { errorReply, readRequest, writeReply } from '../platform/http.ts';
import { createTies } from '../platform/openid-ties.ts';
import { createPageKeys } from '../platform/page-keys.ts';
import { sqsNotificationQueue, sqsSignInMails } from '../platform/queues.ts';
import { masterSecret } from '../platform/secrets.ts';
import { createTokens } from '../platform/tokens.ts';
import type { OpenId } from '../ports/openid.ts';
import { createSignIn, type SignIn } from './sign-in/create-sign-in.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { settings } from './world/settings.ts';
import { unsealedStore } from './world/unsealed-store.ts';

const queues = new SQSClient(boundedClient);
const queueUrl = environment('NOTIFICATION_QUEUE_URL');
const signInMails = sqsSignInMails(queues, queueUrl);
/** Only mails go out from here. */
const notifications = sqsNotificationQueue(queues, { notifications: queueUrl, voice: queueUrl });

let speaking: Promise<OpenId> | undefined;

/** OpenID Connect comes with the first who signs in so: links and passkeys do without it. */
async function speakOpenId(): Promise<OpenId> {
  const [{ createOpenId }, { createPublicAsk }] = await Promise.all([
    import('../platform/openid.ts'),
    import('../platform/public-fetch.ts'),
  ]);
  const isLocal = isOwnMachine(settings.publicUrl);
  const ask = createPublicAsk({ maximumBytes: 256 * 1024, timeoutMilliseconds: 5_000, withOwnMachine: isLocal });
  return createOpenId({ ask, clock: base.clock, isLocal });
}

const spoken = (): Promise<OpenId> => {
  speaking ??= speakOpenId();
  return speaking;
};

const openId: OpenId = {
  signInAddress: async (...asked) => (await spoken()).signInAddress(...asked),
  readAnswer: async (...asked) => (await spoken()).readAnswer(...asked),
};

/** Signing in with the key of its cookies; a failed build is tried again by the next request. */
async function build(): Promise<SignIn> {
  const [store, secret] = await Promise.all([unsealedStore(), masterSecret()]);
  const world = {
    ...base,
    store,
    settings,
    signInMails,
    notifications,
    tokens: createTokens(secret, base.clock),
    openId,
    openIdTies: createTies(secret),
  };
  return createSignIn(world, {
    cookies: createCookies(secret, hostAt(settings.publicUrl)),
    pageKeys: createPageKeys(secret, Number(environment('PAGE_KEYS'))),
    rateLimit: Number(environment('SIGN_IN_RATE_LIMIT')),
  });
}

let signIn: Promise<SignIn> | undefined;

/** How people get in, and how they get out: everything under `/auth`. */
const handle = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  try {
    signIn ??= build();
    const answer = await signIn;
    return await answer(event);
  } catch (error) {
    signIn = undefined;
    return writeReply(errorReply(error, base.log, readRequest(event)));
  }
};

export const handler = lambda(handle);
