import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { millisecondsOf } from '../../domain/time.ts';
import type { CallbackSecrets, InboundCall } from './reader.ts';

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

/** Compared in the same time wherever they differ, and whatever their lengths. */
export const isSame = (expected: string, given: string): boolean => timingSafeEqual(digest(expected), digest(given));

/** Whether the header holds the HMAC of the body, behind the name of its algorithm. */
export function isSigned(
  { headers, body }: InboundCall,
  { secret }: Pick<CallbackSecrets, 'secret'>,
  how: { readonly header: string; readonly algorithm: 'sha1' | 'sha256'; readonly encoding: 'hex' | 'base64' },
): boolean {
  const given = headers[how.header]?.trim();
  if (given === undefined) return false;
  const expected = createHmac(how.algorithm, secret).update(body).digest(how.encoding);
  return isSame(`${how.algorithm}=${expected}`, how.encoding === 'hex' ? given.toLowerCase() : given);
}

/** Whether the secret itself is the Bearer token of the call. */
export const bears = ({ headers }: InboundCall, { secret }: Pick<CallbackSecrets, 'secret'>): boolean => {
  const given = headers.authorization?.trim() ?? '';
  return /^bearer /i.test(given) && isSame(secret, given.slice('bearer '.length).trim());
};

/** A signature of the past is one that somebody may have kept. */
const longestAge = 5 * 60_000;

/** Whether a time of ISO 8601, or in seconds or milliseconds since 1970, is about now. */
export function isFresh(stamp: string, { now }: Pick<CallbackSecrets, 'now'>): boolean {
  const given = stamp.trim();
  const at = /^\d{9,11}$/.test(given)
    ? Number(given) * 1000
    : /^\d{12,14}$/.test(given)
      ? Number(given)
      : Date.parse(given);
  return Math.abs(millisecondsOf(now) - at) <= longestAge;
}
