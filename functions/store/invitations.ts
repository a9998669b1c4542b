import { IdCollisionError, NotFoundError } from '../domain/errors.ts';
import { Invitation } from '../domain/session/invitation.ts';
import { epochSecondsOf } from '../domain/time.ts';
import type { InvitationStore } from '../ports/invitation-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { ifAbsent, ifEquals, ifPresent } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { keys } from './keys.ts';
import { notificationSteps } from './notifications.ts';
import { itemsInOrder } from './pages.ts';
import type { Table, WriteOperation } from './table.ts';
import { writeSteps } from './writes.ts';

const form: Form<Invitation> = { type: 'INVITATION', schema: Invitation };

/** With somebody's first session their invitation is over, whichever way they came; `used` is the one they came by. */
export const invitationOver = (userId: number, used?: Invitation): WriteOperation => ({
  delete: keys.invitationOfUser(userId),
  ...(used !== undefined && { condition: ifEquals('id', used.id) }),
});

/** Invitations by their user, and by what stands in their links. */
export function createInvitationStore(table: Table, { auditDays }: AuditTerm): InvitationStore {
  return {
    async get(id) {
      const note = await table.get(keys.invitation(id), { consistent: true });
      if (note === undefined) return undefined;
      const item = await table.get(keys.invitationOfUser(Number(note.userId)), { consistent: true });
      const invitation = item && entityOf(form, item);
      return invitation?.id === id ? invitation : undefined;
    },

    async ofUsers(userIds) {
      return (await itemsInOrder(table, userIds.map(keys.invitationOfUser))).map((item) => entityOf(form, item));
    },

    async send(invitation, mail, audit = []) {
      const { id, userId, expiresOn } = invitation;
      const note = itemAt(
        keys.invitation(id),
        { type: 'INVITATION_NOTE', userId },
        { expiresAt: epochSecondsOf(expiresOn) },
      );
      await writeSteps(table, [
        {
          operation: { check: keys.configuration('USER', userId), condition: ifPresent },
          refused: () => new NotFoundError('user', userId),
        },
        {
          operation: { put: note, condition: ifAbsent },
          refused: () => new IdCollisionError(`invitation ${id}`),
        },
        {
          operation: { put: itemAt(keys.invitationOfUser(userId), attributesOf(form, invitation)) },
          refused: () => new Error('an unconditional write was refused'),
        },
        ...notificationSteps([mail]),
        ...auditSteps(audit, auditDays),
      ]);
    },

    async forget(userId) {
      await table.write([invitationOver(userId)]);
    },
  };
}
