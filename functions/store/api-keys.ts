import { ConflictError } from '../domain/errors.ts';
import { epochSecondsOf, type Instant, plus } from '../domain/time.ts';
import { ApiKey } from '../domain/user/api-key.ts';
import type { ApiKeyStore } from '../ports/api-key-store.ts';
import type { Clock } from '../ports/clock.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { ifAbsent, ifPresent } from './conditions.ts';
import { attributesOf, entityOf, type Form, isLive, itemAt } from './items.ts';
import { apiKeysPartition, indexKeys, keys, limitedApiKeysPartition } from './keys.ts';
import { allOf, itemsInOrder } from './pages.ts';
import type { Table } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<ApiKey> = { type: 'APIKEY', schema: ApiKey };
/** So long a key that has ended is still listed. */
const listedFor = { days: 30 };

const keyOf = ({ hash, isLimited = false }: Pick<ApiKey, 'hash' | 'isLimited'>) =>
  isLimited ? keys.limitedApiKey(hash) : keys.apiKey(hash);

const expiry = (validUntil: Instant | undefined) =>
  validUntil === undefined ? {} : { expiresAt: epochSecondsOf(plus(validUntil, listedFor)) };

/** API keys, found by their hash. */
export function createApiKeyStore(table: Table, clock: Clock, { auditDays }: AuditTerm): ApiKeyStore {
  const create = (key: ApiKey) => ({
    operation: {
      put: itemAt(
        keyOf(key),
        attributesOf(form, key),
        indexKeys.apiKeyOfUser(key.userId, key.id, key.isLimited === true),
        expiry(key.validUntil),
      ),
      condition: ifAbsent,
    },
    refused: () => new ConflictError(`API key ${key.id} exists already`),
  });

  return {
    async byHash(hash, { isLimited } = { isLimited: false }) {
      const item = await table.get(keyOf({ hash, isLimited }), { consistent: true });
      return item && isLive(item, clock.now()) ? entityOf(form, item) : undefined;
    },

    async ofUser(userId) {
      const partitions = [apiKeysPartition(userId), limitedApiKeysPartition(userId)];
      const lists = await Promise.all(partitions.map((partition) => allOf(table, { index: 'related', partition })));
      const items = (await itemsInOrder(table, lists.flat())).filter((item) => isLive(item, clock.now()));
      return items.map((item) => entityOf(form, item)).sort((a, b) => a.id - b.id);
    },

    async create(key, audit) {
      await writeSteps(table, [create(key), ...auditSteps(audit, auditDays)]);
    },

    async replace(former, successor, audit) {
      const { validUntil } = former;
      const end = { update: keyOf(former), set: { validUntil, ...expiry(validUntil) }, condition: ifPresent };
      const told = auditSteps(audit, auditDays).map(({ operation }) => operation);
      return (await table.write([create(successor).operation, end, ...told])).length === 0;
    },

    async delete(key, audit) {
      const told = auditSteps(audit, auditDays).map(({ operation }) => operation);
      return (await table.write([{ delete: keyOf(key), condition: ifPresent }, ...told])).length === 0;
    },

    async noteUse(key, day) {
      await table.write([{ update: keyOf(key), set: { lastUsedOn: day }, condition: ifPresent }]);
    },
  };
}
