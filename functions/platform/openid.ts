import * as openid from 'openid-client';
import { type Instant, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import { type OpenId, type OpenIdClient, OpenIdError, type OpenIdTies } from '../ports/openid.ts';
import type { PublicAsk } from './public-fetch.ts';

export interface OpenIdWorld {
  /** How providers are reached. */
  readonly ask: PublicAsk;
  readonly clock: Clock;
  /** Whether providers may be on this machine, without TLS: only where Tocsin itself is reached so. */
  readonly isLocal: boolean;
}

/** How long what a provider says of itself is believed. */
const remembered = { minutes: 10 };
const maxRemembered = 50;

/** Speaks OpenID Connect: discovery, PKCE, signed tokens, and every check that the standard asks of a client. */
export function createOpenId({ ask, clock, isLocal }: OpenIdWorld): OpenId {
  const known = new Map<string, { readonly provider: Promise<openid.Configuration>; readonly until: Instant }>();
  const fetch = guardedFetch(ask);

  /** A changed provider has another version, and a failure is not remembered. */
  function providerOf(client: OpenIdClient): Promise<openid.Configuration> {
    const key = `${client.id} ${client.version}`;
    const now = clock.now();
    const hit = known.get(key);
    if (hit !== undefined && now < hit.until) return hit.provider;
    if (known.size >= maxRemembered) known.clear();
    const provider = discover(client);
    known.set(key, { provider, until: plus(now, remembered) });
    provider.catch(() => known.delete(key));
    return provider;
  }

  async function discover(client: OpenIdClient): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = client;
    const metadata = clientSecret === undefined ? {} : { client_secret: clientSecret };
    const execute = [openid.enableNonRepudiationChecks, ...(isLocal ? [openid.allowInsecureRequests] : [])];
    const provider = await openid.discovery(new URL(issuer), clientId, metadata, howToProve(clientSecret), {
      execute,
      [openid.customFetch]: fetch,
    });
    // For Entra the library lets "common" stand for every tenant, each of which could claim any address.
    const { issuer: own, authorization_endpoint: door = '' } = provider.serverMetadata();
    if (new URL(own).href !== new URL(issuer).href) throw new OpenIdError('UNSOUND', 'another issuer');
    if (!isLocal && new URL(door).protocol !== 'https:') throw new OpenIdError('UNSOUND', 'a sign-in page without TLS');
    return provider;
  }

  return {
    signInAddress: (client, ties, redirectUrl) =>
      inOurWords(async () => {
        const provider = await providerOf(client);
        return openid.buildAuthorizationUrl(provider, {
          redirect_uri: redirectUrl,
          scope: [...new Set(['openid', ...client.scopes])].join(' '),
          state: ties.state,
          nonce: ties.nonce,
          code_challenge: await openid.calculatePKCECodeChallenge(ties.verifier),
          code_challenge_method: 'S256',
        }).href;
      }),

    readAnswer: (client, ties, { redirectUrl, query }) =>
      inOurWords(async () => {
        const provider = await providerOf(client);
        const tokens = await openid.authorizationCodeGrant(
          provider,
          new URL(`${redirectUrl}?${query}`),
          checksOf(ties),
        );
        const token = tokens.claims();
        if (!token?.sub) throw new OpenIdError('UNSOUND', 'a token of nobody');
        const isWhole = Object.values(client.claims).every((name) => name in token);
        const hasMore = !isWhole && provider.serverMetadata().userinfo_endpoint !== undefined;
        const more = hasMore ? await openid.fetchUserInfo(provider, tokens.access_token, token.sub) : {};
        return { issuer: token.iss, subject: token.sub, claims: { ...more, ...token } };
      }),
  };
}

const checksOf = ({ state, nonce, verifier }: OpenIdTies): openid.AuthorizationCodeGrantChecks => ({
  expectedState: state,
  expectedNonce: nonce,
  pkceCodeVerifier: verifier,
  idTokenExpected: true,
});

/** A secret goes into the body where the provider takes it there, which every large one does, otherwise into the header. */
function howToProve(secret: string | undefined): openid.ClientAuth {
  if (secret === undefined) return openid.None();
  const [inBody, inHeader] = [openid.ClientSecretPost(secret), openid.ClientSecretBasic(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_post') ? inBody : inHeader)(server, ...rest);
  };
}

/** Statuses whose answers have no body. */
const bodiless = [101, 204, 205, 304];

const guardedFetch =
  (ask: PublicAsk): openid.CustomFetch =>
  async (address, { method, headers, body }) => {
    if (method !== 'GET' && method !== 'POST') throw new OpenIdError('UNSOUND', `a ${method} request`);
    const sent = body === undefined || body === null ? {} : { body: String(body) };
    const answer = await ask(address, { method, headers, ...sent }).catch((error: Error) => {
      throw new OpenIdError('UNREACHABLE', wordOf(error.message));
    });
    const told = bodiless.includes(answer.status) ? null : answer.body;
    return new Response(told, { status: answer.status, headers: answer.headers });
  };

/** Errors of the library, without what they hold of tokens and claims. */
async function inOurWords<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof OpenIdError) throw error;
    if (error instanceof Error && error.cause instanceof OpenIdError) throw error.cause;
    if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError)
      throw new OpenIdError('REFUSED', wordOf(error.error));
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    if (code?.startsWith('OAUTH_') && code !== 'OAUTH_TIMEOUT') throw new OpenIdError('UNSOUND', code);
    throw new OpenIdError('UNREACHABLE', code ?? 'something else');
  }
}

/** What may stand in a log line: a few plain words. */
const wordOf = (text: string): string => text.replace(/[^\w .-]/g, '').slice(0, 80);
