import { ECDH } from 'node:crypto';
import { noPrivateTargets, reachOf } from '../private-targets.ts';

/** The curve of all keys of Web Push (RFC 8291, RFC 8292). */
export const pushCurve = 'prime256v1';

/**
 * Why a text is no address that a push service gives out: they are on the internet and speak https. Where its name leads is looked at
 * when something is sent.
 */
export function endpointProblem(text: string): string | undefined {
  if (!/^[!-~]+$/.test(text) || !URL.canParse(text)) return 'must be an address (URL)';
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    return 'must be an https address without credentials';
  if (text.includes('#')) return 'must not have a fragment';
  const reach = reachOf(url, noPrivateTargets);
  return typeof reach === 'object' ? `cannot be reached: ${reach.why}` : undefined;
}

/** Whether a key in base64url is an uncompressed point of the curve: nothing can be encrypted for any other. */
export function isPointOnCurve(key: string): boolean {
  const bytes = Buffer.from(key, 'base64url');
  try {
    return bytes[0] === 4 && ECDH.convertKey(bytes, pushCurve) !== undefined;
  } catch {
    return false;
  }
}
