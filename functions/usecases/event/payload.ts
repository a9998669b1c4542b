import { gunzipSync } from 'node:zlib';
import type { EventRecord, RawBody } from '../../domain/event/event.ts';
import { parseBody } from '../../integrations/body.ts';
import { credentialMembers } from '../../integrations/credentials.ts';
import { isRecord, rest } from '../../integrations/reader.ts';

/** No body we accepted unpacks to more than this. */
const maxOutputLength = 8 * 1024 * 1024;

/** A raw body that travels with its event; one that lies in the blob store is undefined. */
export const inlineBody = (raw: RawBody | undefined): string | undefined =>
  raw !== undefined && 'gzip' in raw
    ? gunzipSync(Buffer.from(raw.gzip, 'base64'), { maxOutputLength }).toString('utf8')
    : undefined;

/**
 * The members of an event's body, as templates see them: its details, which are the whole body of a tool; of a body in our
 * own event form what was sent, but for the credential.
 */
export function payloadOf(
  { event, isOwnForm }: Pick<EventRecord, 'event' | 'isOwnForm'>,
  body: () => string | undefined,
): Record<string, unknown> {
  const sent = isOwnForm ? body() : undefined;
  const parsed = sent === undefined ? undefined : parseBody(sent);
  const value = parsed !== undefined && 'value' in parsed ? parsed.value : undefined;
  return (isRecord(value) ? rest(value, ...credentialMembers) : event?.customDetails) ?? {};
}
