import { epochSecondsOf, plus } from '../domain/time.ts';
import { readBrowserTarget } from '../domain/user/push-targets.ts';
import { ForbiddenAddressError, type PublicAsk } from '../platform/public-fetch.ts';
import type { WebPushKeys } from '../platform/web-push-keys.ts';
import type { Driver, OutgoingMessage, SendResult } from '../ports/channels.ts';
import type { Clock } from '../ports/clock.ts';
import { outcomeOf } from './provider.ts';
import { encryptPush, vapid } from './web-push-message.ts';

export interface WebPushSettings {
  /** Who runs the deployment, as push services are told. */
  readonly publicUrl: string;
  readonly keys: () => Promise<WebPushKeys>;
  readonly ask: PublicAsk;
  readonly clock: Clock;
}

/** What wakes somebody is worth nothing later; the rest may wait until the browser is there again. */
const alertLastsSeconds = 600;
const noticeLastsSeconds = 4 * 3600;
/** Push services take a day at most. */
const signedFor = { hours: 12 };
/** What services take of a message, less what its encryption adds. */
const maxBytes = 4096 - 103;

/** Web Push (RFC 8030) to one browser, encrypted for it and signed as this deployment. What it shows is made of the message by the console's worker. */
export function pushByWeb({ publicUrl, keys, ask, clock }: WebPushSettings): Driver {
  async function post(message: OutgoingMessage): Promise<SendResult> {
    const browser = readBrowserTarget(message.target);
    if (browser === undefined) return { outcome: 'rejected', error: 'no browser is reached by this' };
    const { endpoint } = browser;
    const ours = await keys().catch(() => undefined);
    if (ours === undefined) return { outcome: 'postponed', error: 'the keys for push services cannot be read' };
    const bytes = encryptPush(payloadOf(message, clock.now()), browser);
    const claims = {
      audience: new URL(endpoint).origin,
      subject: publicUrl,
      expiresAt: epochSecondsOf(plus(clock.now(), signedFor)),
    };
    const headers = { ...headersOf(message), authorization: vapid(ours, claims) };
    try {
      const answer = await ask(endpoint, { method: 'POST', headers, bytes });
      return resultOf(answer, message);
    } catch (error) {
      if (!(error instanceof ForbiddenAddressError)) throw error;
      return { outcome: 'rejected', error: error.message };
    }
  }

  return {
    name: 'push.web',
    reaches: (target) => readBrowserTarget(target) !== undefined,
    send: (message) =>
      outcomeOf(
        () => post(message),
        () => false,
      ),
  };
}

/** A newer message about an alert takes the place of one that has not arrived. */
function headersOf({ about, data: { alertId } = {} }: OutgoingMessage): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    'content-encoding': 'aes128gcm',
    ttl: String(alertId === undefined ? noticeLastsSeconds : alertLastsSeconds),
    urgency: about?.priority === 'HIGH' && about.kind !== 'UPDATE' ? 'high' : 'normal',
    ...(alertId !== undefined && { topic: `alert-${alertId}` }),
  };
}

/** What the console's worker reads (`web/worker`). Answers are posted where the console is, whatever the host of other links. */
function payloadOf(message: OutgoingMessage, at: string): Buffer {
  const { subject = 'Tocsin', text, language, about, idempotencyToken, data = {} } = message;
  const { alertId, acceptUrl, resolveUrl } = data;
  const answers = [
    { action: 'accept', url: acceptUrl },
    { action: 'resolve', url: resolveUrl },
  ].flatMap(({ action, url }) => (url === undefined ? [] : [{ action, url: new URL(url).pathname }]));
  const payload = {
    v: 1,
    kind: about?.kind ?? 'NOTICE',
    ...(alertId !== undefined && { alertId: Number(alertId) }),
    title: subject,
    body: text,
    ...(about?.priority && { priority: about.priority }),
    language,
    url: alertId === undefined ? '/' : `/alerts/${alertId}`,
    answers,
    tag: alertId === undefined ? idempotencyToken : `alert-${alertId}`,
    at,
  };
  const whole = Buffer.from(JSON.stringify(payload));
  if (whole.length <= maxBytes) return whole;
  return Buffer.from(JSON.stringify({ ...payload, title: subject.slice(0, 100), body: text.slice(0, 200) }));
}

/** Answers after which the same may be taken later (RFC 8030, 8.4); most others are for good. */
const mayPass = (status: number): boolean => status >= 500 || status === 429 || status === 408;

function resultOf(answer: Awaited<ReturnType<PublicAsk>>, { idempotencyToken }: OutgoingMessage): SendResult {
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300) return { outcome: 'sent', providerId: headers.location ?? idempotencyToken };
  const error = `the push service answered ${status}: ${body}`.trim().slice(0, 300);
  if (mayPass(status)) return { outcome: 'postponed', error };
  // The browser has ended its subscription, or is no more.
  return { outcome: 'rejected', error, ...((status === 404 || status === 410) && { gone: true }) };
}
