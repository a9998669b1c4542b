import { createECDH, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pushByWeb } from '../../functions/channels/push-web.ts';
import { encryptPush, vapid } from '../../functions/channels/web-push-message.ts';
import { browserTarget } from '../../functions/domain/user/push-targets.ts';
import { ForbiddenAddressError, type PublicAsk, type PublicRequest } from '../../functions/platform/public-fetch.ts';
import { webPushKeys } from '../../functions/platform/web-push-keys.ts';
import type { OutgoingMessage } from '../../functions/ports/channels.ts';
import { decryptPush, localSubscription } from '../../local/outbox/targets/web-push.ts';
import { fixedClock } from '../support/clock.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

describe('a message that is encrypted', () => {
  /** RFC 8291, appendix A. */
  it('is the one of the standard', () => {
    const body = encryptPush(
      Buffer.from('When I grow up, I want to be a watermelon'),
      {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      { salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'), privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw') },
    );
    expect(body.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('is another one each time', () => {
    const { keys } = localSubscription('a');
    const [one, other] = [1, 2].map(() => encryptPush(Buffer.from('text'), keys).toString('hex'));
    expect(one).not.toBe(other);
    expect(decryptPush(Buffer.from(one ?? '', 'hex'), 'a')).toBe('text');
  });
});

describe('the keys of a deployment', () => {
  it('are those of its secret, for ever', () => {
    const { publicKey } = webPushKeys('master secret');
    expect(publicKey).toBe(webPushKeys('master secret').publicKey);
    expect(publicKey).not.toBe(webPushKeys('another secret').publicKey);
    // Browsers that have subscribed with it would have to do so again.
    expect(publicKey).toBe('BDglwMJHA1zlFe64RZ09pZjeSdpBD0h3oORMLkH3ER_0SQUEcMnne2AcrGA0wCREzfjC7n0JXyJ0tm2CFw6oD50');
  });

  it('sign as push services want it (RFC 8292)', () => {
    const keys = webPushKeys('master secret');
    const claims = {
      audience: 'https://push.example.net',
      subject: 'https://tocsin.example.com',
      expiresAt: 1_800_000,
    };
    const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(vapid(keys, claims)) ?? [];
    const [head = '', body = '', signature = ''] = token.split('.');
    expect(JSON.parse(bytes(head).toString())).toEqual({ typ: 'JWT', alg: 'ES256' });
    expect(JSON.parse(bytes(body).toString())).toEqual({
      aud: 'https://push.example.net',
      exp: 1_800_000,
      sub: 'https://tocsin.example.com',
    });
    const [x, y] = [bytes(key).subarray(1, 33), bytes(key).subarray(33)].map((part) => part.toString('base64url'));
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y } as never, format: 'jwk' });
    const how = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(`${head}.${body}`), how, bytes(signature))).toBe(true);
  });
});

const { endpoint, keys } = localSubscription('ada-laptop');
const target = browserTarget({ endpoint, ...keys });
const page: OutgoingMessage = {
  idempotencyToken: 'token-1',
  channel: 'PUSH',
  target,
  language: 'de',
  subject: 'HOHE PRIORITÄT: Prometheus',
  text: 'db1 ist voll',
  about: { kind: 'PAGE', priority: 'HIGH' },
  data: {
    notification: 'bm8',
    alertId: '7',
    userId: '3',
    acceptUrl: 'https://tocsin.example.com/answer/a-token',
    resolveUrl: 'https://tocsin.example.com/answer/r-token',
    escalateUrl: 'https://tocsin.example.com/answer/e-token',
  },
};

/** A push service that answers what it is told to. */
function service(answer: () => { status: number; headers?: Record<string, string>; body?: string } | Error) {
  const asked: { address: string; request: PublicRequest }[] = [];
  const ask: PublicAsk = async (address, request = {}) => {
    asked.push({ address, request });
    const answered = answer();
    if (answered instanceof Error) throw answered;
    return { headers: {}, body: '', ...answered };
  };
  const driver = pushByWeb({
    publicUrl: 'https://tocsin.example.com',
    keys: async () => webPushKeys('master secret'),
    ask,
    clock: fixedClock('2026-11-21T22:00:00.000Z'),
  });
  return { driver, asked };
}

const readBy = (request: PublicRequest | undefined) =>
  JSON.parse(decryptPush(Buffer.from(request?.bytes ?? []), 'ada-laptop'));

describe('a push to a browser', () => {
  it('wakes, replaces what has not arrived, and says what the worker shows', async () => {
    const { driver, asked } = service(() => ({ status: 201, headers: { location: 'https://push.example.net/m/1' } }));
    expect(await driver.send(page)).toEqual({ outcome: 'sent', providerId: 'https://push.example.net/m/1' });
    const [{ address, request } = { address: '', request: {} }] = asked;
    expect(address).toBe(endpoint);
    expect(request).toMatchObject({
      method: 'POST',
      headers: { 'content-encoding': 'aes128gcm', ttl: '600', urgency: 'high', topic: 'alert-7' },
    });
    expect(request.headers?.authorization).toContain(`k=${webPushKeys('master secret').publicKey}`);
    expect(readBy(request)).toEqual({
      v: 1,
      kind: 'PAGE',
      alertId: 7,
      title: 'HOHE PRIORITÄT: Prometheus',
      body: 'db1 ist voll',
      priority: 'HIGH',
      language: 'de',
      url: '/alerts/7',
      answers: [
        { action: 'accept', url: '/answer/a-token' },
        { action: 'resolve', url: '/answer/r-token' },
      ],
      tag: 'alert-7',
      at: '2026-11-21T22:00:00.000Z',
    });
  });

  it('of news and of low priority does not hurry, and a notice waits longer', async () => {
    const { driver, asked } = service(() => ({ status: 201 }));
    await driver.send({ ...page, about: { kind: 'UPDATE', priority: 'HIGH' } });
    await driver.send({ ...page, about: { kind: 'PAGE', priority: 'LOW' } });
    const { data: _data, about: _about, ...words } = page;
    expect(await driver.send(words)).toEqual({ outcome: 'sent', providerId: 'token-1' });
    expect(asked.map(({ request: { headers } }) => [headers?.ttl, headers?.urgency, headers?.topic])).toEqual([
      ['600', 'normal', 'alert-7'],
      ['600', 'normal', 'alert-7'],
      ['14400', 'normal', undefined],
    ]);
    expect(readBy(asked[2]?.request)).toMatchObject({ kind: 'NOTICE', url: '/', answers: [], tag: 'token-1' });
  });

  it('is never larger than services take', async () => {
    const { driver, asked } = service(() => ({ status: 201 }));
    await driver.send({ ...page, subject: '🔥'.repeat(5_000), text: 'ä'.repeat(20_000) });
    expect(asked[0]?.request.bytes?.byteLength).toBeLessThanOrEqual(4096);
    expect(readBy(asked[0]?.request)).toMatchObject({ alertId: 7, answers: [{}, {}] });
  });

  it.each([
    [200, 'sent', undefined],
    [404, 'rejected', true],
    [410, 'rejected', true],
    [400, 'rejected', undefined],
    [403, 'rejected', undefined],
    [413, 'rejected', undefined],
    [301, 'rejected', undefined],
    [408, 'postponed', undefined],
    [429, 'postponed', undefined],
    [500, 'postponed', undefined],
    [503, 'postponed', undefined],
  ])('answered with %i is %s', async (status, outcome, gone) => {
    const result = await service(() => ({ status, body: 'because' })).driver.send(page);
    expect(result).toMatchObject({ outcome, ...(gone && { gone }) });
    expect('gone' in result).toBe(gone === true);
    if (outcome !== 'sent') expect(result).toMatchObject({ error: `the push service answered ${status}: because` });
  });

  it('to an address that is not public is refused, and one that nobody answers at waits', async () => {
    const refused = service(() => new ForbiddenAddressError('the name leads to an address that is not public'));
    expect(await refused.driver.send(page)).toEqual({
      outcome: 'rejected',
      error: 'the name leads to an address that is not public',
    });
    const nowhere = service(() => Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await nowhere.driver.send(page)).toEqual({ outcome: 'postponed', error: 'ENOTFOUND' });
  });

  it('whose answer is lost may have gone out', async () => {
    const { driver } = service(() => new Error('no whole answer within 10 seconds'));
    await expect(driver.send(page)).rejects.toThrow('no whole answer');
  });

  it('waits while the keys cannot be read, and nothing is asked', async () => {
    const asked: string[] = [];
    const driver = pushByWeb({
      publicUrl: 'https://tocsin.example.com',
      keys: async () => Promise.reject(new Error('throttled')),
      ask: async (address) => {
        asked.push(address);
        return { status: 201, headers: {}, body: '' };
      },
      clock: fixedClock('2026-11-21T22:00:00.000Z'),
    });
    expect(await driver.send(page)).toMatchObject({ outcome: 'postponed' });
    expect(asked).toEqual([]);
  });

  it('is a way to browsers only', async () => {
    const { driver } = service(() => ({ status: 201 }));
    expect([driver.reaches?.(target), driver.reaches?.('a-device-token'), driver.reaches?.('https://no.keys')]).toEqual(
      [true, false, false],
    );
    expect(await driver.send({ ...page, target: 'a-device-token' })).toMatchObject({ outcome: 'rejected' });
  });
});

it('a browser of the local cloud has the keys of a real one', () => {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  expect(curve.computeSecret(bytes(keys.p256dh))).toHaveLength(32);
  expect([bytes(keys.p256dh).length, bytes(keys.auth).length]).toEqual([65, 16]);
});
