import { createCipheriv, createECDH, hkdfSync, randomBytes, sign } from 'node:crypto';
import { pushCurve } from '../domain/user/web-push.ts';
import type { WebPushKeys } from '../platform/web-push-keys.ts';

/** What a browser has told of itself, base64url. */
export interface Subscription {
  readonly p256dh: string;
  readonly auth: string;
}

/** What is drawn for one message. */
export interface Drawn {
  readonly salt: Uint8Array;
  readonly privateKey: Uint8Array;
}

function draw(): Drawn {
  const ecdh = createECDH(pushCurve);
  ecdh.generateKeys();
  return { salt: randomBytes(16), privateKey: ecdh.getPrivateKey() };
}

/** All of a message is one record of this size (RFC 8188); services take no more. */
const recordSize = 4096;

/** Encrypts a message so that only the subscribed browser can read it (RFC 8291 in the coding of RFC 8188, `aes128gcm`). */
export function encryptPush(text: Uint8Array, { p256dh, auth }: Subscription, { salt, privateKey } = draw()): Buffer {
  const sender = createECDH(pushCurve);
  sender.setPrivateKey(privateKey);
  const ours = sender.getPublicKey();
  const theirs = Buffer.from(p256dh, 'base64url');
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const secret = sender.computeSecret(theirs);
  const input = Buffer.from(hkdfSync('sha256', secret, Buffer.from(auth, 'base64url'), info, 32));
  const derive = (use: string, length: number) =>
    Buffer.from(hkdfSync('sha256', input, salt, `Content-Encoding: ${use}\0`, length));
  const cipher = createCipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  const header = Buffer.alloc(21);
  header.set(salt);
  header.writeUInt32BE(recordSize, 16);
  header.writeUInt8(ours.length, 20);
  // The last record ends with a two.
  const sealed = [cipher.update(text), cipher.update(Uint8Array.of(2)), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([header, ours, ...sealed]);
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Says to a push service who sends, signed for it alone (VAPID, RFC 8292); `expiresAt` in epoch seconds, at most a day ahead. */
export function vapid(
  { publicKey, privateKey }: WebPushKeys,
  claims: { readonly audience: string; readonly subject: string; readonly expiresAt: number },
): string {
  const { audience: aud, subject: sub, expiresAt: exp } = claims;
  const signed = `${encoded({ typ: 'JWT', alg: 'ES256' })}.${encoded({ aud, exp, sub })}`;
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${publicKey}`;
}
