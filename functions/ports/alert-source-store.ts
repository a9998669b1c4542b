import type { AlertSource } from '../domain/alert-source/alert-source.ts';
import type { ConfigurationStore } from './configuration-store.ts';

/** What accepting an event needs to know of its source; `version` is 0 where the key's item does not carry it yet. */
export type KeyedSource = Pick<
  AlertSource,
  'id' | 'version' | 'integrationType' | 'policyId' | 'alertCreation' | 'extras' | 'metadata'
>;

/** An entry of an event flow (`id` is the integration's): it stands in for a source, and has no settings of its own. */
export interface KeyedFlow {
  readonly id: number;
  readonly flowId: number;
  readonly integrationType: string;
  readonly metadata?: undefined;
}

/** What an integration key leads to. */
export type Keyed = KeyedSource | KeyedFlow;

export const isFlow = (keyed: Keyed): keyed is KeyedFlow => 'flowId' in keyed;

/** The part of the alert source store that `ingest` reads, without the rest of it. */
export interface KeyedSources {
  /** One read: what is needed of the source stands on the key's own item, as does the flow that it leads into. */
  byIntegrationKey(key: string): Promise<Keyed | undefined>;
  /**
   * Brings what stands on the key's item up to the source, where a version of the code that does not write it there has
   * changed the source. One read, and a write when there is something to bring up; none for a flow.
   */
  keepUp(key: string, known: Keyed): Promise<void>;
}

export interface AlertSourceStore extends ConfigurationStore<AlertSource> {
  byIntegrationKey(key: string): Promise<AlertSource | undefined>;
  /** What refers to a source and keeps it from being deleted, as people know it: anything but an alert action. */
  heldBesidesActions(id: number): Promise<string | undefined>;
  /** The policies that sources use; hidden sources do not count. */
  policiesInUse(): Promise<ReadonlySet<number>>;
}
