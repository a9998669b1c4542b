import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { LinkPurpose } from '../domain/notification/notification.ts';
import { millisecondsOf } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { AnswerClaims, Tokens } from '../ports/context.ts';
import { createCallbackTokens } from './callback-tokens.ts';
import { createSealed } from './sealed.ts';
import { createSubscriberTokens } from './subscriber-tokens.ts';
import { webPushKeys } from './web-push-keys.ts';

/*
 *  | version and action | alert id | user id | expiry (epoch seconds) | MAC            |
 *  | 4 + 4 bits         | 7 bytes  | 7 bytes | 4 bytes                | 12 bytes       |  = 31 bytes, 42 characters
 */
const actions = ['ANY', 'ACCEPT', 'RESOLVE', 'ESCALATE', 'REPLY'] as const;
const version = 1;
const claimsLength = 19;
const macLength = 12;
/** Letters of base64url, six bits each. */
const linkMacLength = 24;
const editionLength = 22;
const wellFormedLink = /^[0-9A-Z]{26}[A-Za-z0-9_-]{24}$/;
const wellFormed = /^[A-Za-z0-9_-]{42}$/;

/** Signs answer tokens with a key derived from the master secret. They are short enough for an SMS and expire by `clock`. */
export function createTokens(masterSecret: string, clock: Clock): Tokens {
  const key = Buffer.from(hkdfSync('sha256', masterSecret, '', 'tocsin answer tokens v1', 32));
  const macOf = (claims: Uint8Array): Buffer =>
    createHmac('sha256', key).update(claims).digest().subarray(0, macLength);
  const linkKey = Buffer.from(hkdfSync('sha256', masterSecret, '', 'tocsin account links v1', 32));
  const linkMacOf = (purpose: LinkPurpose, id: string): string =>
    createHmac('sha256', linkKey).update(`${purpose} ${id}`).digest('base64url').slice(0, linkMacLength);

  const editionKey = Buffer.from(hkdfSync('sha256', masterSecret, '', 'tocsin editions v1', 32));

  return {
    ...createSealed(masterSecret, clock),
    ...createSubscriberTokens(masterSecret),
    ...createCallbackTokens(masterSecret),
    webPushKey: () => webPushKeys(masterSecret).publicKey,

    sign(claims) {
      const bytes = encode(claims);
      return Buffer.concat([bytes, macOf(bytes)]).toString('base64url');
    },

    verify(token) {
      if (!wellFormed.test(token)) return undefined;
      const bytes = Buffer.from(token, 'base64url');
      // The last letter has bits to spare: one token has one spelling, so that it cannot be posted again as another.
      if (bytes.toString('base64url') !== token) return undefined;
      const signed = bytes.subarray(0, claimsLength);
      if (!timingSafeEqual(macOf(signed), bytes.subarray(claimsLength))) return undefined;
      const claims = decode(signed);
      if (!claims || claims.expiresAt * 1000 <= millisecondsOf(clock.now())) return undefined;
      return claims;
    },

    editionOf: (content) =>
      createHmac('sha256', editionKey).update(content).digest('base64url').slice(0, editionLength),

    tokenFor: (purpose, id) => `${id}${linkMacOf(purpose, id)}`,

    idIn(purpose, token) {
      if (!wellFormedLink.test(token)) return undefined;
      const id = token.slice(0, -linkMacLength);
      const expected = Buffer.from(linkMacOf(purpose, id));
      return timingSafeEqual(expected, Buffer.from(token.slice(-linkMacLength))) ? id : undefined;
    },
  };
}

function encode({ alertId, userId, action, expiresAt }: AnswerClaims): Buffer {
  const bytes = Buffer.alloc(claimsLength);
  bytes.writeUInt8((version << 4) | actions.indexOf(action), 0);
  writeId(bytes, alertId, 1);
  writeId(bytes, userId, 8);
  bytes.writeUInt32BE(expiresAt, 15);
  return bytes;
}

function decode(bytes: Buffer): AnswerClaims | undefined {
  const first = bytes.readUInt8(0);
  const action = actions[first & 0x0f];
  if (first >> 4 !== version || !action) return undefined;
  return { alertId: readId(bytes, 1), userId: readId(bytes, 8), action, expiresAt: bytes.readUInt32BE(15) };
}

/** Ids are below 2^53: three high bytes and four low ones. */
function writeId(bytes: Buffer, id: number, offset: number): void {
  bytes.writeUIntBE(Math.floor(id / 2 ** 32), offset, 3);
  bytes.writeUInt32BE(id % 2 ** 32, offset + 3);
}

const readId = (bytes: Buffer, offset: number): number =>
  bytes.readUIntBE(offset, 3) * 2 ** 32 + bytes.readUInt32BE(offset + 3);
