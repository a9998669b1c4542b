import type { AuditKind } from '../../domain/audit/kind.ts';
import type { ApiKey } from '../../domain/user/api-key.ts';

/** API keys. */
export const apiKeyKind: AuditKind<ApiKey> = {
  kind: 'api-key',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  members: {
    id: 'unsaid',
    hash: 'secret',
    userId: 'told',
    name: 'told',
    createdAt: 'unsaid',
    scopes: 'told',
    validUntil: 'told',
    lastUsedOn: 'unsaid',
    isLimited: 'unsaid',
  },
};
