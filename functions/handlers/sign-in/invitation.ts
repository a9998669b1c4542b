import { DomainError } from '../../domain/errors.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { invitationPage, welcomePage } from '../../render/sign-in/invitation-pages.tsx';
import { followInvitation, readInvitation } from '../../usecases/sign-in/follow-invitation.ts';
import { languageOf, page } from './pages.ts';
import {
  accountPath,
  beginHere,
  redirect,
  route,
  type SignInCall,
  type SignInRoute,
  signedIn,
  signedInCookies,
  toSignIn,
} from './route.ts';

const welcomePath = '/auth/welcome';

/** Mail programs and scanners look at links: looking changes nothing. The page names whose account it is. */
async function showInvitation(call: SignInCall): Promise<HttpReply> {
  const { ctx, request, params } = call;
  const here = await signedIn(call);
  const { user, provider, isSomebodyElses } = await told(() => readInvitation(ctx, params.token ?? '', here));
  const shown = invitationPage({
    language: languageOf(request),
    user,
    provider,
    somebodyElse: isSomebodyElses ? (here?.user?.email ?? here?.session.email) : undefined,
  });
  return { ...page(shown), cookies: beginHere(call).cookies };
}

/**
 * Only from the page itself: a form of another site brings no cookie of ours, or tells where it comes from, so that nobody is signed in
 * as somebody else by a page they only looked at.
 */
async function acceptInvitation(call: SignInCall): Promise<HttpReply> {
  const { ctx, cookies, request, params } = call;
  const here = await signedIn(call);
  const invited = await told(() => readInvitation(ctx, params.token ?? '', here));
  if (cookies.read('browser', request.cookies) === undefined)
    throw new HttpError(403, 'NOT_BEGUN_HERE', 'open the link of the invitation first, in this browser');
  const userAgent = request.headers['user-agent'];
  const secret = await told(() => followInvitation(ctx, invited, { here, userAgent }));
  return { ...redirect(welcomePath), cookies: signedInCookies(call, secret) };
}

/** The words for people are those of invitations. */
async function told<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'GONE') throw new HttpError(410, 'INVITATION_OVER', error.message);
    if (error.code === 'FORBIDDEN') throw new HttpError(403, 'INVITATION_REFUSED', error.message);
    throw error;
  }
}

/** Where they arrive: how they get in from now on. */
async function showWelcome(call: SignInCall): Promise<HttpReply> {
  const { user } = (await signedIn(call)) ?? {};
  if (user === undefined) return toSignIn(call, accountPath);
  const { email } = user;
  return page(welcomePage({ language: languageOf(call.request), email, passkeyOrigin: call.host.passkeyOrigin }));
}

/** Coming in by an invitation. */
export const invitationRoutes: readonly SignInRoute[] = [
  route('GET', '/auth/invitation/{token}', showInvitation),
  route('POST', '/auth/invitation/{token}', acceptInvitation),
  route('GET', welcomePath, showWelcome),
];
