import { describe, expect, it } from 'vitest';
import { NotFoundError } from '../../../functions/domain/errors.ts';
import { newInvitation } from '../../../functions/domain/session/invitation.ts';
import type { Session } from '../../../functions/domain/session/session.ts';
import { accountMail } from '../../../functions/usecases/notification/account-mail.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

export function invitationContract(newTable: NewTable): void {
  const anInvitation = (id: string, userId = 1) => {
    const user = aUser(userId);
    const invitation = newInvitation(id, user, tenOClock);
    return { invitation, mail: accountMail(user, ['INVITATION', id], { subject: 's', text: 't' }, tenOClock) };
  };
  const aSession = (id: string, facts: Partial<Session> = {}): Session => ({
    id,
    hash: `hash-of-${id}`,
    userId: 1,
    email: 'user1@example.com',
    method: 'INVITATION',
    userAgent: 'Firefox',
    createdAt: tenOClock,
    lastSeenAt: tenOClock,
    ...facts,
  });
  async function withUsers() {
    const { store, clock } = await newStore(newTable);
    for (const id of [1, 2]) await store.users.create(aUser(id));
    return { store, clock };
  }

  describe('invitations', () => {
    it('are found by id and by user, the newest one of each, and come with their mail', async () => {
      const { store } = await withUsers();
      const [first, second, other] = [anInvitation('01A'), anInvitation('01B'), anInvitation('01C', 2)];
      for (const { invitation, mail } of [first, other, second]) await store.invitations.send(invitation, mail);
      expect(await store.invitations.get('01A')).toBeUndefined();
      expect(await store.invitations.get('01B')).toEqual(second.invitation);
      expect(await store.invitations.get('01X')).toBeUndefined();
      expect(await store.invitations.ofUsers([3, 2, 1])).toEqual([other.invitation, second.invitation]);
      expect(await store.invitations.ofUsers([])).toEqual([]);
      for (const { mail } of [first, second, other])
        expect(await store.notifications.get(mail.scope, mail.id)).toEqual(mail);
    });

    it('are for nobody who is gone, and leave nothing behind then', async () => {
      const { store } = await withUsers();
      const { invitation, mail } = anInvitation('01A', 9);
      await expect(store.invitations.send(invitation, mail)).rejects.toThrow(NotFoundError);
      expect(await store.invitations.ofUsers([9])).toEqual([]);
      expect(await store.notifications.get(mail.scope, mail.id)).toBeUndefined();
    });

    it('are used up by one session, which is written with that', async () => {
      const { store } = await withUsers();
      const { invitation, mail } = anInvitation('01A');
      await store.invitations.send(invitation, mail);
      const [first, second] = [aSession('01S'), aSession('01T')];
      const begun = await Promise.all([first, second].map((one) => store.sessions.create(one, { invitation })));
      expect(begun.toSorted()).toEqual([false, true]);
      expect(await store.sessions.ofUser(1)).toHaveLength(1);
      expect(await store.invitations.ofUsers([1])).toEqual([]);
      expect(await store.invitations.get('01A')).toBeUndefined();
    });

    it('are used up only while they are the newest one, and not over', async () => {
      const { store, clock } = await withUsers();
      const [first, second] = [anInvitation('01A'), anInvitation('01B')];
      for (const { invitation, mail } of [first, second]) await store.invitations.send(invitation, mail);
      expect(await store.sessions.create(aSession('01S'), { invitation: first.invitation })).toBe(false);
      clock.advance({ days: 7 });
      expect(await store.sessions.create(aSession('01S'), { invitation: second.invitation })).toBe(false);
      expect(await store.sessions.ofUser(1)).toEqual([]);
      expect(await store.invitations.ofUsers([1])).toEqual([second.invitation]);
    });

    it('are over with any session of their user, and with no other', async () => {
      const { store } = await withUsers();
      const { invitation, mail } = anInvitation('01A');
      await store.invitations.send(invitation, mail);
      await store.sessions.create(aSession('01S', { userId: 2 }));
      await store.sessions.create(aSession('01T', { userId: undefined }));
      expect(await store.invitations.get('01A')).toEqual(invitation);
      expect(await store.sessions.create(aSession('01U', { method: 'LINK' }))).toBe(true);
      expect(await store.invitations.get('01A')).toBeUndefined();
    });

    it('are forgotten with their user', async () => {
      const { store } = await withUsers();
      const { invitation, mail } = anInvitation('01A');
      await store.invitations.send(invitation, mail);
      await store.invitations.forget(1);
      await store.invitations.forget(2);
      expect(await store.invitations.get('01A')).toBeUndefined();
    });
  });
}
