import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { PublicAnswer, PublicAsk } from '../../functions/platform/public-fetch.ts';

const base64 = (value: object | Buffer): string =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url');

/** What a provider of a test does differently from a good one. */
export interface Mischief {
  /** Over the claims of the token. */
  readonly token?: Readonly<Record<string, unknown>>;
  /** Over the token's header. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** Who signs. */
  readonly signer?: KeyObject;
  /** Over its metadata. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Over what it tells besides the token. */
  readonly userinfo?: Readonly<Record<string, unknown>>;
  /** Over the parameters that come back with the browser; null takes one away. */
  readonly back?: Readonly<Record<string, string | null>>;
}

export type Claims = Readonly<Record<string, unknown>>;

const keysOf = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const own = keysOf();
export const foreignKey = keysOf().privateKey;

/**
 * An OpenID provider in memory, as strict as a real one: a code counts once, for the verifier, the address and the client it was asked
 * with.
 */
export function fakeProvider({ issuer = 'https://id.example.com', clientId = 'tocsin', clientSecret = 'hush' } = {}) {
  const codes = new Map<string, { readonly query: URLSearchParams; readonly person: Claims }>();
  const tokens = new Map<string, Claims>();
  const asked: string[] = [];
  let mischief: Mischief = {};

  const json = (body: object, status = 200): PublicAnswer => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  function idToken(query: URLSearchParams, person: Claims): string {
    const now = Math.floor(Date.now() / 1000);
    const header = { alg: 'RS256', kid: 'one', ...mischief.header };
    const claims = {
      iss: issuer,
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce: query.get('nonce') ?? undefined,
      ...person,
      ...mischief.token,
    };
    const signed = `${base64(header)}.${base64(claims)}`;
    if (header.alg === 'none') return `${signed}.`;
    return `${signed}.${base64(sign('sha256', Buffer.from(signed), mischief.signer ?? own.privateKey))}`;
  }

  function redeem(form: URLSearchParams): PublicAnswer {
    const code = form.get('code') ?? '';
    const granted = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      granted?.query.get('code_challenge') === challenge &&
      granted.query.get('redirect_uri') === form.get('redirect_uri') &&
      form.get('client_id') === clientId &&
      form.get('client_secret') === clientSecret;
    if (granted === undefined || !isRight) return json({ error: 'invalid_grant' }, 400);
    const access_token = `access-${code}`;
    tokens.set(access_token, granted.person);
    return json({ access_token, token_type: 'Bearer', id_token: idToken(granted.query, granted.person) });
  }

  const ask: PublicAsk = async (address, { headers = {}, body = '' } = {}) => {
    asked.push(address);
    const { origin, pathname } = new URL(address);
    if (origin !== new URL(issuer).origin) throw new Error('the name has no address');
    if (pathname.endsWith('/.well-known/openid-configuration'))
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        userinfo_endpoint: `${issuer}/userinfo`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['client_secret_post'],
        ...mischief.metadata,
      });
    if (pathname.endsWith('/keys'))
      return json({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] });
    if (pathname.endsWith('/token')) return redeem(new URLSearchParams(body));
    const person = tokens.get((headers.authorization ?? '').replace('Bearer ', ''));
    return person === undefined ? json({ error: 'invalid_token' }, 401) : json({ ...person, ...mischief.userinfo });
  };

  return {
    issuer,
    clientId,
    clientSecret,
    ask,
    /** The addresses that were asked for. */
    asked,
    misbehave: (what: Mischief) => {
      mischief = what;
    },
    /** Signs a person in at the address that the browser was sent to, and says with which query it comes back. */
    signIn(address: string, person: Claims): string {
      const { searchParams } = new URL(address);
      const code = `code-${codes.size}-${asked.length}-${createHash('sha256').update(address).digest('hex').slice(0, 8)}`;
      codes.set(code, { query: searchParams, person });
      const back = new URLSearchParams({ code, state: searchParams.get('state') ?? '', iss: issuer });
      for (const [name, value] of Object.entries(mischief.back ?? {}))
        if (value === null) back.delete(name);
        else back.set(name, value);
      return back.toString();
    },
  };
}
export type FakeProvider = ReturnType<typeof fakeProvider>;
