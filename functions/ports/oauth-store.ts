import type { App } from '../domain/oauth/app.ts';
import type { Code, Grant } from '../domain/oauth/grant.ts';
import type { AuditEntries, ConfigurationStore } from './configuration-store.ts';

export interface AppStore extends ConfigurationStore<App> {
  byClientId(clientId: string): Promise<App | undefined>;
}

/** What people let apps do, and the codes that lead to it. What has ended is not found, whether or not it is still stored. */
export interface GrantStore {
  createCode(code: Code): Promise<void>;
  /** Also one that was used, or is no longer fresh, for a day. */
  codeByHash(hash: string): Promise<Code | undefined>;
  /** One transaction: the code is used up and the grant begins. False, and nothing is changed, when it was used before. */
  exchange(code: Code, grant: Grant): Promise<boolean>;
  get(id: string): Promise<Grant | undefined>;
  /** Saves the next serial if the stored one is that of `previous`; false otherwise. */
  advance(next: Grant, previous: Grant): Promise<boolean>;
  /** Ended ones stay ended. False when it had ended before. */
  end(id: string, audit: AuditEntries): Promise<boolean>;
  /** Oldest first. */
  ofUser(userId: number, appId?: number): Promise<Grant[]>;
}
