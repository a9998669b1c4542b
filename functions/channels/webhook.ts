import { createHmac } from 'node:crypto';
import { millisecondsOf } from '../domain/time.ts';
import type { SendResult } from '../ports/channels.ts';
import type { Clock } from '../ports/clock.ts';
import type { WebhookMessage } from '../ports/subscriber-sending.ts';

type Ask = (
  url: string,
  request: { readonly method: 'POST'; readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<{ readonly status: number }>;

/** Answers after which the same may be taken later; other refusals are for good. */
const mayPass = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** Of the message with its id and its time, by the bytes of the secret. */
const signatureOf = (secret: string, signed: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(signed)
    .digest('base64')}`;

/** Posts to webhooks, signed as Standard Webhooks has it (https://www.standardwebhooks.com). Nothing is followed, and little is read. */
export function createWebhooks(ask: Ask, clock: Clock): (message: WebhookMessage) => Promise<SendResult> {
  return async ({ id, url, body, secret }) => {
    const at = String(Math.floor(millisecondsOf(clock.now()) / 1000));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Tocsin',
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': signatureOf(secret, `${id}.${at}.${body}`),
    };
    try {
      const { status } = await ask(url, { method: 'POST', headers, body });
      if (status >= 200 && status < 300) return { outcome: 'sent', providerId: id };
      return { outcome: mayPass(status) ? 'postponed' : 'rejected', error: `the answer was ${status}` };
    } catch (error) {
      return { outcome: 'postponed', error: error instanceof Error ? error.message : String(error) };
    }
  };
}
