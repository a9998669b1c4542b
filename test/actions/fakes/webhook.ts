import { Webhook } from 'standardwebhooks';
import type { HttpTarget } from '../play.ts';

/** A receiver that checks signatures with the library of Standard Webhooks, and takes each id once. */
export function createReceiver({ secret }: { readonly secret?: string } = {}) {
  const taken = new Map<string, string>();
  const target: HttpTarget = ({ method, headers, body = '' }) => {
    if (method !== 'POST') return { status: 405, headers: {}, body: '' };
    if (secret !== undefined) {
      try {
        new Webhook(secret).verify(body, { ...headers });
      } catch (error) {
        return { status: 401, headers: {}, body: String(error) };
      }
    }
    taken.set(headers['webhook-id'] ?? '', body);
    return { status: 204, headers: {}, body: '' };
  };
  return { taken, target };
}
