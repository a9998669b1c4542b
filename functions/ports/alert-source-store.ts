import type { AlertSource } from '../domain/alert-source/alert-source.ts';
import type { ConfigurationStore } from './configuration-store.ts';

/** What accepting an event needs to know of its source; `version` is 0 where the key's item does not carry it yet. */
export type KeyedSource = Pick<
  AlertSource,
  'id' | 'version' | 'integrationType' | 'policyId' | 'alertCreation' | 'extras' | 'metadata'
>;

/** The part of the alert source store that `ingest` reads, without the rest of it. */
export interface KeyedSources {
  /** One read: what is needed of the source stands on the key's own item. */
  byIntegrationKey(key: string): Promise<KeyedSource | undefined>;
  /**
   * Brings what stands on the key's item up to the source, where a version of the code that does not write it there has
   * changed the source. One read, and a write when there is something to bring up.
   */
  keepUp(key: string, known: KeyedSource): Promise<void>;
}

export interface AlertSourceStore extends ConfigurationStore<AlertSource> {
  byIntegrationKey(key: string): Promise<AlertSource | undefined>;
  /** The policies that sources use; hidden sources do not count. */
  policiesInUse(): Promise<ReadonlySet<number>>;
}
