import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { knowsSecret } from '../../../functions/usecases/event/receive-signature.ts';

const raw = '{"summary":"Disk full"}';
const hmac = (secret = 's3cret', algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex') =>
  createHmac(algorithm, secret).update(raw).digest(encoding);
const knows = (headers: Readonly<Record<string, string>>, body: unknown = {}, secret = 's3cret') =>
  knowsSecret(secret, { headers, raw, body });
/** So many signatures, the last of which is right. */
const list = (count: number) =>
  [...Array.from({ length: count - 1 }, (_, index) => `v1=${hmac(`former ${index}`)}`), `v1=${hmac()}`].join(', ');

it.each<[string, Readonly<Record<string, string>>, boolean]>([
  ['with a prefix', { 'x-tocsin-signature': `sha256=${hmac()}` }, true],
  ['in large letters, with spaces around', { 'x-tocsin-signature': ` ${hmac().toUpperCase()} ` }, true],
  ['of GitHub without its prefix', { 'x-hub-signature-256': hmac() }, true],
  ['of Atlas', { 'x-mms-event-signature': hmac('s3cret', 'sha1', 'base64') }, true],
  ['of Atlas in other letters', { 'x-mms-event-signature': hmac('s3cret', 'sha1', 'base64').toLowerCase() }, false],
  ['of Zammad without its prefix', { 'x-hub-signature': hmac('s3cret', 'sha1') }, false],
  ['as the fifth of a list', { 'x-pagerduty-signature': list(5) }, true],
  ['as the sixth of a list', { 'x-pagerduty-signature': list(6) }, false],
  ['in a list where there is none', { 'x-tocsin-signature': `${hmac('other')},${hmac()}` }, false],
  ['before a thousand spaces', { 'x-tocsin-signature': `${hmac()}${' '.repeat(2_000)}` }, true],
  ['within a thousand characters', { 'x-tocsin-signature': `${' '.repeat(900)}${hmac()}` }, true],
  ['after a thousand spaces', { 'x-tocsin-signature': `${' '.repeat(1_000)}${hmac()}` }, false],
  ['as a token with spaces around', { 'x-gitlab-token': ' s3cret ' }, true],
  ['as a token of a Bearer', { authorization: 'Bearer s3cret' }, true],
  ['behind seven other characters', { 'x-hub-signature-256': `sha512=${hmac()}` }, false],
  ['behind another word', { authorization: 'x Bearer s3cret' }, false],
])('a secret is known %s: %s', (_how, headers, expected) => {
  expect(knows(headers)).toBe(expected);
});

it('a secret may have two thousand characters', () => {
  const known = (length: number) => knows({ authorization: `Bearer ${'x'.repeat(length)}` }, {}, 'x'.repeat(length));
  expect([known(2_000), known(2_001)]).toEqual([true, false]);
  expect(knows({ authorization: `Bearer ${'x'.repeat(2_001)}` }, {}, 'x'.repeat(2_000))).toBe(false);
});

it('a secret is known by who writes it into the body, as text', () => {
  expect(knows({}, { sharedSecret: 's3cret' })).toBe(true);
  expect(knows({}, { sharedSecret: ['s3cret'] })).toBe(false);
  expect(knows({}, {})).toBe(false);
});
