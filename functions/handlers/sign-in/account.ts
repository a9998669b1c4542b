import { NotFoundError } from '../../domain/errors.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { accountPage } from '../../render/sign-in/account-page.tsx';
import { grantsOf } from '../../usecases/oauth/grants.ts';
import { ownSessions } from '../../usecases/sign-in/sessions.ts';
import { languageOf, page, wantsPage } from './pages.ts';
import { accountPath, arrival, route, type SignInCall, type SignInRoute, signedIn, toSignIn } from './route.ts';

async function showAccount(call: SignInCall): Promise<HttpReply> {
  const { ctx, host, request } = call;
  const found = await signedIn(call);
  if (found?.user === undefined) return toSignIn(call, accountPath);
  const { user, session } = found;
  const [passkeys, sessions, grants] = await Promise.all([
    ctx.store.passkeys.ofUser(user.id),
    ownSessions(ctx, session),
    grantsOf(ctx, user.id),
  ]);
  return page(
    accountPage({
      language: languageOf(request),
      email: user.email,
      timezone: user.timezone,
      passkeyOrigin: host.passkeyOrigin,
      passkeys,
      apps: grants.map(({ grant, app }) => ({ ...grant, name: app.name })),
      sessions: sessions.map((one) => ({ ...one, isCurrent: one.id === session.id })),
    }),
  );
}

/** The API's own address, without a path: a person is led to the console, a tool is told that nothing is here. */
async function arrive(call: SignInCall): Promise<HttpReply> {
  const { request } = call;
  if (wantsPage(request)) return arrival(call);
  if (request.headers.authorization !== undefined) throw new NotFoundError('page', '/');
  throw new HttpError(401, 'UNAUTHORIZED', 'an API key or a session is needed: Authorization: Bearer <key>');
}

/** What somebody who is signed in sees, and where they arrive. */
export const accountRoutes: readonly SignInRoute[] = [
  route('GET', '/', arrive),
  route('GET', accountPath, showAccount),
];
