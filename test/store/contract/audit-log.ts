import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../functions/domain/audit/audit-entry.ts';
import { VersionConflictError } from '../../../functions/domain/errors.ts';
import { aPolicy, at, aUser } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const entry = (id: number, time: string, facts: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at: at(time),
  actor: { kind: 'user', id: 1, name: 'Ada' },
  via: 'API_KEY',
  action: 'policy:update',
  entity: { kind: 'policy', id: 900, name: 'Platform' },
  before: { name: 'Platform', '': [[['deep']]] },
  after: { name: 'Platforms' },
  ...facts,
});

export function auditContract(newTable: NewTable, { isSlow }: { readonly isSlow: boolean }): void {
  describe('the audit log', () => {
    const all = { offset: 0, limit: 100 };

    it('is written with a change, and not without it', async () => {
      const { store } = await newStore(newTable);
      const created = await store.users.create(aUser(1), [entry(1, '2026-11-21T10:00:00Z')]);
      const stale = store.users.save(created, { ...created, version: 9 }, [entry(2, '2026-11-21T10:00:01Z')]);
      await expect(stale).rejects.toThrow(VersionConflictError);
      await store.users.delete(created, { audit: [entry(3, '2026-11-21T10:00:02Z')] });
      const list = await store.audit.list({}, all);
      expect(list).toEqual([entry(3, '2026-11-21T10:00:02Z'), entry(1, '2026-11-21T10:00:00Z')]);
    });

    it('is filtered and paged, newest first, across months', async () => {
      const { store, clock } = await newStore(newTable);
      clock.set(at('2026-11-21T10:00:00Z'));
      const other = { entity: { kind: 'team', id: 'x-1', name: 'T' }, action: 'team:create' };
      await store.audit.add([
        entry(1, '2026-09-30T23:59:59Z'),
        entry(2, '2026-10-01T00:00:00Z', { actor: { kind: 'system', name: 'Tocsin' }, via: 'SYSTEM' }),
        entry(3, '2026-11-20T10:00:00Z', other),
        entry(4, '2026-11-20T10:00:00Z', { actor: { kind: 'user', id: 2, name: 'Bob' } }),
        entry(5, '2026-11-21T10:00:00Z'),
      ]);
      const ids = async (...[filter, page = all, after]: Partial<Parameters<typeof store.audit.list>>) =>
        (await store.audit.list(filter ?? {}, page, after)).map(({ id }) => id);
      expect(await ids()).toEqual([5, 4, 3, 2, 1]);
      expect(await ids({}, { offset: 1, limit: 2 })).toEqual([4, 3]);
      expect(await ids({}, { offset: 0, limit: 2 }, { at: at('2026-11-20T10:00:00Z'), id: 4 })).toEqual([3, 2]);
      expect(await ids({ from: at('2026-10-01T00:00:00Z'), until: at('2026-11-21T10:00:00Z') })).toEqual([4, 3, 2]);
      expect(await ids({ actorId: 1 })).toEqual([5, 3, 1]);
      expect(await ids({ actorId: 1, entityKind: 'policy' })).toEqual([5, 1]);
      expect(await ids({ entityKind: 'policy', entityId: '900' }, { offset: 0, limit: 2 })).toEqual([5, 4]);
      expect(await ids({ entityKind: 'team', entityId: 'x-1' })).toEqual([3]);
      expect(await ids({ entityKind: 'team' })).toEqual([3]);
      expect(await ids({ action: 'policy:update', actorId: 2 })).toEqual([4]);
      expect(await ids({ action: 'team:create' })).toEqual([3]);
      expect(await ids({ until: at('2020-01-01T00:00:00Z') })).toEqual([]);
      await store.audit.add([entry(5, '2026-11-21T10:00:00Z', { action: 'policy:delete' })]);
      expect(await ids({ action: 'policy:delete' })).toEqual([]);
      clock.set(at('2027-11-04T23:59:59Z'));
      expect(await ids()).toEqual([5, 4, 3, 2]);
    });

    it.skipIf(isSlow)('goes with whatever fits into no transaction of its own', async () => {
      const { store } = await newStore(newTable);
      const contacts = Array.from({ length: 100 }, (_, index) => index + 1);
      const user = aUser(1, {
        emails: contacts.map((id) => ({
          id,
          target: `a${id}@example.com`,
          address: `a${id}@example.com`,
          status: 'OK',
          verified: true,
        })),
        phones: [],
      });
      let stored = await store.users.create({ ...user, emails: user.emails.slice(0, 60) });
      stored = await store.users.save({ ...stored, emails: user.emails }, stored);
      await store.users.delete(stored, { audit: [entry(1, '2026-11-21T10:00:00Z')] });
      expect(await store.audit.list({}, all)).toHaveLength(1);
      expect(await store.users.byContact('EMAIL', 'a100@example.com')).toEqual([]);
      const users = Array.from({ length: 50 }, (_, index) => index + 10);
      for (const id of users) await store.users.create(aUser(id));
      await store.policies.create(aPolicy([users]), [entry(2, '2026-11-21T10:00:01Z')]);
      expect(await store.audit.list({}, all)).toHaveLength(2);
    });
  });
}
