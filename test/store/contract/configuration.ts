import { describe, expect, it } from 'vitest';
import {
  ConflictError,
  IdCollisionError,
  NotFoundError,
  VersionConflictError,
} from '../../../functions/domain/errors.ts';
import { aPolicy, aSource, aUser, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const everything = { offset: 0, limit: 100 };

export function configurationContract(newTable: NewTable): void {
  describe('configuration', () => {
    it('is read back as it was created', async () => {
      const { store } = await newStore(newTable);
      const user = aUser(1, { mutedUntil: tenOClock, position: 'SRE' });
      const policy = aPolicy([[1]], { routingKey: 'platform' });
      const extras = { '': 'an empty name', big: 1e200, deep: [[[[{ a: [null, 'ü', true] }]]]] };
      const source = aSource({ extras, metadata: { signingSecret: 'hush' } });
      await store.users.create(user);
      await store.policies.create(policy);
      await store.sources.create(source);
      expect(await store.users.get(1)).toEqual(user);
      expect(await store.policies.get(900)).toEqual(policy);
      expect(await store.sources.get(800)).toEqual(source);
      expect(await store.sources.get(801)).toBeUndefined();
    });

    it('keeps integration keys and what signs their messages unreadable in the table', async () => {
      const { store, table } = await newStore(newTable);
      await store.users.create(aUser(1));
      await store.policies.create(aPolicy([[1]]));
      await store.sources.create(aSource({ integrationKey: 'il1api-visible', metadata: { signingSecret: 'hush' } }));
      const item = JSON.stringify(await table.get({ PK: 'SOURCE#800', SK: 'SOURCE' }, { consistent: true }));
      expect(item).not.toContain('il1api-visible');
      expect(item).not.toContain('hush');
    });

    it('says when an id is taken', async () => {
      const { store } = await newStore(newTable);
      await store.users.create(aUser(1));
      const again = store.users.create(aUser(1, { email: 'other@example.com', emails: [], phones: [] }));
      await expect(again).rejects.toThrow(IdCollisionError);
      expect(await store.users.byEmail('other@example.com')).toBeUndefined();
    });

    it('raises the version with every save and refuses one that did not see the last', async () => {
      const { store } = await newStore(newTable);
      const created = await store.users.create(aUser(1));
      const saved = await store.users.save({ ...created, firstName: 'Ada' }, created);
      expect(saved).toMatchObject({ version: 2, firstName: 'Ada' });
      expect(await store.users.get(1)).toEqual(saved);
      await expect(store.users.save({ ...created, firstName: 'Late' }, created)).rejects.toThrow(VersionConflictError);
      expect(await store.users.get(1)).toEqual(saved);
    });

    it('is listed oldest first, in pages, without what is hidden', async () => {
      const { store } = await newStore(newTable);
      for (const id of [11, 2, 7, 5]) await store.users.create(aUser(id, id === 5 ? { hidden: true } : {}));
      const idsOf = async (offset: number, limit: number) =>
        (await store.users.list({ offset, limit })).map(({ id }) => id);
      expect(await idsOf(0, 100)).toEqual([2, 7, 11]);
      expect(await idsOf(1, 1)).toEqual([7]);
      expect(await idsOf(3, 10)).toEqual([]);
      expect(await store.users.get(5)).toMatchObject({ hidden: true });
    });

    it('gives many in the order asked for, leaving out what is not there', async () => {
      const { store } = await newStore(newTable);
      for (const id of [1, 2, 3]) await store.users.create(aUser(id));
      expect((await store.users.getMany([3, 9, 1])).map(({ id }) => id)).toEqual([3, 1]);
      expect(await store.users.getMany([])).toEqual([]);
    });

    it('is found by its exact name, the oldest first, also after it was renamed', async () => {
      const { store } = await newStore(newTable);
      await store.users.create(aUser(1));
      const older = await store.policies.create(aPolicy([[1]], { id: 901 }));
      await store.policies.create(aPolicy([[1]], { id: 902 }));
      expect((await store.policies.byName('Platform team'))?.id).toBe(901);
      expect(await store.policies.byName('platform team')).toBeUndefined();
      await store.policies.save({ ...older, name: 'Storage' }, older);
      expect((await store.policies.byName('Platform team'))?.id).toBe(902);
      expect((await store.policies.byName('Storage'))?.id).toBe(901);
    });

    it('is gone with its unique values once it is deleted', async () => {
      const { store } = await newStore(newTable);
      const user = await store.users.create(aUser(1));
      await store.users.delete(user);
      expect(await store.users.get(1)).toBeUndefined();
      expect(await store.users.list(everything)).toEqual([]);
      expect(await store.users.byContact('EMAIL', 'user1@example.com')).toEqual([]);
      await expect(store.users.delete(user)).rejects.toThrow(NotFoundError);
      await store.users.create(aUser(2, { email: user.email }));
    });

    it('is not deleted by somebody who did not see its last change', async () => {
      const { store } = await newStore(newTable);
      const user = await store.users.create(aUser(1));
      await store.users.save({ ...user, firstName: 'Ada' }, user);
      await expect(store.users.delete(user)).rejects.toThrow(VersionConflictError);
      expect(await store.users.get(1)).toMatchObject({ firstName: 'Ada' });
    });
  });

  describe('unique values', () => {
    it('keep two users from having one e-mail address, whatever its case', async () => {
      const { store } = await newStore(newTable);
      await store.users.create(aUser(1, { email: 'Ada@Example.com' }));
      const twin = aUser(2, { email: 'ada@example.COM' });
      await expect(store.users.create(twin)).rejects.toThrow(
        new ConflictError('email ada@example.COM is already in use'),
      );
      expect(await store.users.get(2)).toBeUndefined();
      expect((await store.users.byEmail('ADA@example.com'))?.id).toBe(1);
    });

    it('are free again once they are given up', async () => {
      const { store } = await newStore(newTable);
      const ada = await store.users.create(aUser(1, { email: 'ada@example.com' }));
      await store.users.save({ ...ada, email: 'ada@example.org' }, ada);
      expect(await store.users.byEmail('ada@example.com')).toBeUndefined();
      expect((await store.users.byEmail('ada@example.org'))?.id).toBe(1);
      await store.users.create(aUser(2, { email: 'ada@example.com' }));
    });

    it('are refused to an edit, which then changes nothing', async () => {
      const { store } = await newStore(newTable);
      await store.users.create(aUser(1, { email: 'ada@example.com' }));
      const grace = await store.users.create(aUser(2));
      await expect(store.users.save({ ...grace, email: 'ada@example.com' }, grace)).rejects.toThrow(ConflictError);
      expect(await store.users.get(2)).toEqual(grace);
    });

    it('find a policy by its routing key and a source by its integration key, which no message shows', async () => {
      const { store } = await newStore(newTable);
      await store.users.create(aUser(1));
      await store.policies.create(aPolicy([[1]], { routingKey: 'platform' }));
      await store.sources.create(aSource({ integrationKey: 'il1api-secret' }));
      expect((await store.policies.byRoutingKey('platform'))?.id).toBe(900);
      expect(await store.policies.byRoutingKey('other')).toBeUndefined();
      expect((await store.sources.byIntegrationKey('il1api-secret'))?.id).toBe(800);
      expect(await store.sources.byIntegrationKey('il1api-other')).toBeUndefined();
      const twin = store.sources.create(aSource({ id: 801, integrationKey: 'il1api-secret' }));
      await expect(twin).rejects.toThrow(new ConflictError('the integration key is already in use'));
    });
  });

  describe('identities of users at providers', () => {
    const ada = { issuer: 'https://id.example.com', subject: 'ada', teams: [], since: tenOClock };

    it('lead to one user each, whatever the texts are made of', async () => {
      const { store } = await newStore(newTable);
      await store.users.create(aUser(1, { identities: [ada] }));
      const twin = aUser(2, { identities: [ada] });
      await expect(store.users.create(twin)).rejects.toThrow('this identity of a provider is already in use');
      const other = { ...ada, issuer: 'https://id.example.com","ada', subject: '' };
      await store.users.create(aUser(2, { identities: [other] }));
      expect((await store.users.byIdentity(ada))?.id).toBe(1);
      expect((await store.users.byIdentity(other))?.id).toBe(2);
      expect(await store.users.byIdentity({ issuer: ada.issuer, subject: 'ADA' })).toBeUndefined();
    });

    it('outlive a version that does not know them: they are written again, or forgotten with their user', async () => {
      const { store, table } = await newStore(newTable);
      await store.users.create(aUser(1, { identities: [ada] }));
      const key = { PK: 'USER#1', SK: 'USER' };
      await table.write([{ update: key, remove: ['identities'] }]);
      const known = (await store.users.byIdentity(ada)) ?? expect.fail();
      expect(known.identities).toBeUndefined();
      await store.users.save({ ...known, identities: [ada] }, known);
      expect((await store.users.byIdentity(ada))?.identities).toEqual([ada]);
      await table.write([{ delete: key }]);
      expect(await store.users.byIdentity(ada)).toBeUndefined();
      await store.users.create(aUser(2, { identities: [ada] }));
      expect((await store.users.byIdentity(ada))?.id).toBe(2);
    });
  });

  describe('contacts', () => {
    it('lead to every user who has them, and no longer to one who dropped them', async () => {
      const { store } = await newStore(newTable);
      const [shared] = aUser(1).emails;
      const emails = shared ? [{ ...shared, address: 'oncall@example.com' }] : [];
      const first = await store.users.create(aUser(1, { emails }));
      await store.users.create(aUser(2, { emails }));
      const found = async () => (await store.users.byContact('EMAIL', 'OnCall@example.com')).map(({ id }) => id);
      expect(await found()).toEqual([1, 2]);
      await store.users.save({ ...first, emails: [] }, first);
      expect(await found()).toEqual([2]);
      expect((await store.users.byContact('PHONE', '+49151000001')).map(({ id }) => id)).toEqual([1]);
      expect(await store.users.byContact('PHONE', '+49151999999')).toEqual([]);
    });

    it('may be named twice by one user', async () => {
      const { store } = await newStore(newTable);
      const user = aUser(1);
      await store.users.create({ ...user, phones: [...user.phones, ...user.phones] });
      expect(await store.users.byContact('PHONE', '+49151000001')).toHaveLength(1);
    });
  });

  describe('the account', () => {
    it('keeps the first account facts', async () => {
      const { store } = await newStore(newTable);
      expect(await store.account()).toBeUndefined();
      await store.createAccount({ createdAt: tenOClock, ownerId: 1 });
      await store.createAccount({ createdAt: tenOClock, ownerId: 2 });
      expect(await store.account()).toEqual({ createdAt: tenOClock, ownerId: 1 });
    });

    it('changes hands as a whole, over what was read, or not at all', async () => {
      const { store } = await newStore(newTable);
      const owner = await store.users.create(aUser(1, { role: 'OWNER' }));
      const heir = await store.users.create(aUser(2, { role: 'ADMIN' }));
      await store.createAccount({ createdAt: tenOClock, ownerId: 1 });
      const change = {
        owner: { before: owner, after: { ...owner, role: 'ADMIN' } },
        heir: { before: heir, after: { ...heir, role: 'OWNER' } },
      } as const;
      const moved = await store.users.save({ ...heir, department: 'B' }, heir);
      await expect(store.users.transferAccount(change)).rejects.toThrow(VersionConflictError);
      expect(await store.users.getMany([1, 2])).toEqual([owner, moved]);
      expect(await store.account()).toMatchObject({ ownerId: 1 });
      const next = { ...change, heir: { before: moved, after: { ...moved, role: 'OWNER' } } } as const;
      expect(await store.users.transferAccount(next)).toEqual({ ...moved, role: 'OWNER', version: moved.version + 1 });
      expect((await store.users.getMany([1, 2])).map(({ role }) => role)).toEqual(['ADMIN', 'OWNER']);
      expect(await store.account()).toMatchObject({ createdAt: tenOClock, ownerId: 2 });
      await expect(store.users.transferAccount(next)).rejects.toThrow(VersionConflictError);
    });
  });
}
