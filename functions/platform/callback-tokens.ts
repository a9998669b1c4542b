import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { CallbackTokens } from '../ports/context.ts';

const keyBytes = 24;
const wellFormed = /^[A-Za-z0-9_-]{32}$/;

/** What tools are called back with, each derived from the master secret for one action: nothing of it is stored. */
export function createCallbackTokens(masterSecret: string): CallbackTokens {
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', masterSecret, '', use, 32));
  const keys = derived('tocsin callback keys v1');
  const secrets = derived('tocsin callback secrets v1');
  const macOf = (key: Buffer, actionId: string): Buffer =>
    createHmac('sha256', key).update(actionId).digest().subarray(0, keyBytes);

  return {
    callbackKey: (actionId) => macOf(keys, actionId).toString('base64url'),
    isCallbackKey: (actionId, key) =>
      wellFormed.test(key) && timingSafeEqual(macOf(keys, actionId), Buffer.from(key, 'base64url')),
    callbackSecret: (actionId) => macOf(secrets, actionId).toString('hex'),
  };
}
