import type { UserActor } from '../../domain/access/actor.ts';
import type { Scope } from '../../domain/access/scope.ts';
import { endOfSession } from '../../domain/session/session.ts';
import { earliest, type Instant, instantOf, plus } from '../../domain/time.ts';
import { type ApiKey, isLimitedKey, isValidKey } from '../../domain/user/api-key.ts';
import type { Cookies } from '../../platform/cookies.ts';
import { HttpError, type HttpRequest } from '../../platform/http.ts';
import type { Context } from '../../ports/context.ts';
import { hashOf } from '../../usecases/sign-in/open-session.ts';
import { whoIsSignedIn } from '../../usecases/sign-in/who-is-signed-in.ts';
import { actorWithTeams } from '../../usecases/user/actor-with-teams.ts';

/** How long a known key or session is believed without asking again; one that was ended works at most so long. */
const remembered = { seconds: 15 };
const maxRemembered = 1000;

export interface Caller {
  readonly actor: UserActor;
  /** Tells one credential from another without being one. */
  readonly credentialId: string;
  /** The API key the call came with; absent with a session. */
  readonly key?: ApiKey;
}

interface Known extends Caller {
  readonly names: readonly string[];
  readonly until: Instant;
}

export interface Authenticator {
  /**
   * Who calls: the owner of the key in the `Authorization` header, or without one, who is signed in by the session cookie. Throws 401
   * without either, 403 for an unknown key.
   */
  readonly authenticate: (request: Pick<HttpRequest, 'headers' | 'cookies'>) => Promise<Caller>;
  /** Forgets what is known of everybody, after keys or users were changed here. */
  readonly forget: () => void;
}

/** Knows callers by their API key, as Bearer or as the password of Basic, or by their session; only hits are remembered, and only briefly. */
export function authenticator(
  ctx: Context<'store' | 'tokens'>,
  { cookies }: { readonly cookies: Pick<Cookies, 'read'> },
): Authenticator {
  const { store, clock } = ctx;
  const known = new Map<string, Known>();

  async function remember(
    credentialId: string,
    lookUp: (now: Instant) => Promise<Omit<Known, 'credentialId'>>,
  ): Promise<Known> {
    const now = clock.now();
    const hit = known.get(credentialId);
    if (hit !== undefined && now < hit.until) return hit;
    const fresh = { ...(await lookUp(now)), credentialId };
    if (known.size >= maxRemembered) known.clear();
    known.set(credentialId, fresh);
    return fresh;
  }

  const ownerOf = (text: string): Promise<Known> =>
    remember(`key ${hashOf(text)}`, async (now) => {
      const key = await store.apiKeys.byHash(hashOf(text), { isLimited: isLimitedKey(text) });
      const user = key === undefined || !isValidKey(key, now) ? undefined : await store.users.get(key.userId);
      if (key === undefined || user === undefined)
        throw new HttpError(403, 'KEY_ERROR', 'the API key is unknown or revoked');
      const { scopes } = key;
      const actor = { ...(await actorWithTeams(ctx, user)), keyId: key.id, ...(scopes && { scopes }) };
      const until = earliest(plus(now, remembered), key.validUntil);
      return { actor, key, names: [user.username, user.email], until };
    });

  /** Apps refresh a token that is answered with 401. */
  const appWith = (token: string): Promise<Known> =>
    remember(`token ${hashOf(token)}`, async (now) => {
      const { accessBy } = await import('../../usecases/oauth/access.ts');
      const access = await accessBy(ctx, token);
      if (access === undefined) throw unauthorized('the access token is over or revoked', ' error="invalid_token"');
      const { app, user, claims } = access;
      const actor = { ...(await actorWithTeams(ctx, user)), appId: app.id, scopes: claims.scope.split(' ') as Scope[] };
      const until = earliest(plus(now, remembered), instantOf(claims.exp * 1000));
      return { actor, names: [], until };
    });

  /** A session on a status page's host is for that page alone. */
  const signedIn = (secret: string): Promise<Known> =>
    remember(`session ${hashOf(secret)}`, async (now) => {
      const { session, user } = (await whoIsSignedIn(ctx, secret)) ?? {};
      if (session === undefined || user === undefined || session.page !== undefined)
        throw unauthorized('the session has ended: sign in again');
      const actor = { ...(await actorWithTeams(ctx, user)), session: { id: session.id } };
      const until = earliest(plus(now, remembered), endOfSession(session));
      return { actor, names: [], until };
    });

  return {
    authenticate: async ({ headers, cookies: sent }) => {
      const secret = isBlank(headers.authorization) ? cookies.read('session', sent) : undefined;
      if (secret !== undefined) return signedIn(secret);
      const { key: text, possibleNames } = credentials(headers.authorization);
      if (possibleNames === undefined && looksLikeToken(text)) return appWith(text);
      const caller = await ownerOf(text);
      const own = caller.names.map((name) => name.toLowerCase());
      const isOwnName = possibleNames === undefined || possibleNames.some((name) => own.includes(name.toLowerCase()));
      if (!isOwnName) throw new HttpError(403, 'KEY_ERROR', 'the API key belongs to somebody else');
      return caller;
    },
    forget: () => known.clear(),
  };
}

/** Whether it is one of our access tokens, good or not, and no API key. */
const looksLikeToken = (text: string): boolean => text.startsWith('eyJ') && text.split('.').length === 3;

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

interface Credentials {
  readonly key: string;
  /** With Basic: one of these must be the name of the key's owner. */
  readonly possibleNames?: readonly string[];
}

function credentials(authorization: string | undefined): Credentials {
  const [scheme, value] = authorization?.trim().split(/\s+/, 2) ?? [];
  if (scheme === undefined || scheme === '')
    throw unauthorized('an API key or a session is needed: Authorization: Bearer <key>');
  if (value !== undefined && /^bearer$/i.test(scheme)) return { key: value };
  if (value !== undefined && /^basic$/i.test(scheme)) return basicCredentials(value);
  throw unauthorized('the Authorization header must be Bearer <API key> or Basic with an API key as the password');
}

/** `name@organization:key`, or `name:key` where the name is an e-mail address. */
function basicCredentials(value: string): Credentials {
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const key = text.slice(colon + 1);
  const login = text.slice(0, Math.max(colon, 0));
  const at = login.lastIndexOf('@');
  if (colon < 1 || key === '' || at < 1)
    throw unauthorized('Basic needs user@organization and, as the password, an API key of that user');
  return { key, possibleNames: [login.slice(0, at), login] };
}

const unauthorized = (message: string, reason = ''): HttpError =>
  new HttpError(401, 'UNAUTHORIZED', message, { 'www-authenticate': `Bearer${reason}` });
