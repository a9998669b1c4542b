import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { NotFoundError } from '../../domain/errors.ts';
import type { User } from '../../domain/user/user.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { accountPage } from '../../render/sign-in/account-page.tsx';
import {
  PasskeyBeginning,
  PasskeyName,
  PasskeyRegistrationInput,
  PasskeySignInInput,
} from '../../usecases/sign-in/inputs.ts';
import { presentPasskey, removePasskey, renamePasskey } from '../../usecases/sign-in/passkeys.ts';
import { ownSessions } from '../../usecases/sign-in/sessions.ts';
import { countBeginning } from '../../usecases/sign-in/within-limits.ts';
import { languageOf, page, wantsPage } from './pages.ts';
import {
  beginHere,
  bodyOf,
  isForm,
  needSignedIn,
  redirect,
  route,
  type SignInCall,
  type SignInRoute,
  signedIn,
  signedInCookies,
} from './route.ts';

/** What checks signatures is large, and most calls do without. */
const ceremony = () => import('../../usecases/sign-in/passkey-ceremony.ts');

const accountPath = '/auth/account';

/** The user who is signed in; throws 401 when there is none, or somebody is let in by their address alone. */
async function needUser(call: SignInCall): Promise<User> {
  const { user } = await needSignedIn(call);
  if (user === undefined) throw new HttpError(401, 'UNAUTHORIZED', 'no user is signed in here');
  return user;
}

/** The secret by which the browser is known that began this. */
function begunHere({ cookies, request }: SignInCall): string {
  const secret = cookies.read('browser', request.cookies);
  if (secret === undefined) throw new HttpError(403, 'FORBIDDEN', 'this was not begun in this browser');
  return secret;
}

async function beginSignIn(call: SignInCall): Promise<HttpReply> {
  const { ctx, host, request, limits } = call;
  const { to } = parseInput(PasskeyBeginning, bodyOf(request));
  if (limits) await countBeginning(ctx, { sourceIp: request.sourceIp });
  const { secret, cookies } = beginHere(call);
  const body = await (await ceremony()).beginPasskeySignIn(ctx, { host, browserSecret: secret }, to);
  return { status: 200, cookies, body };
}

async function endSignIn(call: SignInCall): Promise<HttpReply> {
  const { ctx, host, request } = call;
  const { attempt, credential } = parseInput(PasskeySignInInput, bodyOf(request));
  const { secret, to } = await (await ceremony()).endPasskeySignIn(
    ctx,
    { host, browserSecret: begunHere(call) },
    {
      attempt,
      credential: credential as AuthenticationResponseJSON,
      userAgent: request.headers['user-agent'],
      before: (await signedIn(call))?.session,
    },
  );
  return { status: 200, cookies: signedInCookies(call, secret), body: { to } };
}

async function beginRegistration(call: SignInCall): Promise<HttpReply> {
  const user = await needUser(call);
  const { secret, cookies } = beginHere(call);
  const body = await (await ceremony()).beginRegistration(call.ctx, { host: call.host, browserSecret: secret }, user);
  return { status: 200, cookies, body };
}

async function endRegistration(call: SignInCall): Promise<HttpReply> {
  const user = await needUser(call);
  const { attempt, credential, name = 'Passkey' } = parseInput(PasskeyRegistrationInput, bodyOf(call.request));
  const passkey = await (await ceremony()).endRegistration(
    call.ctx,
    { host: call.host, browserSecret: begunHere(call) },
    user,
    { attempt, name, credential: credential as RegistrationResponseJSON },
  );
  return { status: 201, body: presentPasskey(passkey) };
}

async function list(call: SignInCall): Promise<HttpReply> {
  const user = await needUser(call);
  return { status: 200, body: (await call.ctx.store.passkeys.ofUser(user.id)).map(presentPasskey) };
}

async function rename(call: SignInCall): Promise<HttpReply> {
  const user = await needUser(call);
  const { name } = parseInput(PasskeyName, bodyOf(call.request));
  const passkey = await renamePasskey(call.ctx, user.id, { id: call.params.id ?? '', name });
  return isForm(call.request) ? redirect(accountPath) : { status: 200, body: presentPasskey(passkey) };
}

async function remove(call: SignInCall): Promise<HttpReply> {
  const user = await needUser(call);
  await removePasskey(call.ctx, user.id, call.params.id ?? '');
  return isForm(call.request) ? redirect(accountPath) : { status: 204 };
}

async function showAccount(call: SignInCall): Promise<HttpReply> {
  const { ctx, host, request } = call;
  const found = await signedIn(call);
  if (found?.user === undefined) return redirect(`/auth/login?to=${encodeURIComponent(accountPath)}`);
  const { user, session } = found;
  const [passkeys, sessions] = await Promise.all([ctx.store.passkeys.ofUser(user.id), ownSessions(ctx, session)]);
  return page(
    accountPage({
      language: languageOf(request),
      email: user.email,
      timezone: user.timezone,
      passkeyOrigin: host.passkeyOrigin,
      passkeys,
      sessions: sessions.map((one) => ({ ...one, isCurrent: one.id === session.id })),
    }),
  );
}

/** Where people arrive who name no path: a person is shown their account, a tool is told that nothing is here. */
async function arrive({ request }: SignInCall): Promise<HttpReply> {
  if (wantsPage(request)) return redirect(accountPath);
  if (request.headers.authorization !== undefined) throw new NotFoundError('page', '/');
  throw new HttpError(401, 'UNAUTHORIZED', 'an API key or a session is needed: Authorization: Bearer <key>');
}

/** Passkeys: signing in by one, and looking after one's own. */
export const passkeyRoutes: readonly SignInRoute[] = [
  route('GET', '/', arrive),
  route('GET', accountPath, showAccount),
  route('POST', '/auth/passkey/sign-in/options', beginSignIn),
  route('POST', '/auth/passkey/sign-in', endSignIn),
  route('POST', '/auth/passkey/registration/options', beginRegistration),
  route('POST', '/auth/passkey/registration', endRegistration),
  route('GET', '/auth/passkeys', list),
  route('PUT', '/auth/passkeys/{id}', rename),
  route('DELETE', '/auth/passkeys/{id}', remove),
  route('POST', '/auth/passkeys/{id}/rename', rename),
  route('POST', '/auth/passkeys/{id}/remove', remove),
];
