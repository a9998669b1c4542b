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
import { languageOf, page } from './pages.ts';
import {
  beginHere,
  bodyOf,
  isForm,
  redirect,
  route,
  type SignInCall,
  type SignInRoute,
  signedIn,
  signedInCookies,
} from './route.ts';

const formOf = async ({ ctx, host, request }: SignInCall, to: string | null) => ({
  language: languageOf(request),
  to: safePath(to),
  passkeyOrigin: host.passkeyOrigin,
  providers: await activeProviders(ctx),
});

const showLogin = async (call: SignInCall): Promise<HttpReply> =>
  page(loginPage(await formOf(call, call.request.query.get('to'))));

/** Answers everybody alike: whoever sends the mail finds out whether the address is a user's. */
async function askByEmail(call: SignInCall): Promise<HttpReply> {
  const { ctx, request, rateLimit } = call;
  let input: LinkInput;
  try {
    input = parseInput(LinkInput, bodyOf(request));
  } catch (error) {
    if (!isForm(request) || !(error instanceof InvalidInputError)) throw error;
    const to = new URLSearchParams(request.body).get('to');
    return page(loginPage({ ...(await formOf(call, to)), problem: 'EMAIL' }), 400);
  }
  if (rateLimit > 0) await countBeginning(ctx, { sourceIp: request.sourceIp, email: input.email, rateLimit });
  const { secret, cookies } = beginHere(call);
  await askForLink(ctx, input, secret);
  if (isForm(request)) return { ...page(mailSentPage(languageOf(request)), 202), cookies };
  return {
    status: 202,
    cookies,
    body: { status: 202, message: 'if the address is known, a link is on its way to it' },
  };
}

/** Mail programs and scanners look at links: looking changes nothing. */
async function showLink({ ctx, request, params }: SignInCall): Promise<HttpReply> {
  await readLink(ctx, params.token ?? '');
  return page(linkPage(languageOf(request)));
}

async function useLink(call: SignInCall): Promise<HttpReply> {
  const { ctx, cookies, request, params } = call;
  const { secret, to } = await followLink(ctx, {
    token: params.token ?? '',
    browserSecret: cookies.read('browser', request.cookies),
    userAgent: request.headers['user-agent'],
    before: (await signedIn(call))?.session,
  });
  return { ...redirect(to), cookies: signedInCookies(call, secret) };
}

/** Signing in by a link that is sent by e-mail. */
export const linkRoutes: readonly SignInRoute[] = [
  route('GET', '/auth/login', showLogin),
  route('POST', '/auth/email', askByEmail),
  route('GET', '/auth/link/{token}', showLink),
  route('POST', '/auth/link/{token}', useLink),
];
