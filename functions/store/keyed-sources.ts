import type { Cipher } from '../ports/cipher.ts';
import type { KeyedSources } from '../ports/store.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const parsed = (value: unknown): Readonly<Record<string, unknown>> =>
  value === undefined ? {} : JSON.parse(String(value));

/**
 * Finds a source by its key with two consistent reads, without the entity's schema: `ingest` loads fast because of it.
 * The cipher is asked for only when the source has something to decrypt.
 */
export function createKeyedSources(table: Pick<Table, 'get'>, cipher: () => Promise<Cipher>): KeyedSources {
  return {
    async byIntegrationKey(key) {
      const lock = await table.get(keys.unique('INTEGRATION_KEY', key), { consistent: true });
      if (lock === undefined) return undefined;
      const item = await table.get(keys.configuration('SOURCE', Number(lock.ownerId)), { consistent: true });
      if (item === undefined) return undefined;
      const { id, alertCreation, extras, metadata } = item;
      return {
        id: Number(id),
        alertCreation: String(alertCreation),
        extras: parsed(extras),
        ...(metadata !== undefined && { metadata: parsed((await cipher()).decrypt(String(metadata))) }),
      };
    },
  };
}
