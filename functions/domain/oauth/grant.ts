import * as z from 'zod';
import { StoredScope } from '../access/scope.ts';
import { Instant, plus } from '../time.ts';

/** What somebody let an app do; every token of it is worth something only as long as it is there. */
export const Grant = z.object({
  /** A ULID. */
  id: z.string(),
  appId: z.number(),
  userId: z.number(),
  scopes: z.array(StoredScope),
  createdAt: Instant,
  /** When its last token ends; exclusive. */
  validUntil: Instant,
  /** Counts refresh tokens, from 0: only the newest is good. */
  serial: z.number(),
  /** SHA-256 of the newest refresh token; absent: it has none. */
  refreshHash: z.string().optional(),
});
export type Grant = z.infer<typeof Grant>;

/** What an app gets by way of the browser, to fetch its tokens with; once. */
export const Code = z.object({
  /** SHA-256 of the code. */
  hash: z.string(),
  appId: z.number(),
  userId: z.number(),
  redirectUri: z.string(),
  scopes: z.array(StoredScope),
  /** Of PKCE, S256. */
  challenge: z.string().optional(),
  createdAt: Instant,
  state: z.enum(['NEW', 'USED']),
  /** What was given for it. */
  grantId: z.string().optional(),
});
export type Code = z.infer<typeof Code>;

const codeLife = { minutes: 2 };
export const accessSeconds = 3600;
export const refreshSeconds = 31_536_000;
/** Grants with a refresh token that one app may have of one user. */
export const mostGrants = 10;

/** Whether tokens may still be had for the code; its end is exclusive. */
export const isFresh = ({ createdAt }: Pick<Code, 'createdAt'>, now: Instant): boolean =>
  now < plus(createdAt, codeLife);

/** When a grant ends that gives tokens now. */
export const endOfGrant = (isOffline: boolean, now: Instant): Instant =>
  plus(now, { seconds: isOffline ? refreshSeconds : accessSeconds });

/** Those that have to go so that another one fits: the oldest. */
export const beyondMost = (grants: readonly Grant[]): readonly Grant[] =>
  grants
    .filter(({ refreshHash }) => refreshHash !== undefined)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, -mostGrants);

/** What is signed into an access token, after RFC 9068. */
export const AccessClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  client_id: z.string(),
  scope: z.string(),
  iat: z.number(),
  exp: z.number(),
  jti: z.string(),
  /** The grant that the token stands and falls with. */
  grant: z.string(),
});
export type AccessClaims = z.infer<typeof AccessClaims>;

/** What is signed into a refresh token. */
export const RefreshClaims = z.object({ grant: z.string(), serial: z.number(), exp: z.number(), jti: z.string() });
export type RefreshClaims = z.infer<typeof RefreshClaims>;
