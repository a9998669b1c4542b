import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { TieAttempts } from '../ports/openid.ts';

/**
 * Derives what ties a provider's answer to an attempt and its browser, so that none of it is stored: without the browser's cookie nobody
 * has the state, the nonce or the verifier, and with another one they are others.
 */
export function createTies(masterSecret: string): TieAttempts {
  const key = Buffer.from(hkdfSync('sha256', masterSecret, '', 'tocsin provider sign-in v1', 32));
  const derive = (what: string, attemptId: string, browser: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([what, attemptId, browser]))
      .digest('base64url');
  const stateOf = (attemptId: string, browser: string) => `${attemptId}.${derive('state', attemptId, browser)}`;

  return {
    tie: (attemptId, browser) => ({
      state: stateOf(attemptId, browser),
      nonce: derive('nonce', attemptId, browser),
      verifier: derive('verifier', attemptId, browser),
    }),
    attemptIn(state, browser) {
      const attemptId = state.slice(0, Math.max(state.lastIndexOf('.'), 0));
      const [given, expected] = [Buffer.from(state), Buffer.from(stateOf(attemptId, browser))];
      return given.length === expected.length && timingSafeEqual(given, expected) ? attemptId : undefined;
    },
  };
}
