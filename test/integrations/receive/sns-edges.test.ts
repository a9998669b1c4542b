import { describe, expect, it } from 'vitest';
import { minus, plus } from '../../../functions/domain/time.ts';
import { topicMessageVerifier } from '../../../functions/usecases/event/receive-sns.ts';
import { at } from '../../support/factories.ts';
import { certificate, certificateUrl, notification, signed, subscription } from './sns-signer.ts';

const now = at('2026-11-21T20:30:00.000Z');

/** A verifier, and the addresses of certificates that it has asked for. */
function aVerifier(page: { readonly status: number; readonly body: string } = { status: 200, body: certificate }) {
  const fetched: string[] = [];
  const fetch = async (url: string) => {
    fetched.push(url);
    return page;
  };
  return { verify: topicMessageVerifier(fetch, { now: () => now }), fetched };
}

const sentAt = (timestamp: string) => signed({ ...notification, Timestamp: timestamp });

describe('a message of SNS', () => {
  it.each<[string, string, boolean]>([
    ['a day ago', minus(now, { hours: 24 }), false],
    ['just less than a day ago', plus(minus(now, { hours: 24 }), { milliseconds: 1 }), true],
    ['by a clock that is a little ahead', minus(plus(now, { minutes: 15 }), { milliseconds: 1 }), true],
    ['by a clock that is far ahead', plus(now, { minutes: 15 }), false],
    ['at no time', 'yesterday', false],
  ])('that was signed %s (%s) is verified: %s', async (_when, timestamp, expected) => {
    expect(await aVerifier().verify(sentAt(timestamp))).toBe(expected);
  });

  it('whose subject is null is signed as one without a subject', async () => {
    const { Subject: _none, ...rest } = notification;
    expect(await aVerifier().verify({ ...signed(rest), Subject: null })).toBe(true);
  });

  it('is not verified by what is no certificate, or comes with an error', async () => {
    expect(await aVerifier({ status: 200, body: 'Hello' }).verify(signed(notification))).toBe(false);
    expect(await aVerifier({ status: 403, body: certificate }).verify(signed(notification))).toBe(false);
  });

  it('is verified as soon as its certificate is there: what came in its place is not kept', async () => {
    const pages = [
      { status: 200, body: 'Please try again' },
      { status: 200, body: certificate },
    ];
    const fetch = async () => pages.shift() ?? expect.fail('it was asked for once more');
    const verify = topicMessageVerifier(fetch, { now: () => now });
    expect([await verify(signed(notification)), await verify(signed(notification))]).toEqual([false, true]);
  });

  const { Signature: _unsigned, ...unsigned } = signed(notification);
  it.each<[string, unknown]>([
    ['is none', { eventType: 'ALERT' }],
    ['is no object', 'Notification'],
    ['is of a version that nobody knows', { ...signed(notification), SignatureVersion: '3' }],
    ['has no version', { ...signed(notification), SignatureVersion: undefined }],
    ['has no signature', unsigned],
    ['has a member that is no text', { ...signed(notification), Subject: { toString: 'x' } }],
    ['has no time', { ...signed(notification), Timestamp: undefined }],
    ['names no certificate', { ...signed(notification), SigningCertURL: undefined }],
    [
      'names no certificate of SNS',
      { ...signed(notification), SigningCertURL: certificateUrl.replace('.pem', '.txt') },
    ],
    ['names a certificate by a query', { ...signed(notification), SigningCertURL: `${certificateUrl}?x=1` }],
    [
      'names a certificate with a user',
      { ...signed(notification), SigningCertURL: certificateUrl.replace('//', '//u@') },
    ],
    [
      'names a certificate with a password',
      { ...signed(notification), SigningCertURL: certificateUrl.replace('//', '//:p@') },
    ],
  ])('that %s is not verified, and no certificate is asked for', async (_what, body) => {
    const { verify, fetched } = aVerifier();
    expect(await verify(body)).toBe(false);
    expect(fetched).toEqual([]);
  });

  it.each([
    ['without TLS', 'https:', 'http:'],
    ['at another port', '.com/', '.com:8443/'],
    ['at a host that only ends like that of SNS', '//sns.', '//evil-sns.'],
    ['at a host that only begins like that of SNS', '.amazonaws.com/', '.amazonaws.com.evil.example/'],
    ['at a path that only ends like that of SNS', '/Simple', '/x/Simple'],
    ['at a path that only begins like that of SNS', '.pem', '.pem.txt'],
  ])('whose certificate is %s is not verified, and that is not asked for', async (_where, ours, theirs) => {
    const { verify, fetched } = aVerifier();
    expect(await verify({ ...signed(notification), SigningCertURL: certificateUrl.replace(ours, theirs) })).toBe(false);
    expect(fetched).toEqual([]);
  });

  it('that ends a subscription is verified as one that begins it', async () => {
    const ended = { ...subscription, Type: 'UnsubscribeConfirmation' };
    expect(await aVerifier().verify(signed(ended))).toBe(true);
    expect(await aVerifier().verify({ ...signed(subscription), Type: 'UnsubscribeConfirmation' })).toBe(false);
  });

  it('that subscribes is verified with its address and its token', async () => {
    const { verify } = aVerifier();
    expect(await verify(signed(subscription))).toBe(true);
    expect(await verify({ ...signed(subscription), Token: 'x' })).toBe(false);
    expect(await verify({ ...signed(subscription), SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/' })).toBe(
      false,
    );
  });
});

describe('a certificate', () => {
  const numbered = (index: number) => ({
    ...signed(notification),
    SigningCertURL: certificateUrl.replace('0123456789abcdef0123456789abcdef', `${index}`),
  });

  it('is asked for once per address, and not kept for ever: a hundred are', async () => {
    const { verify, fetched } = aVerifier();
    for (let index = 0; index < 100; index++) expect(await verify(numbered(index))).toBe(true);
    await verify(numbered(0));
    expect(fetched).toHaveLength(100);
    await verify(numbered(100));
    await verify(numbered(100));
    expect(fetched).toHaveLength(101);
    await verify(numbered(0));
    expect(fetched).toHaveLength(102);
  });
});
