import { describe, expect, it, vi } from 'vitest';
import type { AlertSource } from '../../functions/domain/alert-source/alert-source.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { createCipher } from '../../functions/platform/cipher.ts';
import { createKeyedSources } from '../../functions/store/keyed-sources.ts';
import { keys } from '../../functions/store/keys.ts';
import { createMemoryTable } from '../../functions/store/memory/table.ts';
import { createAlertSourceStore } from '../../functions/store/sources.ts';

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
  await createAlertSourceStore(table, cipher).create(source);
  const askForCipher = vi.fn(async () => cipher);
  return { found: createKeyedSources(table, askForCipher), askForCipher };
}

describe('the slim lookup of ingest', () => {
  it('reads what the alert source store wrote, and asks for no cipher without need', async () => {
    const { found, askForCipher } = await stored(aSource());
    expect(await found.byIntegrationKey('il1prom-0123456789')).toEqual({
      id: 17,
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

  it('finds nothing for an unknown key', async () => {
    const { found } = await stored(aSource());
    expect(await found.byIntegrationKey('nobody')).toBeUndefined();
  });
});
