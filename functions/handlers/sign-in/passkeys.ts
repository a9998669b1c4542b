import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { parseInput } from '../../platform/parse-input.ts';
import {
  PasskeyBeginning,
  PasskeyName,
  PasskeyRegistrationInput,
  PasskeySignInInput,
} from '../../usecases/sign-in/inputs.ts';
import { presentPasskey, removePasskey, renamePasskey } from '../../usecases/sign-in/passkeys.ts';
import { countBeginning } from '../../usecases/sign-in/within-limits.ts';
import {
  accountPath,
  beginHere,
  bodyOf,
  goneFrom,
  isForm,
  needUser,
  placeAfter,
  redirect,
  route,
  type SignInCall,
  type SignInRoute,
  signedIn,
  signedInCookies,
} from './route.ts';

/** What checks signatures is large, and most calls do without. */
const ceremony = () => import('../../usecases/sign-in/passkey-ceremony.ts');

/** The secret by which the browser is known that began this. */
function begunHere({ cookies, request }: SignInCall): string {
  const secret = cookies.read('browser', request.cookies);
  if (secret === undefined) throw new HttpError(403, 'FORBIDDEN', 'this was not begun in this browser');
  return secret;
}

async function beginSignIn(call: SignInCall): Promise<HttpReply> {
  const { ctx, host, request, rateLimit } = call;
  const { to } = parseInput(PasskeyBeginning, bodyOf(request));
  if (rateLimit > 0) await countBeginning(ctx, { sourceIp: request.sourceIp, rateLimit });
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
  return { status: 200, cookies: signedInCookies(call, secret), body: { to: placeAfter(call, to) } };
}

async function beginRegistration(call: SignInCall): Promise<HttpReply> {
  const { user } = await needUser(call);
  const { secret, cookies } = beginHere(call);
  const body = await (await ceremony()).beginRegistration(call.ctx, { host: call.host, browserSecret: secret }, user);
  return { status: 200, cookies, body };
}

async function endRegistration(call: SignInCall): Promise<HttpReply> {
  const { user, ctx } = await needUser(call);
  const { attempt, credential, name = 'Passkey' } = parseInput(PasskeyRegistrationInput, bodyOf(call.request));
  const passkey = await (await ceremony()).endRegistration(
    ctx,
    { host: call.host, browserSecret: begunHere(call) },
    user,
    { attempt, name, credential: credential as RegistrationResponseJSON },
  );
  return { status: 201, body: presentPasskey(passkey) };
}

async function list(call: SignInCall): Promise<HttpReply> {
  const { user, ctx } = await needUser(call);
  return { status: 200, body: (await ctx.store.passkeys.ofUser(user.id)).map(presentPasskey) };
}

async function rename(call: SignInCall): Promise<HttpReply> {
  const { user, ctx } = await needUser(call);
  const { name } = parseInput(PasskeyName, bodyOf(call.request));
  const passkey = await renamePasskey(ctx, user.id, { id: call.params.id ?? '', name });
  return isForm(call.request) ? redirect(accountPath) : { status: 200, body: presentPasskey(passkey) };
}

async function remove(call: SignInCall): Promise<HttpReply> {
  const { user, ctx } = await needUser(call);
  await removePasskey(ctx, user, call.params.id ?? '');
  return goneFrom(call.request);
}

/** Passkeys: signing in by one, and looking after one's own. */
export const passkeyRoutes: readonly SignInRoute[] = [
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
