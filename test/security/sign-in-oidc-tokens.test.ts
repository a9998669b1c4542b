import { describe, expect, it } from 'vitest';
import { createOpenId } from '../../functions/platform/openid.ts';
import { createTies } from '../../functions/platform/openid-ties.ts';
import { createPublicAsk } from '../../functions/platform/public-fetch.ts';
import { OpenIdError } from '../../functions/ports/openid.ts';
import { aProvider } from '../store/contract/identity-providers.ts';
import { fixedClock } from '../support/clock.ts';
import { type FakeProvider, fakeProvider, foreignKey, type Mischief } from '../support/fake-provider.ts';

const redirectUrl = 'https://tocsin.example.com/auth/oidc/callback';
const ties = createTies('master').tie('attempt', 'browser');
const ada = { sub: 'ada', email: 'ada@example.com', email_verified: true };

const clientOf = ({ issuer, clientId, clientSecret }: FakeProvider) => aProvider({ issuer, clientId, clientSecret });

async function roundTrip(mischief: Mischief, { person = ada, redeemed = ties } = {}) {
  const provider = fakeProvider();
  provider.misbehave(mischief);
  const openId = createOpenId({ ask: provider.ask, clock: fixedClock(), isLocal: false });
  const client = clientOf(provider);
  const query = provider.signIn(await openId.signInAddress(client, ties, redirectUrl), person);
  const answer = await openId.readAnswer(client, redeemed, { redirectUrl, query });
  return { answer, query, openId, client, provider };
}

const troubleOf = async (run: Promise<unknown>): Promise<string> => {
  const error = await run.then(
    () => expect.fail('it was believed'),
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(OpenIdError);
  return (error as OpenIdError).trouble;
};

describe('a provider', () => {
  it('is asked with state, nonce and the challenge of a verifier that stays here', async () => {
    const provider = fakeProvider();
    const openId = createOpenId({ ask: provider.ask, clock: fixedClock(), isLocal: false });
    const { searchParams } = new URL(await openId.signInAddress(clientOf(provider), ties, redirectUrl));
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'tocsin',
      response_type: 'code',
      redirect_uri: redirectUrl,
      scope: 'openid email',
      state: ties.state,
      nonce: ties.nonce,
      code_challenge: expect.any(String),
      code_challenge_method: 'S256',
    });
    expect(searchParams.toString()).not.toContain(ties.verifier);
  });

  it('is believed when all is as it should be, with what it tells besides the token', async () => {
    const { answer } = await roundTrip({ userinfo: { groups: ['ops'] } });
    expect(answer).toMatchObject({ issuer: 'https://id.example.com', subject: 'ada' });
    expect(answer.claims).toMatchObject({ ...ada, groups: ['ops'] });
  });

  it('cannot overrule its signed token by what it tells besides', async () => {
    const { answer } = await roundTrip({ userinfo: { email: 'grace@example.com' } });
    expect(answer.claims.email).toBe('ada@example.com');
  });

  it('is asked for its metadata once in ten minutes, and again when it was changed', async () => {
    const provider = fakeProvider();
    const clock = fixedClock();
    const openId = createOpenId({ ask: provider.ask, clock, isLocal: false });
    const ask = (version: number) => openId.signInAddress({ ...clientOf(provider), version }, ties, redirectUrl);
    const discoveries = () => provider.asked.filter((address) => address.includes('well-known')).length;
    await Promise.all([ask(1), ask(1)]);
    expect(discoveries()).toBe(1);
    await ask(2);
    expect(discoveries()).toBe(2);
    clock.advance({ minutes: 10 });
    await ask(2);
    expect(discoveries()).toBe(3);
  });
});

const now = Math.floor(Date.now() / 1000);

describe('an answer', () => {
  it.each<[string, Mischief]>([
    ['from another issuer (mix-up)', { back: { iss: 'https://evil.example' } }],
    [
      'without the issuer that its provider promises (mix-up)',
      {
        metadata: { authorization_response_iss_parameter_supported: true },
        back: { iss: null },
      },
    ],
    ['with another state', { back: { state: 'other' } }],
    ['without a state', { back: { state: null } }],
    ['without a nonce', { token: { nonce: undefined } }],
    ['with another nonce', { token: { nonce: 'other' } }],
    ['with a token of another issuer', { token: { iss: 'https://evil.example' } }],
    ['with a token for somebody else', { token: { aud: 'other-client' } }],
    ['with a token for somebody else, too, and no word whose it is', { token: { aud: ['tocsin', 'other-client'] } }],
    ['with a token that is over', { token: { exp: now - 3600, iat: now - 7200 } }],
    ['with a token of nobody', { token: { sub: '' } }],
    ['with an unsigned token', { header: { alg: 'none' } }],
    [
      'with an unsigned token of a provider that says it does that',
      {
        header: { alg: 'none' },
        metadata: { id_token_signing_alg_values_supported: ['none', 'RS256'] },
      },
    ],
    ['signed with a shared secret', { header: { alg: 'HS256' } }],
    ['signed by somebody else', { signer: foreignKey }],
    ['signed with a key that is not published', { header: { kid: 'two' } }],
    ['in which what is told besides is about somebody else', { userinfo: { sub: 'grace' } }],
  ])('%s is not believed', async (_what, mischief) => {
    expect(await troubleOf(roundTrip(mischief))).toBe('UNSOUND');
  });

  it('counts for the browser and the attempt that asked for it, not for others', async () => {
    const others = createTies('master').tie('attempt', 'another browser');
    expect(await troubleOf(roundTrip({}, { redeemed: others }))).toBe('UNSOUND');
    const withState = { ...others, state: ties.state };
    expect(await troubleOf(roundTrip({}, { redeemed: withState }))).toBe('REFUSED');
    const withVerifier = { ...withState, verifier: ties.verifier };
    expect(await troubleOf(roundTrip({}, { redeemed: withVerifier }))).toBe('UNSOUND');
  });

  it('counts once: a code that was redeemed is worth nothing', async () => {
    const { query, openId, client } = await roundTrip({});
    expect(await troubleOf(openId.readAnswer(client, ties, { redirectUrl, query }))).toBe('REFUSED');
  });

  it('that is a refusal is told as one', async () => {
    const { openId, client } = await roundTrip({});
    const query = new URLSearchParams({ error: 'access_denied', state: ties.state }).toString();
    expect(await troubleOf(openId.readAnswer(client, ties, { redirectUrl, query }))).toBe('REFUSED');
  });

  it('holds nothing in its error that anybody sent', async () => {
    const error = await roundTrip({ token: { nonce: 'planted-canary', email: 'ada-canary@example.com' } }).catch(
      (caught: unknown) => caught,
    );
    expect(JSON.stringify([String(error), { ...(error as object) }])).not.toContain('canary');
    expect((error as Error).cause).toBeUndefined();
  });
});

describe('the metadata of a provider', () => {
  it.each<[string, Mischief['metadata']]>([
    ['is of another issuer', { issuer: 'https://evil.example' }],
    ['stands for every tenant', { issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }],
    ['sends people to a page without TLS', { authorization_endpoint: 'http://id.example.com/authorize' }],
    ['sends people to a script', { authorization_endpoint: 'javascript:alert(1)' }],
  ])('that %s is refused', async (_what, metadata) => {
    expect(await troubleOf(roundTrip({ ...(metadata && { metadata }) }))).toBe('UNSOUND');
  });

  it.each([
    'https://10.0.0.1',
    'https://127.0.0.1:8443',
    'https://169.254.169.254',
    'https://[::1]:8443',
    'http://127.0.0.1:4000',
    'https://localhost:8443',
  ])('is not asked for at %s, even by chance', async (issuer) => {
    const ask = createPublicAsk({ maximumBytes: 1_000, timeoutMilliseconds: 500 });
    const openId = createOpenId({ ask, clock: fixedClock(), isLocal: false });
    const told = await openId.signInAddress(aProvider({ issuer }), ties, redirectUrl).catch(String);
    expect(told).toMatch(/not public|ENOTFOUND|OAUTH_HTTP_REQUEST_FORBIDDEN/);
  });

  it.each(['token_endpoint', 'jwks_uri'])('cannot lead to a private %s', async (member) => {
    const provider = fakeProvider();
    provider.misbehave({ metadata: { [member]: 'https://169.254.169.254/latest' } });
    const guard = createPublicAsk({ maximumBytes: 1_000, timeoutMilliseconds: 500 });
    const openId = createOpenId({
      ask: (address, request) =>
        address.includes('169.254') ? guard(address, request) : provider.ask(address, request),
      clock: fixedClock(),
      isLocal: false,
    });
    const client = clientOf(provider);
    const query = provider.signIn(await openId.signInAddress(client, ties, redirectUrl), ada);
    await expect(openId.readAnswer(client, ties, { redirectUrl, query })).rejects.toThrow('not public');
  });
});

describe('a state', () => {
  const { tie, attemptIn } = createTies('master');

  it('names its attempt to the browser it was made for, and to no other', () => {
    const { state } = tie('01ATTEMPT', 'browser');
    expect(attemptIn(state, 'browser')).toBe('01ATTEMPT');
    expect(attemptIn(state, 'another')).toBeUndefined();
    expect(createTies('other').attemptIn(state, 'browser')).toBeUndefined();
    for (let at = 0; at < state.length; at += 1) {
      const changed = `${state.slice(0, at)}${state[at] === 'A' ? 'B' : 'A'}${state.slice(at + 1)}`;
      expect(attemptIn(changed, 'browser')).toBeUndefined();
    }
    for (const text of ['', '.', '01ATTEMPT', '01ATTEMPT.', `${state}x`, 'ß'])
      expect(attemptIn(text, 'browser')).toBeUndefined();
  });
});
