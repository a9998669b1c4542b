import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCipher } from '../../functions/platform/cipher.ts';
import { createKeyedSources } from '../../functions/store/keyed-sources.ts';
import { idAtEnd, keys, monthsBack, sortable } from '../../functions/store/keys.ts';
import { anAlert, aPolicy, aSource, at, aUser, tenOClock } from '../support/factories.ts';
import { memoryStore } from '../support/memory-store.ts';

describe('keys', () => {
  it('sort ids as numbers', () => {
    const ids = [9, 10, 1_000_000, Number.MAX_SAFE_INTEGER];
    expect(ids.map(sortable).sort().map(Number)).toEqual(ids);
    expect(idAtEnd(`LOG#${tenOClock}#${sortable(42)}`)).toBe(42);
  });

  it('hide what people typed and stay short whatever they typed', () => {
    const long = 'ß'.repeat(5000);
    expect(keys.keyLock(1, long).PK.length).toBeLessThan(200);
    expect(keys.unique('INTEGRATION_KEY', 'il1api-secret').PK).not.toContain('il1api-secret');
    expect(keys.conversation('+49151000001').PK).not.toContain('49151');
  });

  it('name the months back over the turn of a year, also from the 31st', () => {
    expect(monthsBack(at('2027-03-31T23:59:59Z'), at('2026-11-15T00:00:00Z'))).toEqual([
      '2027-03',
      '2027-02',
      '2027-01',
      '2026-12',
      '2026-11',
    ]);
    expect(monthsBack(at('2026-11-01T00:00:00Z'), at('2026-12-01T00:00:00Z'))).toEqual([]);
  });
});

describe('a stored item that does not fit its entity', () => {
  it('is refused with its key in the message', async () => {
    const { store, table } = memoryStore();
    await store.alerts.create(anAlert(), { log: [] });
    await table.write([{ update: keys.alert(700), set: { status: 'ASLEEP' } }]);
    await expect(store.alerts.get(700)).rejects.toThrow('stored item ALERT#700 ALERT cannot be read as ALERT');
  });
});

const place = 'SOURCE#800 metadata';

/** As versions before places wrote it. */
function unplaced(json: string): string {
  const key = Buffer.from(hkdfSync('sha256', 'master', '', 'tocsin stored secrets v1', 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const words = Buffer.concat([cipher.update(json, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), words]).toString('base64url')}`;
}

/** What a version before places reads: it parses what it opens. */
function readUnplaced(text: string): unknown {
  const key = Buffer.from(hkdfSync('sha256', 'master', '', 'tocsin stored secrets v1', 32));
  const bytes = Buffer.from(text.slice(3), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(12, 28));
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'));
}

describe('the cipher of stored secrets', () => {
  const cipher = createCipher('master');

  it('gives back what it was given, differently written each time', () => {
    const texts = [cipher.encrypt('"hush ü"', place), cipher.encrypt('"hush ü"', place)];
    expect(texts[0]).not.toBe(texts[1]);
    expect(texts.map((text) => cipher.decrypt(text, place))).toEqual(['"hush ü"', '"hush ü"']);
    expect(cipher.decrypt(cipher.encrypt('""', place), place)).toBe('""');
  });

  it('refuses what was changed, what another secret made, and what is no text of its own', () => {
    const text = cipher.encrypt('"hush"', place);
    const changed = text.replace(/.{3}$/, (end) => (end === 'AAA' ? 'BBB' : 'AAA'));
    expect(() => cipher.decrypt(changed, place)).toThrow();
    expect(() => createCipher('other').decrypt(text, place)).toThrow();
    expect(() => cipher.decrypt('hush', place)).toThrow('not a text of this cipher');
  });

  it.each([
    ['another entity', 'SOURCE#801 metadata'],
    ['another member', 'SOURCE#800 integrationKey'],
    ['another kind', 'HEARTBEAT#800 metadata'],
    ['nowhere', ''],
  ])('refuses in the place of %s what was made for one', (_where, other) => {
    expect(() => cipher.decrypt(cipher.encrypt('{"a":1}', place), other)).toThrow('another place');
  });

  it('does not lose its place when any part of the text is taken off', () => {
    const bytes = Buffer.from(cipher.encrypt('"hush"', place).slice(3), 'base64url');
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = `v1.${bytes.subarray(0, length).toString('base64url')}`;
      expect(() => cipher.decrypt(cut, place)).toThrow();
    }
  });

  it('reads what versions before places wrote, and they read what it writes', () => {
    expect(cipher.decrypt(unplaced('{"signingSecret":"hush"}'), place)).toBe('{"signingSecret":"hush"}');
    expect(readUnplaced(cipher.encrypt('{"signingSecret":"hush"}', place))).toEqual({ signingSecret: 'hush' });
    expect(readUnplaced(cipher.encrypt('"il1api-key"', place))).toBe('il1api-key');
  });
});

describe('a secret that was moved in the table', () => {
  const twoSources = async () => {
    const { store, table } = memoryStore();
    await store.users.create(aUser(1));
    await store.policies.create(aPolicy([[1]]));
    await store.sources.create(aSource({ id: 800, integrationKey: 'il1api-one', metadata: { signingSecret: 'one' } }));
    await store.sources.create(aSource({ id: 801, integrationKey: 'il1api-two', metadata: { signingSecret: 'two' } }));
    const itemOf = async (id: number) => (await table.get(keys.configuration('SOURCE', id))) ?? expect.fail();
    return { store, table, itemOf };
  };

  it('does not open in another entity', async () => {
    const { store, table, itemOf } = await twoSources();
    const { metadata } = await itemOf(801);
    await table.write([{ put: { ...(await itemOf(800)), metadata } }]);
    await expect(store.sources.get(800)).rejects.toThrow('cannot be read');
    expect((await store.sources.get(801))?.metadata).toEqual({ signingSecret: 'two' });
  });

  it('does not open in another member', async () => {
    const { store, table, itemOf } = await twoSources();
    const item = await itemOf(800);
    await table.write([{ put: { ...item, metadata: item.integrationKey } }]);
    await expect(store.sources.get(800)).rejects.toThrow('cannot be read');
  });

  it('does not open on the key of another source, which ingest reads', async () => {
    const { table, itemOf } = await twoSources();
    const lockKey = keys.unique('INTEGRATION_KEY', 'il1api-one');
    const lock = (await table.get(lockKey)) ?? expect.fail();
    const found = createKeyedSources(table, async () => createCipher('a test secret'));
    expect(await found.byIntegrationKey('il1api-one')).toMatchObject({ metadata: { signingSecret: 'one' } });
    await table.write([{ put: { ...lock, metadata: (await itemOf(801)).metadata } }]);
    await expect(found.byIntegrationKey('il1api-one')).rejects.toThrow('another place');
  });
});
