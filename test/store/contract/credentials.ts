import { describe, expect, it } from 'vitest';
import type { KeyUsage } from '../../../functions/domain/access/key-usage.ts';
import { ConflictError } from '../../../functions/domain/errors.ts';
import type { App } from '../../../functions/domain/oauth/app.ts';
import type { Code, Grant } from '../../../functions/domain/oauth/grant.ts';
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

  describe('grants of apps', () => {
    const code: Code = {
      hash: 'c0de',
      appId: 3,
      userId: 1,
      redirectUri: 'https://app.example.com/',
      scopes: ['alert'],
      createdAt: tenOClock,
      state: 'NEW',
    };
    const grant: Grant = {
      id: '01GRANT0000000000000000001',
      appId: 3,
      userId: 1,
      scopes: ['alert'],
      createdAt: tenOClock,
      validUntil: inAnHour,
      serial: 0,
    };

    it('begin once for a code, which is remembered for a day', async () => {
      const { store, clock } = await newStore(newTable);
      await store.grants.createCode(code);
      expect(await store.grants.codeByHash('c0de')).toEqual(code);
      expect(await store.grants.exchange(code, grant)).toBe(true);
      expect(await store.grants.exchange(code, { ...grant, id: '01GRANT0000000000000000002' })).toBe(false);
      expect(await store.grants.codeByHash('c0de')).toEqual({ ...code, state: 'USED', grantId: grant.id });
      expect(await store.grants.get(grant.id)).toEqual(grant);
      expect(await store.grants.get('01GRANT0000000000000000002')).toBeUndefined();
      clock.advance({ days: 1, seconds: 1 });
      expect(await store.grants.codeByHash('c0de')).toBeUndefined();
      expect(await store.grants.get(grant.id)).toBeUndefined();
    });

    it('go on from the serial that was read, and ended ones stay ended', async () => {
      const { store } = await newStore(newTable);
      await store.grants.createCode(code);
      await store.grants.exchange(code, grant);
      const next = { ...grant, serial: 1, refreshHash: 'abc' };
      expect(await store.grants.advance(next, grant)).toBe(true);
      expect(await store.grants.advance({ ...next, refreshHash: 'def' }, grant)).toBe(false);
      expect(await store.grants.get(grant.id)).toEqual(next);
      await store.grants.end(grant.id);
      await store.grants.end(grant.id);
      expect(await store.grants.advance({ ...next, serial: 2 }, next)).toBe(false);
      expect(await store.grants.get(grant.id)).toBeUndefined();
    });

    it('are found by user and app, oldest first', async () => {
      const { store } = await newStore(newTable);
      for (const [index, facts] of [{}, { appId: 33 }, {}, { userId: 2 }].entries()) {
        const hash = `c0de${index}`;
        await store.grants.createCode({ ...code, hash });
        await store.grants.exchange(
          { ...code, hash },
          { ...grant, ...facts, id: `01GRANT000000000000000000${9 - index}` },
        );
      }
      const found = async (appId?: number) => (await store.grants.ofUser(1, appId)).map(({ id }) => Number(id.at(-1)));
      expect(await found()).toEqual([7, 8, 9]);
      expect(await found(3)).toEqual([7, 9]);
    });
  });

  describe('apps', () => {
    it('are found by their client id, which is theirs alone', async () => {
      const { store } = await newStore(newTable);
      const app: App = {
        id: 3,
        version: 0,
        name: 'Wallboard',
        type: 'CONFIDENTIAL',
        clientId: 'abc',
        secretHash: 'def',
        redirectUris: ['https://app.example.com/'],
        createdAt: tenOClock,
        updatedAt: tenOClock,
      };
      const made = await store.apps.create(app);
      expect(await store.apps.byClientId('abc')).toEqual(made);
      await expect(store.apps.create({ ...app, id: 4 })).rejects.toThrow(ConflictError);
      await store.apps.delete(made);
      expect(await store.apps.byClientId('abc')).toBeUndefined();
    });
  });
}
