import { isFlow, type KeyedFlow, type KeyedSource, type KeyedSources } from '../ports/alert-source-store.ts';
import type { Cipher } from '../ports/cipher.ts';
import { ifEquals } from './conditions.ts';
import { keys, secretPlace } from './keys.ts';
import type { Attributes, Table } from './table.ts';

const carried = ['integrationType', 'policyId', 'alertCreation', 'extras', 'metadata'] as const;

/** What the item of an integration key carries of its source's item, written with it in one transaction. */
export const attributesOfKey = (source: Attributes): Attributes => ({
  sourceVersion: source.version,
  ...Object.fromEntries(carried.map((name) => [name, source[name]])),
});

/** What the item of an integration key carries where it leads into an event flow. */
export const attributesOfFlowKey = ({ flowId, integrationType }: Omit<KeyedFlow, 'id'>): Attributes => ({
  eventFlowId: flowId,
  integrationType,
});

const parsed = (value: unknown): Readonly<Record<string, unknown>> =>
  value === undefined ? {} : JSON.parse(String(value));

/**
 * Finds a source by its key with one consistent read, without the entity's schema: `ingest` loads fast because of it.
 * Of a key that an older version has written, the source is read too. The cipher is asked for only when the source has
 * something to decrypt.
 */
export function createKeyedSources(table: Pick<Table, 'get' | 'write'>, cipher: () => Promise<Cipher>): KeyedSources {
  const sourceItem = (id: number) => table.get(keys.configuration('SOURCE', id), { consistent: true });

  const opened = async (id: number, metadata: unknown) =>
    parsed((await cipher()).decrypt(String(metadata), secretPlace(keys.configuration('SOURCE', id), 'metadata')));

  async function keyedSource(id: number, attributes: Attributes): Promise<KeyedSource> {
    const { sourceVersion, integrationType, policyId, alertCreation, extras, metadata } = attributes;
    return {
      id,
      version: Number(sourceVersion),
      integrationType: String(integrationType),
      policyId: Number(policyId),
      alertCreation: String(alertCreation),
      extras: parsed(extras),
      ...(metadata !== undefined && { metadata: await opened(id, metadata) }),
    };
  }

  return {
    async byIntegrationKey(key) {
      const lock = await table.get(keys.unique('INTEGRATION_KEY', key), { consistent: true });
      if (lock === undefined) return undefined;
      const id = Number(lock.ownerId);
      if (lock.eventFlowId !== undefined)
        return { id, flowId: Number(lock.eventFlowId), integrationType: String(lock.integrationType) };
      if (lock.sourceVersion !== undefined) return keyedSource(id, lock);
      const source = await sourceItem(id);
      return source && keyedSource(id, { ...attributesOfKey(source), sourceVersion: 0 });
    },

    async keepUp(key, known) {
      if (isFlow(known)) return;
      const { id, version } = known;
      const source = await sourceItem(id);
      if (source === undefined || Number(source.version) <= version) return;
      const lockKey = keys.unique('INTEGRATION_KEY', key);
      const lock = await table.get(lockKey, { consistent: true });
      if (lock?.ownerId !== id || Number(lock.sourceVersion ?? 0) >= Number(source.version)) return;
      const condition = ifEquals('writer', String(lock.writer));
      const carries = Object.entries(attributesOfKey(source));
      // Who takes events in may update items, and put none.
      await table.write([
        {
          update: lockKey,
          set: Object.fromEntries(carries.filter(([, value]) => value !== undefined)),
          remove: carries.filter(([, value]) => value === undefined).map(([name]) => name),
          condition,
        },
      ]);
    },
  };
}
