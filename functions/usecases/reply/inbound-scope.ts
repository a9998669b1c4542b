import { createHash } from 'node:crypto';

/** Where the answer to an inbound message is kept: one scope per message, however often it is delivered. */
export const inboundScope = (channel: string, inboundId: string): string =>
  `INBOUND#${createHash('sha256').update(`${channel}\n${inboundId}`).digest('base64url').slice(0, 27)}`;
