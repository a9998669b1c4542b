import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createActivityTokens } from '../../functions/platform/chat/activity-tokens.ts';
import type { PublicAnswer } from '../../functions/platform/public-fetch.ts';
import { fixedClock } from '../support/clock.ts';
import { appId, createSigner, serviceUrl, tenantId } from './bot-framework.ts';

const activity = { channelId: 'msteams', serviceUrl, tenantIds: [tenantId] };
const bot = { appId, tenantId };

async function world() {
  const signer = await createSigner();
  const clock = fixedClock();
  const tokens = createActivityTokens({ ask: signer.ask, clock });
  const verdict = (authorization: string | undefined, changes: Partial<typeof activity> = {}) =>
    tokens.verdictOf(authorization, { ...activity, ...changes }, bot);
  const sign = (...rest: [claims?: JWTPayload, how?: object]) => signer.sign(clock.now(), ...rest);
  return { signer, clock, tokens, verdict, sign };
}

describe('an activity', () => {
  it('of the Bot Framework for this bot and tenant is genuine', async () => {
    const { verdict, sign, signer } = await world();
    expect(await verdict(await sign())).toEqual({ kind: 'genuine' });
    expect(await verdict(await sign(), { tenantIds: [tenantId.toUpperCase(), tenantId] })).toEqual({ kind: 'genuine' });
    expect(signer.asked).toHaveLength(2);
  });

  const at = Date.parse('2026-11-21T10:00:00Z') / 1000;
  it.each<[string, JWTPayload, object?]>([
    ['another issuer', { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }],
    ['no issuer', { iss: undefined }],
    ['another audience', { aud: '99999999-2222-3333-4444-555555555555' }],
    ['no audience', { aud: undefined }],
    ['an end that is over', { exp: at - 301 }],
    ['no end', { exp: undefined }],
    ['a begin in the future', { nbf: at + 301 }],
    ['no begin', { nbf: undefined }],
    ['an end that is no number', { exp: 'later' as unknown as number }],
    ['another service', { serviceurl: 'https://smba.trafficmanager.net/amer/' }],
    ['no service', { serviceurl: undefined }],
    ['an unknown key', {}, { named: 'key-2' }],
    ['no key', {}, { named: null }],
  ])('with a token of %s is forged', async (_case, claims, how) => {
    const { verdict, sign } = await world();
    expect(await verdict(await sign(claims, how))).toMatchObject({ kind: 'forged' });
  });

  it.each<[string, { readonly [Member in keyof typeof activity]?: (typeof activity)[Member] | undefined }]>([
    ['a service of somebody else', { serviceUrl: 'https://evil.example/' }],
    ['a service in the name of Microsoft', { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }],
    ['a service at another port', { serviceUrl: 'https://smba.trafficmanager.net:8443/' }],
    ['a service without TLS', { serviceUrl: 'http://smba.trafficmanager.net/emea/' }],
    ['a service with a user', { serviceUrl: 'https://smba.trafficmanager.net@evil.example/' }],
    ['no service', { serviceUrl: undefined }],
    ['another channel', { channelId: 'webchat' }],
    ['no channel', { channelId: undefined }],
    ['another tenant', { tenantIds: ['11111111-86f1-41af-91ab-2d7cd011db47'] }],
    ['two tenants', { tenantIds: [tenantId, '11111111-86f1-41af-91ab-2d7cd011db47'] }],
    ['no tenant', { tenantIds: [] }],
  ])('of %s is forged, whoever has signed it', async (_case, changes) => {
    const { verdict, sign, signer } = await world();
    const claims = changes.serviceUrl === undefined ? {} : { serviceurl: changes.serviceUrl };
    expect(await verdict(await sign(claims), changes as Partial<typeof activity>)).toMatchObject({ kind: 'forged' });
    expect(signer.asked).toEqual([]);
  });

  it('that nobody has signed, or with what is no key, is forged', async () => {
    const { verdict, sign } = await world();
    const genuine = await sign();
    const [header, claims, signature] = genuine.split('.');
    const none = new UnsecuredJWT({ serviceurl: serviceUrl, aud: appId, iss: 'https://api.botframework.com' }).encode();
    const shared = await new SignJWT({ serviceurl: serviceUrl })
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .sign(new TextEncoder().encode('x'.repeat(32)));
    for (const forged of [
      undefined,
      '',
      'Bearer',
      'Bearer x',
      'Bearer ..',
      'Bearer a.b.c',
      `Basic ${btoa('a:b')}`,
      genuine.replace('Bearer ', ''),
      `${header}.${claims}.`,
      `${header}.${claims}.${signature?.slice(2)}xx`,
      `${header}.${btoa('{"aud":"x"}')}.${signature}`,
      `Bearer ${none}`,
      `Bearer ${shared}`,
      `Bearer ${'x'.repeat(9_000)}.y.z`,
    ])
      expect(await verdict(forged)).toMatchObject({ kind: 'forged' });
  });

  it('may be five minutes off', async () => {
    const { verdict, sign } = await world();
    expect(await verdict(await sign({ exp: at - 299 }))).toEqual({ kind: 'genuine' });
    expect(await verdict(await sign({ nbf: at + 299 }))).toEqual({ kind: 'genuine' });
  });

  it('signed with a key that is for other channels is forged', async () => {
    const { verdict, sign, signer } = await world();
    await signer.add('key-2', ['webchat']);
    expect(await verdict(await sign({}, { kid: 'key-2' }))).toEqual({
      kind: 'forged',
      why: 'the key is not for this channel',
    });
  });

  it('signed with a new key is genuine as soon as keys may be asked for again, and invented keys ask nobody sooner', async () => {
    const { verdict, sign, signer, clock } = await world();
    await verdict(await sign());
    await signer.add('key-2');
    clock.advance({ minutes: 4 });
    expect(await verdict(await sign({}, { kid: 'key-2' }))).toMatchObject({ kind: 'forged' });
    clock.advance({ minutes: 1 });
    expect(await verdict(await sign({}, { kid: 'key-2' }))).toEqual({ kind: 'genuine' });
    expect(signer.asked).toHaveLength(4);
    for (let count = 0; count < 20; count++) await verdict(await sign({}, { named: `invented-${count}` }));
    expect(signer.asked).toHaveLength(4);
  });

  it('is judged with the keys of yesterday while there are no others, for five days', async () => {
    const { verdict, sign, signer, clock } = await world();
    await verdict(await sign());
    signer.answer('metadata', new Error('nobody answers'));
    clock.advance({ days: 4, hours: 23 });
    expect(await verdict(await sign())).toEqual({ kind: 'genuine' });
    clock.advance({ hours: 1 });
    expect(await verdict(await sign())).toMatchObject({ kind: 'unknown' });
    signer.answer('metadata', undefined);
    clock.advance({ minutes: 5 });
    expect(await verdict(await sign())).toEqual({ kind: 'genuine' });
  });

  const page: PublicAnswer = { status: 200, headers: {}, body: '<html></html>' };
  const said = (body: unknown): PublicAnswer => ({ ...page, body: JSON.stringify(body) });
  it.each<[string, 'metadata' | 'keys', PublicAnswer | Error]>([
    ['nobody answers', 'metadata', new Error('no whole answer within 3 seconds')],
    ['the metadata is a page', 'metadata', page],
    [
      'the metadata is of another issuer',
      'metadata',
      said({ issuer: 'https://evil.example', jwks_uri: 'https://login.botframework.com/k' }),
    ],
    [
      'the keys are elsewhere',
      'metadata',
      said({ issuer: 'https://api.botframework.com', jwks_uri: 'https://evil.example/keys' }),
    ],
    ['the address of the keys is none', 'metadata', said({ issuer: 'https://api.botframework.com', jwks_uri: 'keys' })],
    ['the keys are a page', 'keys', page],
    ['the keys are null', 'keys', said(null)],
    ['there are no keys', 'keys', said({})],
    ['the keys cannot be had', 'keys', { ...page, status: 500 }],
  ])('is unknown where %s, and judged once all is well again', async (_case, which, answer) => {
    const { verdict, sign, signer } = await world();
    signer.answer(which, answer);
    expect(await verdict(await sign())).toMatchObject({ kind: 'unknown' });
    signer.answer(which, undefined);
    expect(await verdict(await sign())).toEqual({ kind: 'genuine' });
  });

  it('is judged although some keys are none', async () => {
    const { verdict, sign, signer } = await world();
    const bad = [
      null,
      7,
      {},
      { kty: 'RSA', kid: 'key-1' },
      { kty: 'RSA', kid: 'key-1', n: 'AQ', e: 'AQAB' },
      { kty: 'oct', kid: 'key-1', k: 'x' },
    ];
    signer.answer('keys', said({ keys: bad }));
    expect(await verdict(await sign())).toEqual({ kind: 'forged', why: 'the key is unknown' });
  });
});
