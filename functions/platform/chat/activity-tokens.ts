import { errors, type JWK, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type TeamsCloud, type TeamsCloudName, teamsClouds, teamsServiceAt } from '../../domain/chat/teams-cloud.ts';
import { millisecondsOf, minus, plus } from '../../domain/instants.ts';
import type { Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PublicAsk } from '../public-fetch.ts';

export interface ActivityTokensWorld {
  readonly ask: PublicAsk;
  readonly clock: Clock;
}

/** For which bot an activity is to be, and of whom. */
export interface ExpectedBot {
  readonly appId: string;
  readonly tenantId: string;
  readonly cloud?: TeamsCloudName;
}

/** What of an activity is compared with its token. */
export interface ClaimedActivity {
  readonly channelId?: string | undefined;
  readonly serviceUrl?: string | undefined;
  /** All tenants that it names. */
  readonly tenantIds: readonly string[];
}

export type ActivityVerdict =
  | { readonly kind: 'genuine' }
  | { readonly kind: 'forged'; readonly why: string }
  /** The keys cannot be read now, so that nobody knows. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Tells whether an activity was sent by the Bot Framework, for this bot and from its tenant. */
export interface ActivityTokens {
  verdictOf(authorization: string | undefined, activity: ClaimedActivity, bot: ExpectedBot): Promise<ActivityVerdict>;
}

interface SigningKey {
  readonly jwk: JWK;
  readonly endorsements: readonly string[];
}
interface KeySet {
  readonly keys: ReadonlyMap<string, SigningKey>;
  readonly algorithms: readonly string[];
  readonly readAt: Instant;
}

const skewSeconds = 300;
const known = ['RS256', 'RS384', 'RS512'];
/** Keys are read again after a day. Where they cannot be, the old ones are good for as long as Microsoft's own clients keep them. */
const fresh = { hours: 24 };
const good = { days: 5 };
/** A key that nobody knows may be a new one: it is looked for, but a stream of invented ones asks nobody more often than that. */
const pause = { minutes: 5 };
const maxKeys = 200;

/** Thrown to end a check from any depth. */
class Forged extends Error {}
class Unreadable extends Error {}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication, "Connector to Bot". */
export function createActivityTokens({ ask, clock }: ActivityTokensWorld): ActivityTokens {
  const sets = new Map<string, KeySet>();
  const readings = new Map<string, { readonly reading: Promise<KeySet>; readonly at: Instant }>();

  async function read({ metadata, issuer }: TeamsCloud): Promise<KeySet> {
    const said = await json(metadata);
    const { issuer: own, jwks_uri, id_token_signing_alg_values_supported: listed } = said;
    if (own !== issuer || typeof jwks_uri !== 'string' || !URL.canParse(jwks_uri))
      throw new Unreadable('the metadata is of another issuer');
    if (new URL(jwks_uri).origin !== new URL(metadata).origin) throw new Unreadable('the keys are elsewhere');
    const { keys } = await json(jwks_uri);
    if (!Array.isArray(keys)) throw new Unreadable('the answer holds no keys');
    const algorithms = Array.isArray(listed) ? known.filter((name) => listed.includes(name)) : ['RS256'];
    return { keys: new Map(keys.slice(0, maxKeys).flatMap(keyOf)), algorithms, readAt: clock.now() };
  }

  async function json(address: string): Promise<Readonly<Record<string, unknown>>> {
    const answer = await ask(address, { headers: { accept: 'application/json' } }).catch((error: Error) => {
      throw new Unreadable(error.message.replace(/[^\w .-]/g, '').slice(0, 80));
    });
    if (answer.status !== 200) throw new Unreadable(`the answer was ${answer.status}`);
    const value = parsed(answer.body);
    if (typeof value !== 'object' || value === null) throw new Unreadable('the answer is no JSON');
    return value as Record<string, unknown>;
  }

  /** The keys as they are now. One reading serves all who wait for it, and none follows another sooner than the pause. */
  function renewed(cloud: TeamsCloud): Promise<KeySet> {
    const last = readings.get(cloud.metadata);
    if (last !== undefined && clock.now() < plus(last.at, pause)) return last.reading;
    const reading = read(cloud).then((set) => {
      sets.set(cloud.metadata, set);
      return set;
    });
    readings.set(cloud.metadata, { reading, at: clock.now() });
    // As long as there are no keys at all, a reading that failed is repeated at once.
    reading.catch(() => sets.has(cloud.metadata) || readings.delete(cloud.metadata));
    return reading;
  }

  async function keysOf(cloud: TeamsCloud): Promise<KeySet> {
    const now = clock.now();
    const held = sets.get(cloud.metadata);
    if (held !== undefined && now < plus(held.readAt, fresh)) return held;
    return renewed(cloud).catch((error) => {
      if (held !== undefined && minus(now, good) < held.readAt) return held;
      throw error;
    });
  }

  async function keyNamed(kid: string, cloud: TeamsCloud): Promise<readonly [SigningKey, KeySet]> {
    const held = await keysOf(cloud);
    const key = held.keys.get(kid);
    if (key !== undefined) return [key, held];
    const set = await renewed(cloud).catch(() => held);
    return [set.keys.get(kid) ?? forged('the key is unknown'), set];
  }

  async function check(authorization: string | undefined, activity: ClaimedActivity, bot: ExpectedBot): Promise<void> {
    const { channelId, serviceUrl, tenantIds } = activity;
    const cloudName = bot.cloud ?? 'PUBLIC';
    const cloud = teamsClouds[cloudName];
    const token = /^Bearer ([\w.-]{1,8192})$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) forged('there is no token');
    // What is wrong whoever has signed it asks nobody for a key.
    if (serviceUrl === undefined || teamsServiceAt(cloudName, serviceUrl) === undefined) forged('another service');
    if (channelId !== 'msteams') forged('another channel');
    if (tenantIds.length === 0 || tenantIds.some((id) => id.toLowerCase() !== bot.tenantId.toLowerCase()))
      forged('another tenant');
    const payload = await verified(token, cloud, bot, async ({ kid, alg }) => {
      if (kid === undefined) return forged('no key is named');
      const [key, set] = await keyNamed(kid, cloud);
      if (!set.algorithms.includes(alg)) return forged('another algorithm');
      return key.endorsements.includes(channelId) ? key.jwk : forged('the key is not for this channel');
    });
    if ((payload.serviceurl ?? payload.serviceUrl) !== serviceUrl) forged('the token is for another service');
  }

  async function verified(
    token: string,
    cloud: TeamsCloud,
    bot: ExpectedBot,
    key: JWTVerifyGetKey,
  ): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: known,
        issuer: cloud.issuer,
        audience: bot.appId,
        clockTolerance: skewSeconds,
        currentDate: new Date(millisecondsOf(clock.now())),
        requiredClaims: ['exp', 'nbf'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return forged(error.code);
      throw error;
    }
  }

  return {
    async verdictOf(authorization, activity, bot) {
      try {
        await check(authorization, activity, bot);
        return { kind: 'genuine' };
      } catch (error) {
        if (error instanceof Forged) return { kind: 'forged', why: error.message };
        if (error instanceof Unreadable) return { kind: 'unknown', why: error.message };
        throw error;
      }
    },
  };
}

function forged(why: string): never {
  throw new Forged(why);
}

/** 2,048 to 8,192 bits. */
const modulus = /^[\w-]{342,1366}$/;
const exponent = /^[\w-]{2,8}$/;

function keyOf(value: unknown): (readonly [string, SigningKey])[] {
  if (typeof value !== 'object' || value === null) return [];
  const { kty, kid, n, e, endorsements } = value as Record<string, unknown>;
  if (kty !== 'RSA' || typeof kid !== 'string' || typeof n !== 'string' || typeof e !== 'string') return [];
  if (!modulus.test(n) || !exponent.test(e)) return [];
  const named = Array.isArray(endorsements) ? endorsements.filter((one) => typeof one === 'string') : [];
  return [[kid, { jwk: { kty, n, e }, endorsements: named }]];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
