import type { Adapter } from './adapter.ts';
import { credentialMembers } from './credentials.ts';
import { isRecord, rest } from './reader.ts';

/** The body without the sender's credential. */
export const wholeBody = (body: unknown): Record<string, unknown> =>
  isRecord(body) ? { ...rest(body, ...credentialMembers) } : { body };

/** The adapter, its events with the whole body as `customDetails` where they have none: all but the sender's credential. */
export const withWholeBody =
  (read: Adapter): Adapter =>
  (request) => {
    const reading = read(request);
    if (reading.isOwnForm || reading.events.length === 0) return reading;
    const customDetails = wholeBody(request.body);
    return { ...reading, events: reading.events.map((event) => ({ customDetails, ...event })) };
  };
