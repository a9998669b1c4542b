import { describe, expect, it } from 'vitest';
import { type App, answerUri, isOffline, isRedirectUri, isRegistered } from '../../../functions/domain/oauth/app.ts';
import { narrowed, readAuthorization, stateIn } from '../../../functions/domain/oauth/authorization.ts';
import { OAuthError } from '../../../functions/domain/oauth/oauth-error.ts';
import { tenOClock } from '../../support/factories.ts';

describe('an address that codes may be sent to', () => {
  it.each([
    'https://app.example.com/back',
    'https://app.example.com:8443/back?x=1',
    'http://127.0.0.1:4000/back',
    'http://[::1]:4000/back',
    'http://localhost/back',
  ])('may be %s', (uri) => expect(isRedirectUri(uri)).toBe(true));

  it.each([
    'http://app.example.com/back',
    'http://127.0.0.2/back',
    'https://ada@app.example.com/back',
    'https://:secret@app.example.com/back',
    'https://app.example.com/back#part',
    'https://app.example.com\\back',
    'https://app.example.com/ back',
    'https://app.example.com/bäck',
    'https:app.example.com/back',
    'javascript://app.example.com/%0aalert(1)',
    'ftp://127.0.0.1/back',
    'myapp://localhost/back',
    'myapp://back',
    'app.example.com/back',
    '',
  ])('is never %s', (uri) => expect(isRedirectUri(uri)).toBe(false));

  it('is one that was registered, letter by letter', () => {
    const app = { redirectUris: ['https://a.example/back'] };
    expect(isRegistered(app, 'https://a.example/back')).toBe(true);
    for (const uri of ['https://a.example/back/', 'https://A.example/back', 'https://a.example/'])
      expect(isRegistered(app, uri)).toBe(false);
  });

  it('carries what is told, beside what it carries itself', () => {
    expect(answerUri('https://a.example/back?x=1', { code: 'a b', state: undefined, x: '2' })).toBe(
      'https://a.example/back?x=1&code=a+b&x=2',
    );
  });
});

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const anApp = (facts: Partial<App> = {}): App => ({
  id: 1,
  version: 1,
  name: 'Board',
  type: 'PUBLIC',
  clientId: 'c',
  redirectUris: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});
const asked = (facts: Record<string, string | undefined> = {}, ...more: [string, string][]) => {
  const all = {
    response_type: 'code',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    scope: 'alert:r',
    ...facts,
  };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== undefined) params.append(name, value);
  for (const [name, value] of more) params.append(name, value);
  return params;
};
const confidential = anApp({ type: 'CONFIDENTIAL' });
const noPkce = { code_challenge: undefined, code_challenge_method: undefined };

describe('what an app asks of a person', () => {
  it('is scopes, and that it proves by PKCE that the code is its own', () => {
    expect(readAuthorization(anApp(), asked())).toEqual({ scopes: ['alert:r'], challenge });
    expect(readAuthorization(confidential, asked(noPkce))).toStrictEqual({ scopes: ['alert:r'] });
    expect(readAuthorization(confidential, asked())).toMatchObject({ challenge });
    expect(readAuthorization(anApp({ scopes: ['alert:w'] }), asked()).scopes).toEqual(['alert:r']);
  });

  it.each<[string, App, URLSearchParams, string, string]>([
    [
      'another response',
      anApp(),
      asked({ response_type: 'token' }),
      'unsupported_response_type',
      'response_type must be code',
    ],
    [
      'no response',
      anApp(),
      asked({ response_type: undefined }),
      'unsupported_response_type',
      'response_type must be code',
    ],
    ['no challenge of a public app', anApp(), asked(noPkce), 'invalid_request', 'code_challenge is missing'],
    [
      'a method without a challenge',
      confidential,
      asked({ code_challenge: undefined }),
      'invalid_request',
      'code_challenge is missing',
    ],
    [
      'another method',
      anApp(),
      asked({ code_challenge_method: 'plain' }),
      'invalid_request',
      'code_challenge_method must be S256',
    ],
    [
      'no method',
      confidential,
      asked({ code_challenge_method: undefined }),
      'invalid_request',
      'code_challenge_method must be S256',
    ],
    [
      'a challenge that is too short',
      anApp(),
      asked({ code_challenge: challenge.slice(1) }),
      'invalid_request',
      'code_challenge must be a SHA-256',
    ],
    [
      'a challenge that is too long',
      anApp(),
      asked({ code_challenge: `${challenge}A` }),
      'invalid_request',
      'code_challenge must be a SHA-256',
    ],
    [
      'a challenge with signs',
      anApp(),
      asked({ code_challenge: `${challenge.slice(1)}+` }),
      'invalid_request',
      'code_challenge must be a SHA-256',
    ],
    [
      'scopes that nobody knows',
      anApp(),
      asked({ scope: 'alert:r nonsense' }),
      'invalid_scope',
      'scope must be known scopes',
    ],
    ['no scopes', anApp(), asked({ scope: undefined }), 'invalid_scope', 'scope must be known scopes'],
    [
      'more than the app may',
      anApp({ scopes: ['alert:r'] }),
      asked({ scope: 'alert:r alert:w' }),
      'invalid_scope',
      'the app may not ask for alert:w',
    ],
    ['a parameter twice', anApp(), asked({}, ['scope', 'alert:w']), 'invalid_request', 'scope is there more than once'],
  ])('is refused with %s', (_what, app, params, code, message) => {
    const refused = () => readAuthorization(app, params);
    expect(refused).toThrow(OAuthError);
    expect(refused).toThrow(message);
    try {
      refused();
    } catch (error) {
      expect(error).toMatchObject({ code, name: 'OAuthError' });
    }
  });

  it('carries a state of bounded length that goes back as it came', () => {
    const state = (value: string) => stateIn(new URLSearchParams({ state: value }));
    expect(state('x'.repeat(2000))).toHaveLength(2000);
    expect(() => state('x'.repeat(2001))).toThrow('state has at most 2000 characters');
    expect(state('')).toBeUndefined();
    expect(stateIn(new URLSearchParams())).toBeUndefined();
  });
});

describe('narrower scopes', () => {
  it('are those that were asked for, or all that were granted', () => {
    expect(narrowed(['alert:w'], undefined)).toEqual(['alert:w']);
    expect(narrowed(['alert:w'], 'alert:r')).toEqual(['alert:r']);
  });

  it.each(['alert:w', 'nonsense', ''])('are never wider: "%s"', (text) => {
    expect(() => narrowed(['alert:r'], text)).toThrow('scope must be within what was granted');
  });

  it('may let a token outlive its hour', () => {
    expect(isOffline(['offline_access'] as never)).toBe(true);
    expect(isOffline(['alert:r'])).toBe(false);
    expect(isOffline(['alert:r', 'offline_access'] as never)).toBe(true);
  });
});
