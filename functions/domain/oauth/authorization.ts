import { firstBeyond, readScopes, type Scope } from '../access/scope.ts';
import type { App } from './app.ts';
import { OAuthError } from './oauth-error.ts';

/** What an app asks of a person. */
export interface Authorization {
  readonly scopes: readonly Scope[];
  /** Of PKCE, S256. */
  readonly challenge?: string;
}

/** The value of a parameter that comes once, or not at all; several would let each side read another one. */
export function single(params: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = params.getAll(name);
  if (more.length > 0) throw new OAuthError('invalid_request', `${name} is there more than once`);
  return value === '' ? undefined : value;
}

const maxState = 2000;

/** The `state` that goes back as it came. */
export function stateIn(params: URLSearchParams): string | undefined {
  const state = single(params, 'state');
  if (state !== undefined && state.length > maxState)
    throw new OAuthError('invalid_request', `state has at most ${maxState} characters`);
  return state;
}

/** Reads what a registered app asks for. Throws OAuthError: a public app has to prove by PKCE that the code is its own. */
export function readAuthorization(app: App, params: URLSearchParams): Authorization {
  if (single(params, 'response_type') !== 'code')
    throw new OAuthError('unsupported_response_type', 'response_type must be code');
  const challenge = single(params, 'code_challenge');
  const method = single(params, 'code_challenge_method');
  if (challenge === undefined && (app.type === 'PUBLIC' || method !== undefined))
    throw new OAuthError('invalid_request', 'code_challenge is missing');
  if (challenge !== undefined && method !== 'S256')
    throw new OAuthError('invalid_request', 'code_challenge_method must be S256');
  if (challenge !== undefined && !/^[A-Za-z0-9_-]{43}$/.test(challenge))
    throw new OAuthError('invalid_request', 'code_challenge must be a SHA-256 in base64url');
  const scopes = readScopes(single(params, 'scope') ?? '');
  if (scopes === undefined) throw new OAuthError('invalid_scope', 'scope must be known scopes, separated by spaces');
  const beyond = firstBeyond(app.scopes, scopes);
  if (beyond !== undefined) throw new OAuthError('invalid_scope', `the app may not ask for ${beyond}`);
  return { scopes, ...(challenge && { challenge }) };
}

/** Reads narrower scopes for a token of a grant. Throws OAuthError for wider ones. */
export function narrowed(granted: readonly Scope[], text: string | undefined): readonly Scope[] {
  if (text === undefined) return granted;
  const scopes = readScopes(text);
  const beyond = scopes && firstBeyond(granted, scopes);
  if (scopes === undefined || beyond !== undefined)
    throw new OAuthError('invalid_scope', 'scope must be within what was granted');
  return scopes;
}
