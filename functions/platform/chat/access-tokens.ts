import { createHash } from 'node:crypto';
import { teamsClouds } from '../../domain/chat/teams-cloud.ts';
import { millisecondsOf, plus } from '../../domain/instants.ts';
import type { Instant } from '../../domain/time.ts';
import { type ChatCredentials, ChatTokenError, type ChatTokens } from '../../ports/chat-tokens.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PublicAnswer, PublicAsk, PublicRequest } from '../public-fetch.ts';

export interface ChatTokensWorld {
  readonly ask: PublicAsk;
  readonly clock: Clock;
}

/** A token is not given out in its last minutes: what is begun with it must come to its end. */
const lastSeconds = 300;
const longestSeconds = 24 * 3600;
/** For tokens of which nobody says how long they are good. */
const unsaidSeconds = 900;
const maxKnown = 50;

interface Entry {
  readonly asking: Promise<Granted>;
  granted?: Granted;
}
interface Granted {
  readonly token: string;
  readonly until: Instant;
}
interface Question {
  readonly url: string;
  readonly request: PublicRequest;
}

/** Tokens by the OAuth of each chat tool. Each is asked for once, until shortly before it ends; a failure is not remembered. */
export function createChatTokens({ ask, clock }: ChatTokensWorld): ChatTokens {
  const known = new Map<string, Entry>();

  async function fresh(credentials: ChatCredentials): Promise<Granted> {
    const now = clock.now();
    const { url, request } = await questionOf(credentials, now);
    const answer = await ask(url, request).catch((error: Error) => {
      throw new ChatTokenError('UNREACHABLE', wordOf(error.message));
    });
    const { token, seconds } = tokenIn(answer);
    return { token, until: plus(now, { seconds: seconds - Math.min(lastSeconds, seconds / 2) }) };
  }

  return {
    async tokenOf(credentials) {
      const key = createHash('sha256').update(JSON.stringify(credentials)).digest('base64url');
      const hit = known.get(key);
      // One that is still being asked for is waited for.
      if (hit !== undefined && (hit.granted === undefined || clock.now() < hit.granted.until))
        return (await hit.asking).token;
      if (known.size >= maxKnown) known.clear();
      const entry: Entry = { asking: fresh(credentials) };
      known.set(key, entry);
      try {
        entry.granted = await entry.asking;
        return entry.granted.token;
      } catch (error) {
        if (known.get(key) === entry) known.delete(key);
        throw error;
      }
    },
  };
}

const questionOf = (credentials: ChatCredentials, now: Instant): Question | Promise<Question> => {
  switch (credentials.type) {
    case 'microsoft_teams': {
      const { appId, tenantId, clientSecret, cloud = 'PUBLIC' } = credentials;
      const { login, scope } = teamsClouds[cloud];
      return {
        url: `${login}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
        request: form({ grant_type: 'client_credentials', client_id: appId, client_secret: clientSecret, scope }),
      };
    }
    case 'zoom': {
      const { accountId, clientId, clientSecret } = credentials;
      const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
      return {
        url: 'https://zoom.us/oauth/token',
        request: form({ grant_type: 'account_credentials', account_id: accountId }, { authorization }),
      };
    }
    case 'google_chat':
      return googleQuestion(credentials.serviceAccount, now);
  }
};

function form(members: Readonly<Record<string, string>>, headers: PublicRequest['headers'] = {}): PublicRequest {
  const own = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', headers: { ...own, ...headers }, body: new URLSearchParams(members).toString() };
}

/** Fixed, whatever the key's file says: what is signed for Google goes to Google. */
const googleTokens = 'https://oauth2.googleapis.com/token';

/** https://developers.google.com/identity/protocols/oauth2/service-account#httprest */
async function googleQuestion(serviceAccount: string, now: Instant): Promise<Question> {
  const { client_email, private_key, private_key_id } = membersOf(serviceAccount);
  if (typeof client_email !== 'string' || typeof private_key !== 'string')
    throw new ChatTokenError('REFUSED', 'the key of the service account is none');
  const { importPKCS8, SignJWT } = await import('jose');
  const key = await importPKCS8(private_key, 'RS256').catch(() => {
    throw new ChatTokenError('REFUSED', 'the key of the service account cannot be read');
  });
  const issuedAt = Math.floor(millisecondsOf(now) / 1000);
  const assertion = await new SignJWT({ scope: 'https://www.googleapis.com/auth/chat.bot' })
    .setProtectedHeader({
      alg: 'RS256',
      typ: 'JWT',
      ...(typeof private_key_id === 'string' && { kid: private_key_id }),
    })
    .setIssuer(client_email)
    .setAudience(googleTokens)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 3600)
    .sign(key);
  return { url: googleTokens, request: form({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }) };
}

/** What a header may hold of a token. */
const sound = /^[\x21-\x7e]{1,16384}$/;

function tokenIn({ status, body }: PublicAnswer): { readonly token: string; readonly seconds: number } {
  const { access_token, token_type, expires_in, error } = membersOf(body);
  if (status !== 200) {
    const said = `the answer was ${status}${typeof error === 'string' ? `, ${wordOf(error)}` : ''}`;
    const passes = status === 408 || status === 429 || status >= 500 || status < 400;
    throw new ChatTokenError(passes ? 'UNREACHABLE' : 'REFUSED', said);
  }
  if (typeof access_token !== 'string' || !sound.test(access_token) || !/^bearer$/i.test(String(token_type)))
    throw new ChatTokenError('UNREACHABLE', 'the answer holds no token');
  const seconds = Number(expires_in ?? unsaidSeconds);
  if (!(seconds > 0)) throw new ChatTokenError('UNREACHABLE', 'the token is over');
  return { token: access_token, seconds: Math.min(seconds, longestSeconds) };
}

/** The members of a JSON object; none of anything else. */
function membersOf(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** What may stand in a log line: a few plain words. */
const wordOf = (text: string): string => text.replace(/[^\w .-]/g, '').slice(0, 80);
