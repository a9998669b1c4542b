import { describe, expect, it } from 'vitest';
import { createCipher } from '../../functions/platform/cipher.ts';
import { idAtEnd, keys, monthsBack, sortable } from '../../functions/store/keys.ts';
import { anAlert, at, tenOClock } from '../support/factories.ts';
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

describe('the cipher of stored secrets', () => {
  it('gives back what it was given, differently written each time', () => {
    const cipher = createCipher('master');
    const texts = [cipher.encrypt('hush ü'), cipher.encrypt('hush ü')];
    expect(texts[0]).not.toBe(texts[1]);
    expect(texts.map(cipher.decrypt)).toEqual(['hush ü', 'hush ü']);
    expect(cipher.decrypt(cipher.encrypt(''))).toBe('');
  });

  it('refuses what was changed, what another secret made, and what is no text of its own', () => {
    const cipher = createCipher('master');
    const text = cipher.encrypt('hush');
    const changed = text.replace(/.{3}$/, (end) => (end === 'AAA' ? 'BBB' : 'AAA'));
    expect(() => cipher.decrypt(changed)).toThrow();
    expect(() => createCipher('other').decrypt(text)).toThrow();
    expect(() => cipher.decrypt('hush')).toThrow('not a text of this cipher');
  });
});
