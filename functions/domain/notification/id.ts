import { createHash } from 'node:crypto';

/**
 * A numeric id below 2^52 that hashes what makes a notification unique (alert, step, user, contact, rule, …), so that
 * planning the same notification twice gives the same item. Unique within its scope, which is one alert or one person.
 */
export function notificationId(parts: readonly (string | number)[]): number {
  const hash = createHash('sha256').update(parts.join('\n')).digest();
  return Number(hash.readBigUInt64BE() >> 12n);
}
