import type { ApiKey } from '../../domain/user/api-key.ts';

/** A key on the wire, without what it could be used by; when it was used last is told by the day. */
export const presentApiKey = ({ id, name, createdAt, scopes, validUntil, lastUsedOn }: ApiKey): object => ({
  id,
  name,
  createdAt,
  ...(scopes && { scopes }),
  ...(validUntil && { expiresAt: validUntil }),
  ...(lastUsedOn && { lastUsedAt: lastUsedOn }),
});
