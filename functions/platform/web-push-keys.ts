import { createECDH, createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto';
import { pushCurve } from '../domain/user/web-push.ts';

/** As whom a deployment speaks to push services (VAPID, RFC 8292). */
export interface WebPushKeys {
  /** What browsers are told when they subscribe: an uncompressed point, base64url. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** The order of the curve P-256. */
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/**
 * The generation is part of what the keys are derived from: the next one has other keys, and browsers subscribe anew when the console is
 * opened in them.
 */
const label = 'tocsin web push v1';

/** The keys derived from the master secret, so that no further secret is kept: 384 bits make every number below the order as likely (FIPS 186-5, A.2.1). */
export function webPushKeys(masterSecret: string): WebPushKeys {
  const drawn = BigInt(`0x${Buffer.from(hkdfSync('sha256', masterSecret, '', label, 48)).toString('hex')}`);
  const number = (drawn % (order - 1n)) + 1n;
  const d = Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
  const ecdh = createECDH(pushCurve);
  ecdh.setPrivateKey(d);
  const point = ecdh.getPublicKey();
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: d.toString('base64url'),
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  return { publicKey: point.toString('base64url'), privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) };
}
