import type { ChatUser } from '../domain/chat/chat-account.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { Identity, User } from '../domain/user/user.ts';
import type { AuditEntries, ConfigurationStore } from './configuration-store.ts';

/** A user as read and as they are to be saved. */
export interface UserChange {
  readonly before: User;
  readonly after: User;
}

export interface UserStore extends Omit<ConfigurationStore<User>, 'byName'> {
  byEmail(email: string): Promise<User | undefined>;
  /** Users that have this address or E.164 number among their contacts, verified or not, or get pushes in this browser. */
  byContact(kind: 'EMAIL' | 'PHONE' | 'BROWSER', target: string): Promise<User[]>;
  /** As whom a provider knows them. */
  byIdentity(identity: Pick<Identity, 'issuer' | 'subject'>): Promise<User | undefined>;
  /** Whom somebody in a chat acts as. An older version may have dropped the account from a user who still holds it. */
  byChatUser(chatUser: Omit<ChatUser, 'name'>): Promise<User | undefined>;
  /** By the SHA-256 (hex) of the secret in the address of their calendar feed. */
  byFeed(hash: string): Promise<User | undefined>;
  /**
   * Saves both, who gives the account away and who gets it, notes whose it is, and stores the mails about it, in one transaction;
   * returns who has it now. Throws VersionConflictError when either was changed meanwhile.
   */
  transferAccount(
    change: { readonly owner: UserChange; readonly heir: UserChange },
    besides?: { readonly audit?: AuditEntries; readonly mails?: readonly Notification[] },
  ): Promise<User>;
}
