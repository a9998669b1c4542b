import { describe, expect, it } from 'vitest';
import { setUpAccount } from '../../functions/usecases/account/set-up.ts';
import { canaryPolicyId, canarySourceId, canaryUserId } from '../../functions/usecases/canary/cast.ts';
import { memoryStore } from '../support/memory-store.ts';

const input = { ownerEmail: 'Admin@example.com', ownerKey: 'local-admin-key', canaryKey: 'il1apicanary' };
/** Of `printf %s local-admin-key | sha256sum`. */
const ownerKeyHash = '4ab7b7cd7a009307f975da639ffcb2f104e371d271e936dab005ee993474b81d';
const silent = { log: { info() {}, warn() {}, error() {} }, metrics: { count() {}, seconds() {} } };

describe('setting up the account', () => {
  it('makes user 1 the owner, reachable by e-mail, with the key from the secret', async () => {
    const { store, clock, ids } = memoryStore();
    await setUpAccount({ store, clock, ids, ...silent }, input);

    const owner = await store.users.get(1);
    expect(owner).toMatchObject({
      role: 'OWNER',
      email: 'Admin@example.com',
      emails: [{ address: 'admin@example.com' }],
    });
    expect(owner?.preferences.alerts.map(({ type }) => type)).toEqual(['HIGH_PRIORITY', 'LOW_PRIORITY']);
    expect(await store.apiKeys.byHash(ownerKeyHash)).toMatchObject({ userId: 1 });
    expect(await store.account()).toMatchObject({ ownerId: 1 });
    expect(owner?.timezone).toBe('Europe/Berlin');
  });

  it('makes an owner whose clock is that of the deployment', async () => {
    const { store, clock, ids } = memoryStore();
    await setUpAccount({ store, clock, ids, ...silent }, { ...input, timezone: 'Asia/Tokyo' });
    expect((await store.users.get(1))?.timezone).toBe('Asia/Tokyo');
  });

  it('makes a canary that no list shows and that its key finds', async () => {
    const { store, clock, ids } = memoryStore();
    await setUpAccount({ store, clock, ids, ...silent }, input);

    expect(await store.sources.byIntegrationKey('il1apicanary')).toMatchObject({ id: canarySourceId });
    expect(await store.policies.get(canaryPolicyId)).toMatchObject({ hidden: true });
    expect(await store.users.get(canaryUserId)).toMatchObject({ hidden: true });
    const page = { offset: 0, limit: 50 };
    expect(await store.users.list(page)).toMatchObject([{ id: 1 }]);
    expect((await store.policies.list(page)).map(({ name }) => name)).toEqual(['Default']);
    expect(await store.sources.list(page)).toEqual([]);
  });

  it('makes a policy named Default that tells the owner, once', async () => {
    const { store, clock, ids } = memoryStore();
    await setUpAccount({ store, clock, ids, ...silent }, input);
    const policy = (await store.policies.byName('Default')) ?? expect.fail('there is a policy Default');
    expect(policy.levels).toEqual([{ escalationTimeout: 15, targets: [{ kind: 'user', id: 1 }] }]);
    await store.policies.delete(policy);
    await setUpAccount({ store, clock, ids, ...silent }, input);
    expect(await store.policies.byName('Default')).toBeUndefined();
  });

  it('brings no owner back who has given the account away and is gone, nor their key', async () => {
    const { store, clock, ids } = memoryStore();
    await setUpAccount({ store, clock, ids, ...silent }, input);
    const owner = (await store.users.get(1)) ?? expect.fail('there is an owner');
    const heir = await store.users.create({ ...owner, id: 50, role: 'ADMIN', email: 'b@example.com', emails: [] });
    await store.users.transferAccount({
      owner: { before: owner, after: { ...owner, role: 'ADMIN' } },
      heir: { before: heir, after: { ...heir, role: 'OWNER' } },
    });
    await setUpAccount({ store, clock, ids, ...silent }, input);
    expect(await store.users.list({ offset: 0, limit: 9 })).toMatchObject([{ role: 'ADMIN' }, { role: 'OWNER' }]);
    const former = (await store.users.get(1)) ?? expect.fail('they are there');
    await store.users.delete(former, { evenIfUsed: true });
    for (const key of await store.apiKeys.ofUser(1)) await store.apiKeys.delete(key);
    await setUpAccount({ store, clock, ids, ...silent }, input);
    expect(await store.users.list({ offset: 0, limit: 9 })).toMatchObject([{ id: 50, role: 'OWNER' }]);
    expect(await store.apiKeys.byHash(ownerKeyHash)).toBeUndefined();
    expect(await store.account()).toMatchObject({ ownerId: 50 });
  });

  it('is finished by the next run when it broke, wherever it did', async () => {
    for (let broken = 1; ; broken++) {
      let calls = 0;
      const { store, clock, ids } = memoryStore({
        beforeCall: () => {
          calls += 1;
          if (calls === broken) throw new Error('the function died');
          return undefined;
        },
      });
      const outcome = await setUpAccount({ store, clock, ids, ...silent }, input).then(
        () => 'done',
        () => 'broken',
      );
      if (outcome === 'done') break;
      await setUpAccount({ store, clock, ids, ...silent }, input);
      const page = { offset: 0, limit: 50 };
      expect(await store.account(), `call ${broken}`).toMatchObject({ ownerId: 1 });
      expect(await store.users.list(page), `call ${broken}`).toHaveLength(1);
      expect(await store.policies.list(page), `call ${broken}`).toHaveLength(1);
      expect(await store.apiKeys.ofUser(1), `call ${broken}`).toHaveLength(1);
    }
  });

  it('changes nothing when it runs again, as every deploy may do', async () => {
    const { store, clock, ids } = memoryStore();
    await setUpAccount({ store, clock, ids, ...silent }, input);
    const before = JSON.stringify(await store.users.get(1));
    clock.advance({ days: 30 });
    await setUpAccount({ store, clock, ids, ...silent }, { ...input, ownerEmail: 'other@example.com' });
    expect(JSON.stringify(await store.users.get(1))).toBe(before);
    expect(await store.apiKeys.ofUser(1)).toHaveLength(1);
  });

  it('adds a key when the secret was changed', async () => {
    const { store, clock, ids } = memoryStore();
    await setUpAccount({ store, clock, ids, ...silent }, input);
    await setUpAccount({ store, clock, ids, ...silent }, { ...input, ownerKey: 'a new key' });
    expect(await store.apiKeys.ofUser(1)).toHaveLength(2);
  });
});
