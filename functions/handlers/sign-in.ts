import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { hostAt } from '../domain/session/host.ts';
import { createCookies } from '../platform/cookies.ts';
import { errorReply, readRequest, writeReply } from '../platform/http.ts';
import { masterSecret } from '../platform/secrets.ts';
import { createSignIn, type SignIn } from './sign-in/create-sign-in.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { settings } from './world/settings.ts';
import { store } from './world/store.ts';

/** Signing in with the key of its cookies; a failed build is tried again by the next request. */
async function build(): Promise<SignIn> {
  const cookies = createCookies(await masterSecret(), hostAt(settings.publicUrl));
  return createSignIn({ ...base, store, settings }, { cookies });
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
