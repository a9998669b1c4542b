import { describe, expect, it, vi } from 'vitest';
import type { UserActor } from '../../../functions/domain/access/actor.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../../functions/domain/errors.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { ApiKey } from '../../../functions/domain/user/api-key.ts';
import { createApiKey, deleteApiKey, listApiKeys, rotateApiKey } from '../../../functions/usecases/api-key/api-keys.ts';
import { reportKeyUsage } from '../../../functions/usecases/api-key/report-usage.ts';
import { tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** A world in which person 1 looks after their own keys; `facts` say more of whoever calls. */
async function withKeys() {
  const world = await aWorld();
  const by = (facts: Partial<UserActor> = {}) => {
    const ctx = world.as(1);
    return { ...ctx, actor: { ...ctx.actor, ...facts } };
  };
  return {
    ...world,
    by,
    create: (input: Parameters<typeof createApiKey>[2] = {}, facts: Partial<UserActor> = {}) =>
      createApiKey(by(facts), 1, input),
    rotate: (id: number, overlapHours?: number, facts: Partial<UserActor> = {}) =>
      rotateApiKey(by(facts), 1, id, overlapHours === undefined ? {} : { overlapHours }),
    keys: () => listApiKeys(by(), 1),
    told: async () => (await world.store.audit.list({}, { offset: 0, limit: 20 })).map(({ action }) => action),
  };
}

const byId = (keys: readonly ApiKey[]) => new Map(keys.map((key) => [key.id, key]));

describe('a key', () => {
  it('does everything for good where nothing is said, and has a name', async () => {
    const { create, keys, told } = await withKeys();
    const { apiKey, key } = await create();
    expect(apiKey).toEqual({ id: apiKey.id, hash: apiKey.hash, userId: 1, name: 'API key', createdAt: tenOClock });
    expect(key).toMatch(/^tocsin_(?!limited_)/);
    expect(await keys()).toEqual([apiKey]);
    expect(await told()).toEqual(['api-key:create']);
  });

  it('is held to its scopes, each once, and to its end', async () => {
    const { create } = await withKeys();
    const expiresAt = plus(tenOClock, { hours: 1 });
    const { apiKey, key } = await create({ name: 'CI', scopes: ['alert:r', 'alert:r', 'team:r'], expiresAt });
    expect(apiKey).toMatchObject({
      name: 'CI',
      scopes: ['alert:r', 'team:r'],
      validUntil: expiresAt,
      isLimited: true,
    });
    expect(key).toMatch(/^tocsin_limited_/);
  });

  it.each([
    ['now', tenOClock],
    ['before now', minus(tenOClock, { seconds: 1 })],
  ])('does not end %s', async (_when, expiresAt) => {
    const { create, keys } = await withKeys();
    await expect(create({ expiresAt })).rejects.toMatchObject({ field: 'expiresAt' });
    expect(await keys()).toEqual([]);
  });

  it('is one of at most fifty that still open something', async () => {
    const { create, rotate, clock } = await withKeys();
    const { apiKey } = await create({ expiresAt: plus(tenOClock, { hours: 1 }) });
    for (let made = 1; made < 50; made++) await create();
    await expect(create()).rejects.toThrow(ConflictError);
    await expect(rotate(apiKey.id)).rejects.toThrow('at most 50');
    clock.advance({ hours: 1 });
    await expect(create()).resolves.toBeDefined();
  });

  it.each<[string, Partial<UserActor>, Parameters<typeof createApiKey>[2], string | undefined]>([
    ['a key with all scopes makes any', {}, {}, undefined],
    ['a key makes one of no more than its own scopes', { scopes: ['alert'] }, { scopes: ['alert:r'] }, undefined],
    ['and none beyond', { scopes: ['alert:r'] }, { scopes: ['alert:r', 'alert:w'] }, 'alert:w is more'],
    ['nor one without scopes', { scopes: ['alert'] }, {}, 'only keys with scopes'],
    ['an app makes none', { scopes: ['alert'], appId: 5 }, { scopes: ['alert:r'] }, 'an app makes no keys'],
  ])('is made as far as the caller reaches: %s', async (_who, facts, input, refused) => {
    const { create } = await withKeys();
    if (refused === undefined) await expect(create(input, facts)).resolves.toBeDefined();
    else {
      await expect(create(input, facts)).rejects.toThrow(ForbiddenError);
      await expect(create(input, facts)).rejects.toThrow(refused);
    }
  });

  it('is revoked once, and told', async () => {
    const { create, by, keys, told } = await withKeys();
    const { apiKey } = await create();
    await deleteApiKey(by(), 1, apiKey.id);
    expect(await keys()).toEqual([]);
    expect((await told()).sort()).toEqual(['api-key:create', 'api-key:delete']);
    await expect(deleteApiKey(by(), 1, apiKey.id)).rejects.toThrow(NotFoundError);
  });

  it('that somebody else revokes in that moment is not there', async () => {
    const { create, by, store } = await withKeys();
    const { apiKey } = await create();
    vi.spyOn(store.apiKeys, 'delete').mockResolvedValue(false);
    await expect(deleteApiKey(by(), 1, apiKey.id)).rejects.toThrow(NotFoundError);
  });
});

describe('the successor of a key', () => {
  it('is as its predecessor was made, and lives as long; the former works on for a day', async () => {
    const { create, rotate, keys, clock, told } = await withKeys();
    const former = await create({ name: 'CI', scopes: ['alert:r'], expiresAt: plus(tenOClock, { days: 30 }) });
    clock.advance({ days: 2 });
    const { apiKey, key } = await rotate(former.apiKey.id);
    expect(apiKey).toMatchObject({
      userId: 1,
      name: 'CI',
      scopes: ['alert:r'],
      createdAt: clock.now(),
      validUntil: plus(clock.now(), { days: 30 }),
    });
    expect(key).not.toBe(former.key);
    const all = byId(await keys());
    expect(all.get(former.apiKey.id)?.validUntil).toBe(plus(clock.now(), { hours: 24 }));
    expect(all.get(apiKey.id)).toEqual(apiKey);
    expect((await told()).sort()).toEqual(['api-key:create', 'api-key:create', 'api-key:update']);
  });

  it('has neither scopes nor an end where its predecessor had none', async () => {
    const { create, rotate } = await withKeys();
    const { apiKey } = await rotate((await create()).apiKey.id);
    for (const member of ['scopes', 'validUntil', 'isLimited']) expect(apiKey).not.toHaveProperty(member);
  });

  it.each([
    [0, 0],
    [3, 3],
    [48, 5],
  ])('leaves the former one %i hours, and never longer than it had: %i', async (overlap, hours) => {
    const { create, rotate, keys } = await withKeys();
    const former = await create({ expiresAt: plus(tenOClock, { hours: 5 }) });
    await rotate(former.apiKey.id, overlap);
    expect(byId(await keys()).get(former.apiKey.id)?.validUntil).toBe(plus(tenOClock, { hours }));
  });

  it('is refused for a key that has ended, that is not there, or that reaches beyond the caller', async () => {
    const { create, rotate, clock, keys } = await withKeys();
    const ended = await create({ expiresAt: plus(tenOClock, { hours: 1 }) });
    const wide = await create();
    clock.advance({ hours: 1 });
    await expect(rotate(ended.apiKey.id)).rejects.toThrow(`API key ${ended.apiKey.id} has ended`);
    await expect(rotate(77)).rejects.toThrow(NotFoundError);
    await expect(rotate(wide.apiKey.id, 1, { scopes: ['alert'] })).rejects.toThrow('only keys with scopes');
    expect(await keys()).toHaveLength(2);
  });

  it('is not there where the former is revoked in that moment', async () => {
    const { create, rotate, store, keys } = await withKeys();
    const { apiKey } = await create();
    const replace = store.apiKeys.replace;
    vi.spyOn(store.apiKeys, 'replace').mockImplementation(async (...given) => {
      await store.apiKeys.delete(apiKey, []);
      return replace(...given);
    });
    await expect(rotate(apiKey.id)).rejects.toThrow(NotFoundError);
    expect(await keys()).toEqual([]);
  });
});

describe('the use of keys', () => {
  it.each([
    ['31 days, the last of them as its day, and an hour where a day has 25', { days: 32, hours: 1 }, true],
    ['no longer', { days: 32, hours: 1, milliseconds: 1 }, false],
    ['a millisecond', { milliseconds: 1 }, true],
    ['no time', { milliseconds: 0 }, false],
  ])('is told of %s', async (_what, length, isTold) => {
    const { by } = await withKeys();
    const question = { from: tenOClock, until: plus(tenOClock, length), timezone: 'UTC', scopes: [] };
    const told = reportKeyUsage(by({ role: 'ADMIN' }), question);
    if (isTold) expect(await told).toEqual([]);
    else await expect(told).rejects.toMatchObject({ field: 'until' });
  });
});
