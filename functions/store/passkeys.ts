import { ConflictError } from '../domain/errors.ts';
import { Passkey } from '../domain/session/passkey.ts';
import type { AuditEntries } from '../ports/configuration-store.ts';
import type { PasskeyStore } from '../ports/session-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { ifAbsent, ifPresent } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { keys, passkeyPrefix } from './keys.ts';
import { notificationSteps } from './notifications.ts';
import { allOf, itemsInOrder } from './pages.ts';
import type { Table } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<Passkey> = { type: 'PASSKEY', schema: Passkey };

/** Passkeys, found by the device's name for them and by their user. */
export function createPasskeyStore(table: Table, { auditDays }: AuditTerm): PasskeyStore {
  const told = (audit: AuditEntries) => auditSteps(audit, auditDays).map(({ operation }) => operation);

  return {
    async byCredential(credentialId) {
      const item = await table.get(keys.passkey(credentialId), { consistent: true });
      return item && entityOf(form, item);
    },

    async ofUser(userId) {
      const partition = keys.passkeyOfUser(userId, '').PK;
      const notes = await allOf(table, { partition, sort: { beginsWith: passkeyPrefix } });
      const items = await itemsInOrder(
        table,
        notes.map(({ credentialId }) => keys.passkey(String(credentialId))),
      );
      return items.map((item) => entityOf(form, item));
    },

    async create(passkey, { audit, mails = [] }) {
      const { credentialId, userId, id } = passkey;
      const put = itemAt(keys.passkey(credentialId), attributesOf(form, passkey));
      const note = itemAt(keys.passkeyOfUser(userId, id), { type: 'PASSKEY_NOTE', credentialId });
      await writeSteps(table, [
        {
          operation: { put, condition: ifAbsent },
          refused: () => new ConflictError('this passkey is registered already'),
        },
        { operation: { put: note }, refused: () => new Error('an unconditional write was refused') },
        ...notificationSteps(mails),
        ...auditSteps(audit, auditDays),
      ]);
    },

    async rename({ credentialId }, name, audit) {
      const update = { update: keys.passkey(credentialId), set: { name }, condition: ifPresent };
      return (await table.write([update, ...told(audit)])).length === 0;
    },

    async used({ credentialId }, { counter, lastUsedAt }) {
      await table.write([{ update: keys.passkey(credentialId), set: { counter, lastUsedAt }, condition: ifPresent }]);
    },

    async delete({ credentialId, userId, id }, { audit, mails = [] }) {
      const own = { delete: keys.passkey(credentialId), condition: ifPresent };
      const note = { delete: keys.passkeyOfUser(userId, id) };
      return (
        (await table.write([own, note, ...notificationSteps(mails).map(({ operation }) => operation), ...told(audit)]))
          .length === 0
      );
    },
  };
}
