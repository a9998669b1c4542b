import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { instantOf, millisecondsOf } from '../../functions/domain/time.ts';
import { isSignedBySlack } from '../../functions/platform/chat/slack-signature.ts';
import { tenOClock } from '../support/factories.ts';

const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const seconds = millisecondsOf(tenOClock) / 1000;
const raw = Buffer.from('token=x&team_id=T1&text=a%20b');
const sign = (timestamp: number | string, body: Uint8Array = raw, key = secret) =>
  `v0=${createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
const at = (timestamp: number | string, signature = sign(timestamp), body: Uint8Array = raw) =>
  isSignedBySlack(secret, { timestamp: String(timestamp), signature, raw: body }, tenOClock);

it("knows the example of Slack's documentation", () => {
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const signed = {
    timestamp: '1531420618',
    signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    raw: Buffer.from(body),
  };
  expect(isSignedBySlack('8f742231b10e8888abcd99yyyzzz85a5', signed, instantOf(1531420618_000))).toBe(true);
  expect(isSignedBySlack('8f742231b10e8888abcd99yyyzzz85a4', signed, instantOf(1531420618_000))).toBe(false);
});

it.each([
  ['now', seconds, true],
  ['five minutes ago', seconds - 300, true],
  ['longer ago', seconds - 301, false],
  ['of a clock that is ahead', seconds + 300, true],
  ['of the future', seconds + 301, false],
  ['no number', 'now', false],
  ['a number of another kind', '1e9', false],
  ['nothing', '', false],
] as const)('a timestamp: %s', (_what, timestamp, expected) => {
  expect(at(timestamp)).toBe(expected);
});

it.each([
  ['of another body', sign(seconds, Buffer.from('other'))],
  ['of another time', sign(seconds - 1)],
  ['of another secret', sign(seconds, raw, 'other')],
  ['of another version', sign(seconds).replace('v0', 'v1')],
  ['in capitals', sign(seconds).toUpperCase()],
  ['cut', sign(seconds).slice(0, -2)],
  ['lengthened', `${sign(seconds)}00`],
  ['none', ''],
])('a signature %s is refused', (_what, signature) => {
  expect(at(seconds, signature)).toBe(false);
});

it('is one of bytes: what is no text is signed, too', () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x00]);
  expect(at(seconds, sign(seconds, bytes), bytes)).toBe(true);
  expect(at(seconds, sign(seconds, bytes), Buffer.from([0xff, 0xfd, 0x00]))).toBe(false);
});
