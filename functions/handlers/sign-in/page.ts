import { isListedAddress } from '../../domain/page/may-see.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { safePath } from '../../domain/session/safe-path.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import type { PagePass } from '../../platform/page-keys.ts';
import { noCookiesPage, waitPage } from '../../render/sign-in/page-door.tsx';
import { variantFor } from '../../usecases/page/viewer.ts';
import { countTurn, givePagePass, pagePassesIn } from './page-pass.ts';
import { page as document, faceOf, languageOf, wantsPage } from './pages.ts';
import { redirect, route, type SignInCall, type SignInRoute, signedIn } from './route.ts';

/**
 * Who is at the door of a private page, asked afresh each time: whoever is signed in and let in, or comes from a listed address. They are
 * given a cookie for less than a minute, and sent on when their browser is seen to keep it: so nobody is led in circles.
 */
async function enter(call: SignInCall): Promise<HttpReply> {
  const { ctx, host, request, pageKeys } = call;
  const page = call.page as StatusPage;
  const to = safePath(request.query.get('to'));
  if (page.visibility === 'PUBLIC') return redirect(to);
  const look = { language: languageOf(request), face: faceOf(page) };
  const pass = await passOf(call, page);
  if (pass === undefined) return atTheForm(call, to);
  if (pass === 'LATER') return later(document(waitPage(look), 202), doorTo(to));
  const now = ctx.clock.now();
  const viewer = { pageId: page.id, address: request.sourceIp };
  const isKept = pagePassesIn(host, request.cookies).some((text) => pageKeys.letsThrough(text, viewer, now));
  const { isRound, cookie } = countTurn(host, request.cookies, now);
  const cookies = [givePagePass(host, pageKeys.sign(pass, now)), ...(isKept ? [cookie] : [])];
  if (isKept && isRound) return { ...later(document(waitPage(look), 202), to), cookies };
  if (isKept) return { ...redirect(to), cookies };
  if (request.query.has('kept')) return { ...document(noCookiesPage(look), 403), cookies };
  return { ...redirect(`${doorTo(to)}&kept=1`), cookies };
}

/** Nobody is known: people are asked who they are, programs are refused. */
function atTheForm({ request }: SignInCall, to: string): HttpReply {
  if (wantsPage(request)) return redirect(`/auth/login?to=${encodeURIComponent(to)}`);
  throw new HttpError(401, 'UNAUTHORIZED', 'this status page is private: sign in at /auth/login');
}

const doorTo = (to: string): string => `/auth/page?to=${encodeURIComponent(to)}`;

/** What lets this visitor through; LATER where what they see is not there yet. */
async function passOf(call: SignInCall, page: StatusPage): Promise<PagePass | 'LATER' | undefined> {
  const found = await signedIn(call);
  if (page.audienceSpecific) {
    if (found?.user === undefined) return undefined;
    const variant = await variantFor(call.ctx, page, found.user);
    return variant === undefined ? 'LATER' : { pageId: page.id, variant };
  }
  if (found !== undefined) return { pageId: page.id, variant: 'all' };
  const address = call.request.sourceIp;
  return isListedAddress(page, address) ? { pageId: page.id, variant: 'all', address } : undefined;
}

/** The browser asks again by itself. */
const later = (reply: HttpReply, to: string): HttpReply => ({
  ...reply,
  headers: { ...reply.headers, 'retry-after': '3', refresh: `3; url=${to}` },
});

/** The door of a private status page, on its own host. */
export const pageRoutes: readonly SignInRoute[] = [route('GET', '/auth/page', enter)];
