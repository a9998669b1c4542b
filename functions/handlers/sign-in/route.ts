import { userActor } from '../../domain/access/user-actor.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { hostAt, type SignInHost } from '../../domain/session/host.ts';
import type { Cookies } from '../../platform/cookies.ts';
import { HttpError, type HttpReply, type HttpRequest } from '../../platform/http.ts';
import { parseJsonBody } from '../../platform/json-body.ts';
import type { PageKeys } from '../../platform/page-keys.ts';
import type { Context } from '../../ports/context.ts';
import { mayGoOn } from '../../usecases/page/guest.ts';
import { type SignedIn, whoIsSignedIn } from '../../usecases/sign-in/who-is-signed-in.ts';
import { takePagePass } from './page-pass.ts';

/** What signing in may touch. */
export type SignInContext = Context<
  'store' | 'settings' | 'tokens' | 'signInMails' | 'notifications' | 'openId' | 'openIdTies'
>;

/** One call of a route of signing in. Where a request comes from was looked at before. */
export interface SignInCall {
  readonly ctx: SignInContext;
  readonly host: SignInHost;
  /** The status page on whose host this is; absent on the console's and the API's. */
  readonly page?: StatusPage | undefined;
  readonly cookies: Cookies;
  readonly pageKeys: PageKeys;
  readonly request: HttpRequest;
  /** Beginnings that one network has in a quarter of an hour; 0: nothing is counted. */
  readonly rateLimit: number;
  readonly params: Readonly<Record<string, string>>;
}

export interface SignInRoute {
  readonly method: string;
  /** Segments between slashes; `{id}` takes one. */
  readonly path: string;
  readonly run: (call: SignInCall) => Promise<HttpReply>;
}

/** Where people look after how they get in. */
export const accountPath = '/auth/account';

export const route = (method: string, path: string, run: SignInRoute['run']): SignInRoute => ({ method, path, run });

/** The session of this browser on this host, whatever it is still good for: one that was begun on another host is none here. */
export async function sessionHere({ ctx, page, cookies, request }: SignInCall): Promise<SignedIn | undefined> {
  const secret = cookies.read('session', request.cookies);
  const found = secret === undefined ? undefined : await whoIsSignedIn(ctx, secret);
  return found?.session.page === page?.id ? found : undefined;
}

/** Who is signed in on this browser; undefined when nobody is, or the page whose host this is does not let them in any more. */
export async function signedIn(call: SignInCall): Promise<SignedIn | undefined> {
  const { ctx, page } = call;
  const found = await sessionHere(call);
  return found === undefined || page === undefined || (await mayGoOn(ctx, page, found)) ? found : undefined;
}

/** Who is signed in on this browser; throws 401 when nobody is. */
export async function needSignedIn(call: SignInCall): Promise<SignedIn> {
  const found = await signedIn(call);
  if (found === undefined) throw new HttpError(401, 'UNAUTHORIZED', 'nobody is signed in here');
  return found;
}

/** The user who is signed in, and acts; throws 401 when there is none, or somebody is let in by their address alone. */
export async function needUser(call: SignInCall) {
  const { user, session } = await needSignedIn(call);
  if (user === undefined) throw new HttpError(401, 'UNAUTHORIZED', 'no user is signed in here');
  return { user, ctx: { ...call.ctx, actor: { ...userActor(user), session: { id: session.id } } } };
}

/** Whether a form was sent, by a person who wants to see a page. */
export const isForm = ({ headers }: Pick<HttpRequest, 'headers'>): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');

/** The body as an object: a form's fields, of which the last of a name counts, or JSON. */
export function bodyOf(request: HttpRequest): object {
  if (isForm(request)) return Object.fromEntries(new URLSearchParams(request.body));
  const body = parseJsonBody(request.body) ?? {};
  if (typeof body !== 'object' || Array.isArray(body))
    throw new InvalidInputError('', 'a JSON object or a form is expected as the body');
  return body;
}

/** Sends the browser on to a path of this host, by GET. */
export const redirect = (to: string): HttpReply => ({
  status: 303,
  headers: { location: to, 'cache-control': 'no-store' },
});

/** Whether people live on this host: it is the console's, or that of a status page. */
const isHome = ({ ctx, host, page }: Pick<SignInCall, 'ctx' | 'host' | 'page'>): boolean =>
  page !== undefined || host.origin === hostAt(ctx.settings.consoleUrl).origin;

/**
 * Where somebody says who they are to get to a path of this host: on the console's, where most are signed in, also from the API's, which has
 * the same paths.
 */
export const toSignIn = (call: Pick<SignInCall, 'ctx' | 'host' | 'page'>, path: string): HttpReply =>
  redirect(isHome(call) ? `/auth/login?to=${encodeURIComponent(path)}` : `${call.ctx.settings.consoleUrl}${path}`);

/** Where somebody goes who has signed in here: the API's host has nothing to show but their account, and the console knows them not yet. */
export const placeAfter = (call: Pick<SignInCall, 'ctx' | 'host' | 'page'>, to: string): string =>
  isHome(call) || /^\/(auth|api|answer)\//.test(to) ? to : accountPath;

/** Where people arrive who name no path. */
export const arrival = (call: Pick<SignInCall, 'ctx' | 'host' | 'page'>): HttpReply =>
  redirect(isHome(call) ? accountPath : `${call.ctx.settings.consoleUrl}/`);

/** Something of one's own is gone: a form goes back to where people look after it, a program is told no more. */
export const goneFrom = (request: Pick<HttpRequest, 'headers'>): HttpReply =>
  isForm(request) ? redirect(accountPath) : { status: 204 };

/** As long as anything that is begun may take to end. */
const beginningLasts = { minutes: 15 };

/** The secret by which this browser is known until it is signed in: the one it has, or a new one. */
export function beginHere({ ctx, cookies, request }: SignInCall): {
  readonly secret: string;
  readonly cookies: readonly string[];
} {
  const secret = cookies.read('browser', request.cookies) ?? ctx.ids.secret();
  return { secret, cookies: [cookies.give('browser', secret, beginningLasts)] };
}

const sessionCookieLasts = { days: 30 };

/** The cookie of a new session, and the end of what was given to the browser before it was known. */
export const signedInCookies = (
  { cookies, host, page }: Pick<SignInCall, 'cookies' | 'host' | 'page'>,
  secret: string,
): readonly string[] => [
  cookies.give('session', secret, sessionCookieLasts),
  cookies.take('browser'),
  ...(page === undefined ? [] : [takePagePass(host)]),
];
