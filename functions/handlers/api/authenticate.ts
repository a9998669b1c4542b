import { createHash } from 'node:crypto';
import type { UserActor } from '../../domain/access/actor.ts';
import { type TeamAccess, teamAccessOf } from '../../domain/access/team-access.ts';
import { earliest, type Instant, plus } from '../../domain/time.ts';
import { type ApiKey, isLimitedKey, isValidKey } from '../../domain/user/api-key.ts';
import { fullName, type User } from '../../domain/user/user.ts';
import { HttpError } from '../../platform/http.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { everything } from '../../usecases/visible-page.ts';

/** How long a known key is believed without asking again; a revoked one works at most so long. */
const remembered = { seconds: 15 };
const maxRemembered = 1000;

interface Known {
  readonly actor: UserActor;
  readonly key: ApiKey;
  readonly names: readonly string[];
  readonly until: Instant;
}

export interface Caller {
  readonly actor: UserActor;
  readonly key: ApiKey;
}

export interface Authenticator {
  /** Who calls: the owner of the key in the `Authorization` header. Throws 401 without one, 403 for an unknown one. */
  readonly authenticate: (authorization: string | undefined) => Promise<Caller>;
  /** Forgets what is known of everybody, after keys or users were changed here. */
  readonly forget: () => void;
}

/** Knows callers by their API key, as Bearer or as the password of Basic; only hits are remembered, and only briefly. */
export function authenticator({ store, clock }: { store: Store; clock: Clock }): Authenticator {
  const known = new Map<string, Known>();

  async function lookUp(text: string): Promise<Known> {
    const hash = createHash('sha256').update(text).digest('hex');
    const now = clock.now();
    const hit = known.get(hash);
    if (hit !== undefined && now < hit.until) return hit;
    const key = await store.apiKeys.byHash(hash, { isLimited: isLimitedKey(text) });
    const user = key === undefined || !isValidKey(key, now) ? undefined : await store.users.get(key.userId);
    if (key === undefined || user === undefined)
      throw new HttpError(403, 'KEY_ERROR', 'the API key is unknown or revoked');
    if (known.size >= maxRemembered) known.clear();
    const teams = await teamAccess(user);
    const { scopes } = key;
    const actor = { ...actorOf(user), keyId: key.id, ...(teams && { teams }), ...(scopes && { scopes }) };
    const until = earliest(plus(now, remembered), key.validUntil) ?? now;
    const fresh = { actor, key, names: [user.username, user.email], until };
    known.set(hash, fresh);
    return fresh;
  }

  /** Teams keep nothing from administrators and give nothing to stakeholders. */
  async function teamAccess({ id, role }: User): Promise<TeamAccess | undefined> {
    if (role === 'ADMIN' || role === 'OWNER') return undefined;
    const teams = await everything((page) => store.teams.list(page));
    return teams.length === 0 ? undefined : teamAccessOf(id, teams);
  }

  return {
    authenticate: async (authorization) => {
      const { key: text, possibleNames } = credentials(authorization);
      const { actor, key, names } = await lookUp(text);
      const own = names.map((name) => name.toLowerCase());
      const isOwnName = possibleNames === undefined || possibleNames.some((name) => own.includes(name.toLowerCase()));
      if (!isOwnName) throw new HttpError(403, 'KEY_ERROR', 'the API key belongs to somebody else');
      return { actor, key };
    },
    forget: () => known.clear(),
  };
}

const actorOf = (user: User): UserActor => ({
  kind: 'user',
  userId: user.id,
  name: fullName(user) === '' ? user.email : fullName(user),
  role: user.role,
  via: 'API',
  person: { firstName: user.firstName, lastName: user.lastName, email: user.email },
});

interface Credentials {
  readonly key: string;
  /** With Basic: one of these must be the name of the key's owner. */
  readonly possibleNames?: readonly string[];
}

function credentials(authorization: string | undefined): Credentials {
  const [scheme, value] = authorization?.trim().split(/\s+/, 2) ?? [];
  if (scheme === undefined || scheme === '') throw unauthorized('an API key is needed: Authorization: Bearer <key>');
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

const unauthorized = (message: string): HttpError =>
  new HttpError(401, 'UNAUTHORIZED', message, { 'www-authenticate': 'Bearer' });
