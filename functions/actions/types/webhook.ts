import { createHmac } from 'node:crypto';
import { millisecondsOf } from '../../domain/time.ts';
import { askWell } from '../answers.ts';
import { done, driver } from '../driver.ts';
import type { ActionFacts, FactsOf } from '../facts.ts';
import { jsonRequest, withoutUser } from '../requests.ts';
import { renderedBody } from '../template.ts';
import { webhookBody } from '../webhook-body.ts';

/** What the connection is made with is not for the action to say. */
const notTheirs =
  /^(?:host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect|keep-alive|webhook-.*)$/i;

function headersOf(headers: FactsOf<'webhook'>['action']['params']['headers']): Readonly<Record<string, string>> {
  const usable = (headers ?? []).filter(({ key, value }) => !notTheirs.test(key) && !/[\r\n]/.test(value));
  return Object.fromEntries(usable.map(({ key, value }) => [key.toLowerCase(), value]));
}

/** Id, time and, with a secret, signature, as Standard Webhooks has them (https://www.standardwebhooks.com). */
export function signatureHeaders(
  { attemptKey, now }: Pick<ActionFacts, 'attemptKey' | 'now'>,
  secret: unknown,
  body: string,
): Readonly<Record<string, string>> {
  const at = String(Math.floor(millisecondsOf(now) / 1000));
  const headers = { 'webhook-id': attemptKey, 'webhook-timestamp': at };
  if (typeof secret !== 'string' || secret === '') return headers;
  const bytes = secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret);
  const signature = createHmac('sha256', bytes).update(`${attemptKey}.${at}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}

export default driver({
  type: 'webhook',
  name: 'Webhook',
  source: ['https://docs.ilert.com/integrations/webhook', 'https://www.standardwebhooks.com'],
  does: { first: 'posts the body', update: 'posts the body', end: 'posts the body' },
  doubles: 'the post; `webhook-id` is the same each time',
  *steps(facts) {
    const { params } = facts.action;
    const body = renderedBody(params.bodyTemplate, facts) ?? JSON.stringify(webhookBody(facts));
    const address = withoutUser(params.webhookUrl);
    const headers = {
      ...address.headers,
      ...headersOf(params.headers),
      ...signatureHeaders(facts, params.secret, body),
    };
    const { status } = yield* askWell(jsonRequest('POST', address.url, { headers, body }), facts);
    return done(`the answer was ${status}`);
  },
});
