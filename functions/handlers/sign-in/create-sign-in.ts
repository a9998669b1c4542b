import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Cookies } from '../../platform/cookies.ts';
import { errorReply, type HttpReply, type HttpRequest, readRequest, writeReply } from '../../platform/http.ts';
import type { PageKeys } from '../../platform/page-keys.ts';
import { refuseForeign } from '../../platform/refuse-foreign.ts';
import { router } from '../api/route.ts';
import { accountRoutes } from './account.ts';
import { alertRoutes } from './alert.ts';
import { chatRoutes } from './chat.ts';
import { fileRoutes } from './files.ts';
import { grantRoutes } from './grants.ts';
import { invitationRoutes } from './invitation.ts';
import { linkRoutes } from './link.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { oidcRoutes } from './oidc.ts';
import { pageRoutes } from './page.ts';
import { faceOf, languageOf, refusedPage, wantsPage } from './pages.ts';
import { passkeyRoutes } from './passkeys.ts';
import type { SignInContext, SignInRoute } from './route.ts';
import { sessionRoutes } from './sessions.ts';
import { subscribeRoutes } from './subscribe.ts';
import { toMainRoutes, toPageRoutes } from './to-page.ts';
import { whereAsked } from './where-asked.ts';

/** Everything under `/auth`, and what apps ask of people. */
export const signInRoutes: readonly SignInRoute[] = [
  ...accountRoutes,
  ...linkRoutes,
  ...invitationRoutes,
  ...oidcRoutes,
  ...passkeyRoutes,
  ...sessionRoutes,
  ...grantRoutes,
  ...fileRoutes,
  ...oauthRoutes,
  ...toPageRoutes,
  ...chatRoutes,
  ...alertRoutes,
];

const find = router(signInRoutes);

/** What there is of it on the hosts of status pages. */
export const pageHostRoutes: readonly SignInRoute[] = [
  ...linkRoutes,
  ...sessionRoutes.filter(({ path }) => path !== '/auth/sessions/{id}/end'),
  ...pageRoutes,
  ...subscribeRoutes,
  ...toMainRoutes,
  ...fileRoutes.filter(({ path }) => path === '/auth/style.css'),
];

const findOnPageHost = router(pageHostRoutes);

export interface SignInKeys {
  readonly cookies: Cookies;
  readonly pageKeys: PageKeys;
  /** Beginnings that one network has in a quarter of an hour; 0: nothing is counted. */
  readonly rateLimit: number;
}

export type SignIn = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** Signing in over a world: reads the request, refuses what other sites ask for, runs the route and words the answer. */
export function createSignIn(ctx: SignInContext, { cookies, pageKeys, rateLimit }: SignInKeys): SignIn {
  async function answer(sent: HttpRequest): Promise<HttpReply> {
    const { host, page, request } = await whereAsked(ctx, pageKeys, sent);
    try {
      refuseForeign(request, host);
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      const { route, params } = (page === undefined ? find : findOnPageHost)(method, request.path);
      return await route.run({ ctx, host, page, cookies, pageKeys, request, rateLimit, params });
    } catch (error) {
      return refusal(error, request, page);
    }
  }

  /** For people a page that looks like the others of its host; for programs the error. */
  async function refusal(error: unknown, request: HttpRequest, page?: StatusPage): Promise<HttpReply> {
    const refused = errorReply(error, ctx.log, request);
    if (!wantsPage(request)) return refused;
    if (page !== undefined && isOfSubscribers(request.path))
      return (await import('./subscribe-refused.ts')).refusedSubscription(error, refused, request, page);
    return refusedPage(error, refused, { language: languageOf(request), face: faceOf(page) });
  }

  return async (event) => {
    const request = readRequest(event);
    const reply = await answer(request).catch((error: unknown) => refusal(error, request));
    return writeReply({ ...reply, headers: { ...always, ...reply.headers } });
  };
}

const isOfSubscribers = (path: string): boolean => path === '/subscribe' || path.startsWith('/subscribe/');

/** Who is signed in is nobody else's business, and no cache's. */
const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
