import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, millisecondsOf } from '../../domain/time.ts';

/** Older requests, and those of a clock that far ahead, are refused. */
const mostSeconds = 5 * 60;

export interface SlackSigned {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  /** The bytes of the body. */
  readonly raw: Uint8Array;
}

/**
 * Whether a request was signed with the app's secret within the last five minutes
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export function isSignedBySlack(
  signingSecret: string,
  { timestamp = '', signature = '', raw }: SlackSigned,
  now: Instant,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  if (Math.abs(millisecondsOf(now) / 1000 - Number(timestamp)) > mostSeconds) return false;
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(raw).digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice('v0='.length), 'hex'));
}
