import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { NamedSubscriber, SubscriberLink, SubscriberTokens } from '../ports/context.ts';

/*
 *  | page id | subscriber id | MAC over purpose and ids |
 *  | 7 bytes | 7 bytes       | 16 bytes                 |  = 30 bytes, 40 characters
 */
const idLength = 7;
const namedLength = 2 * idLength;
const macLength = 16;
const wellFormed = /^[A-Za-z0-9_-]{40}$/;

/** Links of subscribers, signed with a key derived from the master secret. */
export function createSubscriberTokens(masterSecret: string): SubscriberTokens {
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', masterSecret, '', use, 32));
  const key = derived('tocsin subscriber links v1');
  const webhookKey = derived('tocsin subscriber webhooks v1');

  const namedBytes = ({ pageId, id }: NamedSubscriber): Buffer => {
    const bytes = Buffer.alloc(namedLength);
    for (const [index, each] of [pageId, id].entries()) {
      bytes.writeUIntBE(Math.floor(each / 2 ** 32), index * idLength, 3);
      bytes.writeUInt32BE(each % 2 ** 32, index * idLength + 3);
    }
    return bytes;
  };
  const idAt = (bytes: Buffer, at: number): number => bytes.readUIntBE(at, 3) * 2 ** 32 + bytes.readUInt32BE(at + 3);
  const macOf = (purpose: SubscriberLink, bytes: Buffer): Buffer =>
    createHmac('sha256', key).update(purpose).update(bytes).digest().subarray(0, macLength);

  return {
    subscriberToken(purpose, subscriber) {
      const bytes = namedBytes(subscriber);
      return Buffer.concat([bytes, macOf(purpose, bytes)]).toString('base64url');
    },

    subscriberIn(purpose, token) {
      if (!wellFormed.test(token)) return undefined;
      const bytes = Buffer.from(token, 'base64url');
      const named = bytes.subarray(0, namedLength);
      if (!timingSafeEqual(macOf(purpose, named), bytes.subarray(namedLength))) return undefined;
      return { pageId: idAt(bytes, 0), id: idAt(bytes, idLength) };
    },

    webhookSecret: (subscriber) =>
      `whsec_${createHmac('sha256', webhookKey).update(namedBytes(subscriber)).digest().subarray(0, 24).toString('base64')}`,
  };
}
