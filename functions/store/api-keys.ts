import { ConflictError } from '../domain/errors.ts';
import { ApiKey } from '../domain/user/user.ts';
import type { ApiKeyStore } from '../ports/store.ts';
import { ifAbsent } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { apiKeysPartition, indexKeys, keys } from './keys.ts';
import { allOf, itemsInOrder } from './pages.ts';
import type { Table } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<ApiKey> = { type: 'APIKEY', schema: ApiKey };

/** API keys, found by their hash. */
export function createApiKeyStore(table: Table): ApiKeyStore {
  return {
    async byHash(hash) {
      const item = await table.get(keys.apiKey(hash), { consistent: true });
      return item && entityOf(form, item);
    },

    async ofUser(userId) {
      const entries = await allOf(table, { index: 'related', partition: apiKeysPartition(userId) });
      return (await itemsInOrder(table, entries)).map((item) => entityOf(form, item));
    },

    async create(key) {
      const put = itemAt(keys.apiKey(key.hash), attributesOf(form, key), indexKeys.apiKeyOfUser(key.userId, key.id));
      const refused = () => new ConflictError(`API key ${key.id} exists already`);
      await writeSteps(table, [{ operation: { put, condition: ifAbsent }, refused }]);
    },

    async delete(key) {
      await table.write([{ delete: keys.apiKey(key.hash) }]);
    },
  };
}
