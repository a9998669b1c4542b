import { describe, expect, it, vi } from 'vitest';
import type { AlertSource } from '../../functions/domain/alert-source/alert-source.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { createCipher } from '../../functions/platform/cipher.ts';
import { createKeyedSources } from '../../functions/store/keyed-sources.ts';
import { keys } from '../../functions/store/keys.ts';
import { createMemoryTable, type MemoryTable } from '../../functions/store/memory/table.ts';
import { createAlertSourceStore } from '../../functions/store/sources.ts';
import type { Table } from '../../functions/store/table.ts';

const at = '2026-11-21T20:30:00.000Z' as Instant;

const aSource = (changes: Partial<AlertSource> = {}): AlertSource => ({
  id: 17,
  version: 1,
  name: 'Alertmanager',
  integrationType: 'PROMETHEUS',
  policyId: 3,
  integrationKey: 'il1prom-0123456789',
  alertCreation: 'ONE_OPEN_ALERT_ALLOWED',
  alertPriorityRule: 'HIGH',
  active: true,
  teams: [],
  extras: { eventFilter: 'true' },
  createdAt: at,
  updatedAt: at,
  ...changes,
});

async function stored(source: AlertSource) {
  const table = createMemoryTable();
  await table.write([{ put: { ...keys.configuration('POLICY', 3), type: 'POLICY' } }]);
  const cipher = createCipher('master');
  const store = createAlertSourceStore(table, cipher, { auditDays: 400 });
  await store.create(source, []);
  const askForCipher = vi.fn(async () => cipher);
  const calls: string[] = [];
  const counted = {
    get: (...[key, options]: Parameters<Table['get']>) => {
      calls.push(`get ${key.SK}`);
      return table.get(key, options);
    },
    write: (operations: Parameters<Table['write']>[0]) => {
      calls.push('write');
      // Whoever takes events in may do nothing else.
      expect(operations.every((operation) => 'update' in operation)).toBe(true);
      return table.write(operations);
    },
  };
  return { found: createKeyedSources(counted, askForCipher), askForCipher, table, calls, store };
}

const key = 'il1prom-0123456789';
const lockKey = keys.unique('INTEGRATION_KEY', key);

describe('the slim lookup of ingest', () => {
  it('reads what the alert source store wrote, and asks for no cipher without need', async () => {
    const { found, askForCipher } = await stored(aSource());
    expect(await found.byIntegrationKey('il1prom-0123456789')).toEqual({
      id: 17,
      version: 1,
      integrationType: 'PROMETHEUS',
      policyId: 3,
      alertCreation: 'ONE_OPEN_ALERT_ALLOWED',
      extras: { eventFilter: 'true' },
    });
    expect(askForCipher).not.toHaveBeenCalled();
  });

  it('decrypts the metadata of a source that has some', async () => {
    const { found } = await stored(aSource({ metadata: { requireSignature: true, signingSecret: 's3cret' } }));
    expect((await found.byIntegrationKey('il1prom-0123456789'))?.metadata).toEqual({
      requireSignature: true,
      signingSecret: 's3cret',
    });
  });

  it('takes one read, and sees a change of the source at once', async () => {
    const { found, calls, store } = await stored(aSource());
    const source = (await store.get(17)) ?? expect.fail();
    await store.save({ ...source, alertCreation: 'ONE_ALERT_PER_EMAIL', extras: {} }, source, []);
    expect(await found.byIntegrationKey(key)).toMatchObject({
      version: 2,
      alertCreation: 'ONE_ALERT_PER_EMAIL',
      extras: {},
    });
    expect(calls).toEqual(['get UNIQUE']);
  });

  it('takes its fields along to a new key, and leaves nothing at the old one', async () => {
    const { found, store } = await stored(aSource());
    const source = (await store.get(17)) ?? expect.fail();
    await store.save({ ...source, integrationKey: 'il1prom-new' }, source, []);
    expect(await found.byIntegrationKey('il1prom-new')).toMatchObject({ id: 17, version: 2 });
    expect(await found.byIntegrationKey(key)).toBeUndefined();
  });

  describe('of a key that older code has written', () => {
    const asBefore = async (table: MemoryTable) => {
      const lock = (await table.get(lockKey)) ?? expect.fail();
      await table.write([{ put: { ...lockKey, type: 'UNIQUE', ownerId: lock.ownerId } }]);
    };

    it('reads the source itself, and from then on one item', async () => {
      const { found, table, calls } = await stored(aSource({ metadata: { signingSecret: 's3cret' } }));
      await asBefore(table);
      const source = (await found.byIntegrationKey(key)) ?? expect.fail();
      expect(source).toMatchObject({ id: 17, policyId: 3, metadata: { signingSecret: 's3cret' } });
      await found.keepUp(key, source);
      calls.splice(0);
      expect(await found.byIntegrationKey(key)).toEqual({ ...source, version: 1 });
      expect(calls).toEqual(['get UNIQUE']);
    });

    it('brings the item up to a source that such code has changed meanwhile', async () => {
      const { found, table } = await stored(aSource());
      const place = keys.configuration('SOURCE', 17);
      const item = (await table.get(place)) ?? expect.fail();
      await table.write([{ put: { ...item, version: 2, policyId: 4 } }]);
      const stale = (await found.byIntegrationKey(key)) ?? expect.fail();
      expect(stale).toMatchObject({ policyId: 3 });
      await found.keepUp(key, stale);
      expect(await found.byIntegrationKey(key)).toMatchObject({ version: 2, policyId: 4 });
    });

    it('writes nothing over what somebody else wrote in between, and nothing for a key that has moved on', async () => {
      const { found, table, store } = await stored(aSource());
      const source = (await store.get(17)) ?? expect.fail();
      const known = (await found.byIntegrationKey(key)) ?? expect.fail();
      await store.save({ ...source, integrationKey: 'il1prom-new' }, source, []);
      await found.keepUp(key, known);
      expect(await table.get(lockKey)).toBeUndefined();
    });

    it('costs one read when there is nothing to bring up', async () => {
      const { found, calls } = await stored(aSource());
      const known = (await found.byIntegrationKey(key)) ?? expect.fail();
      calls.splice(0);
      await found.keepUp(key, known);
      expect(calls).toEqual(['get SOURCE']);
    });
  });

  it('finds nothing for an unknown key', async () => {
    const { found } = await stored(aSource());
    expect(await found.byIntegrationKey('nobody')).toBeUndefined();
  });
});
