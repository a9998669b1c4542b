import { describe, expect, it } from 'vitest';
import { ConflictError, InvalidInputError } from '../../../functions/domain/errors.ts';
import { aPolicy, aSource, aUser } from '../../support/factories.ts';
import type { UntoldStore } from '../../support/untold.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const bare = (id: number) => aUser(id, { emails: [], phones: [] });
const isHeld = async (deletion: Promise<void>): Promise<boolean> =>
  deletion.then(
    () => false,
    (error) => error instanceof ConflictError,
  );

async function withUsers(store: UntoldStore, count: number): Promise<number[]> {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  await Promise.all(ids.map((id) => store.users.create(bare(id))));
  return ids;
}

export function referenceContract(newTable: NewTable, { isSlow }: { readonly isSlow: boolean }): void {
  describe('references', () => {
    it('must lead somewhere; the message names the field', async () => {
      const { store } = await newStore(newTable);
      await store.users.create(bare(1));
      const policy = aPolicy([[1], [1, 5]]);
      await expect(store.policies.create(policy)).rejects.toThrow(
        new InvalidInputError('escalationRules[1].users', 'user 5 was not found'),
      );
      expect(await store.policies.get(policy.id)).toBeUndefined();
      await expect(store.sources.create(aSource())).rejects.toThrow('escalationPolicy: escalation policy 900');
    });

    it('keep what is referred to from being deleted; the message names who refers', async () => {
      const { store } = await newStore(newTable);
      const user = await store.users.create(bare(1));
      const policy = await store.policies.create(aPolicy([[1]]));
      const source = await store.sources.create(aSource());
      await expect(store.users.delete(user)).rejects.toThrow('user 1 is used by escalation policy 900 "Platform team"');
      await expect(store.policies.delete(policy)).rejects.toThrow('is used by alert source 800 "Prometheus"');
      await store.sources.delete(source);
      await store.policies.delete(policy);
      await store.users.delete(user);
      expect(await store.users.get(1)).toBeUndefined();
    });

    it('follow an edit', async () => {
      const { store } = await newStore(newTable);
      const [one, two] = [await store.users.create(bare(1)), await store.users.create(bare(2))];
      const policy = await store.policies.create(aPolicy([[1]]));
      await store.policies.save({ ...policy, levels: aPolicy([[2]]).levels }, policy);
      await expect(store.users.delete(two)).rejects.toThrow(ConflictError);
      await store.users.delete(one);
    });

    it('do not raise the version of what they lead to', async () => {
      const { store } = await newStore(newTable);
      const user = await store.users.create(bare(1));
      await store.policies.create(aPolicy([[1]]));
      expect(await store.users.save({ ...user, firstName: 'Ada' }, user)).toMatchObject({ version: 2 });
    });

    it('survive an edit of what they lead to', async () => {
      const { store } = await newStore(newTable);
      const user = await store.users.create(bare(1));
      await store.policies.create(aPolicy([[1]]));
      const saved = await store.users.save({ ...user, firstName: 'Ada' }, user);
      await expect(store.users.delete(saved)).rejects.toThrow(ConflictError);
    });

    it('never dangle when a deletion and a new reference meet', async () => {
      const { store } = await newStore(newTable);
      const rounds = Array.from({ length: 10 }, (_, index) => index + 1);
      await Promise.all(
        rounds.map(async (id) => {
          const user = await store.users.create(bare(id));
          const creation = store.policies.create(aPolicy([[id]], { id: 900 + id })).catch(() => undefined);
          const [held] = await Promise.all([isHeld(store.users.delete(user)), creation]);
          const [policy, kept] = await Promise.all([store.policies.get(900 + id), store.users.get(id)]);
          expect({ id, policy: policy !== undefined, user: kept !== undefined }).toEqual({
            id,
            policy: held,
            user: held,
          });
        }),
      );
    });

    it.skipIf(isSlow)('may be sixty, though they do not fit into one transaction; sixty-one are too many', async () => {
      const { store } = await newStore(newTable);
      const ids = await withUsers(store, 61);
      await expect(store.policies.create(aPolicy([ids]))).rejects.toThrow('escalationRules[0].users: more than 60');
      const policy = await store.policies.create(aPolicy([ids.slice(0, 60)]));
      const last = await store.users.get(60);
      if (last === undefined) throw new Error('user 60 is there');
      await expect(store.users.delete(last)).rejects.toThrow(ConflictError);
      const lean = await store.policies.save({ ...policy, levels: aPolicy([[61]]).levels }, policy);
      await store.users.delete(last);
      expect(await store.policies.get(lean.id)).toEqual(lean);
    });

    it('that were noted for a write that never came do not keep anything from being deleted', async () => {
      const { store, table } = await newStore(newTable);
      const user = await store.users.create(bare(1));
      const note = { PK: 'USER#1', SK: 'REFERRER#POLICY#0000000000000900', type: 'REFERRER', kind: 'POLICY', id: 900 };
      await table.write([{ put: note }]);
      await store.users.delete(user);
      expect(await table.get(note, { consistent: true })).toBeUndefined();
    });
  });
}
