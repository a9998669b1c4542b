import type { ApiKey } from '../domain/user/api-key.ts';
import type { AuditEntries } from './configuration-store.ts';

export interface ApiKeyStore {
  /** By the SHA-256 (hex) of the key; one that was made with limits is found only by who asks for it. */
  byHash(hash: string, how?: { readonly isLimited: boolean }): Promise<ApiKey | undefined>;
  /** Oldest first; those that ended lately are among them. */
  ofUser(userId: number): Promise<ApiKey[]>;
  create(key: ApiKey, audit: AuditEntries): Promise<void>;
  /** Writes the successor and lets `former` end when it says now; false when the former one is gone. */
  replace(former: ApiKey, successor: ApiKey, audit: AuditEntries): Promise<boolean>;
  /** False when it is gone already. */
  delete(key: ApiKey, audit: AuditEntries): Promise<boolean>;
  /** Remembers the day (UTC) of a call, of a key that is still there. */
  noteUse(key: ApiKey, day: string): Promise<void>;
}
