import { hkdfSync } from 'node:crypto';

/** The canary's own user, policy and source: fixed ids below every drawn one, in no list. */
export const canaryUserId = 2;
export const canaryPolicyId = 3;
export const canarySourceId = 4;

/** The integration key of the canary's source, derived from the master secret so that it is stored nowhere. */
export const canaryKey = (masterSecret: string): string =>
  `il1api${Buffer.from(hkdfSync('sha256', masterSecret, '', 'tocsin canary key v1', 24)).toString('base64url')}`;
