import { parseJson } from './json.ts';
import { at, isRecord, text } from './reader.ts';

/** The message that a push subscription of Google Cloud Pub/Sub has wrapped in base64; any other body as it is. */
export function pushedMessage(body: unknown): unknown {
  const data = text(at(body, 'message', 'data'));
  if (data === undefined || text(at(body, 'subscription')) === undefined) return body;
  const json = parseJson(Buffer.from(data, 'base64').toString('utf8'));
  return json.kind === 'json' && isRecord(json.value) ? json.value : body;
}
