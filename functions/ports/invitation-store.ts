import type { Notification } from '../domain/notification/notification.ts';
import type { Invitation } from '../domain/session/invitation.ts';
import type { AuditEntries } from './configuration-store.ts';

/** Who was invited and has not been in yet: a user's newest invitation, until a session of theirs begins. */
export interface InvitationStore {
  /** The one of this id, if it is its user's newest one; read consistently. */
  get(id: string): Promise<Invitation | undefined>;
  /** Those of these users who have one. */
  ofUsers(userIds: readonly number[]): Promise<Invitation[]>;
  /** One transaction with its mail: it takes the place of the former one. Throws NotFoundError when the user is gone. */
  send(invitation: Invitation, mail: Notification, audit?: AuditEntries): Promise<void>;
  forget(userId: number): Promise<void>;
}
