import { SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { hostAt } from '../domain/session/host.ts';
import { boundedClient } from '../platform/aws-client.ts';
import { createCookies } from '../platform/cookies.ts';
import { environment } from '../platform/environment.ts';
import { errorReply, readRequest, writeReply } from '../platform/http.ts';
import { sqsSignInMails } from '../platform/queues.ts';
import { masterSecret } from '../platform/secrets.ts';
import { createTokens } from '../platform/tokens.ts';
import { createSignIn, type SignIn } from './sign-in/create-sign-in.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { settings } from './world/settings.ts';
import { store } from './world/store.ts';

const signInMails = sqsSignInMails(new SQSClient(boundedClient), environment('NOTIFICATION_QUEUE_URL'));

/** Signing in with the key of its cookies; a failed build is tried again by the next request. */
async function build(): Promise<SignIn> {
  const secret = await masterSecret();
  const world = { ...base, store, settings, signInMails, tokens: createTokens(secret, base.clock) };
  return createSignIn(world, {
    cookies: createCookies(secret, hostAt(settings.publicUrl)),
    limits: environment('SIGN_IN_LIMITS') !== 'off',
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
