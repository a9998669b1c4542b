import { describe, expect, it } from 'vitest';
import type { KeyUsage } from '../../../functions/domain/access/key-usage.ts';
import { ConflictError } from '../../../functions/domain/errors.ts';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import type { ApiKey } from '../../../functions/domain/user/api-key.ts';
import { tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const key: ApiKey = { id: 10, hash: 'abc', userId: 1, name: 'CI', createdAt: tenOClock };
const inAnHour = plus(tenOClock, { hours: 1 });

export function credentialContract(newTable: NewTable): void {
  describe('API keys', () => {
    it('are found by their hash, and all of a user', async () => {
      const { store } = await newStore(newTable);
      await store.apiKeys.create(key);
      await store.apiKeys.create({ ...key, id: 9, hash: 'def' });
      await store.apiKeys.create({ ...key, id: 11, hash: 'ghi', userId: 2 });
      expect(await store.apiKeys.byHash('abc')).toEqual(key);
      expect((await store.apiKeys.ofUser(1)).map(({ id }) => id)).toEqual([9, 10]);
      await expect(store.apiKeys.create(key)).rejects.toThrow(ConflictError);
      await store.apiKeys.delete(key);
      expect(await store.apiKeys.byHash('abc')).toBeUndefined();
    });

    it('with limits are found only by who asks for those, and listed for a month after their end', async () => {
      const { store, clock } = await newStore(newTable);
      const limited: ApiKey = { ...key, scopes: ['alert:w'], validUntil: inAnHour, isLimited: true };
      await store.apiKeys.create(limited);
      expect(await store.apiKeys.byHash('abc')).toBeUndefined();
      expect(await store.apiKeys.byHash('abc', { isLimited: true })).toEqual(limited);
      expect(await store.apiKeys.ofUser(1)).toEqual([limited]);
      clock.advance({ days: 30 });
      expect(await store.apiKeys.ofUser(1)).toEqual([limited]);
      clock.advance({ hours: 2 });
      expect(await store.apiKeys.ofUser(1)).toEqual([]);
      expect(await store.apiKeys.byHash('abc', { isLimited: true })).toBeUndefined();
      await store.apiKeys.delete(limited);
    });

    it('are replaced all or nothing, by whoever finds the former one', async () => {
      const { store } = await newStore(newTable);
      await store.apiKeys.create(key);
      const successor = { ...key, id: 11, hash: 'def' };
      expect(await store.apiKeys.replace({ ...key, validUntil: inAnHour }, successor)).toBe(true);
      expect(await store.apiKeys.ofUser(1)).toEqual([{ ...key, validUntil: inAnHour }, successor]);
      await store.apiKeys.delete(key);
      expect(await store.apiKeys.replace(key, { ...key, id: 12, hash: 'ghi' })).toBe(false);
      expect(await store.apiKeys.ofUser(1)).toEqual([successor]);
    });

    it('remember the day of their last use, and do not come back by it', async () => {
      const { store } = await newStore(newTable);
      await store.apiKeys.create(key);
      await store.apiKeys.noteUse(key, '2026-11-21');
      expect(await store.apiKeys.byHash('abc')).toEqual({ ...key, lastUsedOn: '2026-11-21' });
      await store.apiKeys.delete(key);
      await store.apiKeys.noteUse(key, '2026-11-22');
      expect(await store.apiKeys.byHash('abc')).toBeUndefined();
    });
  });

  describe('the usage of API keys', () => {
    it('is what each counter wrote last for a quarter, of all days that a time touches', async () => {
      const { store } = await newStore(newTable);
      const usage = (quarter: string, calls: number): KeyUsage => ({
        quarter: quarter as Instant,
        counts: [[1, 'alert:r', calls]],
      });
      await store.keyUsage.put('one', usage('2026-11-20T23:45:00.000Z', 1));
      await store.keyUsage.put('one', usage('2026-11-21T09:45:00.000Z', 2));
      await store.keyUsage.put('one', usage('2026-11-21T09:45:00.000Z', 3));
      await store.keyUsage.put('two', usage('2026-11-21T09:45:00.000Z', 4));
      await store.keyUsage.put('two', usage('2026-11-21T10:00:00.000Z', 5));
      const between = async (from: string, until: string) =>
        (await store.keyUsage.between(from as Instant, until as Instant)).map(({ counts }) => counts[0]?.[2]).sort();
      expect(await between('2026-11-20T23:45:00.000Z', '2026-11-21T10:00:00.000Z')).toEqual([1, 3, 4]);
      expect(await between('2026-11-20T23:50:00.000Z', '2026-11-22T00:00:00.000Z')).toEqual([3, 4, 5]);
      expect(await between('2026-11-18T00:00:00.000Z', '2026-11-20T00:00:00.000Z')).toEqual([]);
    });
  });
}
