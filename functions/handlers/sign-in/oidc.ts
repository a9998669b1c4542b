import { HttpError, type HttpReply } from '../../platform/http.ts';
import { OpenIdError } from '../../ports/openid.ts';
import { countBeginning } from '../../usecases/sign-in/within-limits.ts';
import { idIn } from '../api/route.ts';
import {
  beginHere,
  placeAfter,
  redirect,
  route,
  type SignInCall,
  type SignInRoute,
  signedIn,
  signedInCookies,
} from './route.ts';

/** Links and passkeys do without it: it comes when it is asked for. */
const flow = () => import('../../usecases/sign-in/oidc-sign-in.ts');

async function start(call: SignInCall): Promise<HttpReply> {
  const { ctx, request, rateLimit } = call;
  const providerId = idIn(call, 'provider');
  if (rateLimit > 0) await countBeginning(ctx, { sourceIp: request.sourceIp, rateLimit });
  const { secret, cookies } = beginHere(call);
  const to = request.query.get('to');
  const address = await told(call, async () =>
    (await flow()).startOverProvider(ctx, { providerId, to, browserSecret: secret, host: call.host }),
  );
  return { ...redirect(address), cookies };
}

async function finish(call: SignInCall): Promise<HttpReply> {
  const { ctx, cookies, request } = call;
  const before = (await signedIn(call))?.session;
  const { secret, to } = await told(call, async () =>
    (await flow()).finishOverProvider(ctx, {
      query: request.query.toString(),
      host: call.host,
      browserSecret: cookies.read('browser', request.cookies),
      userAgent: request.headers['user-agent'],
      before,
    }),
  );
  return { ...redirect(placeAfter(call, to)), cookies: signedInCookies(call, secret) };
}

/** The operator learns from the log what went wrong, the person at the browser only that it did. */
async function told<T>({ ctx }: SignInCall, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof OpenIdError) {
      const { trouble, detail } = error;
      ctx.log.warn('signing in over a provider failed', { trouble, detail });
      throw new HttpError(400, 'PROVIDER_FAILED', 'signing in over the identity provider did not work');
    }
    if (error instanceof (await flow()).NotLetInError) {
      ctx.log.warn('somebody of a provider was not let in', { refusal: error.refusal });
      throw new HttpError(403, 'NOT_LET_IN', error.message);
    }
    throw error;
  }
}

/** Signing in over an identity provider. */
export const oidcRoutes: readonly SignInRoute[] = [
  route('GET', '/auth/oidc/callback', finish),
  route('GET', '/auth/oidc/{provider}/start', start),
];
