import { InvalidInputError } from '../../domain/errors.ts';
import { safePath } from '../../domain/session/safe-path.ts';
import type { HttpReply } from '../../platform/http.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { linkPage, mailSentPage } from '../../render/sign-in/link-pages.tsx';
import { loginPage } from '../../render/sign-in/login-page.tsx';
import { askForLink } from '../../usecases/sign-in/ask-for-link.ts';
import { followLink, readLink } from '../../usecases/sign-in/follow-link.ts';
import { LinkInput } from '../../usecases/sign-in/inputs.ts';
import { activeProviders } from '../../usecases/sign-in/provider-of-address.ts';
import { countBeginning } from '../../usecases/sign-in/within-limits.ts';
import { page as document, faceOf, languageOf } from './pages.ts';
import {
  beginHere,
  bodyOf,
  isForm,
  placeAfter,
  redirect,
  route,
  type SignInCall,
  type SignInRoute,
  sessionHere,
  signedInCookies,
} from './route.ts';

/** Passkeys and identity providers belong to the console's host and the API's; a private page sends to the console's. */
const formOf = async ({ ctx, host, page, request }: SignInCall, to: string | null) => ({
  language: languageOf(request),
  to: safePath(to),
  face: faceOf(page),
  hasOtherWays: page !== undefined && page.visibility !== 'PUBLIC',
  ...(page === undefined && { passkeyOrigin: host.passkeyOrigin, providers: await activeProviders(ctx) }),
});

const showLogin = async (call: SignInCall): Promise<HttpReply> =>
  document(loginPage(await formOf(call, call.request.query.get('to'))));

/** Answers everybody alike: whoever sends the mail finds out whether the address is a user's. */
async function askByEmail(call: SignInCall): Promise<HttpReply> {
  const { ctx, request, rateLimit } = call;
  let input: LinkInput;
  try {
    input = parseInput(LinkInput, bodyOf(request));
  } catch (error) {
    if (!isForm(request) || !(error instanceof InvalidInputError)) throw error;
    const to = new URLSearchParams(request.body).get('to');
    return document(loginPage({ ...(await formOf(call, to)), problem: 'EMAIL' }), 400);
  }
  if (rateLimit > 0) await countBeginning(ctx, { sourceIp: request.sourceIp, email: input.email, rateLimit });
  const { secret, cookies } = beginHere(call);
  await askForLink(ctx, input, {
    browserSecret: secret,
    page: call.page?.id,
    host: new URL(call.host.origin).hostname,
    language: languageOf(request),
  });
  if (isForm(request)) {
    const body = mailSentPage({ language: languageOf(request), face: faceOf(call.page) });
    return { ...document(body, 202), cookies };
  }
  return {
    status: 202,
    cookies,
    body: { status: 202, message: 'if the address is known, a link is on its way to it' },
  };
}

/** Mail programs and scanners look at links: looking changes nothing. */
async function showLink({ ctx, page, request, params }: SignInCall): Promise<HttpReply> {
  await readLink(ctx, { token: params.token ?? '', page: page?.id });
  return document(linkPage({ language: languageOf(request), face: faceOf(page) }));
}

async function useLink(call: SignInCall): Promise<HttpReply> {
  const { ctx, cookies, request, params } = call;
  const { secret, to } = await followLink(ctx, {
    token: params.token ?? '',
    page: call.page?.id,
    browserSecret: cookies.read('browser', request.cookies),
    userAgent: request.headers['user-agent'],
    before: (await sessionHere(call))?.session,
  });
  return { ...redirect(placeAfter(call, to)), cookies: signedInCookies(call, secret) };
}

/** Signing in by a link that is sent by e-mail. */
export const linkRoutes: readonly SignInRoute[] = [
  route('GET', '/auth/login', showLogin),
  route('POST', '/auth/email', askByEmail),
  route('GET', '/auth/link/{token}', showLink),
  route('POST', '/auth/link/{token}', useLink),
];
