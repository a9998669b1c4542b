import { DomainError } from '../../domain/errors.ts';
import type { App } from '../../domain/oauth/app.ts';
import { OAuthError, type OAuthErrorCode } from '../../domain/oauth/oauth-error.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { consentPage, consentRefusedPage } from '../../render/sign-in/consent-page.tsx';
import { untold } from '../../usecases/configuration/record.ts';
import { accessBy, grantOf } from '../../usecases/oauth/access.ts';
import { decide, whatIsAsked, whoAsks } from '../../usecases/oauth/authorize.ts';
import { authenticateClient } from '../../usecases/oauth/client.ts';
import { exchangeCode, refresh } from '../../usecases/oauth/token.ts';
import { hashOf } from '../../usecases/sign-in/open-session.ts';
import { languageOf, pageHeaders } from './pages.ts';
import { bodyOf, isForm, redirect, type SignInCall, type SignInRoute, signedIn, toSignIn } from './route.ts';

const base = '/api/developers/oauth2';

/** The consent page may send its form here, and the browser on to the app's address. */
const consentHeaders = (redirectUri: string) => ({
  ...pageHeaders,
  'cache-control': 'no-store',
  'content-security-policy': pageHeaders['content-security-policy'].replace(
    "form-action 'self'",
    `form-action 'self' ${new URL(redirectUri).origin}`,
  ),
});

/** Somebody who has to sign in first comes back to where they were. */
const signInFirst = (call: SignInCall): HttpReply => toSignIn(call, `${base}/authorize?${call.request.query}`);

/** For a person: nothing goes to an address that is not registered. */
const refusedPage = (call: SignInCall, error: unknown): HttpReply => {
  if (!(error instanceof OAuthError)) throw error;
  return { status: 400, headers: pageHeaders, body: consentRefusedPage(languageOf(call.request)) };
};

/** Asks the person who is signed in whether the app may do what it asks for. */
async function showConsent(call: SignInCall): Promise<HttpReply> {
  const { ctx, request } = call;
  try {
    const asking = await whoAsks(ctx, request.query);
    const { session, user } = (await signedIn(call)) ?? {};
    if (session === undefined || user === undefined || session.page !== undefined) return signInFirst(call);
    const asked = whatIsAsked(ctx, asking, request.query, session);
    if (asked.kind === 'refuse') return redirect(asked.to);
    const { app, redirectUri } = asking;
    const body = consentPage({
      language: user.language,
      appName: app.name,
      email: user.email,
      redirectUri,
      scopes: asked.scopes,
      request: asked.request,
    });
    return { status: 200, headers: consentHeaders(redirectUri), body };
  } catch (error) {
    return refusedPage(call, error);
  }
}

/** What the person decided. A form of another site was refused before; one of another session is refused here. */
async function decideConsent(call: SignInCall): Promise<HttpReply> {
  try {
    const { session, user } = (await signedIn(call)) ?? {};
    if (session === undefined || user === undefined || session.page !== undefined) return redirect('/auth/login');
    const form = new URLSearchParams(call.request.body);
    const decision = { request: form.get('request') ?? '', isAllowed: form.get('decision') === 'allow' };
    return redirect(await decide(call.ctx, decision, { session, user }));
  } catch (error) {
    return refusedPage(call, error);
  }
}

type Fields = Readonly<Record<string, string | undefined>>;

/** The members of a form or of JSON, each once and text; nothing of it may stand in the address, which others see. */
function fieldsOf({ request }: SignInCall): Fields {
  for (const name of ['token', 'access_token', 'code', 'refresh_token', 'client_secret', 'code_verifier'])
    if (request.query.has(name)) throw new OAuthError('invalid_request', `${name} belongs in the body`);
  if (isForm(request)) {
    const names = [...new URLSearchParams(request.body).keys()];
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new OAuthError('invalid_request', 'a parameter is there more than once');
  }
  const fields = Object.entries(bodyOf(request));
  if (fields.some(([, value]) => value !== null && typeof value !== 'string'))
    throw new OAuthError('invalid_request', 'every parameter is text');
  return Object.fromEntries(fields.filter(([, value]) => value !== null && value !== ''));
}

/** The id and secret of an app: in the header (Basic) or in the body, not in both. */
function clientIn({ request }: SignInCall, fields: Fields): { id: string; secret?: string } | undefined {
  const [scheme, value = ''] = request.headers.authorization?.trim().split(/\s+/, 2) ?? [];
  if (scheme === undefined || !/^basic$/i.test(scheme)) {
    const { client_id: id, client_secret: secret } = fields;
    return id === undefined ? undefined : { id, ...(secret !== undefined && { secret }) };
  }
  if (fields.client_secret !== undefined) throw new OAuthError('invalid_request', 'name the client once');
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const [id, secret] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)].map(formDecoded) as [string, string];
  if (fields.client_id !== undefined && fields.client_id !== id)
    throw new OAuthError('invalid_request', 'name one client only');
  return { id, ...(secret !== '' && { secret }) };
}

/** As RFC 6749 §2.3.1 has them in the header; what is not encoded stays as it is. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

async function clientOf(call: SignInCall, fields: Fields): Promise<App> {
  const client = clientIn(call, fields);
  if (client === undefined) throw new OAuthError('invalid_request', 'client_id is missing');
  const { id: clientId, secret } = client;
  const { sourceIp } = call.request;
  return authenticateClient(call.ctx, { clientId, ...(secret !== undefined && { secret }), sourceIp });
}

function need(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined) throw new OAuthError('invalid_request', `${name} is missing`);
  return value;
}

async function giveTokens(call: SignInCall, fields: Fields): Promise<object> {
  const type = need(fields, 'grant_type');
  if (type !== 'authorization_code' && type !== 'refresh_token')
    throw new OAuthError('unsupported_grant_type', 'grant_type must be authorization_code or refresh_token');
  const app = await clientOf(call, fields);
  const { redirect_uri: redirectUri, code_verifier: verifier, scope } = fields;
  if (type === 'refresh_token')
    return refresh(call.ctx, app, { refreshToken: need(fields, 'refresh_token'), ...(scope && { scope }) });
  const code = need(fields, 'code');
  return exchangeCode(call.ctx, app, { code, ...(redirectUri && { redirectUri }), ...(verifier && { verifier }) });
}

/** What a token is worth, for whoever holds it. */
async function tellToken({ ctx }: SignInCall, fields: Fields): Promise<object> {
  const access = await accessBy(ctx, need(fields, 'token'));
  return access === undefined ? { active: false } : tellAccess(access);
}

const tellAccess = ({ claims, app, user }: NonNullable<Awaited<ReturnType<typeof accessBy>>>) => ({
  active: true,
  scope: claims.scope,
  client_id: claims.client_id,
  app_id: app.id,
  username: user.username,
  user_id: user.id,
  sub: claims.sub,
  token_type: 'Bearer',
  iss: claims.iss,
  aud: claims.aud,
  iat: claims.iat,
  exp: claims.exp,
  jti: claims.jti,
});

/** The same for an app that has proved who it is, about its own tokens only (RFC 7662). */
async function introspect(call: SignInCall, fields: Fields): Promise<object> {
  const app = await clientOf(call, fields);
  if (app.type === 'PUBLIC') throw new OAuthError('invalid_grant', 'only an app with a secret may ask');
  const token = need(fields, 'token');
  const access = await accessBy(call.ctx, token);
  if (access !== undefined) return access.app.id === app.id ? tellAccess(access) : { active: false };
  const grant = await grantOf(call.ctx, token);
  if (grant === undefined || grant.appId !== app.id || grant.refreshHash !== hashOf(token)) return { active: false };
  return { active: true, scope: grant.scopes.join(' '), client_id: app.clientId, sub: String(grant.userId) };
}

/** Ends the whole grant a token belongs to (RFC 7009); whoever names an app has to be it. An unknown token is over already. */
async function revoke(call: SignInCall, fields: Fields): Promise<undefined> {
  const app = clientIn(call, fields) === undefined ? undefined : await clientOf(call, fields);
  const grant = await grantOf(call.ctx, need(fields, 'token'));
  if (grant === undefined) return undefined;
  if (app !== undefined && app.id !== grant.appId)
    throw new OAuthError('invalid_grant', 'the token belongs to another app');
  await call.ctx.store.grants.end(grant.id, untold);
  return undefined;
}

const statusOf: Readonly<Record<OAuthErrorCode, number>> = {
  invalid_request: 400,
  invalid_scope: 400,
  access_denied: 400,
  unsupported_grant_type: 400,
  unsupported_response_type: 400,
  invalid_grant: 401,
};

/** A call of an app: what it gets, or why not, in OAuth2's words and in those of the API. */
const toApp =
  (run: (call: SignInCall, fields: Fields) => Promise<object | undefined>): SignInRoute['run'] =>
  async (call) => {
    try {
      const body = await run(call, fieldsOf(call));
      return { status: 200, headers: uncached, body: body ?? {} };
    } catch (error) {
      return errorAnswer(call, error);
    }
  };

const uncached = { 'cache-control': 'no-store', pragma: 'no-cache' };

function errorAnswer({ ctx }: SignInCall, error: unknown): HttpReply {
  const refusal = error instanceof DomainError && error.code === 'INVALID' ? asRequestError(error) : error;
  if (!(refusal instanceof OAuthError)) {
    if (refusal instanceof DomainError || refusal instanceof HttpError) throw refusal;
    ctx.log.error('OAuth2 failed', { error: refusal });
    const body = { error: 'server_error', error_description: 'internal error' };
    return {
      status: 500,
      headers: uncached,
      body: { ...body, status: 500, message: 'internal error', code: 'server_error' },
    };
  }
  const { code, message } = refusal;
  const status = statusOf[code];
  const body = { error: code, error_description: message, status, message, code };
  return {
    status,
    headers: { ...uncached, ...(status === 401 && { 'www-authenticate': 'Basic realm="OAuth2"' }) },
    body,
  };
}

const asRequestError = ({ message }: DomainError) => new OAuthError('invalid_request', message);

/** How apps get in in somebody's name: the consent of a person, and the tokens for it (OAuth2). */
/** What answers apps, by method and the last part of the path. */
export const oauthAnswers: Readonly<Record<string, SignInRoute['run']>> = {
  'GET authorize': showConsent,
  'POST authorize': decideConsent,
  'POST token': toApp(giveTokens),
  'POST token_info': toApp(tellToken),
  'POST introspect': toApp(introspect),
  'POST revoke': toApp(revoke),
};
