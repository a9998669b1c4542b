import type { Session } from '../../domain/session/session.ts';

/** A session on the wire, without what it could be used by. */
export const presentSession = ({ id, createdAt, lastSeenAt, userAgent, method, page }: Session) => ({
  id,
  createdAt,
  lastSeenAt,
  userAgent,
  method,
  ...(page !== undefined && { statusPage: { id: page } }),
});
